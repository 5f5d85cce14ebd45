package image

import (
	"private-acr/internal/azure"
	"private-acr/policy/rule"
	"private-acr/policy/rules/consumer"
)

var digest = rule.Rule{
	ID:       "image-digest",
	Title:    "Images are given by digest.",
	Severity: rule.Low,
	Levels:   rule.Always(rule.Disabled),
	Types:    consumer.Types(),
	Why: "Any tag can be pushed again, unless it is locked; only a digest means the same bytes forever, " +
		"whoever may push.",
	Fix:  "Write image as repository@sha256:…, with the digest that the push of the image reported.",
	Link: "https://learn.microsoft.com/azure/container-registry/container-registry-concepts",
	Check: rule.OnResource(func(r *rule.Resource) []rule.Finding {
		byTag := func(image azure.Image) bool { return image.Digest == "" }
		return forEachImage(r, byTag, "is %s, which has no digest")
	}),
}
