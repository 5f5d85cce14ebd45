package image

import (
	"private-acr/internal/azure"
	"private-acr/policy/rule"
	"private-acr/policy/rules/consumer"
)

// forEachImage finds the problem in every image of a consumer that is broken.
func forEachImage(r *rule.Resource, broken func(azure.Image) bool, problem string) []rule.Finding {
	return consumer.Of(r).ForEachContainer(func(container rule.Value) []rule.Finding {
		image := container.At("image")
		answer := image.Like(func(reference string) bool {
			parsed, _ := azure.ParseImage(reference)
			return broken(parsed)
		})
		return r.When(answer, image, problem, image)
	})
}
