package spec

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/azure"
)

// Consumer is what every kind of thing that pulls an image says of itself, so that settings, network and
// credentials need not know the kinds.
type Consumer interface {
	// Kind is what holds for all of the kind.
	Kind() ConsumerKind
	// Pulls is what this one pulls.
	Pulls() Pull
}

// ConsumerKind is a kind of consumer.
type ConsumerKind struct {
	// Key is the setting that holds the consumers of the kind, by name.
	Key string
	// Noun is one of them in messages.
	Noun string
	// Subnet is the purpose of the subnet that they run in.
	Subnet string
	// Environment says that they run in the environment of Container Apps.
	Environment bool
	// Accepts lists the forms of login that they can present.
	Accepts []Form
}

// Pull is which image a consumer pulls, from where it comes, and with what.
type Pull struct {
	// Name is the consumer's name in Azure.
	Name       string
	Image      pulumi.StringInput
	ImportFrom pulumi.StringInput
	Credential string
}

// What the fields that all kinds share say.
const (
	describeImage      = "Image within the registry, repository:tag or repository@sha256:digest."
	describeImportFrom = "Public image that is imported as image before the consumer is made, such as " +
		"mcr.microsoft.com/azuredocs/aci-helloworld:latest."
	describeCredential = "Key of the credential to pull with; the pull identity when left out. With " +
		"another the image is in that credential's registry."
	describeEnv = "Environment variables of the container besides AZURE_CLIENT_ID, as texts. A secret " +
		"stays one."
	describeTags     = "Tags of it."
	describeLogin    = "What it presents to the registry; take it from the platform's contract."
	describeRegistry = "ARM id of the registry that an image is imported into; required with importFrom."
	describeManager  = "URL of the Resource Manager that imports images; that of the public cloud when " +
		"left out."
	describeGroup = "Resource group that it lies in."
)

// checkPull compares an image with its source. The registry is known to a component alone, which has a login.
func checkPull(f *Faults, p Pull, login Login, registry pulumi.StringInput) {
	text, known := Known(p.Image)
	image, _ := azure.ParseRepositoryImage(text)
	switch {
	case p.ImportFrom == nil:
	case known && image.Digest != "" && f.OK("image"):
		f.Add("image", "must have a tag where importFrom is given, because images are imported by tag",
			Shown(p.Image),
			`write it as "repository:tag", or remove importFrom`)
	case p.Credential != "":
		f.Add("importFrom", "must not be given with a credential of its own: images are imported into the "+
			"platform's registry", nil, "remove one of the two")
	case login.Form != "" && registry == nil:
		f.Add("registryId", "is required with importFrom", nil, "give the id of the registry to import into")
	}
}
