package settings

import (
	"maps"
	"reflect"
	"slices"

	"private-acr/internal/schema"
)

// topLevel is what stands at a key of the stack's file: an object also as the text that pulumi config set
// makes of it without --path, and what holds texts that can be kept secret also encrypted.
func topLevel(f schema.Field, property any) any {
	if schema.FormOf(f.Type) == schema.FormText {
		return property
	}
	anyOf := []any{property, map[string]any{"type": "string", "pattern": `^\{`}}
	if schema.HoldsInput(f.Type) {
		anyOf = append(anyOf, schema.Encrypted())
	}
	return map[string]any{"anyOf": anyOf, "description": f.Description}
}

// Schema is the JSON Schema of a stack's file, Pulumi.<stack>.yaml, for editors.
func Schema() map[string]any {
	settings := schema.JSON(reflect.TypeFor[Settings]())
	properties, _ := settings["properties"].(map[string]any)
	full := map[string]any{}
	for _, f := range schema.Fields(reflect.TypeFor[Settings]()) {
		full[Namespace+":"+f.Key] = topLevel(f, properties[f.Key])
	}
	var required []string
	for _, key := range settings["required"].([]string) { //nolint:forcetypeassert // Name and location are.
		required = append(required, Namespace+":"+key)
	}
	ours := map[string]any{"enum": slices.Sorted(maps.Keys(full))}
	others := map[string]any{"not": map[string]any{"pattern": "^" + Namespace + ":"}}
	return map[string]any{
		"$schema": "http://json-schema.org/draft-07/schema#",
		"title":   "A stack of private-acr: Pulumi.<stack>.yaml",
		"type":    "object",
		"properties": map[string]any{"config": map[string]any{
			"type": "object", "properties": full, "required": required,
			// A misspelt setting is none; keys of other namespaces are other packages'.
			"propertyNames": map[string]any{"anyOf": []any{ours, others}},
		}},
	}
}
