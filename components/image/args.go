package image

import (
	"errors"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/azure"
	"private-acr/internal/component"
)

// Args are the arguments of ImportHook.
type Args struct {
	// RegistryID is the ARM id of the registry to import into.
	RegistryID pulumi.StringInput
	// Source is the public image to import, with its registry's host and a tag or a digest, such as
	// "mcr.microsoft.com/azuredocs/aci-helloworld:latest". Empty imports nothing.
	Source string
	// Target is the repository and tag to import to, such as "samples/helloworld:v1". The consumer's image is
	// the login server, a slash, and this.
	Target string
	// ResourceManager is the URL of the Resource Manager; empty means the public cloud's.
	ResourceManager string
}

func (a Args) check(name string) error {
	var faults component.Faults
	faults.Require("registryId", a.RegistryID != nil, "")
	if err := checkSource(a.Source); err != nil {
		faults.Add("source", err.Error(), a.Source,
			`write it like "mcr.microsoft.com/azuredocs/aci-helloworld:latest"`)
	}
	if err := checkTarget(a.Target); err != nil {
		faults.Add("target", err.Error(), a.Target, `write it like "samples/helloworld:v1"`)
	}
	return faults.Err("image import", name)
}

// checkSource wants a host, because a name without one means a different registry to each tool, and a tag or
// digest, because "latest" by omission is never meant.
func checkSource(source string) error {
	image, whole := azure.ParseImage(source)
	switch {
	case image.Host == "":
		return errors.New("must begin with a registry's host")
	case !whole || image.Tag == "" && image.Digest == "":
		return errors.New("must have a repository in lower-case letters, digits and separators, and a tag " +
			"or a digest of sha256 and 64 hex digits")
	}
	return nil
}

func checkTarget(target string) error {
	image, whole := azure.ParseImage(target)
	switch {
	case image.Host != "":
		return errors.New("must not name a registry: the image goes into the one it is imported to")
	case !whole || image.Tag == "" || image.Digest != "":
		return errors.New("must be a repository in lower-case letters, digits and separators with a tag")
	}
	return nil
}
