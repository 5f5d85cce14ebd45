package image

import (
	"context"
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/arm"
)

// Import says which image to bring into a registry.
type Import struct {
	// RegistryID is the ARM id of the registry to import into.
	RegistryID pulumi.StringInput
	// Source is the public image to import, with its registry's host and a tag or a digest, such as
	// "mcr.microsoft.com/azuredocs/aci-helloworld:latest". Nil imports nothing.
	Source pulumi.StringInput
	// Target is the repository and tag to import to, such as "samples/helloworld:v1".
	Target pulumi.StringInput
	// ResourceManager is the URL of the Resource Manager; empty means the public cloud's.
	ResourceManager string
}

// ImportHook gives the hooks that import an image before the resource they are bound to, with
// pulumi.ResourceHooks, is created, or is updated to name it. The name must be unique among the image imports
// of a stack. The options decide which provider's login is used. A target tag that exists is left as it is.
//
// Without a source there is nothing to import, and the binding is nil. A failed import fails the consumer's
// creation or update, before Azure has tried to pull. The consumer must depend on the registry, as every
// consumer does that takes its login server from it: the hook waits for the registry's id.
func ImportHook(
	ctx *pulumi.Context, name string, wanted Import, opts ...pulumi.InvokeOption,
) (*pulumi.ResourceHookBinding, error) {
	if wanted.Source == nil {
		return nil, nil
	}
	client, err := arm.New(ctx, wanted.ResourceManager, opts...)
	if err != nil {
		return nil, fmt.Errorf("creating image import %q: %w", name, err)
	}
	h := &hook{
		ctx: ctx, client: client,
		registry: promised(wanted.RegistryID), source: promised(wanted.Source), target: promised(wanted.Target),
	}
	registered, err := ctx.RegisterResourceHook("image-import-"+name, h.run, nil)
	if err != nil {
		return nil, fmt.Errorf("registering image import %q: %w", name, err)
	}
	hooks := []*pulumi.ResourceHook{registered}
	return &pulumi.ResourceHookBinding{BeforeCreate: hooks, BeforeUpdate: hooks}, nil
}

// hook imports one image into one registry.
type hook struct {
	ctx                      *pulumi.Context
	client                   *arm.Client
	registry, source, target *promise
}

// run imports unless the resource named the image before: then it has been imported, and moving a tag under
// a running consumer is not for a hook to do.
func (h *hook) run(args *pulumi.ResourceHookArgs) error {
	var values [3]string
	for i, promised := range []*promise{h.registry, h.source, h.target} {
		value, err := promised.await(h.ctx.Context())
		if err != nil {
			return fmt.Errorf("importing an image: waiting for its names: %w", err)
		}
		values[i] = value
	}
	wanted := arm.Import{Source: values[1], Target: values[2]}
	if referencesImage(args.OldInputs, wanted.Target) {
		return nil
	}
	return h.client.ImportImage(h.ctx.Context(), values[0], wanted)
}

// promise is the value of an output, for code that runs outside of any Apply.
type promise struct {
	kept  chan struct{}
	value string
}

// promised keeps its promise when the input resolves, which in a preview may be never.
func promised(input pulumi.StringInput) *promise {
	p := &promise{kept: make(chan struct{})}
	input.ToStringOutput().ApplyT(func(value string) string {
		p.value = value
		close(p.kept)
		return value
	})
	return p
}

func (p *promise) await(ctx context.Context) (string, error) {
	select {
	case <-ctx.Done():
		return "", context.Cause(ctx)
	case <-p.kept:
		return p.value, nil
	}
}
