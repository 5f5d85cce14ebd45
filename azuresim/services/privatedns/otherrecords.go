package privatedns

import (
	"strings"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

// Records of other types than A are kept and read back. Nothing here asks for them: private endpoints have
// addresses alone.
var (
	_ = types.Add(otherRecord("AAAA", "aaaaRecords", engine.Body{"ipv6Address": "fd00::4"}))
	_ = types.Add(func(s *Service) engine.Type {
		t := otherRecord("CNAME", "", nil)(s)
		t.Example.Body = func(func(catalog.Type) string) engine.Body {
			return engine.Body{"properties": engine.Body{
				"ttl": 300.0, "cnameRecord": engine.Body{"cname": "example.com"},
			}}
		}
		return t
	})
	_ = types.Add(otherRecord("MX", "mxRecords", engine.Body{"exchange": "m.example.com", "preference": 1.0}))
	_ = types.Add(otherRecord("PTR", "ptrRecords", engine.Body{"ptrdname": "example.com"}))
	_ = types.Add((*Service).startOfAuthority)
	_ = types.Add(otherRecord("SRV", "srvRecords", engine.Body{
		"port": 443.0, "priority": 1.0, "weight": 1.0, "target": "example.com",
	}))
	_ = types.Add(otherRecord("TXT", "txtRecords", engine.Body{"value": []any{"text"}}))
)

// otherRecord is a type of records that come in a list.
func otherRecord(kind, list string, example engine.Body) func(*Service) engine.Type {
	return func(*Service) engine.Type {
		row, _ := catalog.ByARM(catalog.PrivateZone.ARM + "/" + kind)
		return engine.Type{
			Row: row, Stateless: true, Etag: engine.WeakEtag,
			ReadOnly: []string{"fqdn", "isAutoRegistered"}, Accept: completeRecord,
			Example: engine.Example{
				Name: strings.ToLower(kind), Body: func(func(catalog.Type) string) engine.Body {
					return engine.Body{"properties": engine.Body{"ttl": 300.0, list: []any{example}}}
				},
			},
		}
	}
}

func completeRecord(r *engine.Request) error {
	r.Resource.Implicit = false
	engine.Fill(r.Properties(), engine.Body{
		"ttl": float64(manualTTL), "isAutoRegistered": false,
		"fqdn": fqdn(r.ID.Name, r.ID.Parent.Name),
	})
	return nil
}

// apex is the name of the records of a zone itself, relative to it.
const apex = "@"

func fqdn(name, zone string) string {
	if name == apex {
		return zone + "."
	}
	return name + "." + zone + "."
}

// startOfAuthority is the record that a zone comes with, and goes with.
func (s *Service) startOfAuthority() engine.Type {
	t := otherRecord("SOA", "", nil)(s)
	t.Accept, t.Refuse = acceptAuthority, refuseAuthority
	t.Example = engine.Example{Name: apex, MadeBy: catalog.PrivateZone}
	return t
}

// acceptAuthority changes the one record that there is. The texts are assumed.
func acceptAuthority(r *engine.Request) error {
	if r.Old == nil {
		return engine.BadRequest("BadRequest", "A record set of type SOA can only be named '@'.")
	}
	engine.Fill(r.Properties(), engine.Properties(authority(r.ID.Parent.Name)))
	return nil
}

func refuseAuthority(*engine.Resource) error {
	return engine.BadRequest("BadRequest", "The record set of type SOA at the zone's apex cannot be deleted.")
}

// authority is the record of a new zone. The values are those that terraform-provider-azurerm documents as
// Azure's: website/docs/r/private_dns_zone.html.markdown.
func authority(zone string) engine.Body {
	return engine.Body{"properties": engine.Body{
		"ttl": float64(manualTTL), "fqdn": fqdn(apex, zone), "isAutoRegistered": false,
		"soaRecord": engine.Body{
			"email": "azureprivatedns-host.microsoft.com", "host": "azureprivatedns.net",
			"expireTime": 2419200.0, "minimumTtl": 10.0, "refreshTime": 3600.0, "retryTime": 300.0,
			"serialNumber": 1.0,
		},
	}}
}

// keepAuthority gives a zone its own record.
func (s *Service) keepAuthority(zone *engine.Resource) error {
	row, _ := catalog.ByARM(catalog.PrivateZone.ARM + "/SOA")
	id := zone.ID + "/SOA/" + apex
	if s.engine.Find(row.ARM, id) != nil {
		return nil
	}
	body := authority(zone.Name())
	set := s.engine.NewImplicit(id, row.ARM, zone, body)
	body["id"], body["name"], body["type"], body["etag"] = set.ID, apex, set.Type, set.GUID("etag")
	s.engine.Keep(set)
	return nil
}

// recordTypes are the ARM types of record sets.
func recordTypes() []string {
	return append([]string{catalog.PrivateRecordSet.ARM}, catalog.PrivateRecordSet.Siblings...)
}

// records counts a zone's record sets.
func (s *Service) records(zone *engine.Resource) int {
	count := 0
	for _, recordType := range recordTypes() {
		count += len(s.engine.Children(zone.ID, recordType))
	}
	return count
}
