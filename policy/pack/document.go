package pack

import "private-acr/policy/rule"

// Entry is what a configuration file may say of one rule, or of one of the pack's own entries.
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

// Entries lists everything that a configuration file may have an entry for: the rules, then the pack's own.
func (p *Pack) Entries() []Entry {
	var all []Entry
	for i := range p.Rules {
		r := &p.Rules[i]
		all = append(all, Entry{ID: r.ID, Title: r.Title, Levels: r.Levels, Settings: settingsOf(r.Settings)})
	}
	for _, own := range entries {
		settings := settingsOf(own.settings)
		if own.id == Exemptions {
			settings = append(settings, exemptionSetting())
		}
		all = append(all, Entry{
			ID: own.id, Title: own.title, Levels: rule.Always(rule.Advisory), Settings: settings,
		})
	}
	return all
}

func settingsOf(of []rule.Setting) []Setting {
	settings := make([]Setting, len(of))
	for i, one := range of {
		settings[i] = Setting{Name: one.Name, Default: one.Default, Schema: one.Schema()}
	}
	return settings
}

// exemptionSetting has a schema that is stricter than the one the engine gets: the engine would refuse a
// faulty exemption before the pack could say what would be right.
func exemptionSetting() Setting {
	schema := exemptionSchema()
	if item, isObject := schema["items"].(map[string]any); isObject {
		item["required"] = exemptionKeys
		item["additionalProperties"] = false
	}
	return Setting{Name: listKey, Default: []any{}, Schema: schema}
}

// Message is what Pulumi prints of a finding of the rule.
func Message(r *rule.Rule, finding rule.Finding) string {
	return message(result{rule: r, finding: finding}, nil)
}
