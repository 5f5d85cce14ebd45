package mocktest

import (
	"context"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// WithOutputs adds to, or replaces, the computed outputs of the resources of a type, whatever API version
// the token bears: "azure-native:containerregistry:Registry". It is not asked in previews.
func WithOutputs(token string, outputs func(pulumi.MockResourceArgs) map[string]any) Option {
	return func(r *recorder) { r.outputs[typeToken(token)] = outputs }
}

// WithFailure makes the creation of the resource with the logical name fail, in updates.
func WithFailure(name string, err error) Option {
	return func(r *recorder) { r.failures[name] = err }
}

// WithInvoke answers an invoke, such as "azure-native:network:getPrivateEndpoint", in previews too.
func WithInvoke(token string, answer func(resource.PropertyMap) (map[string]any, error)) Option {
	return func(r *recorder) { r.invokes[token] = answer }
}

// WithToken is the token that the provider gives to getClientToken, in previews too.
func WithToken(token string) Option {
	return WithInvoke("azure-native:authorization:getClientToken",
		func(resource.PropertyMap) (map[string]any, error) { return map[string]any{"token": token}, nil })
}

// WithExisting makes the preview that of a stack in which everything exists and nothing changes, so that
// the preview knows what Azure computed.
func WithExisting() Option {
	return func(r *recorder) { r.existing = true }
}

// WithChanges makes the preview that of a stack in which everything exists and everything changes. As with
// azure-native, the preview then knows the ids and names, and nothing else that Azure computed.
func WithChanges() Option {
	return func(r *recorder) { r.changing = true }
}

// WithContext derives the program's context, which is how a test gives gates their clock.
func WithContext(derive func(context.Context) context.Context) Option {
	return func(r *recorder) { r.derive = derive }
}

// WithOutside names resources that the program itself registers, next to the component under test. They
// are exempt from the rule that every resource descends from a component.
func WithOutside(names ...string) Option {
	return func(r *recorder) {
		for _, name := range names {
			r.outside[name] = true
		}
	}
}
