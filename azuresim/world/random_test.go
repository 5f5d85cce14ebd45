package world_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/privatedns/armprivatedns"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/engine"
	"private-acr/azuresim/services/network"
	"private-acr/azuresim/world"
	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

// move is a thing that somebody may try at any time; most tries are refused.
type move struct {
	id   string
	body world.Body
}

func moves() []move {
	link := world.Body{
		"location":   "global",
		"properties": world.Body{"virtualNetwork": world.Body{"id": bench.VNetID}},
	}
	all := []move{
		{bench.Group, world.Body{"location": bench.Region}},
		{bench.NatID, world.Body{"location": bench.Region}},
		{bench.VNetID, bench.VNet(bench.Subnets()...)},
		{bench.VNetID, bench.VNet(bench.Subnet("private-endpoints", "10.0.2.0/29", ""))},
		{bench.PESubnet, bench.Subnet("", "10.0.2.0/29", "")},
		{bench.ZoneID, world.Body{"location": "global"}},
		{bench.LinkID, link},
		{bench.RegistryID, bench.Registry()},
		{bench.ReplicaID, bench.Replica()},
		{bench.RegistryID + "/replications/westeurope", world.Body{"location": "westeurope"}},
		{bench.IdentityID, world.Body{"location": bench.Region}},
		{bench.EnvID, bench.Environment()},
		{bench.AppID, bench.App(bench.Image)},
		{bench.ContainerID, bench.ContainerGroup(bench.Image)},
	}
	for i := range 3 {
		id := fmt.Sprintf("%s-%d", bench.LoginPE, i)
		all = append(all,
			move{id, bench.Endpoint("registry")},
			move{id, bench.Endpoint(azure.DataMember(bench.Region))},
			move{id, bench.Endpoint("registry", bench.StaticIP("registry", "10.0.2.6"),
				bench.StaticIP(azure.DataMember(bench.Region), "10.0.2.5"))},
			move{id + bench.ZoneGroupOf, bench.ZoneGroup(bench.ZoneID)},
		)
	}
	return all
}

// checkInvariants holds in every world at every time.
func checkInvariants(t *testing.T, w *world.World) {
	t.Helper()
	w.Now() // What has come due by the clock is finished first.
	e := w.Engine()
	owners, hosts := map[string]string{}, map[string]string{}
	for _, res := range e.All() {
		tenancy := network.TenancyOf(res)
		for _, a := range tenancy.Addresses {
			address := engine.Key(tenancy.Subnet) + "|" + a.IP
			if other, taken := owners[address]; taken {
				t.Fatalf("%s and %s both have address %s", other, res.ID, a.IP)
			}
			owners[address] = res.ID
			hosts[engine.Key(res.ID)+"|"+a.IP] = a.Alias
		}
		checkOperation(t, w, res)
		if _, err := e.Show(res); err != nil {
			t.Fatalf("showing %s: %s", res.ID, err)
		}
	}
	for _, connection := range e.OfType(catalog.RegistryConnection.ARM) {
		if e.Find(catalog.PrivateEndpoint.ARM, connection.Owner) == nil {
			t.Fatalf("connection %s has no endpoint", connection.ID)
		}
	}
	for _, set := range e.OfType(catalog.PrivateRecordSet.ARM) {
		if !set.Implicit {
			continue
		}
		records := engine.As[armprivatedns.RecordSet](set).Properties.ARecords
		got := hosts[engine.Key(set.Owner)+"|"+*records[0].IPv4Address]
		if got != set.Name()+"."+bench.ZoneName {
			t.Fatalf("record %s has an address which %s serves %q at", set.Name(), set.Owner, got)
		}
	}
}

// checkOperation sees that a resource waits for nothing that has ended.
func checkOperation(t *testing.T, w *world.World, res *engine.Resource) {
	t.Helper()
	if res.Operation == "" {
		return
	}
	if op, err := w.Operation(res.Operation); err != nil || op.Status != world.StatusInProgress {
		t.Fatalf("%s waits for operation %s, which is %s (%v)", res.ID, res.Operation, op.Status, err)
	}
}

func TestRandomSequences(t *testing.T) {
	t.Parallel()
	bench.EachPrivateLink(t, func(t *testing.T, link world.PrivateLink) {
		t.Helper()
		all := moves()
		for seed := range uint64(12) {
			random := rand.New(rand.NewPCG(seed, 7))
			b := bench.Open(t, world.Options{PrivateLink: link})
			accepted := 0
			for range 250 {
				m := all[random.IntN(len(all))]
				var err error
				if random.IntN(6) == 0 {
					_, err = b.World.Delete(m.id)
				} else {
					_, err = b.World.Put(m.id, m.body)
				}
				if err == nil {
					accepted++
				} else if engine.AsError(err).Status >= 500 {
					t.Fatalf("seed %d: %s: %s", seed, m.id, err)
				}
				checkInvariants(t, b.World)
				b.Pass(time.Duration(random.IntN(90)) * time.Second)
			}
			if accepted < 20 {
				t.Errorf("seed %d: only %d requests were accepted", seed, accepted)
			}
		}
	})
}
