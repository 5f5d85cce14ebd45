package containerregistry_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/world"
	"private-acr/internal/azure"
)

func TestGroupsAppearLate(t *testing.T) {
	t.Parallel()
	home, replica := azure.DataMember(bench.Region), azure.DataMember("japaneast")
	login, all := []any{"registry"}, []any{"registry", home, replica}
	early := map[world.PrivateLink]map[string][]any{
		world.BothPrivateLink:   {"registry": all},
		world.GroupPrivateLink:  {"registry": login},
		world.MemberPrivateLink: {"registry": login},
	}
	late := map[world.PrivateLink]map[string][]any{
		world.BothPrivateLink:   {"registry": all, home: {home}, replica: {replica}},
		world.GroupPrivateLink:  {"registry": login, home: {home}, replica: {replica}},
		world.MemberPrivateLink: {"registry": all},
	}
	bench.EachPrivateLink(t, func(t *testing.T, link world.PrivateLink) {
		t.Helper()
		b := bench.Open(t, world.Options{PrivateLink: link, DataGroupDelay: time.Hour})
		b.Network()
		b.Put(bench.RegistryID, bench.Registry())
		b.Put(bench.ReplicaID, bench.Replica())
		if diff := cmp.Diff(early[link], b.Groups()); diff != "" {
			t.Errorf("groups at first (-want +got):\n%s", diff)
		}
		b.Pass(time.Hour)
		if diff := cmp.Diff(late[link], b.Groups()); diff != "" {
			t.Errorf("groups in the end (-want +got):\n%s", diff)
		}
	})
}

func TestGroupsAppearAtOnce(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{DataGroupDelay: -1})
	b.Put(bench.RegistryID, bench.Registry())
	if got := len(b.Groups()); got != 2 {
		t.Errorf("got %d groups at once, want 2", got)
	}
}

func TestPrematureDataGroupIsRefused(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Network()
	b.Put(bench.RegistryID, bench.Registry())
	body := bench.Endpoint(azure.DataMember(bench.Region))
	bench.Refused(t, b.Try(bench.DataPE, body), "InvalidPrivateEndpointConnectionRequestParameters",
		"Offered: registry.")
	b.Pass(world.DefaultDataGroupDelay)
	bench.Refused(t, b.Try(bench.DataPE, body), "", "")
}

func TestEndpointsOfOneRegistryConflict(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Network()
	b.Put(bench.RegistryID, bench.Registry())
	first, err := b.World.Put(bench.LoginPE, bench.Endpoint("registry"))
	bench.Refused(t, err, "", "")
	_, err = b.World.Put(bench.DataPE, bench.Endpoint("registry"))
	bench.Refused(t, err, "ConflictError", "pe-acr is Creating")
	_, err = b.World.Put(bench.ReplicaID, bench.Replica())
	bench.Refused(t, err, "ConflictError", "pe-acr is Creating")
	bench.Refused(t, b.Await(first.Operation), "", "")

	replicating, err := b.World.Put(bench.ReplicaID, bench.Replica())
	bench.Refused(t, err, "", "")
	_, err = b.World.Put(bench.DataPE, bench.Endpoint("registry"))
	bench.Refused(t, err, "ConflictError", "japaneast is Creating")
	_, err = b.World.Delete(bench.LoginPE)
	bench.Refused(t, err, "ConflictError", "japaneast is Creating")
	bench.Refused(t, b.Await(replicating.Operation), "", "")
}

func TestReplicaJoinsExistingEndpoint(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{PrivateLink: world.MemberPrivateLink})
	b.Network()
	b.Put(bench.RegistryID, bench.Registry())
	b.Endpoints()
	b.Put(bench.ReplicaID, bench.Replica())
	record := bench.ZoneID + "/A/acrmyapp.japaneast.data"
	_, err := b.World.Get(record)
	bench.Refused(t, err, "ResourceNotFound", "japaneast")
	b.Pass(world.DefaultDataGroupDelay)
	if diff := cmp.Diff([]any{world.Body{"ipv4Address": "10.0.2.6"}}, b.Property(record,
		"aRecords")); diff != "" {
		t.Errorf("record of the replica (-want +got):\n%s", diff)
	}
	b.Remove(bench.ReplicaID)
	_, err = b.World.Get(record)
	bench.Refused(t, err, "ResourceNotFound", "japaneast")
}

// TestDedicatedEndpointTakesTheRecord is about a region whose data endpoint is a member and a group: an
// endpoint of its own overwrites the record, and takes it along when it goes.
func TestDedicatedEndpointTakesTheRecord(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Network()
	b.Put(bench.RegistryID, bench.Registry())
	b.Put(bench.LoginPE, bench.Endpoint("registry"))
	b.Put(bench.LoginPE+bench.ZoneGroupOf, bench.ZoneGroup(bench.ZoneID))
	record := bench.ZoneID + "/A/acrmyapp.koreacentral.data"
	shared := b.IP(record)

	b.Pass(world.DefaultDataGroupDelay)
	b.Put(bench.DataPE, bench.Endpoint(azure.DataMember(bench.Region)))
	b.Put(bench.DataPE+bench.ZoneGroupOf, bench.ZoneGroup(bench.ZoneID))
	if got := b.IP(record); got == shared {
		t.Errorf("the record leads to %s still", got)
	}
	b.Remove(bench.DataPE)
	_, err := b.World.Get(record)
	bench.Refused(t, err, "ResourceNotFound", "")

	b.Put(bench.LoginPE+bench.ZoneGroupOf, bench.ZoneGroup(bench.ZoneID))
	if got := b.IP(record); got != shared {
		t.Errorf("a written zone group leads to %s, want %s", got, shared)
	}
}

// TestReplicaIsNamedAtOnce joins a replica to an endpoint that carries all regions. What the others have in
// the zone stays, a dedicated endpoint's record among it.
func TestReplicaIsNamedAtOnce(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Network()
	b.Put(bench.RegistryID, bench.Registry())
	b.Endpoints()
	home := b.IP(bench.ZoneID + "/A/acrmyapp.koreacentral.data")
	b.Put(bench.ReplicaID, bench.Replica())
	b.IP(bench.ZoneID + "/A/acrmyapp.japaneast.data")
	if got := b.IP(bench.ZoneID + "/A/acrmyapp.koreacentral.data"); got != home {
		t.Errorf("the home region's record leads to %s, want %s", got, home)
	}
	b.Remove(bench.ReplicaID)
	_, err := b.World.Get(bench.ZoneID + "/A/acrmyapp.japaneast.data")
	bench.Refused(t, err, "ResourceNotFound", "")
}

func TestReplicaRollsBackWhenASubnetIsFull(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{PrivateLink: world.MemberPrivateLink})
	b.Put(bench.VNetID, bench.VNet(bench.Subnet("private-endpoints", "10.0.2.0/29", "")))
	b.Put(bench.RegistryID, bench.Registry())
	b.Put(bench.LoginPE, bench.Endpoint("registry"))
	b.Put(bench.ReplicaID, bench.Replica())
	again := bench.RegistryID + "/replications/westeurope"
	bench.Refused(t, b.Try(again, world.Body{"location": "westeurope"}), "ReplicationFailed",
		"could not be created")
}
