package probe

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"private-acr/internal/azure"
)

var durations = Probe{
	Name: "durations", Simulated: "none refused",
	Question: "How long does each type take to be made, changed and removed, and a small image to be " +
		"imported?",
	Sources: "the README's table of durations, where much is assumed",
	Makes: []Priced{
		premiumRegistry, registryReplica, privateEndpoint, natGateway, agentPool, containerGroup,
		containerApp,
	},
	Takes: 3 * time.Hour, Ask: askDurations,
}

// askDurations goes on where a type is refused: not every region and subscription has all.
func askDurations(ctx context.Context, s *Scene) (Finding, error) {
	tenant, err := s.tenant(ctx)
	if err != nil {
		return Finding{}, err
	}
	vault := s.keyVault(tenant)
	all := slices.Concat(s.networkParts(), s.registryParts(), s.consumers(), []made{vault})
	return s.purging(ctx, vault.id, func() (Finding, error) {
		watch := stopwatch{Scene: s, took: map[string][]string{}}
		if err := watch.live(ctx, all); err != nil {
			return Finding{}, err
		}
		var details []string
		for _, m := range all {
			details = append(details, rowOf(m.id).Noun+": "+strings.Join(watch.took[m.id], ", "))
		}
		refused := cmp.Or(strings.Join(watch.refused, ", "), "none") + " refused"
		return Finding{Answer: refused, Details: details}, nil
	})
}

// stopwatch takes the time of operations.
type stopwatch struct {
	*Scene
	// took are the operations on each resource, by its id, in words.
	took    map[string][]string
	refused []string
}

// live makes resources in the order given, writes each of them again, copies an image to the registry among
// them, and removes them in the other order.
func (w *stopwatch) live(ctx context.Context, list []made) error {
	for _, m := range list {
		again := attempt{as: "changed", id: m.id, body: m.body}
		for _, a := range []attempt{{as: "made", id: m.id, body: m.body}, again} {
			if err := w.time(ctx, a); err != nil {
				return err
			}
		}
	}
	copying := attempt{as: "image copied", id: w.registry(), action: "importImage", body: importOf(sample)}
	if err := w.time(ctx, copying); err != nil {
		return err
	}
	for _, m := range slices.Backward(list) {
		if err := w.time(ctx, attempt{as: "removed", id: m.id, method: http.MethodDelete}); err != nil {
			return err
		}
	}
	return nil
}

func (w *stopwatch) time(ctx context.Context, a attempt) error {
	began, noun := w.now(), rowOf(a.id).Noun
	answer, err := w.attempt(ctx, a)
	if err != nil {
		return fmt.Errorf("waiting for %s to be %s: %w", noun, a.as, err)
	}
	words := a.as + " in " + w.now().Sub(began).Round(time.Second).String()
	if answer.Refused() {
		w.refused = append(w.refused, noun+" "+a.as)
		words = a.as + ": " + answer.String() + " " + answer.Message
	}
	w.took[a.id] = append(w.took[a.id], words)
	return nil
}

// networkParts are one of each type around networks whose operations go on after the answer, and what lives
// on its own.
func (s *Scene) networkParts() []made {
	far := with(s.network(), func(p Body) {
		p["addressSpace"], p["subnets"] = Body{"addressPrefixes": []any{"10.9.0.0/16"}}, []any{}
	})
	record := Body{"properties": Body{"ttl": 300, "aRecords": []any{Body{"ipv4Address": "10.0.2.9"}}}}
	return slices.Concat(s.outside(), s.linked(), []made{
		{s.ID(vnet + "-far"), far},
		{s.ID(vnet) + "/subnets/more", subnet("more", "10.0.6.0/24", "")},
		{s.ID(vnet) + "/virtualNetworkPeerings/far", peering(s.ID(vnet + "-far"))},
		{s.record("probe"), record},
		s.workspace("log"), s.newIdentity(),
	})
}

// registryParts are a registry and one of each type that belongs to it, in the network.
func (s *Scene) registryParts() []made {
	reg := s.registry()
	return []made{
		{reg, s.closedRegistry()},
		{reg + "/scopeMaps/probe", Body{"properties": Body{
			"actions": []any{"repositories/hello/content/read"},
		}}},
		{reg + "/tokens/probe", token(reg + "/scopeMaps/probe")},
		{reg + "/webhooks/hookprobe", webhook(s.Location)},
		{reg + "/credentialSets/probe", s.credentialSet()},
		{reg + "/cacheRules/probe", cacheRule("docker.io/library/busybox", "busybox",
			reg+"/credentialSets/probe")},
		{reg + "/agentPools/probe", s.agentPool()},
		{s.ID(loginPE), s.endpoint(azure.RegistryGroup)},
		{s.ID(loginPE) + zoneGroup, s.zoneGroupIn()},
		s.replica(),
	}
}

// consumers run public images, outside of networks.
func (s *Scene) consumers() []made {
	image := microsofts(serving)
	return append(s.onlyEnvironment(), []made{
		{s.ID(app), s.appOf(image)}, {s.ID(job), s.jobOf(image)}, {s.ID(group), s.groupOf(image)},
	}...)
}
