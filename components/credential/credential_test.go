package credential_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/credential"
	"private-acr/internal/mocktest"
	"private-acr/spec"
)

// TestBasic hands the user name and the password on as they are: the password is a secret, the rest is not.
func TestBasic(t *testing.T) {
	t.Parallel()
	given := spec.Credential{Basic: &spec.BasicCredential{
		Server: pulumi.String("ghcr.io"), Username: pulumi.String("shop"), Password: spec.Secret("hush"),
	}}
	graph := mocktest.Run(t, func(ctx *pulumi.Context) error {
		login, err := credential.New(ctx, "github", given, credential.Platform{})
		if err != nil {
			return err
		}
		if login.Form != spec.FormPassword || login.IdentityID != nil || login.ClientID != nil {
			t.Errorf("login = %+v, want one with a password alone", login)
		}
		mocktest.Watch(ctx, "server", login.Server.ToStringOutput())
		mocktest.Watch(ctx, "username", login.Username.ToStringOutput())
		mocktest.Watch(ctx, "password", login.Password.ToStringOutput())
		return nil
	})
	for name, want := range map[string]string{"server": "ghcr.io", "username": "shop", "password": "hush"} {
		for _, g := range []*mocktest.Graph{graph, graph.Preview} {
			if got := g.Output(t, name); got != want || g.Outputs[name].Secret != (name == "password") {
				t.Errorf("%s = %v (secret: %t), want %s", name, got, g.Outputs[name].Secret, want)
			}
		}
	}
	if diff := cmp.Diff([]string{}, graph.Names()); diff != "" {
		t.Errorf("resources (-want +got):\n%s", diff)
	}
}

// TestEveryWayIsMade has a credential of each way that a spec can ask for, and wants the form that it
// announces.
func TestEveryWayIsMade(t *testing.T) {
	t.Parallel()
	ways := map[string]spec.Credential{
		"anonymous": {Anonymous: &spec.AnonymousCredential{Server: pulumi.String("mcr.microsoft.com")}},
		"basic": {Basic: &spec.BasicCredential{
			Server: pulumi.String("ghcr.io"), Username: pulumi.String("shop"), Password: spec.Secret("hush"),
		}},
	}
	for name, given := range ways {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			mocktest.Run(t, func(ctx *pulumi.Context) error {
				login, err := credential.New(ctx, "one", given, credential.Platform{})
				if err == nil && login.Form != given.Form() {
					t.Errorf("form = %s, want %s", login.Form, given.Form())
				}
				return err
			})
		})
	}
}

func TestNoWay(t *testing.T) {
	t.Parallel()
	_, err := mocktest.Fails(t, func(ctx *pulumi.Context) error {
		_, err := credential.New(ctx, "github", spec.Credential{}, credential.Platform{})
		return err
	})
	if !strings.Contains(err.Error(), `making credential "github": no way to authenticate is given`) {
		t.Errorf("error = %v", err)
	}
}
