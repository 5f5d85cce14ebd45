package settings

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/azure"
	"private-acr/spec"
)

// checkCredentials holds the credential that a consumer names against those that there are and that its kind
// can present.
func (s *Settings) checkCredentials(f *spec.Faults) {
	for _, c := range s.Consumers() {
		key, path := c.Pulls().Credential, c.Path+".credential"
		credential, is := s.Credentials[key]
		switch {
		case key == "" || !f.OK(path, spec.Join("credentials", key)):
		case !is:
			f.Add(path, "must be a key of credentials", key, "add it there, or leave it out to pull with "+
				"the identity")
		case !slices.Contains(c.Kind().Accepts, credential.Form()):
			f.Add(path, fmt.Sprintf("must be a credential that a %s can present: it presents %v, and this "+
				"one is of form %s", c.Kind().Noun, c.Kind().Accepts, credential.Form()), key,
				"use another credential")
		}
	}
}

// checkNames finds two of a kind that would be one resource.
func (s *Settings) checkNames(f *spec.Faults) {
	seen := map[string]string{}
	for _, c := range s.Consumers() {
		name := c.Kind().Noun + " " + c.Pulls().Name
		if twin := seen[name]; twin != "" && c.Pulls().Name != "" {
			f.Add(c.Path+".name", "must differ from that of "+twin, c.Pulls().Name, "choose another name")
		}
		seen[name] = c.Path
	}
}

// checkImports finds a tag that would be imported from two sources: the first import would win, and the
// consumer of the other would run an image that is not its own.
func (s *Settings) checkImports(f *spec.Faults) {
	type imported struct{ path, source string }
	seen := map[string]imported{}
	for _, c := range s.Consumers() {
		image, _ := spec.Known(c.Pulls().Image)
		source, given := spec.Known(c.Pulls().ImportFrom)
		path := c.Path + ".importFrom"
		if !given || !f.OK(path, c.Path+".image") {
			continue
		}
		s.checkSource(f, path, c.Pulls().ImportFrom, source)
		if first, twice := seen[image]; twice && first.source != source {
			shown := f.Show(c.Path, spec.Shown(c.Pulls().Image))
			f.Add(path, fmt.Sprintf("must be what %s says, because both import %s", first.path, shown),
				spec.Shown(c.Pulls().ImportFrom), "give one of the two images another tag")
		}
		seen[image] = imported{path, source}
	}
}

// checkSource refuses to import an image into the registry that it is in.
func (s *Settings) checkSource(f *spec.Faults, path string, given pulumi.StringInput, source string) {
	if image, _ := azure.ParseImage(source); strings.EqualFold(image.Registry(), s.loginServer()) {
		f.Add(path, "must not be the registry itself", spec.Shown(given),
			"remove it: the image is there already")
	}
}

// loginServer is what the registry's host is, unless it has a domain name label.
func (s *Settings) loginServer() string {
	return s.Registry.Name + "." + azure.RegionCloud(s.Location).RegistrySuffix
}

// checkGovernment: Azure docs: container-instances-virtual-network-concepts.
func (s *Settings) checkGovernment(f *spec.Faults) {
	if azure.RegionCloud(s.Location) != azure.USGovernment {
		return
	}
	for key, group := range s.Instances {
		if group.Credential == "" {
			f.Add(spec.Join("containerInstances", key), "must not pull with the identity in Azure "+
				"Government: groups in a network there cannot", nil, "use containerApps instead, or a "+
				"credential of form password")
		}
	}
}
