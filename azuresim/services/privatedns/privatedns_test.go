package privatedns_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/engine"
	"private-acr/azuresim/world"
)

func TestZoneGroupWritesRecords(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{PrivateLink: world.GroupPrivateLink})
	b.Network()
	b.Put(bench.RegistryID, bench.Registry())
	b.Endpoints()
	zoneGroup := bench.DataPE + bench.ZoneGroupOf
	config := b.Property(zoneGroup, "privateDnsZoneConfigs").([]any)[0].(world.Body)
	want := []any{world.Body{
		"recordType": "A", "recordSetName": "acrmyapp.koreacentral.data", "ttl": 10.0,
		"fqdn":        "acrmyapp.koreacentral.data.privatelink.azurecr.io",
		"ipAddresses": []any{"10.0.2.5"}, "provisioningState": "Succeeded",
	}}
	if diff := cmp.Diff(want, engine.Properties(config)["recordSets"]); diff != "" {
		t.Errorf("record sets (-want +got):\n%s", diff)
	}
	record := bench.ZoneID + "/A/acrmyapp"
	if got := b.Property(record, "ttl"); got != 10.0 {
		t.Errorf("got lifetime %v", got)
	}
	b.Remove(bench.LoginPE)
	_, err := b.World.Get(record)
	bench.Refused(t, err, "ResourceNotFound", "")
	if got := b.Property(bench.ZoneID, "numberOfRecordSets"); got != 2.0 {
		t.Errorf("got %v record sets after one endpoint is deleted, want SOA and data endpoint", got)
	}
}

func TestZoneGroupRefusals(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Network()
	b.Put(bench.RegistryID, bench.Registry())
	b.Put(bench.LoginPE, bench.Endpoint("registry"))
	unnamed := bench.ZoneGroup(bench.ZoneID)
	delete(engine.Properties(unnamed)["privateDnsZoneConfigs"].([]any)[0].(world.Body), "name")
	first := bench.LoginPE + bench.ZoneGroupOf
	bench.Refused(t, b.Try(first, unnamed), "InvalidRequestFormat", "Cannot parse the request.")
	bench.Refused(t, b.Try(first, bench.ZoneGroup(bench.ZoneID+"x")), "InvalidResourceReference", "")
}

func TestSecondEndpointOverwritesRecord(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{PrivateLink: world.GroupPrivateLink})
	b.Network()
	b.Put(bench.RegistryID, bench.Registry())
	b.Put(bench.LoginPE, bench.Endpoint("registry"))
	b.Put(bench.LoginPE+bench.ZoneGroupOf, bench.ZoneGroup(bench.ZoneID))
	second := bench.LoginPE + "-2"
	b.Put(second, bench.Endpoint("registry"))
	b.Put(second+bench.ZoneGroupOf, bench.ZoneGroup(bench.ZoneID))
	record := bench.ZoneID + "/A/acrmyapp"
	if diff := cmp.Diff([]any{world.Body{"ipv4Address": "10.0.2.5"}}, b.Property(record,
		"aRecords")); diff != "" {
		t.Errorf("record (-want +got):\n%s", diff)
	}
	b.Remove(bench.LoginPE)
	_, err := b.World.Get(record)
	bench.Refused(t, err, "ResourceNotFound", "")
}

func TestZoneRefusals(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Network()
	bench.Refused(t, b.Try(bench.Resource("Microsoft.Network/privateDnsZones/example.com"),
		world.Body{"location": bench.Region}),
		"LocationNotAvailableForResourceType", "'global'")
	_, err := b.World.Delete(bench.ZoneID)
	bench.Refused(t, err, "CannotDeleteResource", "virtualNetworkLinks/link")
	link := world.Body{
		"location":   "global",
		"properties": world.Body{"virtualNetwork": world.Body{"id": bench.VNetID}},
	}
	bench.Refused(t, b.Try(bench.ZoneID+"/virtualNetworkLinks/again", link), "Conflict",
		"is already linked to the virtual network")
	bench.Refused(t, b.Try(bench.ZoneID+"/A/x",
		world.Body{"properties": world.Body{"aRecords": []any{world.Body{"ipv4Address": "x"}}}}),
		"BadRequest", "not an IPv4 address")
	b.Put(bench.ZoneID+"/A/x",
		world.Body{"properties": world.Body{"aRecords": []any{world.Body{"ipv4Address": "10.0.2.9"}}}})
	if got := b.Property(bench.ZoneID+"/A/x", "ttl"); got != 3600.0 {
		t.Errorf("got lifetime %v", got)
	}
	records, err := b.World.List(bench.ZoneID + "/A")
	bench.Refused(t, err, "", "")
	if len(records) != 1 {
		t.Errorf("got %d records", len(records))
	}
}
