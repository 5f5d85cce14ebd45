package resources

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

// What tags can be. Azure docs: azure-resource-manager/management/tag-resources, "limitations".
const (
	mostTags     = 50
	longestName  = 512
	longestValue = 256
	// notInNames are the characters that names cannot have, unless they begin with one of freePrefixes.
	notInNames = `<>%&\?/`
)

var (
	reservedPrefixes = []string{"azure", "microsoft", "windows"}
	freePrefixes     = []string{"hidden-", "link"}
)

// checkTags refuses the first tag, in the order of names, that Azure does not take. The codes and texts of
// names and lengths are those that Resource Manager answers, as Azure's PowerShell modules repeat them; the
// other codes are assumed.
func checkTags(r *engine.Request) error {
	tags, _ := r.Resource.Body["tags"].(engine.Body)
	if err := checkCount(r.Resource.Type, len(tags)); err != nil {
		return err
	}
	seen := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(tags)) {
		lower := strings.ToLower(name)
		if other, taken := seen[lower]; taken {
			return engine.BadRequest("DuplicateTagNames", "The tag names '%s' and '%s' are the same: "+
				"tag names have no case.", other, name)
		}
		seen[lower] = name
		value, _ := tags[name].(string)
		if err := checkTag(r.Resource.Type, name, value); err != nil {
			return err
		}
	}
	return nil
}

// checkCount knows that private DNS zones take fewer tags. azure-rest-api-specs#13600.
func checkCount(resourceType string, count int) error {
	most := mostTags
	if resourceType == catalog.PrivateZone.ARM {
		const ofZones = 15
		most = ofZones
	}
	if count <= most {
		return nil
	}
	return engine.BadRequest("TooManyTags", "The resource has %d tags. The maximum allowed number of tags "+
		"is %d.", count, most)
}

func checkTag(resourceType, name, value string) error {
	lower := strings.ToLower(name)
	begins := func(prefix string) bool { return strings.HasPrefix(lower, prefix) }
	switch {
	case strings.ContainsAny(name, notInNames) && !slices.ContainsFunc(freePrefixes, begins):
		return engine.BadRequest("InvalidTagNameCharacters", "The tag names '%s' have reserved characters "+
			"'<,>,%%,&,\\,?,/' or control characters. These characters are only allowed for tags that start "+
			"with the prefix 'hidden, link'.", name)
	case name == "" || utf8.RuneCountInString(name) > longestName:
		return engine.BadRequest("InvalidTagName", "Tag key too large. Following tag name '%s' exceeded the "+
			"maximum length. Maximum allowed length for tag name - '%d' characters.", name, longestName)
	case utf8.RuneCountInString(value) > longestValue:
		return engine.BadRequest("InvalidTagValueLength", "Tag value too large. Following tag value '%s' "+
			"exceeded the maximum length. Maximum allowed length for tag value - '%d' characters.", value,
			longestValue)
	case slices.ContainsFunc(reservedPrefixes, begins):
		return engine.BadRequest("InvalidTagName", "The tag name '%s' has a reserved prefix. Reserved are "+
			"'%s'.", name, strings.Join(reservedPrefixes, ", "))
	case resourceType == catalog.PrivateZone.ARM && !fitsZones(name):
		return engine.BadRequest("InvalidTagName", "The tag name '%s' has a space or begins with a digit.",
			name)
	}
	return nil
}

// fitsZones is the stricter rule of private DNS zones. azure-rest-api-specs#13600.
func fitsZones(name string) bool {
	return !strings.ContainsAny(name, " ") && !strings.ContainsAny(name[:1], "0123456789")
}
