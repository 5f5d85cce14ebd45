package access

import (
	"errors"
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/azure"
	"private-acr/internal/component"
)

// CheckImage returns an error unless image is a repository with a tag or a digest and without a
// registry's host: "shop/cart:1.0.0" or "shop/cart@sha256:…". A consumer adds the host itself, from the
// login server it waited for.
func CheckImage(image string) error {
	// What is no reference at all has neither a tag nor a digest.
	parsed, _ := azure.ParseImage(image)
	switch {
	case parsed.Host != "":
		return fmt.Errorf("image %q must not name a registry: consumers add the private one's host", image)
	case !parsed.Pinned():
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
