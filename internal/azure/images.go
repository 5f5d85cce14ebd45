package azure

import (
	"errors"
	"strings"

	"github.com/distribution/reference"
)

// DockerHub is the host of images whose reference names none.
const DockerHub = "docker.io"

// Image is a container image's reference, taken apart: of "acrmyapp.azurecr.io/shop/cart:1.0.0" the host is
// "acrmyapp.azurecr.io", the repository "shop/cart" and the tag "1.0.0". What it does not name is empty.
type Image struct {
	Host, Repository, Tag, Digest string
}

// ParseImage takes a reference apart as Docker's own tools do: a first part with a dot or a port, and
// "localhost", is a host. It is false for what is no reference, of which at most the host is read.
func ParseImage(given string) (Image, bool) {
	var image Image
	if first, _, split := strings.Cut(given, "/"); split && isHost(first) {
		image.Host = first
	}
	named, err := reference.ParseNormalizedNamed(given)
	if err != nil {
		return image, false
	}
	image.fill(named)
	return image, true
}

// isHost asks the parser itself what it takes for a host.
func isHost(first string) bool {
	named, err := reference.ParseNormalizedNamed(first + "/a")
	return err == nil && reference.Domain(named) == first
}

// fill takes over what the parser read. A host that the reference did not name stays out, and so does the
// "library/" that Docker Hub puts before such a name.
func (i *Image) fill(named reference.Named) {
	i.Repository = reference.FamiliarName(named)
	if i.Host != "" {
		i.Repository = reference.Path(named)
	}
	if tagged, is := named.(reference.Tagged); is {
		i.Tag = tagged.Tag()
	}
	if digested, is := named.(reference.Digested); is {
		i.Digest = digested.Digest().String()
	}
}

// errRepository says what a repository within a registry is.
var errRepository = errors.New("must be lower-case letters and digits, separated by '.', '_', '__', '-' or " +
	"'/', 255 characters at most")

// ParseRepositoryImage takes the reference of an image within a registry that is known: "shop/cart:1.0.0".
// All of its name is the repository, also a first part with a dot, unless that is the host of a registry that
// everybody knows. It is false for what is no such reference.
func ParseRepositoryImage(given string) (Image, bool) {
	if whole, is := ParseImage(given); is && whole.Host != "" && IsRegistryHost(whole.Host) {
		return whole, false
	}
	// Any host in front makes all that follows the repository.
	image, is := ParseImage("localhost/" + given)
	image.Host = ""
	return image, is
}

// CheckRepository returns an error unless the text is the name of a repository within a registry.
func CheckRepository(given string) error {
	if image, is := ParseRepositoryImage(given); is && image.Repository == given {
		return nil
	}
	return errRepository
}

// String is the reference, of which every part that there is stands in its place.
func (i Image) String() string {
	text := i.Repository
	if i.Host != "" {
		text = i.Host + "/" + text
	}
	if i.Tag != "" {
		text += ":" + i.Tag
	}
	if i.Digest != "" {
		text += "@" + i.Digest
	}
	return text
}

// Registry is the host that the image is pulled from.
func (i Image) Registry() string {
	if i.Host == "" {
		return DockerHub
	}
	return i.Host
}

// Qualified is the image with the host that it is pulled from and, on Docker Hub, with the "library/" that
// the short names of its own images stand for.
func (i Image) Qualified() Image {
	i.Host = i.Registry()
	if i.Host == DockerHub && !strings.Contains(i.Repository, "/") {
		i.Repository = "library/" + i.Repository
	}
	return i
}

// Pinned reports whether the reference says which version it means, either by a tag or by a digest. One that
// gives both is not taken everywhere.
func (i Image) Pinned() bool { return (i.Tag == "") != (i.Digest == "") }
