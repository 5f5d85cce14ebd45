package containerregistry

import (
	"slices"
	"strings"
	"time"

	"private-acr/azuresim/engine"
	"private-acr/azuresim/services/network"
	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).replication)

// replication is a replica of a registry in another region. Where the group registry carries data endpoints
// it must give its own an address in every endpoint to that group before it succeeds.
func (s *Service) replication() engine.Type {
	return engine.Type{
		Row: catalog.Replication, NameCode: badName, BusyCode: busy,
		Takes: engine.Durations{
			Create: 90 * time.Second, Update: 20 * time.Second, Delete: time.Minute, Source: "assumed",
		},
		ReadOnly: []string{"status"},
		State:    engine.StateOf[offer],
		Accept:   s.acceptReplication, Settle: s.settleReplication, Removed: s.removedReplication,
		Jobs: map[string]engine.Job{jobOffer: s.offerJob(), jobPublish: s.publishJob()},
		Example: engine.Example{Name: "japaneast", Body: func(func(catalog.Type) string) engine.Body {
			return engine.Body{"location": "japaneast"}
		}},
	}
}

func (s *Service) acceptReplication(r *engine.Request) error {
	reg := s.engine.Find(catalog.Registry.ARM, engine.ParentID(r.ID))
	if err := premium(reg, notInSKU, "The requested feature geo-replication"); err != nil {
		return err
	}
	if deletesSoftly(propertiesOf(reg)) {
		return engine.BadRequest("SoftDeletePolicyNotSupported", "The registry %s cannot be geo-replicated "+
			"while its soft delete policy is enabled.", reg.Name())
	}
	if region := r.Resource.Region(); region == reg.Region() || s.replicated(reg, r.Resource) {
		return engine.Conflict(busy, "The registry %s has a replica in %s already.", reg.Name(), region)
	}
	if err := (linkTarget{s}).Quiet(reg, r.Resource); err != nil {
		return err
	}
	engine.Fill(r.Properties(), engine.Body{"regionEndpointEnabled": true, "zoneRedundancy": disabled})
	return nil
}

func (s *Service) replicated(reg, replica *engine.Resource) bool {
	return slices.ContainsFunc(s.replicas(reg), func(other *engine.Resource) bool {
		return other.Region() == replica.Region() && !same(other.ID, replica.ID)
	})
}

func (s *Service) settleReplication(replica *engine.Resource) error {
	reg := s.registryOf(replica)
	if reg == nil || !replica.Ready.IsZero() {
		return nil
	}
	if err := s.joinAll(reg, replica); err != nil {
		return err
	}
	replica.Properties()["status"] = engine.Body{"displayStatus": "Ready"}
	return s.startOffer(replica)
}

// carriers are the endpoints that carry the data endpoints of all regions of a registry.
func (s *Service) carriers(reg *engine.Resource) []*engine.Resource {
	if !s.options.PrivateLink.byMember() {
		return nil
	}
	return slices.DeleteFunc(s.network.EndpointsTo(reg), func(endpoint *engine.Resource) bool {
		return network.LinkGroup(endpoint) != azure.RegistryGroup
	})
}

// joinAll gives the replica's data endpoint an address in every endpoint that carries it, or in none.
func (s *Service) joinAll(reg, replica *engine.Resource) error {
	before := map[*engine.Resource][]network.Address{}
	for _, endpoint := range s.carriers(reg) {
		addresses := network.AddressesOf(endpoint)
		if err := s.join(replica, endpoint); err != nil {
			for changed, addresses := range before {
				s.network.SetAddresses(changed, addresses)
			}
			return err
		}
		before[endpoint] = addresses
	}
	return nil
}

func (s *Service) join(replica, endpoint *engine.Resource) error {
	member := azure.DataMember(replica.Region())
	if network.HasMember(endpoint, member) {
		return nil
	}
	if static := network.DescribeStatic(endpoint); static != "" {
		return engine.BadRequest("ReplicationFailed",
			"Failed to replicate private endpoint. Private Endpoint "+
				"%s contains static ipconfigurations: [%s] and it's missing these membernames/groupids "+
				"requested "+
				"by Private Link service [%s, IpVersion: IPv4]. Private Endpoint needs to be reconfigured "+
				"with "+
				"missing memberNames.", endpoint.ID, static,
			network.DescribeMembers(azure.RegistryGroup, []string{member}))
	}
	if s.network.Join(endpoint, member) != nil {
		// Azure rolls back with an unspecific error. Azure docs: container-registry-geo-replication.
		return engine.Conflict("ReplicationFailed", "The replication %s could not be created.", replica.ID)
	}
	return nil
}

// removedReplication takes the replica's member away from the endpoints.
func (s *Service) removedReplication(replica *engine.Resource) {
	reg := s.registryOf(replica)
	if reg == nil {
		return
	}
	isReplicas := func(a network.Address) bool { return a.Member == azure.DataMember(replica.Region()) }
	for _, endpoint := range s.carriers(reg) {
		var its, others []network.Address
		for _, a := range network.AddressesOf(endpoint) {
			if isReplicas(a) {
				its = append(its, a)
			}
			if !isReplicas(a) || a.Static {
				others = append(others, a)
			}
		}
		s.dns.Withdraw(endpoint, its)
		s.network.SetAddresses(endpoint, others)
	}
}

// replicas are those of a registry, in the order of their creation.
func (s *Service) replicas(reg *engine.Resource) []*engine.Resource {
	return s.engine.Children(reg.ID, catalog.Replication.ARM)
}

// registryOf is the registry that a replica belongs to, or the resource itself if it is one.
func (s *Service) registryOf(res *engine.Resource) *engine.Resource {
	id, _, _ := strings.Cut(engine.Key(res.ID), "/replications/")
	return s.engine.Find(catalog.Registry.ARM, id)
}
