package component

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/internals"

	"private-acr/spec"
)

// Secrecy tells which of the texts are secret. Whether an output is one only its resolution tells: where there are
// outputs among the texts, the second result is the answer when all of them have resolved.
func Secrecy(
	ctx *pulumi.Context, texts map[string]pulumi.StringInput,
) (secret map[string]bool, later *pulumi.BoolMapOutput) {
	secret = map[string]bool{}
	outputs := map[string]pulumi.Output{}
	for name, text := range texts {
		secret[name] = spec.IsSecret(text)
		if output, is := text.(pulumi.Output); is {
			outputs[name] = output
		}
	}
	if len(outputs) == 0 {
		return secret, nil
	}
	// An Apply of theirs would not run where one is unknown, and could not ask.
	asked := pulumi.Bool(true).ToBoolOutput().ApplyT(func(bool) (map[string]bool, error) {
		for name, output := range outputs {
			seen, err := internals.UnsafeAwaitOutput(ctx.Context(), output)
			if err != nil {
				return nil, err
			}
			secret[name] = seen.Secret
		}
		return secret, nil
	}).(pulumi.BoolMapOutput)
	return nil, &asked
}
