package privatedns

import (
	"net/netip"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/privatedns/armprivatedns"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).recordSet)

// recordSet is a record set of type A. Zone groups write theirs; others can be put by hand.
func (s *Service) recordSet() engine.Type {
	return engine.Type{
		Row: catalog.PrivateRecordSet, Stateless: true, Etag: engine.WeakEtag,
		ReadOnly: []string{"fqdn", "isAutoRegistered"}, Accept: acceptRecordSet,
		Example: engine.Example{Name: "example", Body: func(func(catalog.Type) string) engine.Body {
			return engine.Body{"properties": engine.Body{
				"ttl": 300.0, "aRecords": []any{engine.Body{"ipv4Address": "10.0.1.4"}},
			}}
		}},
	}
}

const (
	// autoTTL is the lifetime, in seconds, of the records of a zone group, as seen on Azure.
	autoTTL = 10
	// manualTTL is the usual one for records put by hand.
	manualTTL = 3600
)

func acceptRecordSet(r *engine.Request) error {
	set, err := engine.Read[armprivatedns.RecordSet](r.Resource.Body)
	if err != nil {
		return err
	}
	for _, text := range addresses(set) {
		if ip, err := netip.ParseAddr(text); err != nil || !ip.Is4() {
			return engine.BadRequest("BadRequest", "The value '%s' of the record set '%s' is not an IPv4 "+
				"address.", text, r.ID.Name)
		}
	}
	r.Resource.Implicit = false
	engine.Fill(r.Properties(), engine.Body{
		"ttl": float64(manualTTL), "isAutoRegistered": false,
		"fqdn": fqdn(r.ID.Name, r.ID.Parent.Name),
	})
	return nil
}

func addresses(set armprivatedns.RecordSet) []string {
	var all []string
	for _, record := range engine.Value(set.Properties).ARecords {
		all = append(all, engine.Value(engine.Value(record).IPv4Address))
	}
	return all
}

func addressesIn(set *engine.Resource) []string {
	return addresses(engine.As[armprivatedns.RecordSet](set))
}

func recordID(zoneID, name string) string { return zoneID + "/A/" + name }

// recordName is the name of a record for the name in a zone, if that is one for it.
func recordName(name, zone string) (string, bool) {
	return strings.CutSuffix(strings.ToLower(name), "."+strings.ToLower(zone))
}

// autoRecord is the record that a zone group keeps for an endpoint.
func (s *Service) autoRecord(zone *engine.Resource, name, ip string,
	endpoint *engine.Resource,
) *engine.Resource {
	body := engine.Body{}
	set := s.engine.NewImplicit(recordID(zone.ID, name), catalog.PrivateRecordSet.ARM, endpoint, body)
	creator := "created by private endpoint " + endpoint.Name() + " with resource guid " +
		endpoint.GUID("resource")
	body["id"], body["name"], body["type"], body["etag"] = set.ID, name, set.Type, set.GUID("etag")
	body["properties"] = engine.Body{
		"ttl": float64(autoTTL), "fqdn": fqdn(name, zone.Name()), "isAutoRegistered": false,
		"metadata": engine.Body{"creator": creator}, "aRecords": []any{engine.Body{"ipv4Address": ip}},
	}
	return set
}
