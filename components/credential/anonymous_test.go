package credential_test

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/credential"
	"private-acr/internal/mocktest"
	"private-acr/spec"
)

func TestAnonymousPresentsNothing(t *testing.T) {
	t.Parallel()
	mocktest.Run(t, func(ctx *pulumi.Context) error {
		anonymous := &spec.AnonymousCredential{Server: pulumi.String("mcr.microsoft.com")}
		given := spec.Credential{Anonymous: anonymous}
		login, err := credential.New(ctx, "public", given, credential.Platform{})
		if err != nil {
			return err
		}
		server, _ := spec.Known(login.Server)
		if login.Form != spec.FormNone || server != "mcr.microsoft.com" {
			t.Errorf("got %+v, want a login of form none for mcr.microsoft.com", login)
		}
		if login.Username != nil || login.Password != nil || login.IdentityID != nil {
			t.Errorf("got %+v, want nothing presented", login)
		}
		return nil
	})
}
