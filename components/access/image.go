package access

import (
	"errors"
	"fmt"
	"regexp"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/component"
)

// imagePattern is a repository with a tag or a digest, as the OCI distribution specification writes
// them. It takes some hosts for the first part of a repository, which hostPattern tells apart.
var imagePattern = regexp.MustCompile(
	`^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*` +
		`(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}|@sha256:[0-9a-f]{64})$`)

// hostPattern is a first part that Docker's tools take for a registry's host: one with a dot or a port.
var hostPattern = regexp.MustCompile(
	`^(?:localhost|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*:[0-9]+)/`)

// CheckImage returns an error unless image is a repository with a tag or a digest and without a
// registry's host: "shop/cart:1.0.0" or "shop/cart@sha256:…". A consumer adds the host itself, from the
// login server it waited for.
func CheckImage(image string) error {
	switch {
	case hostPattern.MatchString(image):
		return fmt.Errorf("image %q must not name a registry: consumers add the private one's host", image)
	case !imagePattern.MatchString(image):
		return fmt.Errorf(`image %q must be a repository with a tag or a digest, as in "myapp:1.0.0"`, image)
	}
	return nil
}

// Image is the full reference of an image of the private registry, given as [CheckImage] wants it.
func (p Pull) Image(image string) pulumi.StringOutput {
	return pulumi.Sprintf("%s/%s", p.LoginServer, image)
}

var errIncomplete = errors.New("must have all of its fields: take it from the platform, or build it from " +
	"the outputs of the data-endpoint stage and of the pull identity")

// Check notes a fault under path when a field is missing.
func (p Pull) Check(faults *component.Faults, path string) {
	if p.LoginServer == nil || p.RegistryID == nil || p.IdentityID == nil || p.ClientID == nil {
		faults.Check(path, errIncomplete)
	}
}
