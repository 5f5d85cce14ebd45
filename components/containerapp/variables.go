package containerapp

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"

	app "github.com/pulumi/pulumi-azure-native-sdk/app/v2/v20250101"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/component"
	"private-acr/spec"
)

// environmentVariables are the container's variables. The value of a secret one is kept in a secret of the
// app: the template shows its values to every reader of the app, a secret's only to those with the right to.
func environmentVariables(variables []component.Variable) app.EnvironmentVarArray {
	list := app.EnvironmentVarArray{}
	for _, v := range variables {
		list = append(list, app.EnvironmentVarArgs{
			Name: pulumi.String(v.Name), Value: v.Plain(), SecretRef: v.SecretName(secretName(v.Name)),
		})
	}
	return list
}

// passwordSecret is the name of the secret with the registry's password. Those of variables begin otherwise.
const passwordSecret = "registry-password"

// secrets are the app's secrets: the registry's password, and the values of secret variables. Without any it
// is absent, so that an app that has none shows none.
func secrets(login spec.Login, variables []component.Variable) app.SecretArrayInput {
	var names []string
	var values []any
	if login.Form == spec.FormPassword {
		names, values = append(names, passwordSecret), append(values, component.Ptr(login.Password))
	}
	for _, v := range variables {
		names, values = append(names, secretName(v.Name)), append(values, v.Secret())
	}
	return pulumi.All(values...).ApplyT(func(values []any) []app.Secret {
		var present []app.Secret
		for i, value := range values {
			if text, _ := value.(*string); text != nil {
				present = append(present, app.Secret{Name: &names[i], Value: text})
			}
		}
		return present
	}).(app.SecretArrayOutput)
}

var (
	usualVariable = regexp.MustCompile(`^[A-Z0-9]+(_[A-Z0-9]+)*$`)
	notInSecrets  = regexp.MustCompile(`[^a-z0-9]+`)
)

// longestSecretStem leaves room, in the 253 characters of a secret's name, for what stands around it.
const longestSecretStem = 200

// secretName is the name of a variable's secret, of lower-case letters, digits and '-': of DB_PASSWORD it is
// "env-db-password". A variable that is not in the usual spelling has a hash of its own name at the end, as
// another may be spelt alike but for what is lost.
func secretName(variable string) string {
	stem := strings.Trim(notInSecrets.ReplaceAllString(strings.ToLower(variable), "-"), "-")
	if usualVariable.MatchString(variable) && len(stem) <= longestSecretStem {
		return "env-" + stem
	}
	const bytes = 4
	sum := sha256.Sum256([]byte(variable))
	return "env-" + stem[:min(len(stem), longestSecretStem)] + "-" + hex.EncodeToString(sum[:bytes])
}
