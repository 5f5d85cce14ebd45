package component

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/spec"
)

// providerVersion is the version of the azure-native provider of every resource in a stack.
const providerVersion = "2.90.0"

// ProviderVersion pins a resource, or an invoke, to the azure-native version of the other resources. The
// SDK modules containerinstance and managedidentity have no release at that version; without the pin their
// resources would bring a second default provider into the stack.
func ProviderVersion() pulumi.ResourceOrInvokeOption {
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

// Tags are tags as azure-native's arguments take them. They are outputs, because as an element of a map a
// [spec.Secret] would be taken for the text that it is.
func Tags(tags spec.Tags) pulumi.StringMap {
	all := pulumi.StringMap{}
	for name, value := range tags {
		all[name] = value.ToStringOutput()
	}
	return all
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
