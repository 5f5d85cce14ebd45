package mocktest

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

// sourceType is the type token of [Source].
const sourceType = "test:index:Source"

// Source is a resource of the program itself, whose value a preview does not know. It is exempt from what
// holds for resources of components.
type Source struct {
	pulumi.CustomResourceState
	// Value is the text that the source was made with.
	Value pulumi.StringOutput `pulumi:"value"`
}

// NewSource makes a source under a logical name.
func NewSource(ctx *pulumi.Context, name, value string) (*Source, error) {
	s := &Source{}
	return s, ctx.RegisterResource(sourceType, name, pulumi.Map{"text": pulumi.String(value)}, s)
}

func sourceOutputs(_ string, inputs map[string]any) map[string]any {
	return map[string]any{"value": inputs["text"]}
}
