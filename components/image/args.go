package image

import (
	"errors"
	"regexp"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

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

// pathPart is one part of a repository's name, between slashes.
const pathPart = `[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*`

// The grammar of image references: github.com/distribution/reference.
var (
	repository = regexp.MustCompile(`^` + pathPart + `(?:/` + pathPart + `)*$`)
	tag        = regexp.MustCompile(`^\w[\w.-]{0,127}$`)
	digest     = regexp.MustCompile(`^sha256:[0-9a-f]{64}$`)
)

// checkSource wants a host, because a name without one means a different registry to each tool, and a tag or
// digest, because "latest" by omission is never meant.
func checkSource(source string) error {
	host, path, _ := strings.Cut(source, "/")
	if path == "" || !strings.ContainsAny(host, ".:") && host != "localhost" {
		return errors.New("must begin with a registry's host")
	}
	if name, sum, found := strings.Cut(path, "@"); found {
		name, _, _ = strings.Cut(name, ":")
		return check(name, sum, digest, "must have a digest of sha256 and 64 hex digits")
	}
	return checkTagged(path)
}

func checkTarget(target string) error {
	host, path, _ := strings.Cut(target, "/")
	if path != "" && strings.ContainsAny(host, ".:") {
		return errors.New("must not name a registry: the image goes into the one it is imported to")
	}
	return checkTagged(target)
}

func checkTagged(path string) error {
	name, label, _ := strings.Cut(path, ":")
	return check(name, label, tag, "must have a tag")
}

func check(name, version string, versions *regexp.Regexp, fault string) error {
	switch {
	case !repository.MatchString(name):
		return errors.New("must name a repository in lower-case letters, digits and separators")
	case !versions.MatchString(version):
		return errors.New(fault)
	}
	return nil
}
