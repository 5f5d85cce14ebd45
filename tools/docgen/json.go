package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// object is a JSON object that keeps the order of its members, which encoding/json cannot.
type object []member

type member struct {
	name  string
	value any
}

// width is how long a line of a JSON document may be.
const width = 110

// jsonDocument writes a value of objects, maps, lists and simple values.
func jsonDocument(path string, value any) document {
	return document{path, []byte(layout(value, "", width) + "\n")}
}

// layout writes what fits into the room on one line, and otherwise a line for each member or item.
func layout(value any, indent string, room int) string {
	brackets, members := parts(value)
	if brackets == "" {
		return scalar(value)
	}
	if line := oneLine(brackets, members); len(line) <= room {
		return line
	}
	deeper := indent + "  "
	lines := make([]string, len(members))
	for i, m := range members {
		start := deeper + m.key()
		// The one is for the comma.
		lines[i] = start + layout(m.value, deeper, width-len(start)-1)
	}
	return brackets[:1] + "\n" + strings.Join(lines, ",\n") + "\n" + indent + brackets[1:]
}

func oneLine(brackets string, members []member) string {
	texts := make([]string, len(members))
	for i, m := range members {
		if inner, below := parts(m.value); inner != "" {
			texts[i] = m.key() + oneLine(inner, below)
		} else {
			texts[i] = m.key() + scalar(m.value)
		}
	}
	return brackets[:1] + strings.Join(texts, ", ") + brackets[1:]
}

// key is the member's name as it stands before the value; an item of a list has none.
func (m member) key() string {
	if m.name == "" {
		return ""
	}
	return quote(m.name) + ": "
}

// parts are the members of an object, or the items of a list, and the brackets around them; a simple value
// has neither.
func parts(value any) (brackets string, members []member) {
	switch value := value.(type) {
	case object:
		return "{}", value
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(value)) {
			members = append(members, member{name, value[name]})
		}
		return "{}", members
	case []any:
		for _, item := range value {
			members = append(members, member{"", item})
		}
		return "[]", members
	case []string:
		for _, item := range value {
			members = append(members, member{"", item})
		}
		return "[]", members
	default:
		return "", nil
	}
}

// scalar writes a text, a number or a boolean.
func scalar(value any) string {
	if text, isText := value.(string); isText {
		return quote(text)
	}
	if value == nil {
		return "null"
	}
	return fmt.Sprint(value)
}

// quote leaves "<" and ">" as they are, which json.Marshal does not.
func quote(text string) string {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(text); err != nil {
		panic(err) // Every text has a JSON form.
	}
	return strings.TrimSuffix(b.String(), "\n")
}
