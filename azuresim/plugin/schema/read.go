package schema

import (
	_ "embed"
	"encoding/json"
	"strings"
)

//go:embed schema.gen.txt
var generated string

// reader makes resources of the generated lines.
type reader struct {
	resources map[string][]*Resource
	// module and types are those of the lines at hand; a type may be named before its own lines come.
	module string
	types  map[string]*Type
	// open is the type whose properties follow.
	open *Type
	// last is the resource whose sides follow.
	last *Resource
}

func read(text string) map[string][]*Resource {
	r := &reader{resources: map[string][]*Resource{}}
	for line := range strings.Lines(text) {
		r.line(strings.TrimRight(line, "\n"))
	}
	return r.resources
}

func (r *reader) line(line string) {
	words := strings.Fields(line)
	switch {
	case strings.HasPrefix(line, " "):
		r.open.Properties[words[0]] = r.property(words)
	case words[0] == "module":
		r.module, r.types = words[1], map[string]*Type{}
	case words[0] == "resource":
		r.last = &Resource{Token: words[1], APIVersion: words[2]}
		r.resources[words[1]] = append(r.resources[words[1]], r.last)
	case words[0] == "type":
		r.open = r.typeOf(words[1])
	case words[0] == "in" || words[0] == "out":
		r.side(words[0])
	}
}

// side opens the inputs or outputs of the last resource.
func (r *reader) side(word string) {
	_, name, _ := strings.Cut(r.last.Token, ":")
	r.open = &Type{Name: name, Properties: map[string]*Property{}}
	if word == "in" {
		r.last.Inputs = r.open
	} else {
		r.last.Outputs = r.open
	}
}

func (r *reader) typeOf(name string) *Type {
	if r.types[name] == nil {
		r.types[name] = &Type{Name: name, Properties: map[string]*Property{}}
	}
	return r.types[name]
}

// property reads NAME TYPE and the marks after it.
func (r *reader) property(words []string) *Property {
	place := r.module + ":" + r.open.Name + "." + words[0]
	made := &Property{Value: *r.value(words[1]), keys: keys[place], Form: forms[place]}
	made.Required = words[0] == "location" && located[r.module+":"+r.open.Name]
	for _, mark := range words[2:] {
		switch mark[0] {
		case '!':
			made.Required = true
		case '~':
			made.Maintained = true
		case '=':
			// The generator writes literals of Go that are JSON too; a test reads them all.
			_ = json.Unmarshal([]byte(mark[1:]), &made.Default)
		}
	}
	return made
}

func (r *reader) value(text string) *Value {
	if items, ok := strings.CutPrefix(text, "[]"); ok {
		return &Value{Kind: Array, Items: r.value(items)}
	}
	if items, ok := strings.CutPrefix(text, "{}"); ok {
		return &Value{Kind: Map, Items: r.value(items)}
	}
	if name, ok := strings.CutPrefix(text, "@"); ok {
		return &Value{Kind: Object, Type: r.typeOf(name)}
	}
	return &Value{Kind: Kind(text)}
}
