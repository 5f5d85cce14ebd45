package settings

import (
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"private-acr/internal/azure"
	"private-acr/internal/schema"
	"private-acr/spec"
)

// misspelt reports whether a namespace was probably meant to be ours: other packages have theirs in the same
// file.
func misspelt(namespace string) bool {
	fold := strings.NewReplacer("-", "", "_", "", ".", "", " ", "")
	same := strings.EqualFold(fold.Replace(namespace), fold.Replace(Namespace))
	return same || azure.OneSlip(strings.ToLower(namespace), Namespace)
}

// noteUnknown notes the keys that are no settings.
func (s *Settings) noteUnknown(raw map[string]any, secret []string, faults *spec.Faults) {
	var known []string
	for _, f := range schema.Fields(reflect.TypeFor[Settings]()) {
		known = append(known, f.Key)
	}
	for _, key := range slices.Sorted(maps.Keys(raw)) {
		if !slices.Contains(known, key) {
			shown := !slices.Contains(secret, Namespace+":"+key)
			faults.Add(key, "is no setting", nil, remedyOfUnknown(key, raw[key], known, shown))
		}
	}
}

// remedyOfUnknown knows what `pulumi config set` makes of a path without --path.
func remedyOfUnknown(key string, value any, known []string, shown bool) string {
	first, _, isPath := strings.Cut(strings.ReplaceAll(key, "[", "."), ".")
	if !isPath || !slices.Contains(known, first) {
		return schema.RemedyOfUnknown(key, known)
	}
	path := "'" + key + "'"
	command, text := "pulumi config set --path "+path, "<value>"
	if given, is := value.(string); is && shown && plainWord(given) {
		text = given
	}
	if !shown {
		command = "pulumi config set --secret --path " + path
	}
	return fmt.Sprintf("it is a path: write %s %s, and remove this with pulumi config rm %s",
		command, text, path)
}

// plainWord reports whether a shell takes a text as one word, as it is.
func plainWord(text string) bool {
	return plain.MatchString(text)
}

var plain = regexp.MustCompile(`^[A-Za-z0-9._:/@+][A-Za-z0-9._:/@+-]{0,79}$`)
