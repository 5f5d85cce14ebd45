package azure

import "regexp"

// DockerHub is the host of images whose reference names none.
const DockerHub = "docker.io"

// Image is a container image's reference, taken apart: of "acrmyapp.azurecr.io/shop/cart:1.0.0" the host is
// "acrmyapp.azurecr.io", the repository "shop/cart" and the tag "1.0.0". What it does not name is empty.
type Image struct {
	Host, Repository, Tag, Digest string
}

const repositoryPart = `[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*`

var (
	// imageHost is a first part that Docker's tools take for a registry's host: one with a dot or a port.
	imageHost = regexp.MustCompile(
		`^(localhost|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*:[0-9]+)/`)
	// imageRest is what follows, as the OCI distribution specification writes it.
	imageRest = regexp.MustCompile(
		`^(` + repositoryPart + `(?:/` + repositoryPart + `)*)` +
			`(?::([A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$`)
)

// ParseImage takes a reference apart. It is false for what is no reference, of which at most the host is
// read.
func ParseImage(reference string) (Image, bool) {
	var image Image
	if host := imageHost.FindStringSubmatch(reference); host != nil {
		image.Host = host[1]
		reference = reference[len(host[0]):]
	}
	rest := imageRest.FindStringSubmatch(reference)
	if rest == nil {
		return image, false
	}
	image.Repository, image.Tag, image.Digest = rest[1], rest[2], rest[3]
	return image, true
}

// Registry is the host that the image is pulled from.
func (i Image) Registry() string {
	if i.Host == "" {
		return DockerHub
	}
	return i.Host
}

// Pinned reports whether the reference says which version it means, either by a tag or by a digest. One that
// gives both is not taken everywhere.
func (i Image) Pinned() bool { return (i.Tag == "") != (i.Digest == "") }
