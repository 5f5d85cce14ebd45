package armschema_test

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	app "github.com/pulumi/pulumi-azure-native-sdk/app/v2/v20250101"
	"github.com/pulumi/pulumi-azure-native-sdk/authorization/v2"
	"github.com/pulumi/pulumi-azure-native-sdk/containerinstance/v2"
	registry "github.com/pulumi/pulumi-azure-native-sdk/containerregistry/v2/v20241101preview"
	"github.com/pulumi/pulumi-azure-native-sdk/managedidentity/v2"
	"github.com/pulumi/pulumi-azure-native-sdk/network/v2"
	"github.com/pulumi/pulumi-azure-native-sdk/resources/v2"

	"private-acr/azuresim/armschema"
)

// pulumiType is one of azure-native's resources: its inputs, its outputs (as its getter returns them) and the
// inputs that go into the resource's URL.
type pulumiType struct {
	inputs  interface{ ElementType() reflect.Type }
	outputs any
	path    []string
}

// absent lists what azure-native's types have and the SDK's models do not, because they belong to other API
// versions. Nobody here uses these; a body that has one is refused.
var absent = []string{
	// Network, gone since the API version of azure-native's getters.
	".interfaceEndpoint", ".interfaceEndpoints",
	"ddosSettings.ddosCustomPolicy", "ddosSettings.protectionCoverage",
	// Container groups, newer than the SDK's API version.
	".configMap", ".passwordReference", ".secretReference", ".secureValueReference",
	".storageAccountKeyReference",
}

var pulumiTypes = map[string]pulumiType{
	"Microsoft.Resources/resourceGroups": {
		inputs: resources.ResourceGroupArgs{}, outputs: resources.LookupResourceGroupResult{},
	},
	"Microsoft.Network/virtualNetworks": {
		inputs: network.VirtualNetworkArgs{}, outputs: network.LookupVirtualNetworkResult{},
		path: []string{"virtualNetworkName"},
	},
	"Microsoft.Network/virtualNetworks/subnets": {
		inputs: network.SubnetArgs{}, outputs: network.LookupSubnetResult{},
		path: []string{"virtualNetworkName", "subnetName"},
	},
	"Microsoft.Network/publicIPAddresses": {
		inputs: network.PublicIPAddressArgs{}, outputs: network.LookupPublicIPAddressResult{},
		path: []string{"publicIpAddressName"},
	},
	"Microsoft.Network/natGateways": {
		inputs: network.NatGatewayArgs{}, outputs: network.LookupNatGatewayResult{},
		path: []string{"natGatewayName"},
	},
	"Microsoft.Network/networkInterfaces": {
		inputs: network.NetworkInterfaceArgs{}, outputs: network.LookupNetworkInterfaceResult{},
		path: []string{"networkInterfaceName"},
	},
	"Microsoft.Network/networkSecurityGroups": {
		inputs: network.NetworkSecurityGroupArgs{}, outputs: network.LookupNetworkSecurityGroupResult{},
		path: []string{"networkSecurityGroupName"},
	},
	"Microsoft.Network/privateEndpoints": {
		inputs: network.PrivateEndpointArgs{}, outputs: network.LookupPrivateEndpointResult{},
		path: []string{"privateEndpointName"},
	},
	"Microsoft.Network/privateEndpoints/privateDnsZoneGroups": {
		inputs: network.PrivateDnsZoneGroupArgs{}, outputs: network.LookupPrivateDnsZoneGroupResult{},
		path: []string{"privateEndpointName", "privateDnsZoneGroupName"},
	},
	"Microsoft.Network/privateDnsZones": {
		inputs: network.PrivateZoneArgs{}, outputs: network.LookupPrivateZoneResult{},
		path: []string{"privateZoneName"},
	},
	"Microsoft.Network/privateDnsZones/A": {
		inputs: network.PrivateRecordSetArgs{}, outputs: network.LookupPrivateRecordSetResult{},
		path: []string{"privateZoneName", "recordType", "relativeRecordSetName"},
	},
	"Microsoft.Network/privateDnsZones/virtualNetworkLinks": {
		inputs: network.VirtualNetworkLinkArgs{}, outputs: network.LookupVirtualNetworkLinkResult{},
		path: []string{"privateZoneName", "virtualNetworkLinkName"},
	},
	"Microsoft.ContainerRegistry/registries": {
		inputs: registry.RegistryArgs{}, outputs: registry.LookupRegistryResult{},
		path: []string{"registryName"},
	},
	"Microsoft.ContainerRegistry/registries/privateEndpointConnections": {
		inputs:  registry.PrivateEndpointConnectionArgs{},
		outputs: registry.LookupPrivateEndpointConnectionResult{},
		path:    []string{"registryName", "privateEndpointConnectionName"},
	},
	"Microsoft.ContainerRegistry/registries/replications": {
		inputs: registry.ReplicationArgs{}, outputs: registry.LookupReplicationResult{},
		path: []string{"registryName", "replicationName"},
	},
	"Microsoft.ContainerRegistry/registries/scopeMaps": {
		inputs: registry.ScopeMapArgs{}, outputs: registry.LookupScopeMapResult{},
		path: []string{"registryName", "scopeMapName"},
	},
	"Microsoft.ContainerRegistry/registries/tokens": {
		inputs: registry.TokenArgs{}, outputs: registry.LookupTokenResult{},
		path: []string{"registryName", "tokenName"},
	},
	"Microsoft.ContainerRegistry/registries/webhooks": {
		inputs: registry.WebhookArgs{}, outputs: registry.LookupWebhookResult{},
		path: []string{"registryName", "webhookName"},
	},
	"Microsoft.ManagedIdentity/userAssignedIdentities": {
		inputs:  managedidentity.UserAssignedIdentityArgs{},
		outputs: managedidentity.LookupUserAssignedIdentityResult{},
		path:    []string{"resourceName"},
	},
	"Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials": {
		inputs:  managedidentity.FederatedIdentityCredentialArgs{},
		outputs: managedidentity.LookupFederatedIdentityCredentialResult{},
		path:    []string{"resourceName", "federatedIdentityCredentialResourceName"},
	},
	"Microsoft.Authorization/roleAssignments": {
		inputs: authorization.RoleAssignmentArgs{}, outputs: authorization.LookupRoleAssignmentResult{},
		path: []string{"roleAssignmentName"},
	},
	"Microsoft.App/managedEnvironments": {
		inputs: app.ManagedEnvironmentArgs{}, outputs: app.LookupManagedEnvironmentResult{},
		path: []string{"environmentName"},
	},
	"Microsoft.App/containerApps": {
		inputs: app.ContainerAppArgs{}, outputs: app.LookupContainerAppResult{},
		path: []string{"containerAppName"},
	},
	"Microsoft.App/containerApps/authConfigs": {
		inputs: app.ContainerAppsAuthConfigArgs{}, outputs: app.LookupContainerAppsAuthConfigResult{},
		path: []string{"containerAppName", "authConfigName"},
	},
	"Microsoft.App/jobs": {
		inputs: app.JobArgs{}, outputs: app.LookupJobResult{},
		path: []string{"jobName"},
	},
	"Microsoft.ContainerInstance/containerGroups": {
		inputs:  containerinstance.ContainerGroupArgs{},
		outputs: containerinstance.LookupContainerGroupResult{},
		path:    []string{"containerGroupName"},
	},
}

