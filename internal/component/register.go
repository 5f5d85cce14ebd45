package component

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// Register registers component c under the type token and the logical name. The inputs are what is
// worth showing to policies and in the state; they must hold no secret in clear. The options are the
// caller's: they apply to the component alone, and its children get [pulumi.Parent] of c.
//
// Inputs that are outputs of other resources are left out: the registration would wait for them, and
// with it the program, because [Outputs] blocks until the component is registered. Stages that could
// be made side by side would then follow one another. The children show those values all the same.
//
// The second version of Pulumi's registration is used because the first hands policies a component
// without any property.
func Register(
	ctx *pulumi.Context, token, name string, inputs pulumi.Map, c pulumi.ComponentResource,
	opts ...pulumi.ResourceOption,
) error {
	if err := ctx.RegisterComponentResourceV2(token, name, plain(inputs), c, opts...); err != nil {
		return fmt.Errorf("registering %s %q: %w", token, name, err)
	}
	return nil
}

// plain are the inputs whose values are known without waiting.
func plain(inputs pulumi.Map) pulumi.Map {
	known := pulumi.Map{}
	for name, value := range inputs {
		if _, waits := value.(pulumi.Output); !waits && value != nil {
			known[name] = value
		}
	}
	return known
}

// Outputs registers the outputs of component c, which completes it. An output that was never assigned
// is an error that names it: Pulumi itself would resolve it to an empty value without a word.
func Outputs(ctx *pulumi.Context, c pulumi.ComponentResource, outputs pulumi.Map) error {
	if missing := unassigned(outputs); len(missing) > 0 {
		return fmt.Errorf("registering outputs of %q: "+
			"%s never assigned: a bug in this library, please report it",
			c.PulumiResourceName(), strings.Join(missing, ", "))
	}
	if err := ctx.RegisterResourceOutputs(c, outputs); err != nil {
		return fmt.Errorf("registering outputs of %q: %w", c.PulumiResourceName(), err)
	}
	return nil
}

// unassigned names the outputs that hold nothing, in order.
func unassigned(outputs pulumi.Map) []string {
	var names []string
	for name, value := range outputs {
		if isZero(value) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// isZero tells whether value is nil or the zero value of an output type. Every output type is a struct
// around a pointer to its state, and plain inputs such as pulumi.String("") are not structs.
func isZero(value pulumi.Input) bool {
	if value == nil {
		return true
	}
	v := reflect.ValueOf(value)
	switch v.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice:
		return v.IsNil()
	case reflect.Struct:
		return v.IsZero()
	default:
		return false
	}
}

// providerVersion is the version of the azure-native provider of every resource in a stack.
const providerVersion = "2.90.0"

// ProviderVersion pins a resource to the azure-native version of the other resources. The SDK modules
// containerinstance and managedidentity have no release at that version; without the pin their
// resources would bring a second default provider into the stack.
func ProviderVersion() pulumi.ResourceOption {
	return pulumi.Version(providerVersion)
}

// Ptr turns a required input into the optional input that azure-native's arguments ask for. A nil
// input stays nil, which leaves the property to the provider.
func Ptr(in pulumi.StringInput) pulumi.StringPtrInput {
	if in == nil {
		return nil
	}
	return in.ToStringOutput().ToStringPtrOutput()
}

// Behind returns value with a dependency on the others: a resource that takes it is made after them,
// but, unlike with [After], a preview that adds one of them still knows the value.
func Behind(ctx *pulumi.Context, value pulumi.StringOutput, others ...pulumi.Resource) pulumi.StringOutput {
	// The applied function gives the result the type that OutputWithDependencies hides.
	same := func(value any) string { return value.(string) } //nolint:forcetypeassert // A StringOutput's.
	return pulumi.OutputWithDependencies(ctx.Context(), value, others...).ApplyT(same).(pulumi.StringOutput)
}

// After returns value once every output of others has resolved too, so that a consumer of the result
// also waits for the resources behind others. It is for facts that have no value of their own to hand
// on, such as the link of a DNS zone; and for names, which Azure's answer repeats but a preview of an
// update does not know, where it does know the id.
func After(value pulumi.StringInput, others ...pulumi.Output) pulumi.StringOutput {
	all := []any{value}
	for _, other := range others {
		all = append(all, other)
	}
	// Naming the argument by its index makes the format ignore the others without a word.
	return pulumi.Sprintf("%[1]s", all...)
}
