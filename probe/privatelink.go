package probe

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"private-acr/internal/azure"
)

var privateLinkOffer = Probe{
	Name: "private-link-offer",
	Question: "Is a registry's data endpoint a member of private-link group registry, a group of its own, " +
		"or both, and is it late?",
	Simulated: "member at once, group late",
	Sources: "azure-container-apps-practical-guide, private-acr, says both; Azure docs, " +
		"container-registry-private-endpoints, says member",
	Makes: []Priced{premiumRegistry}, Takes: time.Hour, Ask: askOffer,
}

// offerPatience is for groups that come late; the reports give no figure.
const offerPatience = 30 * time.Minute

// askOffer looks at what is offered as soon as the registry is there, and until nothing can come any more.
func askOffer(ctx context.Context, s *Scene) (Finding, error) {
	if err := s.Make(ctx, s.registry(), s.closedRegistry()); err != nil {
		return Finding{}, err
	}
	first, err := s.offered(ctx)
	if err != nil {
		return Finding{}, err
	}
	last := first
	took, _, err := s.Until(ctx, offerPatience, func(ctx context.Context) (bool, error) {
		last, err = s.offered(ctx)
		return last["member"] && last["group"], err
	})
	var ways []string
	for _, way := range []string{"member", "group"} {
		switch {
		case first[way]:
			ways = append(ways, way+" at once")
		case last[way]:
			ways = append(ways, way+" late")
		}
	}
	return Finding{Answer: strings.Join(ways, ", "), Details: []string{
		fmt.Sprintf("offered at the end, after %s: %v", took.Round(time.Second),
			slices.Sorted(maps.Keys(last))),
	}}, err
}

// offered tells the ways in which the data endpoint is offered: "member" and "group".
func (s *Scene) offered(ctx context.Context) (map[string]bool, error) {
	answer, err := s.GetBy(ctx, version(s.registry()), s.registry()+"/privateLinkResources")
	if err := answer.failure(err); err != nil {
		return nil, fmt.Errorf("listing what private link offers: %w", err)
	}
	ways := map[string]bool{}
	for _, group := range items(answer.Body, "value") {
		name := text(group, "properties", "groupId")
		members := fmt.Sprint(group["properties"])
		ways["group"] = ways["group"] || name == s.dataMember()
		carries := name == azure.RegistryGroup && strings.Contains(members, s.dataMember())
		ways["member"] = ways["member"] || carries
	}
	maps.DeleteFunc(ways, func(_ string, is bool) bool { return !is })
	return ways, nil
}

var recordAfterDedicated = Probe{
	Name: "record-after-dedicated",
	Question: "Where a data endpoint is a member and a group, who has its record once a dedicated " +
		"endpoint came and went, and does writing the registry's zone group restore it?",
	Simulated: "the dedicated endpoint's, then none, then restored",
	Sources: "azure-container-apps-practical-guide, acr-network-path-record-split-brain; nobody has the " +
		"last",
	Makes: []Priced{premiumRegistry, privateEndpoint, privateEndpoint},
	Takes: 90 * time.Minute, Ask: askRecord,
}

func askRecord(ctx context.Context, s *Scene) (Finding, error) {
	if err := s.makeAll(ctx, s.connected()...); err != nil {
		return Finding{}, err
	}
	name := s.registryName() + "." + s.Location + ".data"
	shared, err := s.address(ctx, name)
	if err != nil {
		return Finding{}, err
	}
	if shared == "" {
		return found("no record of the registry's endpoint")
	}
	_, is, err := s.Until(ctx, offerPatience, func(ctx context.Context) (bool, error) {
		offered, err := s.offered(ctx)
		return offered["group"], err
	})
	if err != nil || !is {
		return Finding{Answer: "no dedicated group"}, err
	}
	return s.afterDedicated(ctx, name, shared)
}

func (s *Scene) afterDedicated(ctx context.Context, name, shared string) (Finding, error) {
	err := s.makeAll(ctx, made{s.ID(dataPE), s.endpoint(s.dataMember())},
		made{s.ID(dataPE) + zoneGroup, s.zoneGroupIn()})
	if err != nil {
		return Finding{}, err
	}
	var story []string
	tell := func(otherwise string) error {
		address, err := s.address(ctx, name)
		switch address {
		case "":
			story = append(story, "none")
		case shared:
			story = append(story, "restored")
		default:
			story = append(story, otherwise)
		}
		return err
	}
	if err := tell("the dedicated endpoint's"); err != nil {
		return Finding{}, err
	}
	if _, err := s.Delete(ctx, s.ID(dataPE)); err != nil {
		return Finding{}, err
	}
	if err := tell("the dedicated endpoint's"); err != nil {
		return Finding{}, err
	}
	if err := s.Make(ctx, s.ID(loginPE)+zoneGroup, s.zoneGroupIn()); err != nil {
		return Finding{}, err
	}
	err = tell("another")
	return Finding{Answer: strings.Join(story, ", then ")}, err
}
