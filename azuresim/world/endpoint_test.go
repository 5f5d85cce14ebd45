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
	result, err := b.w.Act(registryID, "privateEndpointConnections", nil)
	refused(t, err, "", "")
	if got := len(result.Body["value"].([]any)); got != 1 {
		t.Fatalf("got %d connections", got)
	}
	b.remove(registryID)
	state := connectionOf(b.get(loginPE))["privateLinkServiceConnectionState"].(Body)["status"]
	if state != "Disconnected" {
		t.Errorf("got state %v after the registry is gone", state)
	}
}
