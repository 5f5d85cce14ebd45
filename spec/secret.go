package spec

import (
	"context"
	"fmt"
	"io"
	"reflect"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// Secret is a text that nobody may see. It is an Input of the components: as an output it is a Pulumi secret,
// which the state keeps encrypted. Printed, or written as JSON, it says "(secret)".
type Secret string

var _ pulumi.StringInput = Secret("")

const hidden = "(secret)"

// String hides the text.
func (Secret) String() string { return hidden }

// Format hides the text from every verb of package fmt, also from those that are not for texts.
func (Secret) Format(state fmt.State, _ rune) { _, _ = io.WriteString(state, hidden) }

// MarshalText hides the text from JSON and other encodings.
func (Secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }

// ElementType is the type of the output's value.
func (Secret) ElementType() reflect.Type { return reflect.TypeFor[string]() }

// ToStringOutput is the text as a Pulumi secret.
func (s Secret) ToStringOutput() pulumi.StringOutput {
	return s.ToStringOutputWithContext(context.Background())
}

// ToStringOutputWithContext is the text as a Pulumi secret.
func (s Secret) ToStringOutputWithContext(ctx context.Context) pulumi.StringOutput {
	secret := pulumi.ToSecretWithContext(ctx, pulumi.String(s))
	return secret.(pulumi.StringOutput) //nolint:forcetypeassert // The secret of a String.
}

// ToStringPtrOutput is the text as a Pulumi secret.
func (s Secret) ToStringPtrOutput() pulumi.StringPtrOutput {
	return s.ToStringOutput().ToStringPtrOutput()
}

// ToStringPtrOutputWithContext is the text as a Pulumi secret.
func (s Secret) ToStringPtrOutputWithContext(ctx context.Context) pulumi.StringPtrOutput {
	return s.ToStringOutputWithContext(ctx).ToStringPtrOutputWithContext(ctx)
}

// Known is the text of an input that is known without waiting, secret or not.
func Known(input pulumi.StringInput) (text string, known bool) {
	switch input := input.(type) {
	case pulumi.String:
		return string(input), true
	case Secret:
		return string(input), true
	}
	return "", false
}

// Shown is the text of an input as a fault takes it, nil where it is not known.
func Shown(input pulumi.StringInput) any {
	if text, known := Known(input); known && !IsSecret(input) {
		return text
	}
	if IsSecret(input) {
		return input
	}
	return nil
}

// IsSecret reports whether an input is a [Secret]. Of outputs it cannot tell.
func IsSecret(input pulumi.StringInput) bool {
	_, is := input.(Secret)
	return is
}
