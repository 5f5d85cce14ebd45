package mocktest

import "strings"

// defaultDomain is that of every environment.
const defaultDomain = "calm-sea.koreacentral.azurecontainerapps.io"

// kind is how azure-native treats a resource type: where its id lies below the resource group, with the
// inputs that are part of it in braces, the last of which is its name, and what Azure computes.
type kind struct {
	path     string
	untagged bool
	computed func(name string, inputs map[string]any) map[string]any
}

// kinds is keyed by type token without API version.
var kinds = map[string]kind{
	"azure-native:resources:ResourceGroup": {path: ""},
	"azure-native:network:VirtualNetwork":  {path: "Microsoft.Network/virtualNetworks/{virtualNetworkName}"},
	"azure-native:network:Subnet": {
		path:     "Microsoft.Network/virtualNetworks/{virtualNetworkName}/subnets/{subnetName}",
		untagged: true,
	},
	"azure-native:network:NatGateway": {path: "Microsoft.Network/natGateways/{natGatewayName}"},
	"azure-native:network:PublicIPAddress": {
		path: "Microsoft.Network/publicIPAddresses/{publicIpAddressName}",
		computed: func(string, map[string]any) map[string]any {
			return map[string]any{"ipAddress": "203.0.113.7"}
		},
	},
	"azure-native:network:PrivateZone": {path: "Microsoft.Network/privateDnsZones/{privateZoneName}"},
	"azure-native:network:VirtualNetworkLink": {
		path: "Microsoft.Network/privateDnsZones/{privateZoneName}" +
			"/virtualNetworkLinks/{virtualNetworkLinkName}",
	},
	"azure-native:network:PrivateEndpoint": {
		path: "Microsoft.Network/privateEndpoints/{privateEndpointName}",
	},
	"azure-native:network:PrivateDnsZoneGroup": {
		path: "Microsoft.Network/privateEndpoints/{privateEndpointName}" +
			"/privateDnsZoneGroups/{privateDnsZoneGroupName}",
		untagged: true,
		computed: func(string, map[string]any) map[string]any {
			return map[string]any{"provisioningState": "Succeeded"}
		},
	},
	"azure-native:containerregistry:Registry": {
		path:     "Microsoft.ContainerRegistry/registries/{registryName}",
		computed: registryOutputs,
	},
	"azure-native:containerregistry:Replication": {
		path: "Microsoft.ContainerRegistry/registries/{registryName}/replications/{replicationName}",
	},
	"azure-native:managedidentity:UserAssignedIdentity": {
		path: "Microsoft.ManagedIdentity/userAssignedIdentities/{resourceName}",
		computed: func(string, map[string]any) map[string]any {
			return map[string]any{"principalId": PrincipalID, "clientId": ClientID, "tenantId": TenantID}
		},
	},
	"azure-native:authorization:RoleAssignment": {
		path:     "{scope}/providers/Microsoft.Authorization/roleAssignments/{roleAssignmentName}",
		untagged: true,
	},
	"azure-native:app:ManagedEnvironment": {
		path: "Microsoft.App/managedEnvironments/{environmentName}",
		computed: func(string, map[string]any) map[string]any {
			return map[string]any{"defaultDomain": defaultDomain, "staticIp": "10.0.0.62"}
		},
	},
	"azure-native:app:ContainerApp": {
		path:     "Microsoft.App/containerApps/{containerAppName}",
		computed: appOutputs,
	},
	"azure-native:containerinstance:ContainerGroup": {
		path:     "Microsoft.ContainerInstance/containerGroups/{containerGroupName}",
		computed: groupOutputs,
	},
}

func registryOutputs(name string, _ map[string]any) map[string]any {
	return map[string]any{"loginServer": strings.ToLower(name) + ".azurecr.io", "status": map[string]any{}}
}

func appOutputs(name string, inputs map[string]any) map[string]any {
	host := name + "." + defaultDomain
	configuration, _ := inputs["configuration"].(map[string]any)
	ingress, ok := configuration["ingress"].(map[string]any)
	if ok {
		ingress["fqdn"] = host
	}
	return map[string]any{
		"configuration": configuration, "latestRevisionName": name + "--1", "latestRevisionFqdn": host,
	}
}

func groupOutputs(_ string, inputs map[string]any) map[string]any {
	address, ok := inputs["ipAddress"].(map[string]any)
	if !ok {
		return nil
	}
	address["ip"] = "10.0.3.4"
	return map[string]any{"ipAddress": address}
}
