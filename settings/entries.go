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

// Parts of an image reference. OCI distribution specification, "Pulling manifests".
const (
	component  = `[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*`
	repository = component + `(?:/` + component + `)*`
	version    = `(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}|@sha256:[a-f0-9]{64})`
	host       = `(?:localhost|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*:[0-9]+)`
)

var (
	imagePattern     = regexp.MustCompile(`^` + repository + version + `$`)
	hostedPattern    = regexp.MustCompile(`^` + host + `/` + repository + version + `$`)
	unversionedImage = regexp.MustCompile(`^(?:` + host + `/)?` + repository + `$`)
	startsWithHost   = regexp.MustCompile(`^` + host + `/`)
)

func privateImage(value string) *flaw {
	switch {
	case startsWithHost.MatchString(value):
		_, rest, _ := strings.Cut(value, "/")
		return &flaw{"must not name a registry", fmt.Sprintf("write %q: the registry is the stack's", rest)}
	case imagePattern.MatchString(value):
		return nil
	}
	return imageFlaw(value, `must be "repository:tag" or "repository@sha256:digest"`)
}

func publicImage(value string) *flaw {
	if hostedPattern.MatchString(value) {
		return nil
	}
	return imageFlaw(value, `must be "registry/repository:tag" or "registry/repository@sha256:digest"`)
}

func imageFlaw(value, rule string) *flaw {
	if unversionedImage.MatchString(value) {
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
