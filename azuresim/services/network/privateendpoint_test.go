package network_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/engine"
	"private-acr/azuresim/services/network"
	"private-acr/azuresim/world"
	"private-acr/internal/azure"
)

func TestStaticAddressForAReplicaToCome(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{PrivateLink: world.MemberPrivateLink, DataGroupDelay: -1})
	b.Network()
	b.Put(bench.RegistryID, bench.Registry())
	b.Put(bench.LoginPE, bench.Endpoint("registry", bench.StaticIP("registry", "10.0.2.10"),
		bench.StaticIP(azure.DataMember(bench.Region), "10.0.2.11"),
		bench.StaticIP(azure.DataMember("japaneast"), "10.0.2.12")))
	b.Put(bench.LoginPE+bench.ZoneGroupOf, bench.ZoneGroup(bench.ZoneID))
	if got := len(b.Property(bench.LoginPE, "customDnsConfigs").([]any)); got != 2 {
		t.Errorf("got %d names before the replica", got)
	}
	b.Put(bench.ReplicaID, bench.Replica())
	if got := b.IP(bench.ZoneID + "/A/acrmyapp.japaneast.data"); got != "10.0.2.12" {
		t.Errorf("got address %s for the replica", got)
	}
}

func TestZonesFollowChangedAddresses(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{PrivateLink: world.GroupPrivateLink})
	b.Network()
	b.Put(bench.RegistryID, bench.Registry())
	b.Put(bench.LoginPE, bench.Endpoint("registry"))
	b.Put(bench.LoginPE+bench.ZoneGroupOf, bench.ZoneGroup(bench.ZoneID))
	b.Put(bench.LoginPE, bench.Endpoint("registry", bench.StaticIP("registry", "10.0.2.77")))
	if got := b.IP(bench.ZoneID + "/A/acrmyapp"); got != "10.0.2.77" {
		t.Errorf("got record %s", got)
	}
}

func TestInterfaceShowsMembers(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{PrivateLink: world.MemberPrivateLink, DataGroupDelay: -1})
	b.Network()
	b.Put(bench.RegistryID, bench.Registry())
	b.Put(bench.LoginPE, bench.Endpoint("registry"))
	ref := b.Property(bench.LoginPE, "networkInterfaces").([]any)[0].(world.Body)
	var members []any
	for _, c := range b.Property(ref["id"].(string), "ipConfigurations").([]any) {
		link := engine.Properties(c.(world.Body))["privateLinkConnectionProperties"].(world.Body)
		members = append(members, link["requiredMemberName"])
	}
	if diff := cmp.Diff([]any{azure.DataMember(bench.Region), "registry"}, members); diff != "" {
		t.Errorf("members (-want +got):\n%s", diff)
	}
	_, err := b.World.Delete(ref["id"].(string))
	bench.Refused(t, err, "NicInUseWithPrivateEndpoint", "")
}

func TestRegistryListsItsConnections(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Network()
	b.Put(bench.RegistryID, bench.Registry())
	b.Put(bench.LoginPE, bench.Endpoint("registry"))
	connections, err := b.World.List(bench.RegistryID + "/privateEndpointConnections")
	bench.Refused(t, err, "", "")
	want := b.Property(bench.RegistryID, "privateEndpointConnections")
	if diff := cmp.Diff(want, listOf(connections)); diff != "" {
		t.Fatalf("connections (-in the registry +listed):\n%s", diff)
	}
	b.Remove(bench.RegistryID)
	connection := bench.Connection(b.Get(bench.LoginPE))
	state := connection["privateLinkServiceConnectionState"].(world.Body)["status"]
	if state != "Disconnected" {
		t.Errorf("got state %v after the registry is gone", state)
	}
}

func listOf(bodies []world.Body) []any {
	list := make([]any, len(bodies))
	for i, body := range bodies {
		list[i] = body
	}
	return list
}

func TestConnectionsAreDecidedByTheRegistry(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Network()
	b.Put(bench.RegistryID, bench.Registry())
	b.Put(bench.LoginPE, bench.Manual(bench.Endpoint("registry")))
	status := func() any {
		connection := bench.Connection(b.Get(bench.LoginPE))
		return connection["privateLinkServiceConnectionState"].(world.Body)["status"]
	}
	for _, want := range []string{network.Pending, network.Approved, network.Rejected} {
		if want != network.Pending {
			bench.Refused(t, b.Decide(want), "", "")
		}
		b.Put(bench.LoginPE, bench.Manual(bench.Endpoint("registry")))
		if got := status(); got != want {
			t.Errorf("got status %s after an update, want %s", got, want)
		}
	}
	bench.Refused(t, b.Decide("Maybe"), "IncorrectPrivateLinkServiceConnectionStateStatus", "'Maybe'")
	connections, err := b.World.List(bench.RegistryID + "/privateEndpointConnections")
	bench.Refused(t, err, "", "")
	id := connections[0]["id"].(string)
	bench.Refused(t, b.Try(id+"x", world.Body{}), "ResourceNotFound", "")
	b.Remove(id)
	if got := status(); got != network.Disconnected {
		t.Errorf("got status %s without a connection", got)
	}
	b.Remove(bench.LoginPE)
	b.Put(bench.LoginPE, bench.Endpoint("registry"))
	b.Remove(bench.LoginPE)
	if connections,
		err := b.World.List(bench.RegistryID + "/privateEndpointConnections"); len(connections) != 0 {
		t.Errorf("got %v (%v) after the endpoint is gone", connections, err)
	}
}

