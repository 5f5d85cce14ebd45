package network_test

import (
	"strings"
	"testing"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/services/network"
	"private-acr/azuresim/world"
)

const (
	spokeID  = bench.Group + "/providers/Microsoft.Network/virtualNetworks/spoke"
	toSpoke  = bench.VNetID + "/virtualNetworkPeerings/to-spoke"
	toHub    = spokeID + "/virtualNetworkPeerings/to-hub"
	spokeSub = spokeID + "/subnets/containers"
)

func peering(remote string) world.Body {
	return world.Body{"properties": world.Body{"remoteVirtualNetwork": world.Body{"id": remote}}}
}

func spoke(prefix string) world.Body {
	first := strings.Replace(prefix, ".0.0/16", ".0.0/24", 1)
	return world.Body{"location": bench.Region, "properties": world.Body{
		"addressSpace": world.Body{"addressPrefixes": []any{prefix}},
		"subnets":      []any{bench.Subnet("containers", first, bench.DelegatedToContainers)},
	}}
}

func TestPeeringRefusals(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ code, remote, prefix string }{
		"nobody":    {"InvalidRequestFormat", "", "10.1.0.0/16"},
		"itself":    {"CannotPeerVnetWithItself", bench.VNetID, "10.1.0.0/16"},
		"overlap":   {"VnetAddressSpacesOverlap", spokeID, "10.0.0.0/16"},
		"elsewhere": {"", spokeID + "-elsewhere", "10.0.0.0/16"},
		"neighbour": {"", spokeID, "10.1.0.0/16"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := bench.Open(t, world.Options{})
			b.Put(bench.VNetID, bench.VNet())
			b.Put(spokeID, spoke(test.prefix))
			bench.Refused(t, b.Try(toSpoke, peering(test.remote)), test.code, "")
		})
	}
}

// TestPeeringsStay puts their network, which does not name them, and takes one side away.
func TestPeeringsStay(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Put(bench.VNetID, bench.VNet())
	b.Put(spokeID, spoke("10.1.0.0/16"))
	b.Put(toSpoke, peering(spokeID))
	b.Put(toHub, peering(bench.VNetID))
	b.Put(bench.VNetID, bench.VNet())
	if state := b.Property(toSpoke, "peeringState"); state != "Connected" {
		t.Errorf("after a PUT of its network it is %v", state)
	}
	if shown, _ := b.Property(bench.VNetID, "virtualNetworkPeerings").([]any); len(shown) != 1 {
		t.Errorf("its network shows %v", shown)
	}
	b.Remove(toHub)
	bench.Refused(t, b.Try(toSpoke, peering(spokeID)), "RemotePeeringIsDisconnected", "to-spoke")
}

// TestPeeredNetworksReachEndpoints has a container group of a spoke pull through the hub's endpoints.
func TestPeeredNetworksReachEndpoints(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{Egress: network.Egress{WithoutNatGateway: true}})
	b.Path()
	b.Put(spokeID, spoke("10.1.0.0/16"))
	link := bench.Link()
	link["properties"].(world.Body)["virtualNetwork"] = world.Body{"id": spokeID}
	b.Put(bench.LinkID+"-spoke", link)
	pull := func() error {
		return b.Try(bench.ContainerID, bench.Changed(bench.ContainerGroup(bench.Image), func(p world.Body) {
			p["subnetIds"] = []any{world.Body{"id": spokeSub}}
		}))
	}
	b.Put(toSpoke, peering(spokeID))
	bench.Refused(t, pull(), "InaccessibleImage", "")
	b.Put(toHub, peering(bench.VNetID))
	bench.Refused(t, pull(), "", "")
}
