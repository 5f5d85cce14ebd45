package world

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"private-acr/internal/azure"
)

// move is a thing that somebody may try at any time; most tries are refused.
type move struct {
	id   string
	body Body
}

func moves() []move {
	link := Body{"location": "global", "properties": Body{"virtualNetwork": Body{"id": vnetID}}}
	all := []move{
		{group, Body{"location": region}},
		{vnetID, vnetBody(defaultSubnets()...)},
		{vnetID, vnetBody(subnetBody("private-endpoints", "10.0.2.0/29", ""))},
		{peSubnet, subnetBody("", "10.0.2.0/29", "")},
		{zoneID, Body{"location": "global"}},
		{linkID, link},
		{registryID, registryBody()},
		{replicaID, replicaBody()},
		{registryID + "/replications/westeurope", Body{"location": "westeurope"}},
		{identityID, Body{"location": region}},
		{envID, envBody()},
		{appID, appBody(imageRef)},
		{containerID, containerBody(imageRef)},
	}
	for i := range 3 {
		id := fmt.Sprintf("%s-%d", loginPE, i)
		all = append(all,
			move{id, endpointBody("registry")},
			move{id, endpointBody(azure.DataMember(region))},
			move{id, endpointBody("registry", staticIP("registry", "10.0.2.6"),
				staticIP(azure.DataMember(region), "10.0.2.5"))},
			move{id + "/privateDnsZoneGroups/default", zoneGroupBody(zoneID)},
		)
	}
	return all
}

// checkInvariants holds in every world at every time.
func checkInvariants(t *testing.T, w *World) {
	t.Helper()
	holders := map[string]string{}
	hosts := map[string]string{}
	for _, rec := range w.sorted() {
		for _, a := range rec.Facts.Addresses {
			place := key(rec.Facts.Subnet) + "|" + a.IP
			if other, taken := holders[place]; taken {
				t.Fatalf("%s and %s both have address %s", other, rec.ID, a.IP)
			}
			holders[place] = rec.ID
			hosts[key(rec.ID)+"|"+a.IP] = a.Host
		}
		if rec.Operation != "" && w.tasks[rec.Operation].Status != StatusInProgress {
			t.Fatalf("%s waits for operation %s, which has ended", rec.ID, rec.Operation)
		}
		if _, err := w.show(rec); err != nil {
			t.Fatalf("showing %s: %s", rec.ID, err)
		}
	}
	for _, rec := range w.ofType(typeConnection) {
		if w.find(typePrivateEndpoint, rec.Facts.Owner) == nil {
			t.Fatalf("connection %s has no endpoint", rec.ID)
		}
	}
	for _, rec := range w.ofType(typeRecord) {
		if !rec.Implicit {
			continue
		}
		ip := see[recordView](rec.Body).Properties.Records[0].IP
		if name, _ := w.recordName(hosts[key(rec.Facts.Owner)+"|"+ip], zoneName); name != rec.name() {
			t.Fatalf("record %s has address %s, which %s does not serve it at", rec.name(), ip,
				rec.Facts.Owner)
		}
	}
}

func TestRandomSequences(t *testing.T) {
	t.Parallel()
	eachPrivateLink(t, func(t *testing.T, link PrivateLink) {
		t.Helper()
		all := moves()
		for seed := range uint64(12) {
			random := rand.New(rand.NewPCG(seed, 7))
			b := open(t, Options{PrivateLink: link})
			accepted := 0
			for range 250 {
				m := all[random.IntN(len(all))]
				var err error
				if random.IntN(6) == 0 {
					_, err = b.w.Delete(m.id)
				} else {
					_, err = b.w.Put(m.id, m.body)
				}
				if err == nil {
					accepted++
				} else if asError(err).Status >= 500 {
					t.Fatalf("seed %d: %s: %s", seed, m.id, err)
				}
				checkInvariants(t, b.w)
				b.pass(time.Duration(random.IntN(90)) * time.Second)
			}
			if accepted < 20 {
				t.Errorf("seed %d: only %d requests were accepted", seed, accepted)
			}
		}
	})
}
