package probe

import (
	"context"
	"fmt"

	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

// zoneGroup is the zone group of an endpoint, behind the endpoint's id.
const zoneGroup = "/privateDnsZoneGroups/default"

// Resources of a path, as ids within a scene.
var (
	vnet         = catalog.VirtualNetwork.ARM + "/vnet"
	endpointsNet = vnet + "/subnets/private-endpoints"
	zone         = catalog.PrivateZone.ARM + "/" + azure.Public.PrivateZone
	zoneLink     = zone + "/virtualNetworkLinks/vnet"
	loginPE      = catalog.PrivateEndpoint.ARM + "/pe-login"
	dataPE       = catalog.PrivateEndpoint.ARM + "/pe-data"
)

// registryName is taken worldwide.
func (s *Scene) registryName() string { return "acrprobe" + s.unique }

func (s *Scene) registry() string {
	return s.ID(catalog.Registry.ARM + "/" + s.registryName())
}

func (s *Scene) record(name string) string { return s.ID(zone) + "/A/" + name }

// dataMember is the private-link member, or group, of the home region's data endpoint.
func (s *Scene) dataMember() string { return azure.DataMember(s.Location) }

func ref(id string) Body { return Body{"id": id} }

func subnet(name, prefix, delegation string) Body {
	properties := Body{"addressPrefix": prefix}
	if delegation != "" {
		properties["delegations"] = []any{Body{
			"name": "delegation", "properties": Body{"serviceName": delegation},
		}}
	}
	return Body{"name": name, "properties": properties}
}

// network has a subnet for every purpose.
func (s *Scene) network() Body {
	return Body{"location": s.Location, "properties": Body{
		"addressSpace": Body{"addressPrefixes": []any{"10.0.0.0/16"}},
		"subnets": []any{
			subnet("private-endpoints", "10.0.2.0/24", ""),
			subnet("container-apps", "10.0.4.0/24", "Microsoft.App/environments"),
			subnet("container-instances", "10.0.3.0/24", "Microsoft.ContainerInstance/containerGroups"),
		},
	}}
}

// closedRegistry is a registry that nobody reaches but by private link.
func (s *Scene) closedRegistry() Body {
	return Body{"location": s.Location, "sku": Body{"name": "Premium"}, "properties": Body{
		"publicNetworkAccess": "Disabled", "networkRuleSet": Body{"defaultAction": "Deny"},
		"networkRuleBypassOptions": "AzureServices",
	}}
}

// endpoint leads to a group of the registry.
func (s *Scene) endpoint(group string, addresses ...any) Body {
	properties := Body{
		"subnet": ref(s.ID(endpointsNet)),
		"privateLinkServiceConnections": []any{Body{"name": "registry", "properties": Body{
			"privateLinkServiceId": s.registry(), "groupIds": []any{group},
		}}},
	}
	if len(addresses) > 0 {
		properties["ipConfigurations"] = addresses
	}
	return Body{"location": s.Location, "properties": properties}
}

// zoneGroupIn keeps records in the scene's zone.
func (s *Scene) zoneGroupIn() Body {
	return Body{"properties": Body{"privateDnsZoneConfigs": []any{Body{
		"name": "registry", "properties": Body{"privateDnsZoneId": s.ID(zone)},
	}}}}
}

func (s *Scene) linkTo(network string) Body {
	return Body{"location": "global", "properties": Body{
		"registrationEnabled": false, "virtualNetwork": ref(network),
	}}
}

// made is a resource and its body, as Make takes them.
type made struct {
	id   string
	body Body
}

// makeAll makes one resource after the other.
func (s *Scene) makeAll(ctx context.Context, all ...made) error {
	for _, m := range all {
		if err := s.Make(ctx, m.id, m.body); err != nil {
			return err
		}
	}
	return nil
}

// linked is the network and the zone that is linked to it.
func (s *Scene) linked() []made {
	return []made{
		{s.ID(vnet), s.network()},
		{s.ID(zone), Body{"location": "global"}},
		{s.ID(zoneLink), s.linkTo(s.ID(vnet))},
	}
}

// connected is linked, and a registry with its endpoint and records.
func (s *Scene) connected() []made {
	return append(s.linked(),
		made{s.registry(), s.closedRegistry()},
		made{s.ID(loginPE), s.endpoint(azure.RegistryGroup)},
		made{s.ID(loginPE) + zoneGroup, s.zoneGroupIn()},
	)
}

// address is that of a record, "" where there is none.
func (s *Scene) address(ctx context.Context, name string) (string, error) {
	answer, err := s.Get(ctx, s.record(name))
	if err != nil {
		return "", fmt.Errorf("reading record %q: %w", name, err)
	}
	for _, record := range items(answer.Body, "properties", "aRecords") {
		return text(record, "ipv4Address"), nil
	}
	return "", nil
}
