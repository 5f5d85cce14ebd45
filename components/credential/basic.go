package credential

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/spec"
)

// basic is a user name and a password that are given, and work as they are.
var basic = way{
	login: func(_ *pulumi.Context, _ string, given spec.Credential, _ Platform) (*spec.Login, error) {
		if given.Basic == nil {
			return nil, nil
		}
		return &spec.Login{
			Form: spec.FormPassword, Server: given.Basic.Server,
			Username: given.Basic.Username, Password: given.Basic.Password,
		}, nil
	},
}
