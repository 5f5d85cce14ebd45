package settings

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// Types in the words of Pulumi's project schema, with "number" for what that schema only knows inside
// objects.
const (
	typeString  = "string"
	typeInteger = "integer"
	typeNumber  = "number"
	typeBoolean = "boolean"
	typeObject  = "object"
	typeArray   = "array"
)

// scalar is a setting of one value, parsed from its text.
type scalar[T any] struct {
	target *T
	kind   string
	parse  func(text string) (T, *flaw)
}

func (s scalar[T]) typeName() string { return s.kind }

func (s scalar[T]) take(p *parser, path string, raw any) {
	text, ok := plain(s.kind, raw)
	if !ok {
		p.report(path, mustBe(s.kind), raw)
		return
	}
	value, fault := s.parse(text)
	if fault != nil {
		p.report(path, *fault, raw)
		return
	}
	*s.target = value
}

// plain is the text of a scalar. A text may stand for a number or a truth value, because that is what
// `pulumi config set` makes of them; nothing but a text stands for a text, or a tag 1.10 would silently
// become 1.1.
func plain(kind string, raw any) (string, bool) {
	switch value := raw.(type) {
	case string:
		return value, true
	case json.Number:
		return value.String(), kind == typeInteger || kind == typeNumber
	case bool:
		return strconv.FormatBool(value), kind == typeBoolean
	}
	return "", false
}

func mustBe(kind string) flaw {
	switch kind {
	case typeString:
		return flaw{"must be a string", "put it between quotes"}
	case typeObject:
		return flaw{"must be an object", "write its settings below it, each as a key with a value"}
	case typeArray:
		return flaw{"must be an array", "write a list, even of one"}
	case typeInteger:
		return flaw{"must be an integer", "write digits only"}
	case typeBoolean:
		return flaw{"must be a boolean", "write true or false"}
	}
	return flaw{"must be a " + kind, "write digits and at most one point"}
}

// object is a setting that holds settings. An empty one is as good as none.
type object struct {
	fields func() []field
	// optional leaves an absent object absent, instead of filling in its defaults.
	optional bool
}

func (object) typeName() string { return typeObject }

func (o object) take(p *parser, path string, raw any) {
	values, ok := raw.(map[string]any)
	switch {
	case !ok:
		p.report(path, mustBe(typeObject), raw)
	case len(values) == 0 && o.optional:
		p.given[path] = false
	default:
		p.block(path, values, o.fields())
	}
}

// list is an array of texts, each parsed by itself.
type list struct {
	target *[]string
	parse  func(text string) (string, *flaw)
}

func (list) typeName() string { return typeArray }

func (l list) take(p *parser, path string, raw any) {
	values, ok := raw.([]any)
	if !ok {
		p.report(path, mustBe(typeArray), raw)
		return
	}
	items := make([]string, len(values))
	for i, value := range values {
		scalar[string]{&items[i], typeString, l.parse}.take(p, fmt.Sprintf("%s[%d]", path, i), value)
	}
	*l.target = items
}

// dictionary is an object whose keys the user chooses and whose values are texts.
type dictionary struct {
	target *map[string]string
	// check judges one entry.
	check func(key, value string) *flaw
}

func (dictionary) typeName() string { return typeObject }

func (d dictionary) take(p *parser, path string, raw any) {
	values, ok := raw.(map[string]any)
	if !ok {
		p.report(path, mustBe(typeObject), raw)
		return
	}
	entries := make(map[string]string, len(values))
	for _, key := range slices.Sorted(maps.Keys(values)) {
		var entry string
		parse := func(text string) (string, *flaw) { return text, d.check(key, text) }
		scalar[string]{&entry, typeString, parse}.take(p, join(path, key), values[key])
		entries[key] = entry
	}
	if len(entries) > 0 {
		*d.target = entries
	}
}
