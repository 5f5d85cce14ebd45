package main

import (
	conf "private-acr/policy/configuration"
	"private-acr/policy/protocol"
	"private-acr/settings"
)

// settingsSchema is the JSON schema of a stack's file, for editors.
func settingsSchema() document {
	stack := settings.Schema()
	stack["$comment"] = "Generated from spec and settings by `make generate`. Do not edit."
	return jsonDocument("settings.schema.json", stack)
}

// schema is the JSON schema of a configuration file. It is of draft 7, which every editor knows.
func schema(p *protocol.Pack) document {
	properties := object{
		{conf.EveryRule, object{
			{"description", "The level of every entry without one, be it a rule's or one of the pack's own."},
			{"allOf", []any{reference("entry")}},
		}},
		{conf.EnvironmentsKey, object{
			{"description", "Environments of Pulumi ESC to load."},
			{"type", "array"},
			{"items", object{{"type", "string"}}},
		}},
	}
	for _, entry := range conf.Entries(p.Rules) {
		properties = append(properties, member{entry.ID, entrySchema(entry)})
	}
	return jsonDocument("policy/config.schema.json", object{
		{"$schema", "http://json-schema.org/draft-07/schema#"},
		{"$comment", "Generated from the rules under policy/rules by `make generate`. Do not edit."},
		{"title", "Configuration of the policy pack " + p.Name},
		{"type", "object"},
		{"additionalProperties", false},
		{"properties", properties},
		{"definitions", object{
			{"level", levelSchema()},
			{"entry", levelOrSettings(nil)},
		}},
	})
}

// entrySchema keeps the reference to what every entry may be in an allOf, because draft 7 ignores whatever
// stands beside a reference.
func entrySchema(entry conf.Entry) object {
	described := object{{"description", entry.Title}}
	if len(entry.Settings) == 0 {
		return append(described, member{"allOf", []any{reference("entry")}})
	}
	return append(described, levelOrSettings(entry.Settings)...)
}

func levelOrSettings(settings []conf.Setting) object {
	properties := object{{conf.LevelKey, reference("level")}}
	for _, setting := range settings {
		properties = append(properties, member{setting.Name, setting.Schema})
	}
	return object{{"anyOf", []any{
		reference("level"),
		object{{"type", "object"}, {"additionalProperties", false}, {"properties", properties}},
	}}}
}

func levelSchema() object {
	var words []string
	for _, level := range conf.Levels() {
		words = append(words, level.String())
	}
	return object{{"description", "What breaking the rule does."}, {"enum", words}}
}

func reference(definition string) object { return object{{"$ref", "#/definitions/" + definition}} }
