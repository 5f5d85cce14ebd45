package image

import (
	"context"
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/arm"
)

// ImportHook gives the hooks that import an image before the resource they are bound to, with
// pulumi.ResourceHooks, is created, or is updated to name it. The name must be unique among the image imports
// of a stack. The options decide which provider's login is used. A target tag that exists is left as it is.
//
// Without a source there is nothing to import, and the binding is nil. A failed import fails the consumer's
// creation or update, before Azure has tried to pull. The consumer must depend on the registry, as every
// consumer does that takes its login server from it: the hook waits for the registry's id.
func ImportHook(
	ctx *pulumi.Context, name string, args *Args, opts ...pulumi.InvokeOption,
) (*pulumi.ResourceHookBinding, error) {
	if args.Source == "" {
		return nil, nil
	}
	if err := args.check(name); err != nil {
		return nil, err
	}
	client, err := arm.New(ctx, args.ResourceManager, opts...)
	if err != nil {
		return nil, fmt.Errorf("creating image import %q: %w", name, err)
	}
	h := &hook{
		ctx: ctx, client: client, registry: promised(args.RegistryID),
		image: arm.Import{Source: args.Source, Target: args.Target},
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
	ctx      *pulumi.Context
	client   *arm.Client
	registry *promise
	image    arm.Import
}

// run imports unless the resource named the image before: then it has been imported, and moving a tag under
// a running consumer is not for a hook to do.
func (h *hook) run(args *pulumi.ResourceHookArgs) error {
	if mentions(args.OldInputs, h.image.Target) {
		return nil
	}
	ctx := h.ctx.Context()
	registryID, err := h.registry.await(ctx)
	if err != nil {
		return fmt.Errorf("importing image %q: waiting for the registry: %w", h.image.Source, err)
	}
	return h.client.ImportImage(ctx, registryID, h.image)
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
