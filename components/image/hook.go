package image

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/internals"

	"private-acr/internal/arm"
	"private-acr/internal/component"
	"private-acr/spec"
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

// Reference is the full reference that a consumer with the login names the image by. The consumer is made
// after all that the import needs: its hook runs while it is made, and waiting there for another resource
// could wait for ever.
func (i Import) Reference(login spec.Login) pulumi.StringOutput {
	reference := login.Image(i.Target)
	if i.Source == nil {
		return reference
	}
	return component.After(reference, i.Source.ToStringOutput(), i.RegistryID.ToStringOutput())
}

// ImportHook gives the hooks that import an image before the resource they are bound to, with
// pulumi.ResourceHooks, is created, or is updated to name it by [Import.Reference]. The name must be unique
// among the image imports of a stack: that of the resource is. The options decide which provider's login is
// used. A target tag that exists is left as it is.
//
// Without a source there is nothing to import, and the binding is nil. A failed import fails the consumer's
// creation or update, before Azure has tried to pull.
func ImportHook(
	ctx *pulumi.Context, name string, wanted Import, opts ...pulumi.InvokeOption,
) (*pulumi.ResourceHookBinding, error) {
	if wanted.Source == nil {
		return nil, nil //nolint:nilnil // No binding is what a resource without hooks has.
	}
	client, err := arm.New(ctx, wanted.ResourceManager, opts...)
	if err != nil {
		return nil, fmt.Errorf("creating image import %q: %w", name, err)
	}
	h := &hook{
		ctx: ctx.Context(), client: client,
		registry: wanted.RegistryID.ToStringOutput(),
		source:   wanted.Source.ToStringOutput(), target: wanted.Target.ToStringOutput(),
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
	ctx                      context.Context //nolint:containedctx // Pulumi calls hooks without one.
	client                   *arm.Client
	registry, source, target pulumi.StringOutput
}

// run imports unless the resource named the image before: then it has been imported, and moving a tag under
// a running consumer is not for a hook to do.
func (h *hook) run(args *pulumi.ResourceHookArgs) error {
	var texts, secrets []string
	for _, output := range []pulumi.StringOutput{h.registry, h.source, h.target} {
		resolved, err := internals.UnsafeAwaitOutput(h.ctx, output)
		if err != nil {
			return fmt.Errorf("importing an image: %w", err)
		}
		text, _ := resolved.Value.(string)
		texts = append(texts, text)
		if resolved.Secret {
			secrets = append(secrets, text)
		}
	}
	wanted := arm.Import{Source: texts[1], Target: texts[2]}
	if referencesImage(args.OldInputs, wanted.Target) {
		return nil
	}
	return withoutSecrets(h.client.ImportImage(h.ctx, texts[0], wanted), secrets)
}

// withoutSecrets is the error without the texts, which Azure's answers repeat.
func withoutSecrets(err error, secrets []string) error {
	if err == nil || len(secrets) == 0 {
		return err
	}
	text := err.Error()
	for _, secret := range secrets {
		text = strings.ReplaceAll(text, secret, spec.Secret(secret).String())
	}
	return errors.New(text)
}
