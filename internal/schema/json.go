package schema

import (
	"maps"
	"reflect"
)

// JSON is the JSON Schema of a spec's settings, as a stack's file writes them: instead of a text there may be
// an object with the text encrypted.
func JSON(t reflect.Type) map[string]any {
	properties := map[string]any{}
	var required []string
	for _, f := range Fields(t) {
		if f.Deployment {
			continue
		}
		properties[f.Key] = f.json()
		if f.Required {
			required = append(required, f.Key)
		}
	}
	object := map[string]any{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		object["required"] = required
	}
	return object
}

func (f Field) json() map[string]any {
	shown := f.jsonOf(f.Type)
	shown["description"] = f.Description
	if f.Default != nil {
		shown["default"] = f.Default
	}
	return shown
}

func (f Field) jsonOf(t reflect.Type) map[string]any {
	t = structOf(t)
	switch form := FormOf(t); form {
	case FormObject:
		return JSON(t)
	case FormList:
		return map[string]any{"type": "array", "items": f.jsonOf(t.Elem())}
	case FormMap:
		object := map[string]any{"type": "object", "additionalProperties": f.jsonOf(t.Elem())}
		if names := mergedSchema(f.KeyRules); len(names) > 0 {
			object["propertyNames"] = names
		}
		return object
	default:
		return f.jsonOfScalar(t, form)
	}
}

// jsonOfScalar takes texts for numbers and truth values too: `pulumi config set` writes some of them so.
func (f Field) jsonOfScalar(t reflect.Type, form Form) map[string]any {
	plain := mergedSchema(f.Rules)
	plain["type"] = string(form)
	switch pattern := textPatterns[form]; {
	case t == inputType:
		return map[string]any{"anyOf": []any{plain, Encrypted()}}
	case pattern != "":
		return map[string]any{"anyOf": []any{plain, map[string]any{"type": "string", "pattern": pattern}}}
	}
	return plain
}

func mergedSchema(rules []Rule) map[string]any {
	merged := map[string]any{}
	for _, rule := range rules {
		maps.Copy(merged, rule.Schema)
	}
	return merged
}

// textPatterns are those of the texts that stand for another form.
var textPatterns = map[Form]string{
	FormBoolean: "^(true|false)$", FormInteger: "^-?[0-9]+$", FormNumber: `^-?[0-9]+(\.[0-9]+)?$`,
}

// Encrypted is how `pulumi config set --secret` writes a value.
func Encrypted() map[string]any {
	return map[string]any{
		"type": "object", "required": []string{"secure"}, "additionalProperties": false,
		"properties": map[string]any{"secure": map[string]any{"type": "string"}},
	}
}
