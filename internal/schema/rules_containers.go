package schema

import (
	"fmt"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	"private-acr/internal/azure"
	"private-acr/spec"
)

// checkImage is for an image within the registry that a consumer pulls from.
func checkImage(text string) (string, *Violation) {
	const rule = `must be "repository:tag" or "repository@sha256:digest"`
	image, is := azure.ParseRepositoryImage(text)
	switch {
	case is && image.Pinned():
		return text, nil
	case is && image.Tag == "":
		return text, &Violation{rule, fmt.Sprintf("add a tag: %q", text+":1.0.0")}
	case is:
		return text, &Violation{rule, "leave out the tag or the digest: with both, services differ in which they take"}
	case image.Host != "":
		_, rest, _ := strings.Cut(text, "/")
		return text, &Violation{"must not name a registry", fmt.Sprintf("write %q: the registry is that of the "+
			"credential", rest)}
	}
	return text, &Violation{rule, `write it in lower case, as "myapp:1.0.0"`}
}

// checkSource is for a public image that is imported. Its normal form names the registry and, on Docker Hub, the
// "library/" that the import needs and that Docker's tools let one leave out.
func checkSource(text string) (string, *Violation) {
	const rule = `must be "registry/repository:tag" or "registry/repository@sha256:digest"`
	image, is := azure.ParseImage(text)
	whole := image.Qualified()
	switch {
	case !is:
		return text, &Violation{rule, `write it as "mcr.microsoft.com/azuredocs/aci-helloworld:latest"`}
	case image.Host == "":
		whole.Tag = orElse(whole.Tag, "<tag>")
		return text, &Violation{rule, fmt.Sprintf("name the registry: %q", whole)}
	case !image.Pinned():
		whole.Tag, whole.Digest = "<tag>", ""
		return text, &Violation{rule, fmt.Sprintf("say which version: %q", whole)}
	case privateHost(image.Host):
		return text, &Violation{"must be in a registry that Azure can reach", "imports are Azure's own work: " +
			"push the image to a registry with a public address first"}
	}
	return whole.String(), nil
}

func orElse(text, fallback string) string {
	if text == "" {
		return fallback
	}
	return text
}

// privateHost reports whether a registry's host is an address that only its own network knows.
func privateHost(host string) bool {
	name, _, _ := strings.Cut(host, ":")
	address, err := netip.ParseAddr(name)
	return name == "localhost" || err == nil && !address.IsGlobalUnicast() || err == nil && address.IsPrivate()
}

func checkRepository(text string) (string, *Violation) {
	if err := azure.CheckRepository(text); err != nil {
		return text, &Violation{err.Error(), `write it as "shop/cart"`}
	}
	return text, nil
}

// checkScope is a repository, or the beginning of some with a wildcard at the end. Azure docs:
// container-registry-repository-scoped-permissions.
func checkScope(text string) (string, *Violation) {
	if text == "*" {
		return text, nil
	}
	_, violation := checkRepository(strings.TrimSuffix(text, "/*"))
	return text, violation
}

// variablePatterns are the services' rules for the names of environment variables. Container groups: Azure docs,
// container-instances/container-instances-environment-variables; container apps, those of Kubernetes, which runs
// them (apimachinery's IsEnvVarName).
var variablePatterns = map[string]struct {
	pattern *regexp.Regexp
	words   string
}{
	"group": {
		regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]{0,62}$`), "1 to 63 letters, digits and '_', first no digit",
	},
	"app": {
		regexp.MustCompile(`^[-._a-zA-Z][-._a-zA-Z0-9]{0,252}$`),
		"1 to 253 letters, digits, '_', '-' and '.', first no digit",
	},
}

func variable(service string) Rule {
	known, is := variablePatterns[service]
	if !is {
		panic("spec: no rule for the variables of " + service)
	}
	return Rule{Check: func(text string) (string, *Violation) {
		switch {
		case text == spec.ClientIDVariable:
			return text, &Violation{"is set to the client id of the identity", "remove it"}
		case !known.pattern.MatchString(text):
			return text, &Violation{"must have a name of " + known.words, "rename the variable"}
		}
		return text, nil
	}}
}

// Limits of tags. Azure docs: azure-resource-manager/management/tag-resources.
const (
	longestTagName  = 512
	noTagCharacters = `<>%&\?/`
)

// reservedTags begin names that Azure keeps to itself. Azure docs: the same.
var reservedTags = []string{"azure", "microsoft", "windows"}

func checkTagName(text string) (string, *Violation) {
	if n := utf8.RuneCountInString(text); n == 0 || n > longestTagName || strings.ContainsAny(text, noTagCharacters) {
		rule := "must have a name of 1 to 512 characters without any of " + noTagCharacters
		return text, &Violation{rule, "rename the tag"}
	}
	for _, reserved := range reservedTags {
		if strings.HasPrefix(strings.ToLower(text), reserved) {
			return text, &Violation{"must not have a name that begins with " + reserved, "rename the tag"}
		}
	}
	return text, nil
}

func checkHTTPS(text string) (string, *Violation) {
	if u, err := url.Parse(text); err != nil || u.Scheme != "https" || u.Host == "" {
		return text, &Violation{"must be an https URL", `write it as "https://ci.example.com/hooks/acr"`}
	}
	return text, nil
}

// cronPattern is five fields of numbers, lists, ranges and steps. Azure docs: container-apps/jobs.
var cronPattern = regexp.MustCompile(`^([0-9*,/-]+ ){4}[0-9*,/-]+$`)

func checkCron(text string) (string, *Violation) {
	if !cronPattern.MatchString(text) {
		return text, &Violation{"must be a cron expression of five fields", `write it as "0 3 * * *", in UTC`}
	}
	return text, nil
}

// checkHost is for the host of a registry, with a port where it is another than 443.
func checkHost(text string) (string, *Violation) {
	if image, is := azure.ParseImage(text + "/a"); is && image.Host == text {
		return text, nil
	}
	return text, &Violation{"must be the host of a registry", `write it without a scheme or a path, as "ghcr.io"`}
}
