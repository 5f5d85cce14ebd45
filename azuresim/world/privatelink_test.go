package world

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"private-acr/internal/azure"
)

func (b *bench) groups() map[string][]any {
	b.Helper()
	result, err := b.w.Act(registryID, "privateLinkResources", nil)
	if err != nil {
		b.Fatal(err)
	}
	groups := map[string][]any{}
	items, _ := result.Body["value"].([]any)
	for _, item := range items {
		p := properties(item.(Body))
		groups[p["groupId"].(string)] = p["requiredMembers"].([]any)
	}
	return groups
}

func TestGroupsAppearLate(t *testing.T) {
	t.Parallel()
	home, replica := azure.DataMember(region), azure.DataMember("japaneast")
	early := map[string][]any{"registry": {"registry"}}
	late := map[PrivateLink]map[string][]any{
		GroupPrivateLink:  {"registry": {"registry"}, home: {home}, replica: {replica}},
		MemberPrivateLink: {"registry": {"registry", home, replica}},
	}
	eachPrivateLink(t, func(t *testing.T, link PrivateLink) {
		t.Helper()
		b := open(t, Options{PrivateLink: link, DataGroupDelay: time.Hour})
		b.network()
		b.put(registryID, registryBody())
		b.put(replicaID, replicaBody())
		if diff := cmp.Diff(early, b.groups()); diff != "" {
			t.Errorf("groups at first (-want +got):\n%s", diff)
		}
		b.pass(time.Hour)
		if diff := cmp.Diff(late[link], b.groups()); diff != "" {
			t.Errorf("groups in the end (-want +got):\n%s", diff)
		}
	})
}

func TestGroupsAppearAtOnce(t *testing.T) {
	t.Parallel()
	b := open(t, Options{DataGroupDelay: -1})
	b.put(registryID, registryBody())
	if got := len(b.groups()); got != 2 {
		t.Errorf("got %d groups at once, want 2", got)
	}
}

func TestPrematureDataGroupIsRefused(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.network()
	b.put(registryID, registryBody())
	body := endpointBody(azure.DataMember(region))
	refused(t, b.try(dataPE, body), "InvalidPrivateEndpointConnectionRequestParameters", "Offered: registry.")
	b.pass(defaultDataGroupDelay)
	refused(t, b.try(dataPE, body), "", "")
}

func TestEndpointRefusals(t *testing.T) {
	t.Parallel()
	elsewhere := endpointBody("registry")
	connectionOf(elsewhere)["privateLinkServiceId"] = registryID + "x"
	tests := map[string]struct {
		link       PrivateLink
		body       Body
		code, part string
	}{
		"no registry": {GroupPrivateLink, elsewhere, "InvalidResourceReference", "was not found"},
		"static unknown member": {
			GroupPrivateLink, endpointBody("registry", staticIP("registry", "10.0.2.20"), staticIP("x",
				"10.0.2.21")),
			"InvalidPrivateEndpointConnectionRequestParameters", "'x'",
		},
		"static outside the subnet": {
			GroupPrivateLink, endpointBody("registry", staticIP("registry", "10.0.9.20")),
			"PrivateIPAddressNotInSubnet", "",
		},
		"static reserved": {
			GroupPrivateLink, endpointBody("registry", staticIP("registry", "10.0.2.3")),
			"PrivateIPAddressInReservedRange", "",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := open(t, Options{PrivateLink: test.link})
			b.network()
			b.put(registryID, registryBody())
			b.pass(time.Hour)
			refused(t, b.try(loginPE, test.body), test.code, test.part)
		})
	}
}

func connectionOf(endpoint Body) Body {
	connections := properties(endpoint)["privateLinkServiceConnections"].([]any)
	return properties(connections[0].(Body))
}

func TestEndpointsOfOneRegistryConflict(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.network()
	b.put(registryID, registryBody())
	first, err := b.w.Put(loginPE, endpointBody("registry"))
	refused(t, err, "", "")
	_, err = b.w.Put(dataPE, endpointBody("registry"))
	refused(t, err, "ConflictError", "pe-acr is Creating")
	_, err = b.w.Put(replicaID, replicaBody())
	refused(t, err, "ConflictError", "pe-acr is Creating")
	refused(t, b.await(first.Operation), "", "")

	replicating, err := b.w.Put(replicaID, replicaBody())
	refused(t, err, "", "")
	_, err = b.w.Put(dataPE, endpointBody("registry"))
	refused(t, err, "ConflictError", "japaneast is Creating")
	_, err = b.w.Delete(loginPE)
	refused(t, err, "ConflictError", "japaneast is Creating")
	refused(t, b.await(replicating.Operation), "", "")
}

