package resourcemanager

import (
	"net/http"
	"regexp"
	"slices"
	"strings"

	"private-acr/azuresim/world"
	"private-acr/internal/azure"
)

// filterFields are the fields that a $filter may compare, in lower case, with what each is in a body.
var filterFields = map[string]func(world.Body) string{
	"resourcetype":       func(b world.Body) string { return field(b, "type") },
	"name":               func(b world.Body) string { return field(b, "name") },
	"location":           func(b world.Body) string { return field(b, "location") },
	"policydefinitionid": func(b world.Body) string { return property(b, "policyDefinitionId") },
	"policytype":         func(b world.Body) string { return property(b, "policyType") },
	"principalid":        func(b world.Body) string { return property(b, "principalId") },
	"rolename":           func(b world.Body) string { return property(b, "roleName") },
	"resourcegroup":      groupOf,
	"type":               func(b world.Body) string { return property(b, "type") },
}

// groupOf is the name of the resource group that a body's id lies in.
func groupOf(body world.Body) string {
	_, below, _ := strings.Cut(strings.ToLower(field(body, "id")), "/resourcegroups/")
	name, _, _ := strings.Cut(below, "/")
	return name
}

// scopeFilters are the functions that a $filter may have, in lower case, with what is kept of a list at a
// scope whose item extends the other one.
var scopeFilters = map[string]func(listed, extended string) bool{
	"atscope()":         azure.Within,
	"atexactscope()":    azure.SameID,
	"atscopeandbelow()": func(string, string) bool { return true },
}

func field(body world.Body, name string) string {
	value, _ := body[name].(string)
	return value
}

func property(body world.Body, name string) string {
	inner, _ := body["properties"].(world.Body)
	return field(inner, name)
}

// scopeOf is what a list of an extension's resources extends.
func scopeOf(t target) string {
	extension := strings.LastIndex(strings.ToLower(t.id), "/providers/")
	return t.id[:max(extension, 0)]
}

// comparison is one term of a filter, for example "name eq 'net'".
var comparison = regexp.MustCompile(`^(\w+)\s+(?i:eq)\s+'((?:[^']|'')*)'$`)

var assignedTo = regexp.MustCompile(`(?i)^assignedTo\(('[^']*')\)$`)

// taggedWith is a filter by tag, which stands alone. Azure docs: rest/api/resources/resources/list.
var taggedWith = regexp.MustCompile(
	`^(?i)tagName\s+eq\s+'((?:[^']|'')*)'(?:\s+and\s+tagValue\s+eq\s+'((?:[^']|'')*)')?$`)

// hasTag reports whether a body has the tag, with the value if one is asked for. Azure's tags have no case in
// their names, and have one in their values.
func hasTag(body world.Body, name, value string) bool {
	tags, _ := body["tags"].(world.Body)
	for given, has := range tags {
		if strings.EqualFold(given, name) && (value == "" || has == value) {
			return true
		}
	}
	return false
}

var conjunction = regexp.MustCompile(`\s+(?i:and)\s+`)

// filtered keeps what the request's $filter asks for. Of OData's language that is comparisons joined by
// "and", and the functions of Microsoft.Authorization: what the Azure SDK's clients send.
func filtered(r *http.Request, t target, all []world.Body) ([]world.Body, error) {
	filter := strings.TrimSpace(r.URL.Query().Get("$filter"))
	if filter == "" {
		return all, nil
	}
	if tag := taggedWith.FindStringSubmatch(filter); tag != nil {
		name, value := unquote(tag[1]), unquote(tag[2])
		return slices.DeleteFunc(all, func(b world.Body) bool { return !hasTag(b, name, value) }), nil
	}
	for _, term := range conjunction.Split(filter, -1) {
		keeps, err := condition(term, t)
		if err != nil {
			return nil, err
		}
		all = slices.DeleteFunc(all, func(b world.Body) bool { return !keeps(b) })
	}
	return all, nil
}

func condition(term string, t target) (func(world.Body) bool, error) {
	if keeps := scopeFilters[strings.ToLower(term)]; keeps != nil {
		return func(b world.Body) bool { return keeps(scopeOf(t), scopeOf(target{id: field(b, "id")})) }, nil
	}
	// Groups of principals are not simulated: who is in one has nothing by it.
	term = assignedTo.ReplaceAllString(term, "principalId eq $1")
	part := comparison.FindStringSubmatch(term)
	if part == nil || filterFields[strings.ToLower(part[1])] == nil {
		return nil, refuse(http.StatusBadRequest, "InvalidFilterInQueryString",
			"Invalid $filter '%s' specified in the query string.", term)
	}
	value := filterFields[strings.ToLower(part[1])]
	want := unquote(part[2])
	return func(b world.Body) bool { return strings.EqualFold(value(b), want) }, nil
}

// unquote reads OData's text, in which a quote is written twice.
func unquote(text string) string { return strings.ReplaceAll(text, "''", "'") }
