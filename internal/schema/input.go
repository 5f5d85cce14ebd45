package schema

import (
	"context"
	"reflect"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/internals"

	"private-acr/spec"
)

// checkInput checks a text that is known, brings it into its normal form, and has one that is not known yet
// checked when it is.
func (r resolver) checkInput(rules []Rule, value reflect.Value, path string) {
	input, _ := value.Interface().(pulumi.StringInput)
	text, known := spec.Known(input)
	switch {
	case value.IsNil():
		r.faults.Add(path, "must be given", nil, "give it a value")
	case len(rules) == 0:
	case !known:
		value.Set(reflect.ValueOf(later(input, rules, path)))
	default:
		normal, violation := apply(rules, text)
		if violation != nil {
			r.faults.Add(path, violation.Rule, hide(input, text), violation.Remedy)
		}
		value.Set(reflect.ValueOf(like(input, normal)))
	}
}

// hide is the text as a fault takes it.
func hide(input pulumi.StringInput, text string) any {
	if spec.IsSecret(input) {
		return spec.Secret(text)
	}
	return text
}

// like is a text that is secret where the input is.
func like(input pulumi.StringInput, text string) pulumi.StringInput {
	if spec.IsSecret(input) {
		return spec.Secret(text)
	}
	return pulumi.String(text)
}

// later checks a value when it becomes known, and hands it on in its normal form. The words are those of a
// value that is known at once.
func later(input pulumi.StringInput, rules []Rule, path string) pulumi.StringOutput {
	output := input.ToStringOutput()
	return output.ApplyT(func(text string) (string, error) {
		normal, violation := apply(rules, text)
		if violation == nil {
			return normal, nil
		}
		faults := spec.Faults{}
		faults.Add(path, violation.Rule, hideOutput(output, text), violation.Remedy)
		return "", faults.List()[0]
	}).(pulumi.StringOutput)
}

// hideOutput is the text of an output that is there, as a fault takes it. Nothing is awaited: an Apply is
// told the text alone, and this is how to ask for more.
func hideOutput(output pulumi.StringOutput, text string) any {
	resolved, err := internals.UnsafeAwaitOutput(context.Background(), output)
	if err != nil || resolved.Secret {
		return spec.Secret(text)
	}
	return text
}
