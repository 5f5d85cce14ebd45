package clients_test

import (
	"net/http"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/privatedns/armprivatedns"
)

// TestRecordsOfEveryType keeps a record of each type and finds it in the list of all.
func TestRecordsOfEveryType(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, theZone())
	c, ctx := client(t, a, armprivatedns.NewRecordSetsClient), t.Context()
	sets := map[armprivatedns.RecordType]armprivatedns.RecordSetProperties{
		armprivatedns.RecordTypeA: {ARecords: []*armprivatedns.ARecord{{IPv4Address: to.Ptr("10.0.0.4")}}},
		armprivatedns.RecordTypeAAAA: {
			AaaaRecords: []*armprivatedns.AaaaRecord{{IPv6Address: to.Ptr("fd00::4")}},
		},
		armprivatedns.RecordTypeCNAME: {CnameRecord: &armprivatedns.CnameRecord{Cname: to.Ptr("a.example")}},
		armprivatedns.RecordTypeTXT: {
			TxtRecords: []*armprivatedns.TxtRecord{{Value: []*string{to.Ptr("text")}}},
		},
	}
	for kind, properties := range sets {
		properties.TTL = to.Ptr[int64](300)
		_, err := c.CreateOrUpdate(ctx, group, zoneName, kind, "r-"+string(kind),
			armprivatedns.RecordSet{Properties: &properties}, nil)
		if err != nil {
			t.Fatal(err)
		}
		read, err := c.Get(ctx, group, zoneName, kind, "r-"+string(kind), nil)
		if err != nil {
			t.Fatal(err)
		}
		wantWithin(t, string(kind), properties, read.Properties)
	}
	all, err := listed(ctx, c.NewListPager(group, zoneName, nil))
	if want := len(sets) + 1; err != nil || len(all) != want {
		t.Errorf("there are %d record sets, %v, want %d with the zone's own", len(all), err, want)
	}
}

// TestZonesHaveAnAuthority reads and changes the record that a zone comes with.
func TestZonesHaveAnAuthority(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, theZone())
	c, ctx := client(t, a, armprivatedns.NewRecordSetsClient), t.Context()
	const soa = armprivatedns.RecordTypeSOA
	made, err := c.Get(ctx, group, zoneName, soa, "@", nil)
	if err != nil || *made.Properties.SoaRecord.MinimumTTL != 10 {
		t.Fatalf("a new zone has %+v, %v", made.Properties, err)
	}
	patch := armprivatedns.RecordSet{Properties: &armprivatedns.RecordSetProperties{
		SoaRecord: &armprivatedns.SoaRecord{MinimumTTL: to.Ptr[int64](60)},
	}}
	changed, err := c.Update(ctx, group, zoneName, soa, "@", patch, nil)
	if err != nil {
		t.Fatal(err)
	}
	if record := changed.Properties.SoaRecord; *record.MinimumTTL != 60 || *record.Email == "" {
		t.Errorf("it becomes %+v", record)
	}
	_, err = c.Delete(ctx, group, zoneName, soa, "@", nil)
	wantCode(t, err, http.StatusBadRequest, "BadRequest")
}
