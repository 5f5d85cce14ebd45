package pack

import "private-acr/policy/rule"

// Entries that configuration may have besides the rules. To the engine each is a policy, because that is the
// one thing it hands configuration to and takes messages from.
const (
	// Undecided lists what the rules could not judge.
	Undecided = "undecided"
	// Exemptions lists findings that are let through, and which were.
	Exemptions = "exemptions"
	// Report says where a report of all findings goes.
	Report = "report"
)

// EveryRule is the entry whose level holds for every rule that has none; the name is the engine's.
const EveryRule = "all"

// entry is a policy of the pack's own.
type entry struct {
	id, title string
	settings  []rule.Setting
}

// entries are the pack's own policies. Each is advisory until configuration says otherwise: a stack whose
// values are not known yet, for example, is not wrong.
var entries = []entry{
	{
		id: Undecided,
		title: "What could not be judged is listed: in a preview some values are not known yet, and the " +
			"update judges them.",
	},
	{
		id:    Exemptions,
		title: "Exemptions are listed: those that let a finding through, have expired or are not needed.",
	},
	{
		id:    Report,
		title: "The findings are written to a file as well.",
		settings: []rule.Setting{{
			Name: "sarif", Default: "",
			Doc: "Path of a file, seen from the project, to write the findings to in SARIF 2.1.0, which " +
				"code-scanning pages read.",
		}},
	},
}

// asRule gives an entry's settings the checks of a rule's.
func (e entry) asRule() *rule.Rule { return &rule.Rule{ID: e.id, Settings: e.settings} }
