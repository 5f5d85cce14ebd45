package probe

import (
	"context"
	"errors"
	"fmt"
	"time"

	"private-acr/internal/azure"
)

var rejectedConnection = Probe{
	Name: "rejected-connection", Sources: "nobody; the code of a status is that of Azure SQL",
	Question: "What becomes of an endpoint's record when its connection is rejected, and may the " +
		"connection be approved again?",
	Simulated: "rejected: accepted; the record stays; another status: " +
		"400 IncorrectPrivateLinkServiceConnectionStateStatus; approved again: accepted",
	Makes: []Priced{premiumRegistry, privateEndpoint}, Takes: 40 * time.Minute, Ask: askRejected,
}

func askRejected(ctx context.Context, s *Scene) (Finding, error) {
	if err := s.makeAll(ctx, s.connected()...); err != nil {
		return Finding{}, err
	}
	connection, err := s.connection(ctx)
	if err != nil {
		return Finding{}, err
	}
	decide := func(as, status string) attempt {
		return attempt{as: as, id: connection, body: Body{"properties": Body{
			"privateLinkServiceConnectionState": Body{"status": status, "description": "probe"},
		}}}
	}
	rejected, err := s.each(ctx, decide("rejected", "Rejected"))
	if err != nil {
		return Finding{}, err
	}
	record, err := s.recordStays(ctx)
	if err != nil {
		return Finding{}, err
	}
	rest, err := s.each(ctx, decide("another status", "Perhaps"), decide("approved again", "Approved"))
	return Finding{
		Answer:  rejected.Answer + "; " + record + "; " + rest.Answer,
		Details: append(rejected.Details, rest.Details...),
	}, err
}

// connection is the id of the registry's side of its endpoint.
func (s *Scene) connection(ctx context.Context) (string, error) {
	list := s.registry() + "/privateEndpointConnections"
	all, err := s.GetBy(ctx, version(s.registry()), list)
	if err != nil {
		return "", err
	}
	for _, connection := range items(all.Body, "value") {
		return text(connection, "id"), nil
	}
	return "", errors.New("the registry has no private endpoint connection")
}

func (s *Scene) recordStays(ctx context.Context) (string, error) {
	address, err := s.address(ctx, s.registryName())
	if address == "" {
		return "no record", err
	}
	return "the record stays", err
}

var pendingConnection = Probe{
	Name: "pending-connection", Simulated: "Pending, the record stays", Sources: "nobody",
	Question: "Does an endpoint that waits for its approval have records?",
	Makes:    []Priced{premiumRegistry, privateEndpoint}, Takes: 40 * time.Minute, Ask: askPending,
}

func askPending(ctx context.Context, s *Scene) (Finding, error) {
	manual := with(s.endpoint(azure.RegistryGroup), func(p Body) {
		p["manualPrivateLinkServiceConnections"] = p["privateLinkServiceConnections"]
		delete(p, "privateLinkServiceConnections")
	})
	err := s.makeAll(ctx, append(s.linked(), made{s.registry(), s.closedRegistry()},
		made{s.ID(loginPE), manual}, made{s.ID(loginPE) + zoneGroup, s.zoneGroupIn()})...)
	if err != nil {
		return Finding{}, err
	}
	endpoint, err := s.Get(ctx, s.ID(loginPE))
	if err != nil {
		return Finding{}, err
	}
	record, err := s.recordStays(ctx)
	for _, link := range items(endpoint.Body, "properties", "manualPrivateLinkServiceConnections") {
		status := text(link, "properties", "privateLinkServiceConnectionState", "status")
		return Finding{Answer: status + ", " + record}, err
	}
	return Finding{Answer: "no connection"}, err
}

var changedConnection = Probe{
	Name: "changed-connection", Simulated: "400 CannotChangePrivateLinkConnectionOnPrivateEndpoint",
	Question: "What does a PUT of an endpoint answer that leads to another registry?",
	Sources:  "nobody",
	Makes:    []Priced{premiumRegistry, premiumRegistry, privateEndpoint}, Takes: 40 * time.Minute,
	Ask: putting(
		func(s *Scene) []made {
			return append(s.connected(), made{s.registry() + "2", s.closedRegistry()})
		},
		func(s *Scene) made {
			other := with(s.endpoint(azure.RegistryGroup), func(p Body) {
				p["privateLinkServiceConnections"] = []any{Body{"name": "registry", "properties": Body{
					"privateLinkServiceId": s.registry() + "2", "groupIds": []any{azure.RegistryGroup},
				}}}
			})
			return made{s.ID(loginPE), other}
		}),
}

var replicaInFullSubnet = Probe{
	Name: "replica-in-full-subnet", Simulated: "accepted, then ReplicationFailed",
	Question: "What does a replica answer when the endpoint's subnet has no address left for it?",
	Sources:  "Azure docs: container-registry-geo-replication, \"unspecific error\", without the code",
	Makes:    []Priced{premiumRegistry, registryReplica, registryReplica, privateEndpoint}, Takes: time.Hour,
	Ask: putting(fullSubnet, func(s *Scene) made {
		region := "westeurope"
		if s.Location == region {
			region = "northeurope"
		}
		return made{s.registry() + "/replications/" + region, Body{"location": region}}
	}),
}

// fullSubnet has three addresses, for the registry, its data endpoint and that of a first replica: Azure
// keeps five of eight.
func fullSubnet(s *Scene) []made {
	network := with(s.network(), func(p Body) {
		p["subnets"] = []any{subnet("private-endpoints", "10.0.2.0/29", "")}
	})
	return []made{
		{s.ID(vnet), network},
		{s.registry(), s.closedRegistry()},
		{s.ID(loginPE), s.endpoint(azure.RegistryGroup)},
		s.replica(),
	}
}

var environmentLinkMember = Probe{
	Name: "environment-link-member", Simulated: "group managedEnvironments with [managedEnvironments]",
	Question: "What does private link offer of an environment?",
	Sources:  "Azure docs, private-link/private-endpoint-dns, has the group; nobody the member",
	Takes:    time.Hour, Ask: askEnvironment,
}

// environmentVersion is an api-version that has private link of environments.
const environmentVersion = "2024-10-02-preview"

func askEnvironment(ctx context.Context, s *Scene) (Finding, error) {
	id := s.ID(environment)
	if err := s.MakeBy(ctx, environmentVersion, id, s.environmentIn("")); err != nil {
		return Finding{}, err
	}
	offered, err := s.GetBy(ctx, environmentVersion, id+"/privateLinkResources")
	for _, group := range items(offered.Body, "value") {
		properties, _ := group["properties"].(map[string]any)
		return Finding{Answer: fmt.Sprintf("group %v with %v", properties["groupId"],
			properties["requiredMembers"])}, err
	}
	return Finding{Answer: "nothing", Details: []string{offered.Message}}, err
}
