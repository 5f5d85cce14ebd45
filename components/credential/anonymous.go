package credential

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/spec"
)

// anonymous is a registry that lets everybody pull. Such pulls leave the private path, are limited by the
// registry per address, and run what its owner puts there: importing the image is better.
var anonymous = way{
	login: func(_ *pulumi.Context, _ string, given spec.Credential, _ Platform) (*spec.Login, error) {
		if given.Anonymous == nil {
			return nil, nil
		}
		return &spec.Login{Form: spec.FormNone, Server: given.Anonymous.Server}, nil
	},
}
