package component

import (
	"maps"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/internals"

	"private-acr/spec"
)

// Variable is an environment variable of a container. The services keep secret ones apart from plain ones,
// and whether a value that is another resource's output is secret, only its resolution tells. So a variable
// is given as both, of which one is absent.
type Variable struct {
	Name string

	value  pulumi.StringOutput
	secret pulumi.BoolOutput
}

// Variables lists the environment variables of a container that logs in so: the client id of its identity,
// then its own in the order of their names, because another order would be another revision, or a restart.
func Variables(ctx *pulumi.Context, login spec.Login, env map[string]pulumi.StringInput) []Variable {
	var list []Variable
	if login.Form == spec.FormIdentity {
		list = append(list, newVariable(ctx, spec.ClientIDVariable, login.ClientID))
	}
	for _, name := range slices.Sorted(maps.Keys(env)) {
		list = append(list, newVariable(ctx, name, env[name]))
	}
	return list
}

func newVariable(ctx *pulumi.Context, name string, given pulumi.StringInput) Variable {
	value := given.ToStringOutput()
	// An Apply of the value would not run where a preview does not know it, and could not ask whether it is
	// secret.
	secret := pulumi.Bool(true).ToBoolOutput().ApplyT(func(bool) (bool, error) {
		resolved, err := internals.UnsafeAwaitOutput(ctx.Context(), value)
		return resolved.Secret, err
	}).(pulumi.BoolOutput)
	return Variable{Name: name, value: value, secret: secret}
}

// Plain is the value of a variable that is not secret, absent of one that is.
func (v Variable) Plain() pulumi.StringPtrOutput { return v.where(false, v.value) }

// Secret is the value of a variable that is secret, absent of one that is not.
func (v Variable) Secret() pulumi.StringPtrOutput { return v.where(true, v.value) }

// SecretName is the name of the secret that the value of a secret variable is kept in, absent of a plain one.
func (v Variable) SecretName(name string) pulumi.StringPtrOutput {
	return v.where(true, pulumi.String(name))
}

// absent is what a property is that is left out.
func absent() pulumi.StringPtrOutput {
	var text *string
	return pulumi.ToOutput(text).(pulumi.StringPtrOutput) //nolint:forcetypeassert // The output of a *string.
}

// where is the text if the variable is as secret as asked for, and absent if not.
func (v Variable) where(secret bool, text pulumi.StringInput) pulumi.StringPtrOutput {
	return v.secret.ApplyT(func(is bool) pulumi.StringPtrOutput {
		if is != secret {
			return absent()
		}
		return text.ToStringOutput().ToStringPtrOutput()
	}).(pulumi.StringPtrOutput)
}
