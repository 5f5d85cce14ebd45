package containerapp

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"regexp"
	"slices"
	"strings"

	app "github.com/pulumi/pulumi-azure-native-sdk/app/v2/v20250101"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/component"
	"private-acr/spec"
)

// clientIDVariable is what Azure's SDKs read to choose among the identities of their host.
const clientIDVariable = "AZURE_CLIENT_ID"

// passwordSecret is the name of the secret with the registry's password. Those of variables begin otherwise.
const passwordSecret = "registry-password"

// environment is the variables of the container, and the secrets that some of them and the registry's password are
// kept in: the template shows its values to every reader of the app, a secret's only those with the right to.
type environment struct {
	variables app.EnvironmentVarArrayInput
	secrets   app.SecretArrayInput
}

func newEnvironmentVariables(ctx *pulumi.Context, in *spec.ContainerApp) environment {
	secret, later := component.Secrecy(ctx, in.Env)
	if later == nil {
		return environment{variables(in, secret), secrets(in, secret)}
	}
	return environment{
		later.ApplyT(func(secret map[string]bool) app.EnvironmentVarArrayOutput {
			return variables(in, secret).ToEnvironmentVarArrayOutput()
		}).(app.EnvironmentVarArrayOutput),
		later.ApplyT(func(secret map[string]bool) app.SecretArrayOutput {
			return secrets(in, secret).ToSecretArrayOutput()
		}).(app.SecretArrayOutput),
	}
}

// variables has the container's own in the order of their names: another order would be a new revision.
func variables(in *spec.ContainerApp, secret map[string]bool) app.EnvironmentVarArray {
	list := app.EnvironmentVarArray{}
	if in.Login.ClientID != nil {
		list = append(list, app.EnvironmentVarArgs{
			Name: pulumi.String(clientIDVariable), Value: component.Ptr(in.Login.ClientID),
		})
	}
	for _, name := range slices.Sorted(maps.Keys(in.Env)) {
		variable := app.EnvironmentVarArgs{Name: pulumi.String(name)}
		if secret[name] {
			variable.SecretRef = pulumi.String(secretName(in, name))
		} else {
			variable.Value = component.Ptr(in.Env[name])
		}
		list = append(list, variable)
	}
	return list
}

// secrets is nil without any, so that an app that has none shows none.
func secrets(in *spec.ContainerApp, secret map[string]bool) app.SecretArray {
	var list app.SecretArray
	if in.Login.Form == spec.FormPassword {
		list = append(list, app.SecretArgs{
			Name: pulumi.String(passwordSecret), Value: component.Ptr(in.Login.Password),
		})
	}
	for _, name := range slices.Sorted(maps.Keys(in.Env)) {
		if secret[name] {
			list = append(list, app.SecretArgs{
				Name: pulumi.String(secretName(in, name)), Value: component.Ptr(in.Env[name]),
			})
		}
	}
	return list
}

var noSecretName = regexp.MustCompile(`[^a-z0-9]+`)

// secretName is the name of a variable's secret: lower-case letters, digits and '-'. Names that become the same get a
// hash of the variable's name, never of its value.
func secretName(in *spec.ContainerApp, variable string) string {
	base := func(name string) string {
		return "env-" + strings.Trim(noSecretName.ReplaceAllString(strings.ToLower(name), "-"), "-")
	}
	mine := base(variable)
	for other := range in.Env {
		if other != variable && base(other) == mine {
			sum := sha256.Sum256([]byte(variable))
			return mine + "-" + hex.EncodeToString(sum[:4])
		}
	}
	return mine
}
