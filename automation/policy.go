// Package automation is what pipelines and portals do to stacks, over Pulumi's Automation API.
package automation

import (
	"context"
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/auto"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optpreview"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optup"
)

// Policy is a policy pack by which previews and updates are judged.
type Policy struct {
	// Pack is the path of the pack's executable. Its folder works as well with an official Pulumi CLI,
	// which compiles it at each run.
	Pack string
	// Config is the path of a configuration file; "" leaves levels and settings as the rules have them.
	Config string
}

// Preview previews the stack. A broken mandatory rule is an error, and the output says which and what to do.
func (p Policy) Preview(
	ctx context.Context, stack *auto.Stack, options ...optpreview.Option,
) (auto.PreviewResult, error) {
	options = append(options, optpreview.PolicyPacks(p.Pack))
	if p.Config != "" {
		options = append(options, optpreview.PolicyPackConfigs(p.Config))
	}
	return stack.Preview(ctx, options...)
}

// Up previews the stack, which changes nothing and ends here where a mandatory rule is broken, and then
// updates it with the same pack. Without the preview the rules about the whole stack would speak up only once
// everything is built. The options are those of the update; previewed are those of the preview.
func (p Policy) Up(
	ctx context.Context, stack *auto.Stack, previewed []optpreview.Option, options ...optup.Option,
) (auto.UpResult, error) {
	if _, err := p.Preview(ctx, stack, previewed...); err != nil {
		return auto.UpResult{}, fmt.Errorf("nothing was changed, because the preview failed: %w", err)
	}
	options = append(options, optup.PolicyPacks(p.Pack))
	if p.Config != "" {
		options = append(options, optup.PolicyPackConfigs(p.Config))
	}
	return stack.Up(ctx, options...)
}
