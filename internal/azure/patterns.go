package azure

import (
	"path"
	"slices"
	"strings"
)

// MatchesAny reports whether a host or a URL is one of those that the patterns name, without regard to case.
// In a pattern "*" stands for any characters but "/", so that a host cannot hide in another one's path.
func MatchesAny(name string, patterns []string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		// A pattern that cannot be read matches nothing.
		matches, err := path.Match(strings.ToLower(pattern), strings.ToLower(name))
		return err == nil && matches
	})
}

// RegistryHosts are the patterns, as [MatchesAny] takes them, of the hosts of all Azure registries.
func RegistryHosts() []string {
	var hosts []string
	for _, cloud := range []Cloud{Public, USGovernment, China} {
		hosts = append(hosts, "*."+cloud.RegistrySuffix)
	}
	return hosts
}
