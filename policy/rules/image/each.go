package image

import (
	"private-acr/internal/azure"
	"private-acr/policy/rule"
	"private-acr/policy/rules/consumer"
)

// each judges every image of a consumer: the ones of which the question is answered with yes are broken, and
// the problem says why.
func each(r *rule.Resource, broken func(azure.Image) bool, problem string) []rule.Finding {
	containers, known := consumer.Of(r).Containers()
	findings := r.When(known.Not(), r.Here(), "")
	for _, container := range containers {
		image := container.At("image")
		answer := image.Like(func(reference string) bool {
			parsed, _ := azure.ParseImage(reference)
			return broken(parsed)
		})
		findings = append(findings, r.When(answer, image, problem, image)...)
	}
	return findings
}
