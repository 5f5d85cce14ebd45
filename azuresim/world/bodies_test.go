package world

import "private-acr/internal/azure"

func subnetBody(name, prefix, delegation string) Body {
	p := Body{"addressPrefix": prefix}
	if delegation != "" {
		p["delegations"] = []any{Body{"name": "d", "properties": Body{"serviceName": delegation}}}
	}
	return Body{"name": name, "properties": p}
}

func vnetBody(subnets ...any) Body {
	return Body{"location": region, "properties": Body{
		"addressSpace": Body{"addressPrefixes": []any{"10.0.0.0/16"}}, "subnets": subnets,
	}}
}

func defaultSubnets() []any {
	return []any{
		subnetBody("container-apps", "10.0.0.0/23", delegateApps),
		subnetBody("private-endpoints", "10.0.2.0/24", ""),
		subnetBody("container-instances", "10.0.3.0/27", delegateContainers),
	}
}

func registryBody() Body {
	return Body{"location": region, "sku": Body{"name": "Premium"}, "properties": Body{
		"publicNetworkAccess": "Disabled", "networkRuleSet": Body{"defaultAction": "Deny"},
		"dataEndpointEnabled": true,
		"policies":            Body{"exportPolicy": Body{"status": "disabled"}},
	}}
}

func replicaBody() Body { return Body{"location": "Japan East"} }

func endpointBody(groupID string, static ...any) Body {
	p := Body{
		"subnet": Body{"id": peSubnet},
		"privateLinkServiceConnections": []any{Body{"name": "registry", "properties": Body{
			"privateLinkServiceId": registryID, "groupIds": []any{groupID},
		}}},
	}
	if len(static) > 0 {
		p["ipConfigurations"] = static
	}
	return Body{"location": region, "properties": p}
}

func staticIP(member, ip string) Body {
	return Body{"name": member, "properties": Body{
		"groupId": "registry", "memberName": member, "privateIPAddress": ip,
	}}
}

func zoneGroupBody(zone string) Body {
	return Body{"properties": Body{"privateDnsZoneConfigs": []any{
		Body{"name": "registry", "properties": Body{"privateDnsZoneId": zone}},
	}}}
}

func (b *bench) assignmentID() string {
	role := azure.RoleDefinitionID("00000000-0000-0000-0000-000000000001", azure.AcrPull)
	name := azure.AssignmentName(registryID, b.principal(), role)
	return registryID + "/providers/Microsoft.Authorization/roleAssignments/" + name
}

func (b *bench) principal() string {
	b.Helper()
	principal, _ := b.property(identityID, "principalId").(string)
	return principal
}

func (b *bench) assignmentBody() Body {
	return Body{"properties": Body{
		"principalId": b.principal(), "principalType": "ServicePrincipal",
		"roleDefinitionId": azure.RoleDefinitionID("00000000-0000-0000-0000-000000000001", azure.AcrPull),
	}}
}

func withIdentity() Body {
	return Body{"type": "UserAssigned", "userAssignedIdentities": Body{identityID: Body{}}}
}

func envBody() Body {
	return Body{"location": region, "properties": Body{
		"vnetConfiguration": Body{"infrastructureSubnetId": appSubnet, "internal": false},
		"workloadProfiles":  []any{Body{"name": "Consumption", "workloadProfileType": "Consumption"}},
	}}
}

func appBody(image string) Body {
	return Body{"location": region, "identity": withIdentity(), "properties": Body{
		"managedEnvironmentId": envID,
		"configuration": Body{
			"registries": []any{Body{"server": "acrmyapp.azurecr.io", "identity": identityID}},
			"ingress":    Body{"external": true, "targetPort": 80.0},
		},
		"template": Body{"containers": []any{Body{"name": "app", "image": image}}},
	}}
}

func containerBody(image string) Body {
	return Body{"location": region, "identity": withIdentity(), "properties": Body{
		"osType": "Linux", "subnetIds": []any{Body{"id": ciSubnet}},
		"containers": []any{Body{"name": "app", "properties": Body{
			"image": image, "resources": Body{"requests": Body{"cpu": 1.0, "memoryInGB": 1.0}},
		}}},
		"imageRegistryCredentials": []any{Body{"server": "acrmyapp.azurecr.io", "identity": identityID}},
		"ipAddress":                Body{"type": "Private", "ports": []any{Body{"port": 80.0}}},
	}}
}

// network puts the virtual network and the linked zone.
func (b *bench) network() {
	b.Helper()
	b.put(vnetID, vnetBody(defaultSubnets()...))
	b.put(zoneID, Body{"location": "global"})
	b.put(linkID, Body{"location": "global", "properties": Body{"virtualNetwork": Body{"id": vnetID}}})
}

// endpoints puts the registry's private endpoints as the world's private link wants them.
func (b *bench) endpoints() {
	b.Helper()
	b.put(loginPE, endpointBody("registry"))
	b.put(loginPE+"/privateDnsZoneGroups/default", zoneGroupBody(zoneID))
	b.pass(defaultDataGroupDelay)
	if b.w.options.PrivateLink == GroupPrivateLink {
		b.put(dataPE, endpointBody(azure.DataMember(region)))
		b.put(dataPE+"/privateDnsZoneGroups/default", zoneGroupBody(zoneID))
	}
}

// path puts everything that a consumer needs, and waits until it works.
func (b *bench) path() {
	b.Helper()
	b.network()
	b.put(registryID, registryBody())
	b.endpoints()
	b.put(identityID, Body{"location": region})
	b.put(b.assignmentID(), b.assignmentBody())
	b.put(envID, envBody())
	if err := b.w.Push(registryID, "myapp:1.0.0"); err != nil {
		b.Fatal(err)
	}
	b.pass(defaultGrantDelay)
}
