package main

import (
	conf "private-acr/policy/configuration"
	"private-acr/policy/protocol"
	"private-acr/policy/rule"
)

// configurations are the files for the environments that come configured.
func configurations(p *protocol.Pack) []document {
	return []document{
		configuration(p, "development", func(l rule.Levels) rule.Level { return l.Development }),
		configuration(p, "production", func(l rule.Levels) rule.Level { return l.Production }),
	}
}

// configuration is complete, so that whoever changes it sees everything that there is to change.
func configuration(p *protocol.Pack, environment string, level func(rule.Levels) rule.Level) document {
	var file object
	for _, entry := range conf.Entries(p.Rules) {
		said := object{{conf.LevelKey, level(entry.Levels).String()}}
		for _, setting := range entry.Settings {
			said = append(said, member{setting.Name, setting.Default})
		}
		file = append(file, member{entry.ID, said})
	}
	return jsonDocument("policy/"+environment+".json", file)
}

// configured shows how a configuration file sets the rule's settings: to the values where they are given, and
// else to the defaults. The level is one at which the rule runs.
func configured(r *rule.Rule, settings map[string]any) string {
	said := object{{conf.LevelKey, max(r.Levels.Production, rule.Advisory).String()}}
	for _, setting := range r.Settings() {
		value, given := settings[setting.Name]
		if !given {
			value = setting.Default
		}
		said = append(said, member{setting.Name, value})
	}
	return layout(object{{r.ID, said}}, "", 0)
}
