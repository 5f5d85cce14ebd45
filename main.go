// The platform program: it reads the stack's settings, builds the platform and exports its contract. Run it
// with pulumi, or with `make up` on simulated Azure. The command private-acr, which drives stacks of it, is
// in cmd/private-acr.
package main

import (
	"os"

	"github.com/pulumi/pulumi-azure-native-sdk/authorization/v2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"

	"private-acr/internal/arm"
	"private-acr/platform"
	"private-acr/settings"
)

func main() {
	pulumi.Run(run)
}

func run(ctx *pulumi.Context) error {
	source, err := settings.Configuration()
	if err != nil {
		return err
	}
	if source.Subscription == "" {
		// Without a login there is nothing to compare ids with; the provider will say what is missing.
		if client, err := authorization.GetClientConfig(ctx); err == nil {
			source.Subscription = client.SubscriptionId
		}
	}
	parsed, err := settings.Parse(source)
	if err != nil {
		return err
	}
	resourceManager, err := resourceManager(ctx)
	if err != nil {
		return err
	}
	built, err := platform.New(ctx, parsed.Name, &platform.Args{
		Settings:        parsed,
		ResourceManager: resourceManager,
	})
	if err != nil {
		return err
	}
	ctx.Export(platform.ContractOutput, built.Contract)
	return nil
}

// resourceManager is that of the metadata host which the azure-native provider is told, in either of its two
// places, so that the gates call the Azure that the provider calls. Without one, the platform calls the cloud
// of its location.
func resourceManager(ctx *pulumi.Context) (string, error) {
	host := config.Get(ctx, "azure-native:metadataHost")
	if host == "" {
		host = os.Getenv("ARM_METADATA_HOSTNAME")
	}
	if host == "" {
		return "", nil
	}
	return arm.Discover(ctx.Context(), host)
}
