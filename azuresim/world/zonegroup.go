package world

import (
	"strings"

	"private-acr/internal/azure"
)

const typeZoneGroup = typePrivateEndpoint + "/privateDnsZoneGroups"

// zoneGroup keeps the records of an endpoint's hosts in private DNS zones.
var zoneGroup = kind{
	typ: typeZoneGroup, name: azure.NameZoneGroup, nameCode: "InvalidResourceName", takes: zoneGroupTakes,
	accept: acceptZoneGroup, begin: beginZoneGroup, settle: settleZoneGroup, view: viewZoneGroup,
	removed: eraseRecords,
}

// zonesPerGroup is Azure's limit. Azure docs: private-link/private-endpoint-dns-integration.
const zonesPerGroup = 5

type zoneGroupView struct {
	Properties struct {
		Configs []zoneConfig `json:"privateDnsZoneConfigs"`
	} `json:"properties"`
}

type zoneConfig struct {
	Name       string `json:"name"`
	Properties struct {
		ZoneID string `json:"privateDnsZoneId"`
	} `json:"properties"`
}

func acceptZoneGroup(r *request) error {
	v, err := read[zoneGroupView](r.rec.Body)
	if err != nil {
		return err
	}
	for _, other := range r.w.zoneGroups(parentID(r.id)) {
		if !same(other.ID, r.rec.ID) {
			return badRequest("MoreThanOnePrivateDnsZoneGroupPerPrivateEndpointNotAllowed", "Cannot create "+
				"more than one private dns zone groups in the private endpoint %s.", parentID(r.id))
		}
	}
	configs := v.Properties.Configs
	if len(configs) > zonesPerGroup {
		return badRequest("PrivateDnsZoneGroupHasTooManyZones", "Private DNS zone group %s has %d zones, "+
			"more than %d.", r.rec.ID, len(configs), zonesPerGroup)
	}
	for _, config := range configs {
		if config.Name == "" {
			return badRequest("InvalidRequestFormat", "Cannot parse the request.")
		}
		if _, err := r.refer(typePrivateZone, config.Properties.ZoneID); err != nil {
			return err
		}
	}
	return nil
}

// beginZoneGroup takes the records of the old zones away before those of the new ones are written.
func beginZoneGroup(r *request) {
	if r.old != nil {
		eraseRecords(r.w, r.old)
	}
}

func settleZoneGroup(w *World, rec *record) error {
	w.writeRecords(rec)
	return nil
}

// writeRecords makes the zones say what the endpoint serves. A record that somebody else had is overwritten,
// which is what two endpoints in one zone do to each other.
func (w *World) writeRecords(group *record) {
	endpoint := w.find(typePrivateEndpoint, endpointOf(group))
	if endpoint == nil {
		return
	}
	for _, config := range see[zoneGroupView](group.Body).Properties.Configs {
		zone := w.find(typePrivateZone, config.Properties.ZoneID)
		if zone == nil {
			continue
		}
		for _, a := range w.served(endpoint) {
			if name, inside := w.recordName(a.Host, zone.name()); inside {
				w.keep(w.autoRecord(zone, name, a.IP, endpoint))
			}
		}
	}
}

// eraseRecords takes the records of the endpoint's hosts away, whoever wrote them last.
func eraseRecords(w *World, group *record) {
	endpoint := w.find(typePrivateEndpoint, endpointOf(group))
	if endpoint == nil {
		return
	}
	for _, a := range endpoint.Facts.Addresses {
		w.eraseHost(group, a.Host)
	}
}

func (w *World) eraseHost(group *record, host string) {
	for _, config := range see[zoneGroupView](group.Body).Properties.Configs {
		zone := config.Properties.ZoneID
		name, inside := w.recordName(host, lastName(zone))
		if rec := w.find(typeRecord, zone+"/A/"+name); inside && rec != nil {
			w.drop(rec)
		}
	}
}

func viewZoneGroup(w *World, rec *record, body Body) {
	endpoint := w.find(typePrivateEndpoint, endpointOf(rec))
	configs, _ := properties(body)["privateDnsZoneConfigs"].([]any)
	for _, c := range configs {
		config, isObject := c.(Body)
		if !isObject || endpoint == nil {
			continue
		}
		sets := []any{}
		if rec.works() {
			zoneID, _ := properties(config)["privateDnsZoneId"].(string)
			sets = w.recordSets(endpoint, lastName(zoneID))
		}
		properties(config)["recordSets"] = sets
	}
}

func (w *World) recordSets(endpoint *record, zone string) []any {
	sets := []any{}
	for _, a := range w.served(endpoint) {
		if name, inside := w.recordName(a.Host, zone); inside {
			sets = append(sets, Body{
				"recordType": "A", "recordSetName": name, "fqdn": name + "." + zone, "ttl": float64(autoTTL),
				"ipAddresses": []any{a.IP}, "provisioningState": stateSucceeded,
			})
		}
	}
	return sets
}

func (w *World) zoneGroups(endpointID string) []*record {
	var groups []*record
	for _, rec := range w.beneath(endpointID) {
		if rec.Type == typeZoneGroup {
			groups = append(groups, rec)
		}
	}
	return groups
}

func endpointOf(group *record) string {
	endpoint, _, _ := strings.Cut(key(group.ID), "/privatednszonegroups/")
	return endpoint
}

// privateName is the name that a host's public DNS entry points at once it has a private endpoint:
// myreg.azurecr.io is an alias of myreg.privatelink.azurecr.io.
func (w *World) privateName(host string) string {
	return azure.RecordName(host, w.cloud.RegistrySuffix) + "." + w.cloud.PrivateZone
}

// recordName is the name of a host's record in the zone, if the zone is one for it.
func (w *World) recordName(host, zone string) (string, bool) {
	return strings.CutSuffix(w.privateName(host), "."+strings.ToLower(zone))
}
