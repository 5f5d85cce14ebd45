package registry

import (
	containerregistry "github.com/pulumi/pulumi-azure-native-sdk/containerregistry/v2/v20241101preview"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/component"
	"private-acr/spec"
)

// The API's words for switches.
const (
	enabled  = "enabled"
	disabled = "disabled"
)

// registryArgs is the wanted registry. What it states keeps the registry private; what it leaves out is
// Azure's to choose.
func registryArgs(in *spec.Registry) *containerregistry.RegistryArgs {
	return &containerregistry.RegistryArgs{
		RegistryName:      pulumi.String(in.Name),
		ResourceGroupName: in.ResourceGroupName,
		Location:          pulumi.String(in.Location),
		// Premium alone has private link and replicas.
		Sku: containerregistry.SkuArgs{Name: pulumi.String("Premium")},
		// Azure sets the default action to Deny when public access is disabled and leaves it there, so
		// saying both keeps state and Azure the same.
		PublicNetworkAccess: pulumi.String("Disabled"),
		NetworkRuleSet:      containerregistry.NetworkRuleSetArgs{DefaultAction: pulumi.String("Deny")},
		// Container groups pull, and images are imported, as trusted services. Azure docs:
		// allow-access-trusted-services.
		NetworkRuleBypassOptions: pulumi.String("AzureServices"),
		AdminUserEnabled:         pulumi.Bool(false),
		AnonymousPullEnabled:     pulumi.Bool(false),
		DataEndpointEnabled:      pulumi.Bool(true),
		Policies:                 policies(in),
		Tags:                     component.Tags(in.Tags),
	}
}

func policies(in *spec.Registry) containerregistry.PoliciesArgs {
	wanted := containerregistry.PoliciesArgs{
		// Container Apps pull with tokens of this audience. It is Azure's default, but organisations
		// turn it off by policy, and the pulls then fail as if the grant were missing.
		AzureADAuthenticationAsArmPolicy: containerregistry.AzureADAuthenticationAsArmPolicyArgs{
			Status: pulumi.String(enabled),
		},
		// Possible only with public access disabled. It keeps images from being copied out by import.
		ExportPolicy: containerregistry.ExportPolicyArgs{Status: pulumi.String(disabled)},
	}
	if in.RetentionDays > 0 {
		wanted.RetentionPolicy = containerregistry.RetentionPolicyArgs{
			Days: pulumi.Int(in.RetentionDays), Status: pulumi.String(enabled),
		}
	}
	return wanted
}

// replicaArgs is the wanted replica, named after its region.
func replicaArgs(
	in *spec.Registry, registry pulumi.StringInput, region string,
) *containerregistry.ReplicationArgs {
	return &containerregistry.ReplicationArgs{
		ReplicationName:   pulumi.String(region),
		RegistryName:      registry,
		ResourceGroupName: in.ResourceGroupName,
		Location:          pulumi.String(region),
		Tags:              component.Tags(in.Tags),
	}
}
