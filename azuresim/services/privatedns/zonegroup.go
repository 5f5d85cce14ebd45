package privatedns

import (
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/network/armnetwork/v7"

	"private-acr/azuresim/engine"
	"private-acr/azuresim/services/network"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).zoneGroup)

// zoneGroup keeps the records of an endpoint's hosts in private DNS zones.
func (s *Service) zoneGroup() engine.Type {
	return engine.Type{
		Row: catalog.ZoneGroup, NameCode: "InvalidResourceName", Etag: engine.WeakEtag,
		Takes: engine.Durations{
			Create: 20 * time.Second, Update: 20 * time.Second, Delete: 15 * time.Second, Source: "assumed",
		},
		Accept: s.acceptZoneGroup, Settle: s.settleZoneGroup, View: s.viewZoneGroup, Removed: s.eraseAll,
		Example: engine.Example{Name: "default", Body: func(id func(catalog.Type) string) engine.Body {
			return engine.Body{"properties": engine.Body{"privateDnsZoneConfigs": []any{engine.Body{
				"name": "registry", "properties": engine.Body{"privateDnsZoneId": id(catalog.PrivateZone)},
			}}}}
		}},
	}
}

// zonesPerGroup is Azure's limit. Azure docs: private-link/private-endpoint-dns-integration.
const zonesPerGroup = 5

func (s *Service) acceptZoneGroup(r *engine.Request) error {
	group, err := engine.Read[armnetwork.PrivateDNSZoneGroup](r.Resource.Body)
	if err != nil {
		return err
	}
	for _, other := range s.zoneGroups(engine.ParentID(r.ID)) {
		if !same(other.ID, r.Resource.ID) {
			return engine.BadRequest("MoreThanOnePrivateDnsZoneGroupPerPrivateEndpointNotAllowed", "Cannot "+
				"create more than one private dns zone groups in the private endpoint %s.",
				engine.ParentID(r.ID))
		}
	}
	if err := s.checkConfigs(r, engine.Value(group.Properties).PrivateDNSZoneConfigs); err != nil {
		return err
	}
	if r.Old != nil {
		// The records of the old zones go before those of the new ones are written.
		r.Then(func() { s.eraseAll(r.Old) })
	}
	return nil
}

func (s *Service) checkConfigs(r *engine.Request, configs []*armnetwork.PrivateDNSZoneConfig) error {
	if len(configs) > zonesPerGroup {
		return engine.BadRequest("PrivateDnsZoneGroupHasTooManyZones", "Private DNS zone group %s has %d "+
			"zones, more than %d.", r.Resource.ID, len(configs), zonesPerGroup)
	}
	for _, config := range configs {
		if engine.Value(engine.Value(config).Name) == "" {
			return engine.BadRequest("InvalidRequestFormat", "Cannot parse the request.")
		}
		if _, err := s.engine.Refer(r.Resource, catalog.PrivateZone.ARM, zoneIn(config)); err != nil {
			return err
		}
	}
	return nil
}

func zoneIn(config *armnetwork.PrivateDNSZoneConfig) string {
	return engine.Value(engine.Value(engine.Value(config).Properties).PrivateDNSZoneID)
}

// zonesOf are the ids of the zones that a group keeps records in.
func zonesOf(group *engine.Resource) []string {
	var ids []string
	p := engine.Value(engine.As[armnetwork.PrivateDNSZoneGroup](group).Properties)
	for _, config := range p.PrivateDNSZoneConfigs {
		ids = append(ids, zoneIn(config))
	}
	return ids
}

func (s *Service) settleZoneGroup(group *engine.Resource) error {
	s.write(group, every)
	return nil
}

// Publish writes the record of a member that an endpoint serves from now on.
func (s *Service) Publish(endpoint *engine.Resource, member string) {
	s.publish(endpoint, func(a network.Address) bool { return a.Member == member })
}

func (s *Service) publish(endpoint *engine.Resource, wanted func(network.Address) bool) {
	for _, group := range s.zoneGroups(endpoint.ID) {
		if group.Works() {
			s.write(group, wanted)
		}
	}
}

