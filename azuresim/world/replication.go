package world

import (
	"slices"
	"strings"

	"private-acr/internal/azure"
)

const typeReplication = typeRegistry + "/replications"

// replication is a replica of a registry in another region. In the member world it must give its data
// endpoint an address in every endpoint of the registry before it succeeds.
var replication = kind{
	typ: typeReplication, name: azure.NameRegistry, nameCode: "ResourceNameInvalid",
	place: regional, takes: replicationTakes, busyCode: "ConflictError", readOnly: []string{"status"},
	accept: acceptReplication, settle: settleReplication, removed: removedReplication,
}

func acceptReplication(r *request) error {
	reg := r.w.find(typeRegistry, parentID(r.id))
	if err := premium(reg.Body, notInSKU, "The requested feature geo-replication"); err != nil {
		return err
	}
	if see[registryView](reg.Body).Properties.Policies.SoftDelete.on() {
		return badRequest("SoftDeletePolicyNotSupported", "The registry %s cannot be geo-replicated while "+
			"its soft delete policy is enabled.", reg.name())
	}
	if region := r.rec.region(); region == reg.region() || r.w.replicated(reg, r.rec) {
		return conflict("ConflictError", "The registry %s has a replica in %s already.", reg.name(), region)
	}
	if err := r.w.quiet(reg, r.rec); err != nil {
		return err
	}
	fill(r.properties(), Body{"regionEndpointEnabled": true, "zoneRedundancy": disabled})
	return nil
}

func (w *World) replicated(reg, replica *record) bool {
	return slices.ContainsFunc(w.replicas(reg), func(other *record) bool {
		return other.region() == replica.region() && !same(other.ID, replica.ID)
	})
}

func settleReplication(w *World, rec *record) error {
	if !rec.Facts.Ready.IsZero() {
		return nil
	}
	reg := w.registryOf(rec)
	if reg == nil {
		return nil
	}
	if w.options.PrivateLink == MemberPrivateLink {
		if err := w.extendAll(reg, rec); err != nil {
			return err
		}
	}
	properties(rec.Body)["status"] = Body{"displayStatus": "Ready"}
	w.start(taskOffer, rec.ID, w.options.DataGroupDelay)
	return nil
}

// extendAll gives the replica's data endpoint an address in every endpoint of the registry, or in none.
func (w *World) extendAll(reg, replica *record) error {
	before := map[*record][]address{}
	for _, endpoint := range w.endpoints(reg) {
		addresses, err := w.extend(reg, replica, endpoint)
		if err != nil {
			w.reset(before)
			return err
		}
		// At once, so that the next endpoint in the same subnet gets another address.
		before[endpoint] = endpoint.Facts.Addresses
		endpoint.Facts.Addresses = addresses
		w.keep(endpoint)
	}
	return nil
}

func (w *World) reset(before map[*record][]address) {
	for endpoint, addresses := range before {
		endpoint.Facts.Addresses = addresses
		w.keep(endpoint)
	}
}

func (w *World) extend(reg, replica, endpoint *record) ([]address, error) {
	addresses := slices.Clone(endpoint.Facts.Addresses)
	has := func(a address) bool { return a.Member == member(replica) }
	if slices.ContainsFunc(addresses, has) {
		return addresses, nil
	}
	v := see[endpointView](endpoint.Body)
	missing := []string{member(replica)}
	if given := v.Properties.IPConfigurations; len(given) > 0 {
		return nil, badRequest("ReplicationFailed", "Failed to replicate private endpoint. Private Endpoint "+
			"%s contains static ipconfigurations: [%s] and it's missing these membernames/groupids "+
			"requested by Private Link service [%s, IpVersion: IPv4]. Private Endpoint "+
			"needs to be reconfigured with missing memberNames.", endpoint.ID,
			describe(given), wanted(v.link().group(), missing))
	}
	addresses = append(addresses, address{Member: member(replica), Host: host(reg, member(replica))})
	sub := w.find(typeSubnet, endpoint.Facts.Subnet)
	if sub == nil || w.allocate(sub, endpoint, addresses) != nil {
		// Azure rolls back with an unspecific error. Azure docs: container-registry-geo-replication.
		return nil, conflict("ReplicationFailed", "The replication %s could not be created.", replica.ID)
	}
	return addresses, nil
}

// removedReplication takes the replica's member away from the endpoints.
func removedReplication(w *World, rec *record) {
	reg := w.registryOf(rec)
	if reg == nil || w.options.PrivateLink != MemberPrivateLink {
		return
	}
	for _, endpoint := range w.endpoints(reg) {
		for _, group := range w.zoneGroups(endpoint.ID) {
			w.eraseHost(group, host(reg, member(rec)))
		}
		endpoint.Facts.Addresses = slices.DeleteFunc(slices.Clone(endpoint.Facts.Addresses),
			func(a address) bool {
				return a.Member == member(rec) && !a.Static
			})
		w.keep(endpoint)
	}
}

// replicas are those of a registry, in the order of their creation.
func (w *World) replicas(reg *record) []*record {
	return slices.DeleteFunc(w.beneath(reg.ID), func(r *record) bool { return r.Type != typeReplication })
}

// registryOf is the registry that a replica belongs to, or the record itself if it is one.
func (w *World) registryOf(rec *record) *record {
	id, _, _ := strings.Cut(key(rec.ID), "/replications/")
	return w.find(typeRegistry, id)
}