func TestEndpointRefusals(t *testing.T) {
	t.Parallel()
	elsewhere := bench.Endpoint("registry")
	bench.Connection(elsewhere)["privateLinkServiceId"] = bench.RegistryID + "x"
	tests := map[string]struct {
		link       world.PrivateLink
		body       world.Body
		code, part string
	}{
		"no registry": {world.GroupPrivateLink, elsewhere, "InvalidResourceReference", "was not found"},
		"static unknown member": {
			world.GroupPrivateLink, bench.Endpoint("registry", bench.StaticIP("registry", "10.0.2.20"),
				bench.StaticIP("x",
					"10.0.2.21")),
			"InvalidPrivateEndpointConnectionRequestParameters", "'x'",
		},
		"static outside the subnet": {
			world.GroupPrivateLink, bench.Endpoint("registry", bench.StaticIP("registry", "10.0.9.20")),
			"PrivateIPAddressNotInSubnet", "",
		},
		"static reserved": {
			world.GroupPrivateLink, bench.Endpoint("registry", bench.StaticIP("registry", "10.0.2.3")),
			"PrivateIPAddressInReservedRange", "",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := bench.Open(t, world.Options{PrivateLink: test.link})
			b.Network()
			b.Put(bench.RegistryID, bench.Registry())
			b.Pass(time.Hour)
			bench.Refused(t, b.Try(bench.LoginPE, test.body), test.code, test.part)
		})
	}
}

func TestEndpointStaysWhereItIs(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.NatGateway()
	b.Put(bench.VNetID, bench.VNet(append(bench.Subnets(), bench.Subnet("other", "10.0.9.0/24", ""))...))
	b.Put(bench.RegistryID, bench.Registry())
	b.Put(bench.LoginPE, bench.Endpoint("registry"))
	before := b.Property(bench.LoginPE, "customDnsConfigs")
	moved := bench.Endpoint("registry")
	engine.Properties(moved)["subnet"] = world.Body{"id": bench.VNetID + "/subnets/other"}
	bench.Refused(t, b.Try(bench.LoginPE, moved), "CannotChangeSubnetOnExistingPrivateEndpoint", "")
	b.Pass(world.DefaultDataGroupDelay)
	regrouped := bench.Endpoint(azure.DataMember(bench.Region))
	bench.Refused(t, b.Try(bench.LoginPE, regrouped), "CannotChangePrivateLinkConnectionOnPrivateEndpoint",
		"")
	b.Put(bench.LoginPE, bench.Endpoint("registry"))
	if diff := cmp.Diff(before, b.Property(bench.LoginPE, "customDnsConfigs")); diff != "" {
		t.Errorf("an update without changes moved the endpoint (-before +after):\n%s", diff)
	}
}

func TestSubnetRunsFull(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{PrivateLink: world.GroupPrivateLink})
	b.Put(bench.VNetID, bench.VNet(bench.Subnet("private-endpoints", "10.0.2.0/29", "")))
	b.Put(bench.RegistryID, bench.Registry())
	for i := range 3 {
		b.Put(bench.LoginPE+string(rune('a'+i)), bench.Endpoint("registry"))
	}
	bench.Refused(t, b.Try(bench.LoginPE, bench.Endpoint("registry")), "SubnetIsFull", "private-endpoints")
	b.Remove(bench.LoginPE + "b")
	b.Put(bench.LoginPE, bench.Endpoint("registry"))
	want := []any{world.Body{"fqdn": "acrmyapp.azurecr.io", "ipAddresses": []any{"10.0.2.5"}}}
	if diff := cmp.Diff(want, b.Property(bench.LoginPE, "customDnsConfigs")); diff != "" {
		t.Errorf("the freed address is not handed out again (-want +got):\n%s", diff)
	}
}

func TestStaticAddresses(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{PrivateLink: world.MemberPrivateLink, DataGroupDelay: -1})
	b.Network()
	b.Put(bench.RegistryID, bench.Registry())
	b.Put(bench.LoginPE, bench.Endpoint("registry",
		bench.StaticIP("registry", "10.0.2.10"), bench.StaticIP(azure.DataMember(bench.Region), "10.0.2.11")))
	want := []any{
		world.Body{"fqdn": "acrmyapp.koreacentral.data.azurecr.io", "ipAddresses": []any{"10.0.2.11"}},
		world.Body{"fqdn": "acrmyapp.azurecr.io", "ipAddresses": []any{"10.0.2.10"}},
	}
	if diff := cmp.Diff(want, b.Property(bench.LoginPE, "customDnsConfigs")); diff != "" {
		t.Errorf("addresses (-want +got):\n%s", diff)
	}
	bench.Refused(t, b.Try(bench.DataPE, bench.Endpoint("registry",
		bench.StaticIP("registry", "10.0.2.10"), bench.StaticIP(azure.DataMember(bench.Region),
			"10.0.2.12"))),
		"PrivateIPAddressIsAllocated", "10.0.2.10")
	bench.Refused(t, b.Try(bench.ReplicaID, bench.Replica()), "ReplicationFailed",
		"missing these membernames/groupids requested by Private Link service [GroupId: registry, "+
			"MemberName: registry_data_japaneast, IpVersion: IPv4]")
	if got := b.Property(bench.ReplicaID, "provisioningState"); got != engine.Failed {
		t.Errorf("got replica in state %v", got)
	}
}
