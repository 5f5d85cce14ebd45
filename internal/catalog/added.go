package catalog

import "strings"

// Added is a property that came to a type with an api-version: those before neither take nor answer it.
type Added struct {
	// Path is its place in a body, for example "properties.policies.softDeletePolicy". It leads through every
	// item of a list.
	Path string
	// Stable and Preview are the first api-versions of either sort that have it. Without a Stable one, only
	// previews have it. Without a Preview one, those previews have it that are younger than the Stable one.
	Stable, Preview string
}

// isIn reports whether an api-version has the property. Versions begin with a date, so text orders them.
func (a Added) isIn(version string) bool {
	since := func(first string) bool { return first != "" && version >= first }
	if !strings.HasSuffix(version, "-preview") {
		return since(a.Stable)
	}
	return since(a.Preview) || a.Preview == "" && since(a.Stable)
}

// Lacks lists the paths of the properties that an api-version has not.
func (t Type) Lacks(version string) []string {
	var paths []string
	for _, property := range t.Added {
		if !property.isIn(strings.ToLower(version)) {
			paths = append(paths, property.Path)
		}
	}
	return paths
}
