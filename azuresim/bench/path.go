package bench

import (
	"fmt"

	"private-acr/azuresim/engine"
	"private-acr/azuresim/world"
	"private-acr/internal/azure"
)

// What the resources of the path are called.
const (
	SubscriptionGUID = "00000000-0000-0000-0000-000000000001"
	Subscription     = "/subscriptions/" + SubscriptionGUID
	Group            = Subscription + "/resourceGroups/rg"
	Region           = "koreacentral"
	ZoneName         = "privatelink.azurecr.io"
	Login            = "acrmyapp.azurecr.io"
	Image            = Login + "/myapp:1.0.0"

	VNetID      = Group + "/providers/Microsoft.Network/virtualNetworks/vnet"
	PESubnet    = VNetID + "/subnets/private-endpoints"
	AppSubnet   = VNetID + "/subnets/container-apps"
	CISubnet    = VNetID + "/subnets/container-instances"
	ZoneID      = Group + "/providers/Microsoft.Network/privateDnsZones/" + ZoneName
	LinkID      = ZoneID + "/virtualNetworkLinks/link"
	RegistryID  = Group + "/providers/Microsoft.ContainerRegistry/registries/acrMyApp"
	ReplicaID   = RegistryID + "/replications/japaneast"
	IdentityID  = Group + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-myapp"
	EnvID       = Group + "/providers/Microsoft.App/managedEnvironments/cae"
	AppID       = Group + "/providers/Microsoft.App/containerApps/ca-myapp"
	JobID       = Group + "/providers/Microsoft.App/jobs/job-myapp"
	ContainerID = Group + "/providers/Microsoft.ContainerInstance/containerGroups/ci-myapp"
	NatID       = Group + "/providers/Microsoft.Network/natGateways/nat"
	LoginPE     = Group + "/providers/Microsoft.Network/privateEndpoints/pe-acr"
	DataPE      = Group + "/providers/Microsoft.Network/privateEndpoints/pe-acr-data"
	// ZoneGroupOf follows the id of a private endpoint.
	ZoneGroupOf = "/privateDnsZoneGroups/default"
)

// The services that subnets are delegated to.
const (
	DelegatedToApps       = "Microsoft.App/environments"
	DelegatedToContainers = "Microsoft.ContainerInstance/containerGroups"
)

// Resource is the id of a resource in Group, "Microsoft.Network/natGateways/nat".
func Resource(typeAndName string) string { return Group + "/providers/" + typeAndName }

// Subnet is the body of a subnet; an empty delegation is none.
func Subnet(name, prefix, delegation string) engine.Body {
	p := engine.Body{"addressPrefix": prefix}
	if delegation != "" {
		p["delegations"] = []any{
			engine.Body{"name": "d", "properties": engine.Body{"serviceName": delegation}},
		}
	}
	return engine.Body{"name": name, "properties": p}
}

// VNet is the body of a virtual network with subnets.
func VNet(subnets ...any) engine.Body {
	return engine.Body{"location": Region, "properties": engine.Body{
		"addressSpace": engine.Body{"addressPrefixes": []any{"10.0.0.0/16"}}, "subnets": subnets,
	}}
}

// Subnets are those of the path. That of container groups has the NAT gateway of NatID.
func Subnets() []any {
	groups := Subnet("container-instances", "10.0.3.0/27", DelegatedToContainers)
	engine.Properties(groups)["natGateway"] = engine.Body{"id": NatID}
	return []any{
		Subnet("container-apps", "10.0.0.0/23", DelegatedToApps),
		Subnet("private-endpoints", "10.0.2.0/24", ""),
		groups,
	}
}

// NatGateway puts the way out of the container groups' subnet.
func (b *Bench) NatGateway() {
	b.Helper()
	address := Resource("Microsoft.Network/publicIPAddresses/pip-nat")
	b.Put(address, engine.Body{"location": Region})
	b.Put(NatID, engine.Body{"location": Region, "properties": engine.Body{
		"publicIpAddresses": engine.References([]string{address}),
	}})
}

// Link is the body of a zone's link to the virtual network.
func Link() engine.Body {
	return engine.Body{"location": "global", "properties": engine.Body{
		"virtualNetwork": engine.Body{"id": VNetID},
	}}
}

// Registry is the body of a private registry.
func Registry() engine.Body {
	return engine.Body{
		"location": Region, "sku": engine.Body{"name": "Premium"},
		"properties": engine.Body{
			"publicNetworkAccess": "Disabled", "networkRuleSet": engine.Body{"defaultAction": "Deny"},
			"dataEndpointEnabled": true,
			"policies":            engine.Body{"exportPolicy": engine.Body{"status": "disabled"}},
		},
	}
}

