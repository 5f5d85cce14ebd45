package spec

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// Tags are put on everything that bears tags.
type Tags = map[string]pulumi.StringInput

// MostTags is how many tags a resource bears; MostZoneTags a private DNS zone and its links. Azure docs:
// azure-resource-manager/management/tag-resources.
const (
	MostTags     = 50
	MostZoneTags = 15
)

// checkTags notes tags that are too many for what bears them, or that Azure takes for one.
func checkTags(f *Faults, path string, tags Tags, most int, bearer string) {
	if len(tags) > most {
		f.Add(path, fmt.Sprintf("must be at most %d tags, because %s bears no more", most, bearer), len(tags),
			fmt.Sprintf("remove %d of them", len(tags)-most))
	}
	seen := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(tags)) {
		folded := strings.ToLower(name)
		if twin, taken := seen[folded]; taken {
			f.Add(Join(path, name), "must differ from "+show(twin)+" by more than case: Azure takes them "+
				"for one", nil,
				"remove one of them")
		}
		seen[folded] = name
	}
}

// checkZoneTags notes tags that private DNS zones refuse: "Tags on ... zones don't support special characters
// or spaces, or names that begin with a number". Azure docs: the same.
func checkZoneTags(f *Faults, path string, tags Tags) {
	checkTags(f, path, tags, MostZoneTags, "a private DNS zone")
	for _, name := range slices.Sorted(maps.Keys(tags)) {
		at := Join(path, name)
		if f.OK(at) && !zoneTag(name) {
			f.Add(at, "must begin with a letter and be letters, digits, '_', '-', '.' and ':' only, "+
				"because the private DNS zone bears it too", name, "rename the tag, or adopt a zone")
		}
	}
}

func zoneTag(name string) bool {
	for i, r := range name {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !letter && (i == 0 || !strings.ContainsRune("0123456789_-.:", r)) {
			return false
		}
	}
	return true
}
