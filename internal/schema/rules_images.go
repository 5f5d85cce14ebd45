package schema

import (
	"cmp"
	"fmt"
	"net/netip"
	"net/url"
	"regexp"
	"strings"

	"private-acr/internal/azure"
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
		return text, &Violation{rule, "leave out the tag or the digest: with both, services differ in " +
			"which they take"}
	case image.Host != "":
		_, rest, _ := strings.Cut(text, "/")
		return text, &Violation{"must not name a registry", fmt.Sprintf("write %q: the registry is that of "+
			"the credential", rest)}
	}
	return text, &Violation{rule, `write it in lower case, as "myapp:1.0.0"`}
}

// checkSource is for a public image that is imported. Its normal form names the registry and, on Docker Hub,
// the "library/" that the import needs and that Docker's tools let one leave out.
func checkSource(text string) (string, *Violation) {
	const rule = `must be "registry/repository:tag" or "registry/repository@sha256:digest"`
	image, is := azure.ParseImage(text)
	whole := image.Qualified()
	switch {
	case !is:
		return text, &Violation{rule, `write it as "mcr.microsoft.com/azuredocs/aci-helloworld:latest"`}
	case image.Host == "":
		whole.Tag = cmp.Or(whole.Tag, "<tag>")
		return text, &Violation{rule, fmt.Sprintf("name the registry: %q", whole)}
	case !image.Pinned():
		whole.Tag, whole.Digest = "<tag>", ""
		return text, &Violation{rule, fmt.Sprintf("say which version: %q", whole)}
	case privateHost(image.Host):
		return text, &Violation{
			"must be in a registry that Azure can reach",
			"imports are Azure's own work: push the image to a registry with a public address first",
		}
	}
	return whole.String(), nil
}

// privateHost reports whether a registry's host is an address or a name that only its own network knows.
func privateHost(host string) bool {
	address := &url.URL{Host: host}
	if ip, err := netip.ParseAddr(address.Hostname()); err == nil {
		return !ip.IsGlobalUnicast() || ip.IsPrivate()
	}
	return !strings.Contains(address.Hostname(), ".") || privateSuffix.MatchString(address.Hostname())
}

// privateSuffix ends names that no public zone has: RFC 6762 (local), RFC 6761 (localhost, test, invalid),
// and internal, which ICANN keeps for private use.
var privateSuffix = regexp.MustCompile(`(?i)\.(local|localhost|internal|test|invalid)$`)

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

// checkHost is for the host of a registry, with a port where it is another than 443.
func checkHost(text string) (string, *Violation) {
	if image, is := azure.ParseImage(text + "/a"); is && image.Host == text {
		return text, nil
	}
	return text, &Violation{
		"must be the host of a registry", `write it without a scheme or a path, as "ghcr.io"`,
	}
}
