package probe

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

var linkToAnotherNetwork = Probe{
	Name: "link-to-another-network", Simulated: "400 BadRequest",
	Question: "What does a PUT of a zone's link answer that leads to another network?",
	Sources:  "terraform-provider-azurerm replaces the link; nobody has the text",
	Takes:    20 * time.Minute,
	Ask: putting(
		func(s *Scene) []made { return append(s.linked(), made{s.ID(vnet + "-2"), s.network()}) },
		func(s *Scene) made { return made{s.ID(zoneLink), s.linkTo(s.ID(vnet + "-2"))} }),
}

var secondLinkToZone = Probe{
	Name: "second-link-to-zone", Simulated: "accepted, then Conflict",
	Question: "What does a second link of one network to a zone answer, and when?",
	Sources:  "ansible-collections/azure#813; pnp/Microsoft365-Analytics-Insights#562",
	Takes:    20 * time.Minute,
	Ask: putting((*Scene).linked, func(s *Scene) made {
		return made{s.ID(zone) + "/virtualNetworkLinks/again", s.linkTo(s.ID(vnet))}
	}),
}

var zoneGroupWithoutRecord = Probe{
	Name: "zone-group-without-record", Simulated: "no record",
	Question: "Does a zone group show a record that is gone from its zone?",
	Sources:  "nobody",
	Makes:    []Priced{premiumRegistry, privateEndpoint}, Takes: 40 * time.Minute,
	Ask: func(ctx context.Context, s *Scene) (Finding, error) {
		if err := s.makeAll(ctx, s.connected()...); err != nil {
			return Finding{}, err
		}
		if _, err := s.Delete(ctx, s.record(s.registryName())); err != nil {
			return Finding{}, err
		}
		group, err := s.Get(ctx, s.ID(loginPE)+zoneGroup)
		if err != nil {
			return Finding{}, err
		}
		for _, config := range items(group.Body, "properties", "privateDnsZoneConfigs") {
			for _, set := range items(config, "properties", "recordSets") {
				if text(set, "recordSetName") == s.registryName() {
					return Finding{Answer: "the record", Details: []string{fmt.Sprint(set)}}, nil
				}
			}
		}
		return found("no record")
	},
}

var startOfAuthority = Probe{
	Name: "start-of-authority", Simulated: "another: 400 BadRequest; removed: 400 BadRequest",
	Question: "What do a second SOA record of a zone and the deletion of the first answer?",
	Sources:  "nobody",
	Takes:    15 * time.Minute,
	Ask: puttingEach(
		func(s *Scene) []made { return []made{{s.ID(zone), Body{"location": "global"}}} },
		func(s *Scene) []attempt {
			record := Body{"properties": Body{"ttl": 3600, "soaRecord": Body{
				"host": "azureprivatedns.net", "email": "azureprivatedns-host.microsoft.com",
				"expireTime": 2419200, "minimumTtl": 10, "refreshTime": 3600, "retryTime": 300,
			}}}
			return []attempt{
				{as: "another", id: s.ID(zone) + "/SOA/another", body: record},
				{as: "removed", id: s.ID(zone) + "/SOA/@", method: http.MethodDelete},
			}
		}),
}
