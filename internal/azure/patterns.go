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

// publicRegistries are the patterns of the hosts of registries that everybody knows, besides Azure's.
var publicRegistries = []string{
	"docker.io", "*.docker.io", "mcr.microsoft.com", "ghcr.io", "quay.io", "registry.gitlab.com", "gcr.io",
	"*.gcr.io", "*.pkg.dev", "public.ecr.aws", "*.dkr.ecr.*.amazonaws.com", "registry.k8s.io",
	"registry.access.redhat.com", "localhost", "*:*",
}

// IsRegistryHost reports whether a text is the host of a registry that everybody knows, of an Azure registry,
// or a host with a port. A first part of a repository that has a dot is none by that alone.
func IsRegistryHost(host string) bool {
	return MatchesAny(host, publicRegistries) || MatchesAny(host, RegistryHosts())
}
