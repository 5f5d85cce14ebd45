package world

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestZoneGroupWritesRecords(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.network()
	b.put(registryID, registryBody())
	b.endpoints()
	group := dataPE + "/privateDnsZoneGroups/default"
	config := b.property(group, "privateDnsZoneConfigs").([]any)[0].(Body)
	want := []any{Body{
		"recordType": "A", "recordSetName": "acrmyapp.koreacentral.data", "ttl": 10.0,
		"fqdn":        "acrmyapp.koreacentral.data.privatelink.azurecr.io",
		"ipAddresses": []any{"10.0.2.5"}, "provisioningState": "Succeeded",
	}}
	if diff := cmp.Diff(want, properties(config)["recordSets"]); diff != "" {
		t.Errorf("record sets (-want +got):\n%s", diff)
	}
	record := zoneID + "/A/acrmyapp"
	if got := b.property(record, "ttl"); got != 10.0 {
		t.Errorf("got lifetime %v", got)
	}
	b.remove(loginPE)
	_, err := b.w.Get(record)
	refused(t, err, "ResourceNotFound", "")
	if got := b.property(zoneID, "numberOfRecordSets"); got != 2.0 {
		t.Errorf("got %v record sets after one endpoint is deleted, want SOA and data endpoint", got)
	}
}

func TestZoneGroupRefusals(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.network()
	b.put(registryID, registryBody())
	b.put(loginPE, endpointBody("registry"))
	unnamed := zoneGroupBody(zoneID)
	delete(properties(unnamed)["privateDnsZoneConfigs"].([]any)[0].(Body), "name")
	first := loginPE + "/privateDnsZoneGroups/default"
	refused(t, b.try(first, unnamed), "InvalidRequestFormat", "Cannot parse the request.")
	refused(t, b.try(first, zoneGroupBody(zoneID+"x")), "InvalidResourceReference", "")
}

func TestSecondEndpointOverwritesRecord(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.network()
	b.put(registryID, registryBody())
	b.put(loginPE, endpointBody("registry"))
	b.put(loginPE+"/privateDnsZoneGroups/default", zoneGroupBody(zoneID))
	second := loginPE + "-2"
	b.put(second, endpointBody("registry"))
	b.put(second+"/privateDnsZoneGroups/default", zoneGroupBody(zoneID))
	record := zoneID + "/A/acrmyapp"
	if diff := cmp.Diff([]any{Body{"ipv4Address": "10.0.2.5"}}, b.property(record, "aRecords")); diff != "" {
		t.Errorf("record (-want +got):\n%s", diff)
	}
	b.remove(loginPE)
	_, err := b.w.Get(record)
	refused(t, err, "ResourceNotFound", "")
}

func TestZoneRefusals(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.network()
	refused(t, b.try(resource("Microsoft.Network/privateDnsZones/example.com"), Body{"location": region}),
		"LocationNotAvailableForResourceType", "'global'")
	_, err := b.w.Delete(zoneID)
	refused(t, err, "CannotDeleteResource", "virtualNetworkLinks/link")
	link := Body{"location": "global", "properties": Body{"virtualNetwork": Body{"id": vnetID}}}
	refused(t, b.try(zoneID+"/virtualNetworkLinks/again", link), "Conflict", "overlapping namespaces")
	refused(t, b.try(zoneID+"/A/x", Body{"properties": Body{"aRecords": []any{Body{"ipv4Address": "x"}}}}),
		"BadRequest", "not an IPv4 address")
	b.put(zoneID+"/A/x", Body{"properties": Body{"aRecords": []any{Body{"ipv4Address": "10.0.2.9"}}}})
	if got := b.property(zoneID+"/A/x", "ttl"); got != 3600.0 {
		t.Errorf("got lifetime %v", got)
	}
	records, err := b.w.List(zoneID + "/A")
	refused(t, err, "", "")
	if len(records) != 1 {
		t.Errorf("got %d records", len(records))
	}
}
