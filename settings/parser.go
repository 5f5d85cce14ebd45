package settings

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"private-acr/internal/azure"
)

// field declares one setting: where it is written, what it means, and where its value goes.
type field struct {
	key  string
	into sink
	// fallback is taken when the setting is absent, with the workload's name in place of "<name>".
	fallback string
	// derived is the default in words, where it follows from other settings.
	derived     string
	required    bool
	description string
}

// sink takes the value of a setting.
type sink interface {
	// typeName is the type in the words of Pulumi's project schema.
	typeName() string
	// take stores a value, as encoding/json decodes it with numbers kept as text, or reports what is wrong
	// with it.
	take(p *parser, path string, raw any)
}

// flaw is what is wrong with a value, wherever it stands.
type flaw struct{ rule, remedy string }

// parser walks the table of fields along a stack's values and gathers faults.
type parser struct {
	workload *string
	given    map[string]bool
	faults   Faults
}

func (p *parser) report(path string, f flaw, value any) {
	p.faults = append(p.faults, Fault{Path: path, Rule: f.rule, Value: show(value), Remedy: f.remedy})
}

// sound reports whether nothing is known to be wrong at the paths or above them. Rules that compare
// settings ask it first, so that one mistake is reported once.
func (p *parser) sound(paths ...string) bool {
	return !slices.ContainsFunc(p.faults, func(f Fault) bool {
		return slices.ContainsFunc(paths, func(path string) bool {
			rest, within := strings.CutPrefix(path, f.Path)
			return within && (rest == "" || rest[0] == '.' || rest[0] == '[')
		})
	})
}

// spotless reports whether nothing is known to be wrong below the path.
func (p *parser) spotless(path string) bool {
	return !slices.ContainsFunc(p.faults, func(f Fault) bool { return strings.HasPrefix(f.Path, path+".") })
}

// block reads an object by its table.
func (p *parser) block(path string, raw map[string]any, fields []field) {
	p.unknown(path, raw, fields)
	for _, f := range fields {
		at, value := join(path, f.key), raw[f.key]
		p.given[at] = value != nil
		switch _, nested := f.into.(object); {
		case value != nil:
			f.into.take(p, at, value)
		case f.required:
			p.report(at, flaw{"is required", "set it: " + f.description}, nil)
		case nested:
			f.into.take(p, at, map[string]any{})
		case *p.workload == "" && strings.Contains(f.fallback, "<name>"):
			// The name's own fault is reported already; what is made of it would only repeat it.
		case f.fallback != "":
			f.into.take(p, at, strings.ReplaceAll(f.fallback, "<name>", *p.workload))
		}
	}
}

func (p *parser) unknown(path string, raw map[string]any, fields []field) {
	known := make([]string, len(fields))
	for i, f := range fields {
		known[i] = f.key
	}
	for _, key := range slices.Sorted(maps.Keys(raw)) {
		if slices.Contains(known, key) {
			continue
		}
		remedy := "remove it; known here: " + strings.Join(known, ", ")
		if nearest := azure.Nearest(key, known); nearest != "" {
			remedy = `did you mean "` + nearest + `"?`
		}
		p.report(join(path, key), flaw{"is no setting", remedy}, nil)
	}
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// show gives a value as it stands in a fault.
func show(value any) string {
	if value == nil {
		return ""
	}
	text, err := json.Marshal(value)
	if err != nil {
		return ""
	}
	return string(text)
}
