package component

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/schema"
	"private-acr/spec"
)

// New makes component c, which every constructor of this library does by it: it copies the arguments, of
// which nil are none, fills in their defaults and checks them, with all faults as one [*spec.Faults] before
// anything is registered; registers c under the type token and the logical name; has build make the children,
// with [pulumi.Parent] of c, and assign the outputs; and registers those. Outputs are the fields of c that
// have a pulumi tag. The options are the caller's: they apply to the component alone.
func New[A any, C pulumi.ComponentResource](
	ctx *pulumi.Context, token, name string, args *A, c C, build func(in *A) error,
	opts ...pulumi.ResourceOption,
) (C, error) {
	var none C
	in := schema.Clone(args)
	kind := token[strings.LastIndex(token, ":")+1:]
	faults := &spec.Faults{Subject: fmt.Sprintf("the arguments of %s %q", kind, name)}
	schema.Resolve(in, name, schema.Component, faults)
	if err := faults.Err(); err != nil {
		return none, err
	}
	schema.Seal(in)
	// The second version of Pulumi's registration, because the first hands policies a component without
	// properties.
	if err := ctx.RegisterComponentResourceV2(token, name, inputs(in), c, opts...); err != nil {
		return none, fmt.Errorf("registering %s %q: %w", token, name, err)
	}
	pending := outputs(c)
	if err := build(in); err != nil {
		return none, err
	}
	return c, complete(ctx, c, pending)
}

// inputs is what a component shows of its arguments, to policies and in the state: what is plain.
//
// Inputs that are outputs of other resources are left out: the registration would wait for them, and with it
// the program, because registering the outputs blocks until the component is registered. Stages that could be
// made side by side would then follow one another. The children show those values all the same. Inputs that
// are known are left out too, so that what is shown does not depend on where a value comes from, and no
// secret is among it. So is what only a deployment knows: where the Resource Manager answers says nothing of
// the component, and would show it as changed by a run on another simulation.
func inputs(args any) pulumi.Map {
	shown := pulumi.Map{}
	value := reflect.ValueOf(args).Elem()
	for _, f := range schema.Fields(value.Type()) {
		plain := f.Of(value)
		if !f.Deployment && !schema.HoldsInput(f.Type) && !plain.IsZero() {
			shown[f.Key] = pulumi.Any(plain.Interface())
		}
	}
	return shown
}

// outputs are the tagged fields of a component. Pulumi assigns them at registration, so that one which is
// never assigned afterwards resolves to nothing, without a word.
func outputs(c pulumi.ComponentResource) pulumi.Map {
	found := pulumi.Map{}
	value := reflect.ValueOf(c).Elem()
	for i := range value.NumField() {
		key := value.Type().Field(i).Tag.Get("pulumi")
		if key == "" {
			continue
		}
		if output, is := value.Field(i).Interface().(pulumi.Output); is {
			found[key] = output
		}
	}
	return found
}

// complete registers the outputs, which completes the component. An output that is what it was at
// registration, or nothing, is an error that names it.
func complete(ctx *pulumi.Context, c pulumi.ComponentResource, pending pulumi.Map) error {
	assigned := outputs(c)
	var missing []string
	for key, output := range assigned {
		if output == pending[key] || reflect.ValueOf(output).IsZero() {
			missing = append(missing, key)
		}
	}
	if slices.Sort(missing); len(missing) > 0 {
		return fmt.Errorf("registering outputs of %q: %s never assigned: a bug in this library, "+
			"please report it", c.PulumiResourceName(), strings.Join(missing, ", "))
	}
	if err := ctx.RegisterResourceOutputs(c, assigned); err != nil {
		return fmt.Errorf("registering outputs of %q: %w", c.PulumiResourceName(), err)
	}
	return nil
}
