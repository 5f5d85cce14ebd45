package mocktest

import (
	"strings"

	"private-acr/internal/catalog"
)

// defaultDomain is that of every environment.
const defaultDomain = "calm-sea.koreacentral.azurecontainerapps.io"

// computed has what Azure computes of a resource's name and inputs, by the token that the catalogue has for
// the type. All else that is known of types is the catalogue's.
var computed = map[string]func(name string, inputs map[string]any) map[string]any{
	catalog.ContainerApp.Token:   appOutputs,
	catalog.ContainerGroup.Token: groupOutputs,
	catalog.Identity.Token: always(map[string]any{
		"principalId": PrincipalID, "clientId": ClientID, "tenantId": TenantID,
	}),
	catalog.ManagedEnvironment.Token: always(map[string]any{
		"defaultDomain": defaultDomain, "staticIp": "10.0.0.62",
	}),
	catalog.PublicIPAddress.Token: always(map[string]any{"ipAddress": "203.0.113.7"}),
	catalog.Registry.Token:        registryOutputs,
	sourceType:                    sourceOutputs,
	catalog.ZoneGroup.Token:       always(map[string]any{"provisioningState": "Succeeded"}),
}

func always(outputs map[string]any) func(string, map[string]any) map[string]any {
	return func(string, map[string]any) map[string]any { return outputs }
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
