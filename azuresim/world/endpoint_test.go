package world

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"private-acr/internal/azure"
)

func TestStaticAddressForAReplicaToCome(t *testing.T) {
	t.Parallel()
	b := open(t, Options{PrivateLink: MemberPrivateLink, DataGroupDelay: -1})
	b.network()
	b.put(registryID, registryBody())
	b.put(loginPE, endpointBody("registry", staticIP("registry", "10.0.2.10"),
		staticIP(azure.DataMember(region), "10.0.2.11"),
		staticIP(azure.DataMember("japaneast"), "10.0.2.12")))
	b.put(loginPE+"/privateDnsZoneGroups/default", zoneGroupBody(zoneID))
	if got := len(b.property(loginPE, "customDnsConfigs").([]any)); got != 2 {
		t.Errorf("got %d names before the replica", got)
	}
	b.put(replicaID, replicaBody())
	if got := b.ip(zoneID + "/A/acrmyapp.japaneast.data"); got != "10.0.2.12" {
		t.Errorf("got address %s for the replica", got)
	}
}

func TestZonesFollowChangedAddresses(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.network()
	b.put(registryID, registryBody())
	b.put(loginPE, endpointBody("registry"))
	b.put(loginPE+"/privateDnsZoneGroups/default", zoneGroupBody(zoneID))
	b.put(loginPE, endpointBody("registry", staticIP("registry", "10.0.2.77")))
	if got := b.ip(zoneID + "/A/acrmyapp"); got != "10.0.2.77" {
		t.Errorf("got record %s", got)
	}
}

func TestInterfaceShowsMembers(t *testing.T) {
	t.Parallel()
	b := open(t, Options{PrivateLink: MemberPrivateLink, DataGroupDelay: -1})
	b.network()
	b.put(registryID, registryBody())
	b.put(loginPE, endpointBody("registry"))
	ref := b.property(loginPE, "networkInterfaces").([]any)[0].(Body)
	var members []any
	for _, c := range b.property(ref["id"].(string), "ipConfigurations").([]any) {
		link := properties(c.(Body))["privateLinkConnectionProperties"].(Body)
		members = append(members, link["requiredMemberName"])
	}
	if diff := cmp.Diff([]any{azure.DataMember(region), "registry"}, members); diff != "" {
		t.Errorf("members (-want +got):\n%s", diff)
	}
	_, err := b.w.Delete(ref["id"].(string))
	refused(t, err, "NicInUseWithPrivateEndpoint", "")
}

func TestRegistryListsItsConnections(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.network()
	b.put(registryID, registryBody())
	b.put(loginPE, endpointBody("registry"))
	connections, err := b.w.List(registryID + "/privateEndpointConnections")
	refused(t, err, "", "")
	want := b.property(registryID, "privateEndpointConnections")
	if diff := cmp.Diff(want, listOf(connections)); diff != "" {
		t.Fatalf("connections (-in the registry +listed):\n%s", diff)
	}
	b.remove(registryID)
	state := connectionOf(b.get(loginPE))["privateLinkServiceConnectionState"].(Body)["status"]
	if state != "Disconnected" {
		t.Errorf("got state %v after the registry is gone", state)
	}
}

func listOf(bodies []Body) []any {
	list := make([]any, len(bodies))
	for i, body := range bodies {
		list[i] = body
	}
	return list
}

// decide gives the registry's side of its first endpoint a status.
func (b *bench) decide(status string) error {
	b.Helper()
	connections, err := b.w.List(registryID + "/privateEndpointConnections")
	if err != nil || len(connections) == 0 {
		b.Fatalf("got connections %v, error %v", connections, err)
	}
	return b.try(connections[0]["id"].(string), Body{"properties": Body{
		"privateLinkServiceConnectionState": Body{"status": status},
	}})
}

func manual(endpoint Body) Body {
	p := properties(endpoint)
	p["manualPrivateLinkServiceConnections"] = p["privateLinkServiceConnections"]
	delete(p, "privateLinkServiceConnections")
	return endpoint
}

func TestConnectionsAreDecidedByTheRegistry(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.network()
	b.put(registryID, registryBody())
	b.put(loginPE, manual(endpointBody("registry")))
	status := func() string { return stateOf(&record{Body: b.get(loginPE)}).Status }
	for _, want := range []string{statusPending, statusApproved, statusRejected} {
		if want != statusPending {
			refused(t, b.decide(want), "", "")
		}
		b.put(loginPE, manual(endpointBody("registry")))
		if got := status(); got != want {
			t.Errorf("got status %s after an update, want %s", got, want)
		}
	}
	refused(t, b.decide("Maybe"), "IncorrectPrivateLinkServiceConnectionStateStatus", "'Maybe'")
	connections, err := b.w.List(registryID + "/privateEndpointConnections")
	refused(t, err, "", "")
	id := connections[0]["id"].(string)
	refused(t, b.try(id+"x", Body{}), "ResourceNotFound", "")
	b.remove(id)
	if got := status(); got != statusDisconnected {
		t.Errorf("got status %s without a connection", got)
	}
	b.remove(loginPE)
	b.put(loginPE, endpointBody("registry"))
	b.remove(loginPE)
	if connections, err := b.w.List(registryID + "/privateEndpointConnections"); len(connections) != 0 {
		t.Errorf("got %v (%v) after the endpoint is gone", connections, err)
	}
}
