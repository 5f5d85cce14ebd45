package credential

import (
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/spec"
)

// Platform is what the ways find around them.
type Platform struct {
	// Parent of what a way makes.
	Parent pulumi.ResourceOption
}

// way is one way to come by a login. It answers nil where the credential is of another way.
type way struct {
	login func(ctx *pulumi.Context, name string, given spec.Credential, p Platform) (*spec.Login, error)
}

// New makes the login of the credential. The name begins the logical names of what it takes.
func New(ctx *pulumi.Context, name string, given spec.Credential, p Platform) (*spec.Login, error) {
	for _, w := range ways() {
		login, err := w.login(ctx, name, given, p)
		if err != nil {
			return nil, fmt.Errorf("making credential %q: %w", name, err)
		}
		if login != nil {
			return login, nil
		}
	}
	return nil, fmt.Errorf("making credential %q: no way to authenticate is given", name)
}
