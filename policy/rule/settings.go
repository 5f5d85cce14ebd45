package rule

import (
	"errors"
	"fmt"
	"maps"
	"slices"
)

// Setting is something that users may choose about a rule.
type Setting struct {
	// Name is the key, in camelCase.
	Name string
	// Default is the value where none is given, and gives the type: bool, float64, string or []string.
	Default any
	// Doc says what it is, in one sentence.
	Doc string
}

// Settings are a rule's settings by name, complete and of the right types: see [Rule.Settle].
type Settings map[string]any

// Flag reads true or false. Like the others it is the zero value for a setting of another type.
func (s Settings) Flag(name string) bool {
	value, _ := s[name].(bool)
	return value
}

// Number reads a number.
func (s Settings) Number(name string) float64 {
	value, _ := s[name].(float64)
	return value
}

// Text reads a text.
func (s Settings) Text(name string) string {
	value, _ := s[name].(string)
	return value
}

// Texts reads a list of texts.
func (s Settings) Texts(name string) []string {
	value, _ := s[name].([]string)
	return value
}

// Settle completes given settings with the rule's defaults. Settings that the rule does not have, and values
// of a wrong type, are errors that say what is possible; the error has all of them.
func (r *Rule) Settle(given map[string]any) (Settings, error) {
	settings := Settings{}
	for _, setting := range r.Settings {
		settings[setting.Name] = setting.Default
	}
	var faults []error
	for _, name := range slices.Sorted(maps.Keys(given)) {
		read, err := r.settle(name, given[name])
		settings[name] = read
		faults = append(faults, err)
	}
	return settings, errors.Join(faults...)
}

func (r *Rule) settle(name string, value any) (any, error) {
	i := slices.IndexFunc(r.Settings, func(s Setting) bool { return s.Name == name })
	if i < 0 {
		return nil, fmt.Errorf("rule %q has no setting %q: its settings are %s", r.ID, name, r.settingNames())
	}
	read, ok := readAs(r.Settings[i].Default, value)
	if !ok {
		return nil, fmt.Errorf("setting %q of rule %q is %v, but has to be %s", name, r.ID, value,
			r.Settings[i].Kind())
	}
	return read, nil
}

func (r *Rule) settingNames() string {
	if len(r.Settings) == 0 {
		return "none"
	}
	names := make([]string, len(r.Settings))
	for i, setting := range r.Settings {
		names[i] = setting.Name
	}
	return fmt.Sprintf("%q", names)
}

// readAs turns a value, as JSON has it, into one of the type of the example.
func readAs(example, value any) (any, bool) {
	switch example.(type) {
	case bool:
		read, ok := value.(bool)
		return read, ok
	case float64:
		// YAML, in which examples are written, reads a whole number as an int.
		if whole, isWhole := value.(int); isWhole {
			return float64(whole), true
		}
		read, ok := value.(float64)
		return read, ok
	case string:
		read, ok := value.(string)
		return read, ok
	default:
		return readTexts(value)
	}
}

func readTexts(value any) (any, bool) {
	if texts, ok := value.([]string); ok {
		return texts, true
	}
	list, ok := value.([]any)
	texts := make([]string, 0, len(list))
	for _, item := range list {
		text, isText := item.(string)
		ok = ok && isText
		texts = append(texts, text)
	}
	return texts, ok
}

// Kind names the type of the setting: "a list of texts".
func (s Setting) Kind() string {
	switch s.Default.(type) {
	case bool:
		return "true or false"
	case float64:
		return "a number"
	case string:
		return "a text"
	default:
		return "a list of texts"
	}
}

// Schema is the setting's JSON schema.
func (s Setting) Schema() map[string]any {
	schema := map[string]any{"description": s.Doc, "default": s.Default}
	switch standard := s.Default.(type) {
	case bool:
		schema["type"] = "boolean"
	case float64:
		schema["type"] = "number"
	case string:
		schema["type"] = "string"
	case []string:
		// A protobuf struct takes no []string.
		items := make([]any, len(standard))
		for i, text := range standard {
			items[i] = text
		}
		schema["default"] = items
		schema["type"] = "array"
		schema["items"] = map[string]any{"type": "string"}
	}
	return schema
}
