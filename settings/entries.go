package settings

import (
	"fmt"
	"regexp"
	"strings"

	"private-acr/internal/azure"
)

// Limits of tags. Azure docs: azure-resource-manager/management/tag-resources.
const (
	longestTagName  = 512
	longestTagValue = 256
	noTagCharacters = `<>%&\?/`
)

func checkTag(key, value string) *flaw {
	switch {
	case key == "" || len(key) > longestTagName || strings.ContainsAny(key, noTagCharacters):
		rule := "must have a name of 1 to 512 characters without any of " + noTagCharacters
		return &flaw{rule, "rename the tag"}
	case len(value) > longestTagValue:
		return &flaw{"must be at most 256 characters", "shorten it"}
	}
	return nil
}

func checkAddress(_, value string) *flaw { return address(value) }

// variablePattern is the rule of container groups, which is the stricter one. Azure docs: container-instances
// container-instances-environment-variables.
var variablePattern = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]{0,62}$`)

func checkVariable(key, _ string) *flaw {
	switch {
	case key == "AZURE_CLIENT_ID":
		return &flaw{"is set to the pull identity's client id", "remove it"}
	case !variablePattern.MatchString(key):
		return &flaw{
			"must have a name of 1 to 63 letters, digits and '_', first no digit", "rename the variable",
		}
	}
	return nil
}

func privateImage(value string) *flaw {
	image, whole := azure.ParseImage(value)
	switch {
	case image.Host != "":
		_, rest, _ := strings.Cut(value, "/")
		return &flaw{"must not name a registry", fmt.Sprintf("write %q: the registry is the stack's", rest)}
	case whole && image.Pinned():
		return nil
	}
	return imageFlaw(value, `must be "repository:tag" or "repository@sha256:digest"`)
}

func publicImage(value string) *flaw {
	if image, whole := azure.ParseImage(value); whole && image.Host != "" && image.Pinned() {
		return nil
	}
	return imageFlaw(value, `must be "registry/repository:tag" or "registry/repository@sha256:digest"`)
}

func imageFlaw(value, rule string) *flaw {
	if image, whole := azure.ParseImage(value); whole && image.Tag == "" && image.Digest == "" {
		return &flaw{rule, fmt.Sprintf("add a tag: %q", value+":1.0.0")}
	}
	return &flaw{rule, `write it as "myapp:1.0.0", and in importFrom as "mcr.microsoft.com/myapp:1.0.0"`}
}

func memory(value string) *flaw {
	if _, ok := azure.Gibibytes(value); ok {
		return nil
	}
	return &flaw{`must be a number of Gi`, `write it as "1Gi" or "0.5Gi"`}
}
