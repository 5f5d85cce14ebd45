package image

import (
	"private-acr/internal/azure"
	"private-acr/policy/rule"
	"private-acr/policy/rules/consumer"
)

var allowedRegistries = rule.Setting[[]string]{
	Name:    "allowedRegistries",
	Default: append(azure.RegistryHosts(), "mcr.microsoft.com"),
	Doc: `The hosts that images may come from, in which "*" stands for any characters; an image ` +
		`without a host comes from docker.io.`,
}

var fromAllowedRegistry = rule.Rule{
	ID:       "image-from-allowed-registry",
	Title:    "Images come from registries that are allowed.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Mandatory),
	Types:    consumer.Types(),
	Why: "An image of a public registry can be changed or withdrawn by its owner, is subject to that " +
		"registry's limits, and has to be pulled over the internet, past the registry that is private.",
	Fix: "Import the image into your registry, for example with az acr import, and name that one in " +
		"image; or add the host to allowedRegistries.",
	Link:    "https://learn.microsoft.com/azure/container-registry/container-registry-import-images",
	Sources: []rule.Source{{Catalog: rule.LandingZone, ID: "allowed-container-registries"}},
	Check: rule.OnResourceWith(allowedRegistries, func(r *rule.Resource, allowed []string) []rule.Finding {
		foreign := func(image azure.Image) bool { return !azure.MatchesAny(image.Registry(), allowed) }
		return forEachImage(r, foreign, "is %s, whose registry is not an allowed one")
	}),
}
