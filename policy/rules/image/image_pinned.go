package image

import (
	"private-acr/internal/azure"
	"private-acr/policy/rule"
	"private-acr/policy/rules/consumer"
)

var pinned = rule.Rule{
	ID:       "image-pinned",
	Title:    "Images have a tag other than latest, or a digest.",
	Severity: rule.Medium,
	Levels:   rule.Always(rule.Advisory),
	Types:    consumer.Types(),
	Why: "The tag latest, which is also meant where there is none, moves with every push: containers " +
		"that start later run something else, and Pulumi sees no change to deploy or to undo.",
	Fix:  "Give image the tag of a version, or a digest.",
	Link: "https://learn.microsoft.com/azure/container-registry/container-registry-image-tag-version",
	Check: rule.OnResource(func(r *rule.Resource) []rule.Finding {
		floating := func(image azure.Image) bool {
			return image.Digest == "" && (image.Tag == "" || image.Tag == "latest")
		}
		return forEachImage(r, floating, "is %s, whose version is whatever was pushed last")
	}),
}
