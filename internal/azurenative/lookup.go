package azurenative

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
)

var byToken = sync.OnceValue(func() map[string]Type {
	types := make(map[string]Type, len(definitions))
	for _, known := range definitions {
		if known.ARMType == "" {
			known.ARMType = typeInPath(known.path)
		}
		known.ID = parseTemplate(known.path)
		types[strings.ToLower(known.Name)] = known
	}
	return types
})

// typeInPath reads the resource type off a path: the words after the provider that are no parameters. Only a
// resource group's path does not say it.
func typeInPath(path string) string {
	_, inProvider, _ := strings.Cut(path, "/providers/")
	words := slices.DeleteFunc(strings.Split(inProvider, "/"), parameterPattern.MatchString)
	return strings.Join(words, "/")
}

// Types lists every type.
func Types() []Type {
	byName := func(a, b Type) int { return strings.Compare(a.Name, b.Name) }
	return slices.SortedFunc(maps.Values(byToken()), byName)
}

// OwnName is the input that names the resource itself.
func (t Type) OwnName() string {
	return t.ID.Parameters[len(t.ID.Parameters)-1]
}

// Replaces tells whether a change of the input makes another resource.
func (t Type) Replaces(input string) bool {
	return slices.Contains(t.ID.Parameters, input) || slices.Contains(t.ReplaceOn, input)
}

// tokenPattern splits azure-native:MODULE/VERSION:NAME, of which the version may be absent. A version is a
// date with an optional word after it: v20241101preview.
var tokenPattern = regexp.MustCompile(`^azure-native:(\w+)(?:/v(\d{4})(\d{2})(\d{2})(\w*))?:(\w+)$`)

// Lookup finds the type of a resource token, whose version, if any, becomes the API version.
func Lookup(token string) (Type, bool) {
	part := tokenPattern.FindStringSubmatch(token)
	if part == nil {
		return Type{}, false
	}
	found, ok := byToken()[strings.ToLower(part[1]+":"+part[6])]
	if ok && part[2] != "" {
		found.APIVersion = strings.Join(part[2:5], "-")
		if part[5] != "" {
			found.APIVersion += "-" + part[5]
		}
	}
	return found, ok
}
