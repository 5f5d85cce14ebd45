package configuration

import "private-acr/policy/rule"

// Entries that configuration may have besides the rules. To the engine each is a policy, because that is the
// one thing it hands configuration to and takes messages from.
const (
	// Undecided lists what the rules could not decide.
	Undecided = "undecided"
	// Exemptions lists findings that are let through, and which were.
	Exemptions = "exemptions"
	// Report says where a report of all findings goes.
	Report = "report"
)

// EveryRule is the entry whose level holds for every rule that has none; the name is the engine's.
const EveryRule = "all"

// sarif is the setting of [Report].
var sarif = rule.Setting[string]{
	Name: "sarif",
	Doc: "Path of a file, seen from the project, to write the findings to in SARIF 2.1.0, which " +
		"code-scanning pages read.",
}

// Entry is what configuration may have of one rule, or of one of the pack's own entries.
type Entry struct {
	ID, Title string
	Levels    rule.Levels
	Settings  []Setting
}

// Setting is something that users may choose in an entry.
type Setting struct {
	Name    string
	Default any
	// Schema is its JSON schema.
	Schema map[string]any
}

// Entries lists everything that configuration may have: the rules, then [Own].
func Entries(rules []rule.Rule) []Entry {
	var all []Entry
	for i := range rules {
		r := &rules[i]
		all = append(all, Entry{
			ID: r.ID, Title: r.Title, Levels: r.Levels, Settings: settingsOf(r.Settings()...),
		})
	}
	return append(all, Own()...)
}

// Own lists the entries that are no rules. Each is advisory until configuration says otherwise: a stack whose
// values are not known yet, for example, is not wrong.
func Own() []Entry {
	own := []Entry{
		{
			ID: Undecided,
			Title: "What could not be judged is listed: in a preview some values are not known yet, and " +
				"the update judges them.",
		},
		{
			ID: Exemptions,
			Title: "Exemptions are listed: those that let a finding through, have expired or are not " +
				"needed.",
			Settings: []Setting{{Name: listKey, Default: []any{}, Schema: exemptionSchema()}},
		},
		{
			ID:       Report,
			Title:    "The findings are written to a file as well.",
			Settings: settingsOf(sarif.Info()),
		},
	}
	for i := range own {
		own[i].Levels = rule.Always(rule.Advisory)
	}
	return own
}

func settingsOf(infos ...rule.SettingInfo) []Setting {
	settings := make([]Setting, len(infos))
	for i, one := range infos {
		settings[i] = Setting{Name: one.Name, Default: one.Default, Schema: one.Schema()}
	}
	return settings
}