func TestEndpointStaysWhereItIs(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.put(vnetID, vnetBody(append(defaultSubnets(), subnetBody("other", "10.0.9.0/24", ""))...))
	b.put(registryID, registryBody())
	b.put(loginPE, endpointBody("registry"))
	before := b.property(loginPE, "customDnsConfigs")
	moved := endpointBody("registry")
	properties(moved)["subnet"] = Body{"id": vnetID + "/subnets/other"}
	refused(t, b.try(loginPE, moved), "CannotChangeSubnetOnExistingPrivateEndpoint", "")
	b.pass(defaultDataGroupDelay)
	regrouped := endpointBody(azure.DataMember(region))
	refused(t, b.try(loginPE, regrouped), "CannotChangePrivateLinkConnectionOnPrivateEndpoint", "")
	b.put(loginPE, endpointBody("registry"))
	if diff := cmp.Diff(before, b.property(loginPE, "customDnsConfigs")); diff != "" {
		t.Errorf("an update without changes moved the endpoint (-before +after):\n%s", diff)
	}
}

func TestSubnetRunsFull(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.put(vnetID, vnetBody(subnetBody("private-endpoints", "10.0.2.0/29", "")))
	b.put(registryID, registryBody())
	for i := range 3 {
		b.put(loginPE+string(rune('a'+i)), endpointBody("registry"))
	}
	refused(t, b.try(loginPE, endpointBody("registry")), "SubnetIsFull", "private-endpoints")
	b.remove(loginPE + "b")
	b.put(loginPE, endpointBody("registry"))
	want := []any{Body{"fqdn": "acrmyapp.azurecr.io", "ipAddresses": []any{"10.0.2.5"}}}
	if diff := cmp.Diff(want, b.property(loginPE, "customDnsConfigs")); diff != "" {
		t.Errorf("the freed address is not handed out again (-want +got):\n%s", diff)
	}
}

func TestStaticAddresses(t *testing.T) {
	t.Parallel()
	b := open(t, Options{PrivateLink: MemberPrivateLink, DataGroupDelay: -1})
	b.network()
	b.put(registryID, registryBody())
	b.put(loginPE, endpointBody("registry",
		staticIP("registry", "10.0.2.10"), staticIP(azure.DataMember(region), "10.0.2.11")))
	want := []any{
		Body{"fqdn": "acrmyapp.koreacentral.data.azurecr.io", "ipAddresses": []any{"10.0.2.11"}},
		Body{"fqdn": "acrmyapp.azurecr.io", "ipAddresses": []any{"10.0.2.10"}},
	}
	if diff := cmp.Diff(want, b.property(loginPE, "customDnsConfigs")); diff != "" {
		t.Errorf("addresses (-want +got):\n%s", diff)
	}
	refused(t, b.try(dataPE, endpointBody("registry",
		staticIP("registry", "10.0.2.10"), staticIP(azure.DataMember(region), "10.0.2.12"))),
		"PrivateIPAddressIsAllocated", "10.0.2.10")
	refused(t, b.try(replicaID, replicaBody()), "ReplicationFailed",
		"missing these membernames/groupids requested by Private Link service [GroupId: registry, "+
			"MemberName: registry_data_japaneast, IpVersion: IPv4]")
	if got := b.property(replicaID, "provisioningState"); got != stateFailed {
		t.Errorf("got replica in state %v", got)
	}
}

func TestReplicaJoinsExistingEndpoint(t *testing.T) {
	t.Parallel()
	b := open(t, Options{PrivateLink: MemberPrivateLink})
	b.network()
	b.put(registryID, registryBody())
	b.endpoints()
	b.put(replicaID, replicaBody())
	record := zoneID + "/A/acrmyapp.japaneast.data"
	_, err := b.w.Get(record)
	refused(t, err, "ResourceNotFound", "japaneast")
	b.pass(defaultDataGroupDelay)
	if diff := cmp.Diff([]any{Body{"ipv4Address": "10.0.2.6"}}, b.property(record, "aRecords")); diff != "" {
		t.Errorf("record of the replica (-want +got):\n%s", diff)
	}
	b.remove(replicaID)
	_, err = b.w.Get(record)
	refused(t, err, "ResourceNotFound", "japaneast")
}

func TestReplicaRollsBackWhenASubnetIsFull(t *testing.T) {
	t.Parallel()
	b := open(t, Options{PrivateLink: MemberPrivateLink})
	b.put(vnetID, vnetBody(subnetBody("private-endpoints", "10.0.2.0/29", "")))
	b.put(registryID, registryBody())
	b.put(loginPE, endpointBody("registry"))
	b.put(replicaID, replicaBody())
	again := registryID + "/replications/westeurope"
	refused(t, b.try(again, Body{"location": "westeurope"}), "ReplicationFailed", "could not be created")
}
