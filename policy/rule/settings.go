package rule

import (
	"errors"
	"fmt"
	"maps"
	"slices"
)

// Setting is something that users may choose about a rule. A check gets its value from [With].
type Setting[T Choice] struct {
	// Name is the key, in camelCase.
	Name string
	// Default is the value where none is given.
	Default T
	// Doc says what it is, in one sentence.
	Doc string
}

// Choice is what the value of a setting can be.
type Choice interface {
	bool | float64 | string | []string
}

// Of is the setting's value among those of its owner's settings: see [Resolve].
func (s Setting[T]) Of(settings Settings) T {
	if value, has := settings[s.Name].(T); has {
		return value
	}
	return s.Default
}

// Info describes the setting.
func (s Setting[T]) Info() SettingInfo {
	return SettingInfo{Name: s.Name, Default: s.Default, Doc: s.Doc}
}

// SettingInfo describes a setting of any type.
type SettingInfo struct {
	Name string
	// Default is a bool, a float64, a string or a []string.
	Default any
	Doc     string
}

// Settings are the values of somebody's settings by name, complete and of the right types.
type Settings map[string]any

// Settings describes what users may choose about the rule.
func (r *Rule) Settings() []SettingInfo { return r.Check.settings }

// Resolve reads the values that are given for the settings of a rule, or of another owner with that id, and
// takes the default where none is given. Settings that the owner does not have, and values of a wrong type,
// are errors that say what is possible; the error has all of them.
func Resolve(owner string, declared []SettingInfo, given map[string]any) (Settings, error) {
	settings := Settings{}
	for _, setting := range declared {
		settings[setting.Name] = setting.Default
	}
	var faults []error
	for _, name := range slices.Sorted(maps.Keys(given)) {
		read, err := resolve(owner, declared, name, given[name])
		faults = append(faults, err)
		if err == nil {
			settings[name] = read
		}
	}
	return settings, errors.Join(faults...)
}

func resolve(owner string, declared []SettingInfo, name string, value any) (any, error) {
	i := slices.IndexFunc(declared, func(s SettingInfo) bool { return s.Name == name })
	if i < 0 {
		return nil, fmt.Errorf("rule %q has no setting %q: its settings are %s", owner, name, names(declared))
	}
	read, ok := readAs(declared[i].Default, value)
	if !ok {
		return nil, fmt.Errorf("setting %q of rule %q is %v, but has to be %s", name, owner, value,
			declared[i].TypeName())
	}
	return read, nil
}

func names(settings []SettingInfo) string {
	if len(settings) == 0 {
		return "none"
	}
	names := make([]string, len(settings))
	for i, setting := range settings {
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

// TypeName names the type of the setting: "a list of texts".
func (s SettingInfo) TypeName() string {
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
func (s SettingInfo) Schema() map[string]any {
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