// Replica is the body of a replica.
func Replica() engine.Body { return engine.Body{"location": "Japan East"} }

// Endpoint is the body of a private endpoint to a group of the registry, with static addresses.
func Endpoint(group string, static ...any) engine.Body {
	p := engine.Body{
		"subnet": engine.Body{"id": PESubnet},
		"privateLinkServiceConnections": []any{engine.Body{"name": "registry", "properties": engine.Body{
			"privateLinkServiceId": RegistryID, "groupIds": []any{group},
		}}},
	}
	if len(static) > 0 {
		p["ipConfigurations"] = static
	}
	return engine.Body{"location": Region, "properties": p}
}

// Manual makes an endpoint's connection one that waits for an approval.
func Manual(endpoint engine.Body) engine.Body {
	p := engine.Properties(endpoint)
	p["manualPrivateLinkServiceConnections"] = p["privateLinkServiceConnections"]
	delete(p, "privateLinkServiceConnections")
	return endpoint
}

// Connection is the properties of the connection in an endpoint's body.
func Connection(endpoint engine.Body) engine.Body {
	p := engine.Properties(endpoint)
	for _, list := range []string{"privateLinkServiceConnections", "manualPrivateLinkServiceConnections"} {
		if connections, _ := p[list].([]any); len(connections) > 0 {
			connection, _ := connections[0].(engine.Body)
			return engine.Properties(connection)
		}
	}
	return nil
}

// StaticIP is a static address of an endpoint to the group registry.
func StaticIP(member, ip string) engine.Body {
	return engine.Body{"name": member, "properties": engine.Body{
		"groupId": "registry", "memberName": member, "privateIPAddress": ip,
	}}
}

// ZoneGroup is the body of a zone group that keeps records in a zone.
func ZoneGroup(zone string) engine.Body {
	return engine.Body{"properties": engine.Body{"privateDnsZoneConfigs": []any{
		engine.Body{"name": "registry", "properties": engine.Body{"privateDnsZoneId": zone}},
	}}}
}

// Record is the body of a DNS record.
func Record(ip string) engine.Body {
	return engine.Body{"properties": engine.Body{"aRecords": []any{engine.Body{"ipv4Address": ip}}}}
}

// IP is the address of a DNS record, which must be there.
func (b *Bench) IP(recordID string) string {
	b.Helper()
	records, _ := b.Property(recordID, "aRecords").([]any)
	if len(records) == 0 {
		b.Fatalf("record %s has no address", recordID)
	}
	record, _ := records[0].(engine.Body)
	ip, _ := record["ipv4Address"].(string)
	return ip
}

// Principal is that of the identity, which must be there.
func (b *Bench) Principal() string {
	b.Helper()
	principal, _ := b.Property(IdentityID, "principalId").(string)
	return principal
}

// AssignmentID is the id of the grant to the identity.
func (b *Bench) AssignmentID() string {
	b.Helper()
	role := azure.RoleDefinitionID(SubscriptionGUID, azure.AcrPull)
	name := azure.AssignmentName(RegistryID, b.Principal(), role)
	return RegistryID + "/providers/Microsoft.Authorization/roleAssignments/" + name
}

// Assignment is the body of the grant to the identity.
func (b *Bench) Assignment() engine.Body {
	b.Helper()
	return engine.Body{"properties": engine.Body{
		"principalId": b.Principal(), "principalType": "ServicePrincipal",
		"roleDefinitionId": azure.RoleDefinitionID(SubscriptionGUID, azure.AcrPull),
	}}
}

func withIdentity() engine.Body {
	return engine.Body{
		"type": "UserAssigned", "userAssignedIdentities": engine.Body{IdentityID: engine.Body{}},
	}
}

func credentials() []any {
	return []any{engine.Body{"server": Login, "identity": IdentityID}}
}

// Environment is the body of an environment in its subnet.
func Environment() engine.Body {
	return engine.Body{"location": Region, "properties": engine.Body{
		"vnetConfiguration": engine.Body{"infrastructureSubnetId": AppSubnet, "internal": false},
		"workloadProfiles": []any{
			engine.Body{"name": "Consumption", "workloadProfileType": "Consumption"},
		},
	}}
}

// App is the body of a container app that pulls the image with the identity.
func App(image string) engine.Body {
	return engine.Body{"location": Region, "identity": withIdentity(), "properties": engine.Body{
		"managedEnvironmentId": EnvID,
		"configuration": engine.Body{
			"registries": credentials(),
			"ingress":    engine.Body{"external": true, "targetPort": 80.0},
		},
		"template": engine.Body{"containers": []any{engine.Body{"name": "app", "image": image}}},
	}}
}

