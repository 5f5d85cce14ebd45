package platform

import (
	"maps"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/network"
	"private-acr/internal/azure"
	"private-acr/settings"
)

// networkArgs says the network part of the settings in the component's words.
func networkArgs(s settings.Settings, group pulumi.StringInput) *network.Args {
	n := s.Network
	args := &network.Args{
		Location:           pulumi.String(s.Location),
		ResourceGroupName:  group,
		Tags:               s.Tags,
		VirtualNetworkID:   n.VirtualNetworkID,
		PrivateEndpoints:   subnet(&n.PrivateEndpoints),
		ContainerApps:      subnet(n.ContainerApps),
		ContainerInstances: subnet(n.ContainerInstances),
		PrivateDNSZone:     zone(s),
	}
	if n.VirtualNetworkID == "" {
		args.VirtualNetwork = &network.VirtualNetwork{Name: n.Name, AddressSpace: n.AddressSpace}
	}
	if n.NatGateway.Create || n.NatGateway.ID != "" {
		args.NatGateway = &network.NatGateway{ID: n.NatGateway.ID}
		if n.NatGateway.ID == "" {
			args.NatGateway.Name = "ng-" + s.Name
		}
	}
	return args
}

// zone is the cloud's zone of registries, unless one is adopted.
func zone(s settings.Settings) network.PrivateDNSZone {
	adopted := s.Network.PrivateDNSZone
	if adopted.ID != "" {
		return network.PrivateDNSZone{ID: adopted.ID, Linked: adopted.Linked}
	}
	return network.PrivateDNSZone{Name: azure.RegionCloud(s.Location).PrivateZone}
}

func subnet(s *settings.Subnet) *network.Subnet {
	if s == nil {
		return nil
	}
	return &network.Subnet{AddressPrefix: s.AddressPrefix, ID: s.ID}
}

// registryAddresses are the static addresses of the registry endpoint: all of them where it carries the data
// endpoints too, the login server's alone where each region gets an endpoint of its own.
func registryAddresses(link settings.PrivateLink) map[string]string {
	if link.DataEndpoints == settings.DataEndpointsShared {
		return link.StaticAddresses
	}
	if address, static := link.StaticAddresses[azure.RegistryGroup]; static {
		return map[string]string{azure.RegistryGroup: address}
	}
	return nil
}

// dataAddresses are the rest of them.
func dataAddresses(link settings.PrivateLink) map[string]string {
	if link.DataEndpoints == settings.DataEndpointsShared {
		return nil
	}
	addresses := maps.Clone(link.StaticAddresses)
	delete(addresses, azure.RegistryGroup)
	return addresses
}