// uncompared are the types that no component makes: their azure-native modules are no dependency of ours.
var uncompared = []string{"Microsoft.KeyVault/vaults", "Microsoft.OperationalInsights/workspaces"}

func TestEveryTypeIsCompared(t *testing.T) {
	t.Parallel()
	compared := append(slices.Collect(maps.Keys(pulumiTypes)), uncompared...)
	slices.Sort(compared)
	if diff := cmp.Diff(armschema.Types(), compared); diff != "" {
		t.Errorf("types of the catalogue (-) and of this test (+):\n%s", diff)
	}
}

func TestPulumiInputsNestToTheModel(t *testing.T) {
	t.Parallel()
	for name, typ := range pulumiTypes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			model, _ := armschema.For(name)
			inputs := sample(typ.inputs.ElementType(), 0).(map[string]any)
			for _, key := range append(typ.path, "resourceGroupName") {
				delete(inputs, key)
			}
			reportFaults(t, model.Request.Check(model.Inputs(inputs)))
		})
	}
}

func TestPulumiOutputsComeFromTheModel(t *testing.T) {
	t.Parallel()
	for name, typ := range pulumiTypes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			model, _ := armschema.For(name)
			outputs := sample(reflect.TypeOf(typ.outputs), 0).(map[string]any)
			body := model.Shape.Nest(outputs)
			reportFaults(t, model.Shape.Check(body))
			if diff := cmp.Diff(outputs, model.Outputs(body)); diff != "" {
				t.Errorf("flattening the nested outputs changes them:\n%s", diff)
			}
		})
	}
}

func reportFaults(t *testing.T, faults []armschema.Fault) {
	t.Helper()
	for _, fault := range faults {
		known := slices.ContainsFunc(absent, func(suffix string) bool {
			return strings.HasSuffix(fault.Path, suffix)
		})
		if !known {
			t.Error(fault)
		}
	}
}

// maxDepth bounds samples of types that refer to themselves.
const maxDepth = 7

// sample builds a value with every property that the pulumi tags of t name.
func sample(t reflect.Type, depth int) any {
	switch t.Kind() {
	case reflect.Pointer:
		return sample(t.Elem(), depth)
	case reflect.Slice:
		return []any{sample(t.Elem(), depth+1)}
	case reflect.Map:
		return map[string]any{"key": sample(t.Elem(), depth+1)}
	case reflect.Bool:
		return true
	case reflect.Int, reflect.Float64:
		return 1.0
	case reflect.Struct:
		return sampleStruct(t, depth)
	default:
		return "text"
	}
}

func sampleStruct(t reflect.Type, depth int) any {
	fields := make(map[string]any)
	if depth > maxDepth {
		return fields
	}
	for i := range t.NumField() {
		fields[t.Field(i).Tag.Get("pulumi")] = sample(t.Field(i).Type, depth+1)
	}
	return fields
}