// Revision is the id of the app's revision of the number, from 1.
func (*Bench) Revision(number int) string {
	return fmt.Sprintf("%s/revisions/ca-myapp--%07d", AppID, number)
}

// Job is the body of a job that pulls the image with the identity.
func Job(image string) engine.Body {
	return engine.Body{"location": Region, "identity": withIdentity(), "properties": engine.Body{
		"environmentId": EnvID,
		"configuration": engine.Body{
			"registries": credentials(), "triggerType": "Manual", "replicaTimeout": 300.0,
		},
		"template": engine.Body{"containers": []any{engine.Body{"name": "app", "image": image}}},
	}}
}

// ContainerGroup is the body of a container group that pulls the image with the identity.
func ContainerGroup(image string) engine.Body {
	return engine.Body{"location": Region, "identity": withIdentity(), "properties": engine.Body{
		"osType": "Linux", "subnetIds": []any{engine.Body{"id": CISubnet}},
		"containers": []any{engine.Body{"name": "app", "properties": engine.Body{
			"image": image,
			"resources": engine.Body{
				"requests": engine.Body{"cpu": 1.0, "memoryInGB": 1.0},
			},
		}}},
		"imageRegistryCredentials": credentials(),
		"ipAddress": engine.Body{
			"type": "Private", "ports": []any{engine.Body{"port": 80.0}},
		},
	}}
}

// Network puts the virtual network with its way out, and the linked zone.
func (b *Bench) Network() {
	b.Helper()
	b.NatGateway()
	b.Put(VNetID, VNet(Subnets()...))
	b.Put(ZoneID, engine.Body{"location": "global"})
	b.Put(LinkID, Link())
}

// Endpoints puts the registry's private endpoints as the world's private link wants them.
func (b *Bench) Endpoints() {
	b.Helper()
	b.Put(LoginPE, Endpoint("registry"))
	b.Put(LoginPE+ZoneGroupOf, ZoneGroup(ZoneID))
	b.Pass(world.DefaultDataGroupDelay)
	if b.Options.PrivateLink != world.MemberPrivateLink {
		b.Put(DataPE, Endpoint(azure.DataMember(Region)))
		b.Put(DataPE+ZoneGroupOf, ZoneGroup(ZoneID))
	}
}

// Path puts everything that a consumer needs, and waits until it works.
func (b *Bench) Path() {
	b.Helper()
	b.Network()
	b.Put(RegistryID, Registry())
	b.Endpoints()
	b.Put(IdentityID, engine.Body{"location": Region})
	b.Put(b.AssignmentID(), b.Assignment())
	b.Put(EnvID, Environment())
	if err := b.World.Push(RegistryID, "myapp:1.0.0"); err != nil {
		b.Fatal(err)
	}
	b.Pass(world.DefaultGrantDelay)
}

// SetRegistry puts the registry with one property changed.
func (b *Bench) SetRegistry(name string, value any) {
	b.Helper()
	b.Put(RegistryID, Changed(Registry(), func(p engine.Body) { p[name] = value }))
}

// Decide gives the registry's side of its first endpoint a status.
func (b *Bench) Decide(status string) error {
	b.Helper()
	connections, err := b.World.List(RegistryID + "/privateEndpointConnections")
	if err != nil || len(connections) == 0 {
		b.Fatalf("got connections %v, error %v", connections, err)
	}
	id, _ := connections[0]["id"].(string)
	return b.Try(id, engine.Body{"properties": engine.Body{
		"privateLinkServiceConnectionState": engine.Body{"status": status},
	}})
}

// Import is the body of an import from Microsoft's registry.
func Import(source, target, mode string) engine.Body {
	return engine.Body{
		"source":     engine.Body{"registryUri": "mcr.microsoft.com", "sourceImage": source},
		"targetTags": []any{target}, "mode": mode,
	}
}

// ImportImage imports into the registry.
func (b *Bench) ImportImage(body engine.Body) error {
	b.Helper()
	_, err := b.Act(RegistryID, "importImage", body)
	return err
}

// Groups are what private link offers of the registry: the members by the groups' names.
func (b *Bench) Groups() map[string][]any {
	b.Helper()
	answer, err := b.World.Ask(RegistryID, "privateLinkResources")
	if err != nil {
		b.Fatal(err)
	}
	groups := map[string][]any{}
	items, _ := answer.Body["value"].([]any)
	for _, item := range items {
		body, _ := item.(engine.Body)
		p := engine.Properties(body)
		name, _ := p["groupId"].(string)
		groups[name], _ = p["requiredMembers"].([]any)
	}
	return groups
}