func every(network.Address) bool { return true }

// Withdraw takes the records of addresses of an endpoint away, whoever wrote them last.
func (s *Service) Withdraw(endpoint *engine.Resource, addresses []network.Address) {
	for _, group := range s.zoneGroups(endpoint.ID) {
		s.erase(group, addresses)
	}
}

// follow keeps the zones in step with an endpoint whose addresses change.
func (s *Service) follow(endpoint *engine.Resource, before []network.Address) {
	s.Withdraw(endpoint, before)
	s.publish(endpoint, every)
}

// write makes the zones say where the endpoint serves the wanted members. A record that somebody else had is
// overwritten, which is what two endpoints in one zone do to each other.
func (s *Service) write(group *engine.Resource, wanted func(network.Address) bool) {
	endpoint := s.endpointOf(group)
	if endpoint == nil {
		return
	}
	for _, id := range zonesOf(group) {
		zone := s.engine.Find(catalog.PrivateZone.ARM, id)
		if zone == nil {
			continue
		}
		for _, a := range s.network.Served(endpoint) {
			if name, inside := recordName(a.Alias, zone.Name()); inside && wanted(a) {
				s.engine.Keep(s.autoRecord(zone, name, a.IP, endpoint))
			}
		}
	}
}

// eraseAll takes the records of all the endpoint's addresses away.
func (s *Service) eraseAll(group *engine.Resource) {
	if endpoint := s.endpointOf(group); endpoint != nil {
		s.erase(group, network.AddressesOf(endpoint))
	}
}

func (s *Service) erase(group *engine.Resource, addresses []network.Address) {
	for _, zone := range zonesOf(group) {
		for _, a := range addresses {
			name, inside := recordName(a.Alias, engine.LastName(zone))
			if set := s.engine.Find(catalog.PrivateRecordSet.ARM, recordID(zone,
				name)); inside && set != nil {
				s.engine.Drop(set)
			}
		}
	}
}

func (s *Service) viewZoneGroup(group *engine.Resource, body engine.Body) {
	endpoint := s.endpointOf(group)
	configs, _ := engine.Properties(body)["privateDnsZoneConfigs"].([]any)
	for _, c := range configs {
		config, isObject := c.(engine.Body)
		if !isObject || endpoint == nil {
			continue
		}
		sets := []any{}
		if group.Works() {
			zoneID, _ := engine.Properties(config)["privateDnsZoneId"].(string)
			sets = s.recordSets(endpoint, zoneID)
		}
		engine.Properties(config)["recordSets"] = sets
	}
}

// recordSets are those of the endpoint's hosts as the zone has them: what somebody else has overwritten shows
// somebody else's address, and what is gone is not there.
func (s *Service) recordSets(endpoint *engine.Resource, zoneID string) []any {
	sets := []any{}
	for _, a := range s.network.Served(endpoint) {
		name, inside := recordName(a.Alias, engine.LastName(zoneID))
		set := s.engine.Find(catalog.PrivateRecordSet.ARM, recordID(zoneID, name))
		if !inside || set == nil {
			continue
		}
		ips := []any{}
		for _, ip := range addressesIn(set) {
			ips = append(ips, ip)
		}
		sets = append(sets, engine.Body{
			"recordType": "A", "recordSetName": name, "fqdn": name + "." + engine.LastName(zoneID),
			"ttl": set.Properties()["ttl"], "ipAddresses": ips, "provisioningState": engine.Succeeded,
		})
	}
	return sets
}

func (s *Service) zoneGroups(endpointID string) []*engine.Resource {
	return s.engine.Children(endpointID, catalog.ZoneGroup.ARM)
}

func (s *Service) endpointOf(group *engine.Resource) *engine.Resource {
	id, _, _ := strings.Cut(engine.Key(group.ID), "/privatednszonegroups/")
	return s.engine.Find(catalog.PrivateEndpoint.ARM, id)
}
