package policy

import (
	"strings"

	"private-acr/azuresim/engine"
	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

// resourceGroups is what Azure Policy calls the type of resource groups.
const resourceGroups = "Microsoft.Resources/subscriptions/resourceGroups"

// kindOf is what Azure Policy calls a resource's type.
func kindOf(res *engine.Resource) string {
	if res.Type == catalog.ResourceGroup.ARM {
		return resourceGroups
	}
	return res.Type
}

// field is the values of a field: one, nil if it is absent, or those of all items where the name says "[*]".
func (a *subject) field(name string) []any {
	if item, counted := a.current[strings.ToLower(name)]; counted {
		return []any{item}
	}
	switch strings.ToLower(name) {
	case "type":
		return []any{kindOf(a.resource)}
	case "name":
		return []any{a.resource.Name()}
	case "fullname":
		return []any{fullName(a.resource)}
	case "id":
		return []any{a.resource.ID}
	case "location":
		return []any{a.location()}
	}
	if tag, is := tagIn(name); is {
		return []any{lookUp(object(a.resource.Body["tags"]), tag)}
	}
	return values(a.resource.Body, pathOf(a.resource, name))
}

// location is the resource's, in the short form; nil for what has none.
func (a *subject) location() any {
	location, located := a.resource.Body["location"].(string)
	if !located {
		return nil
	}
	return azure.ShortRegion(location)
}

// fullName has the names of what a resource is a part of before its own.
func fullName(res *engine.Resource) string {
	own := res.ID[strings.LastIndex(engine.Key(res.ID), "/providers/")+len("/providers/"):]
	parts := strings.Split(own, "/")
	var names []string
	for i := 2; i < len(parts); i += 2 {
		names = append(names, parts[i])
	}
	return strings.Join(names, "/")
}

// tagIn is the tag that a field names: tags[x], tags['x'] or tags.x.
func tagIn(name string) (string, bool) {
	if len(name) < len("tags.x") || !strings.EqualFold(name[:len("tags")], "tags") {
		return "", false
	}
	rest := name[len("tags"):]
	switch {
	case rest[0] == '.':
		return rest[1:], true
	case rest[0] == '[' && strings.HasSuffix(rest, "]"):
		return strings.Trim(rest[1:len(rest)-1], "'"), true
	}
	return "", false
}

// pathOf is the way to a field in a body: the words of an alias of the resource's type, or of a field that
// all types have. It is nil for an alias of another type.
func pathOf(res *engine.Resource, name string) []string {
	if !strings.Contains(name, "/") {
		return strings.Split(name, ".")
	}
	kind := kindOf(res) + "/"
	if len(name) <= len(kind) || !strings.EqualFold(name[:len(kind)], kind) {
		return nil
	}
	return strings.Split(name[len(kind):], ".")
}

// values follows a path, in which a word that ends with "[*]" leads to every item of a list.
func values(value any, path []string) []any {
	if path == nil {
		return []any{nil}
	}
	if len(path) == 0 {
		return []any{value}
	}
	word, each := strings.CutSuffix(path[0], "[*]")
	inner := lookUp(object(value), word)
	if !each {
		return values(inner, path[1:])
	}
	found := []any{}
	list, _ := inner.([]any)
	for _, item := range list {
		found = append(found, values(item, path[1:])...)
	}
	return found
}

// lookUp finds a key without regard to case. Aliases leave out "properties", at any depth.
func lookUp(body engine.Body, word string) any {
	key, holder := locate(body, word)
	if holder == nil {
		return nil
	}
	return holder[key]
}

// locate is where the value for a word of an alias is: the key and the object that has it, nil if none has.
func locate(body engine.Body, word string) (string, engine.Body) {
	for key := range body {
		if strings.EqualFold(key, word) {
			return key, body
		}
	}
	if inner, nested := body["properties"].(engine.Body); nested {
		return locate(inner, word)
	}
	return word, nil
}
