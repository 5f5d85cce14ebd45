package registry

import (
	"fmt"

	containerregistry "github.com/pulumi/pulumi-azure-native-sdk/containerregistry/v2/v20241101preview"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/component"
	"private-acr/spec"
)

// suffixWebhook stands before a webhook's name in its logical name. It is part of the contract.
const suffixWebhook = "-webhook-"

// newWebhooks creates the webhooks, in the registry's home region.
func (r *Registry) newWebhooks(ctx *pulumi.Context, name string, in *spec.Registry) error {
	for _, wanted := range in.Webhooks {
		_, err := containerregistry.NewWebhook(ctx, name+suffixWebhook+wanted.Name,
			webhookArgs(in, r.Name, wanted), pulumi.Parent(r))
		if err != nil {
			return fmt.Errorf("creating webhook %q of registry %q: %w", wanted.Name, in.Name, err)
		}
	}
	return nil
}

// webhookArgs is the wanted webhook.
func webhookArgs(
	in *spec.Registry, registry pulumi.StringInput, w spec.Webhook,
) *containerregistry.WebhookArgs {
	actions := pulumi.StringArray{}
	for _, action := range w.Actions {
		actions = append(actions, pulumi.String(action))
	}
	return &containerregistry.WebhookArgs{
		WebhookName:       pulumi.String(w.Name),
		RegistryName:      registry,
		ResourceGroupName: in.ResourceGroupName,
		Location:          pulumi.String(in.Location),
		ServiceUri:        w.ServiceURI,
		Actions:           actions,
		Scope:             pulumi.String(w.Scope),
		CustomHeaders:     component.Tags(w.Headers),
		Status:            pulumi.String(enabled),
		Tags:              component.Tags(in.Tags),
	}
}
