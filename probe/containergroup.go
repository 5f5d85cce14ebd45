package probe

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"
)

func (s *Scene) onlyNetwork() []made { return []made{{s.ID(vnet), s.network()}} }

// exposed gives a container group an address.
func exposed(body, address Body) Body {
	ports := []any{Body{"port": 80, "protocol": "TCP"}}
	for _, container := range items(body, "properties", "containers") {
		with(container, func(p Body) { p["ports"] = ports })
	}
	address["ports"] = ports
	return with(body, func(p Body) { p["ipAddress"] = address })
}

var groupWithPublicAddress = Probe{
	Name: "group-with-public-address", Simulated: "400 PublicIPAddressNotSupported",
	Question: "What does a container group in a network answer that wants a public address?",
	Sources:  "nobody has the code", Makes: []Priced{containerGroup}, Takes: 30 * time.Minute,
	Ask: putting((*Scene).onlyNetwork, func(s *Scene) made {
		return made{s.ID(group), exposed(s.inNetwork(s.groupOf(microsofts(sample))), Body{"type": "Public"})}
	}),
}

var groupWithDNSLabel = Probe{
	Name: "group-with-dns-label", Simulated: "400 DnsNameLabelNotSupported",
	Question: "What does a container group in a network answer that wants a public name?",
	Sources:  "nobody has the code", Makes: []Priced{containerGroup}, Takes: 30 * time.Minute,
	Ask: putting((*Scene).onlyNetwork, func(s *Scene) made {
		return made{s.ID(group), exposed(s.inNetwork(s.groupOf(microsofts(sample))), Body{
			"type": "Private", "dnsNameLabel": "probe" + s.unique,
		})}
	}),
}

var groupThatEnds = Probe{
	Name: "group-that-ends", Simulated: "accepted, Running, Waiting CrashLoopBackOff",
	Question: "Is a container group created whose container ends at once and always starts again, and what " +
		"is its state?",
	Sources: "Azure docs: container-instances-troubleshooting has the container's state; that the group is " +
		"created is assumed",
	Makes: []Priced{containerGroup}, Takes: 30 * time.Minute,
	Ask: func(ctx context.Context, s *Scene) (Finding, error) {
		body := with(s.groupOf(microsofts(sample)), func(p Body) { p["restartPolicy"] = "Always" })
		answer, err := s.Put(ctx, s.ID(group), body)
		if err != nil {
			return Finding{}, err
		}
		if err := s.pause(ctx, 5*time.Minute); err != nil {
			return Finding{}, err
		}
		is, err := s.groupState(ctx)
		return Finding{
			Answer: strings.Join([]string{answer.String(), is.state, is.container}, ", "), Details: is.events,
		}, err
	},
}

// groupIs is what a container group shows of itself.
type groupIs struct {
	state, container string
	// events are those of its container, as "Pulling: pulling image …".
	events []string
}

func (s *Scene) groupState(ctx context.Context) (groupIs, error) {
	answer, err := s.Get(ctx, s.ID(group))
	if err := answer.failure(err); err != nil {
		return groupIs{}, fmt.Errorf("reading the container group: %w", err)
	}
	is := groupIs{state: text(answer.Body, "properties", "instanceView", "state")}
	for _, container := range items(answer.Body, "properties", "containers") {
		view := []string{"properties", "instanceView", "currentState"}
		word, _, _ := strings.Cut(text(container, append(view, "detailStatus")...), ":")
		is.container = strings.TrimSpace(text(container, append(view, "state")...) + " " + word)
		for _, event := range items(container, "properties", "instanceView", "events") {
			is.events = append(is.events, text(event, "name")+": "+text(event, "message"))
		}
	}
	return is, nil
}

var groupWithARMAudienceOff = Probe{
	Name: "group-with-arm-audience-off", Simulated: "accepted",
	Question: "Can a container group pull from a registry that takes no tokens of Resource Manager's " +
		"audience?",
	Sources: "Azure docs: container-apps/managed-identity-image-pull, of container apps only",
	Makes:   []Priced{standardRegistry, containerGroup}, Takes: time.Hour,
	Ask: func(ctx context.Context, s *Scene) (Finding, error) {
		registry := with(s.standard(), func(p Body) {
			p["policies"] = Body{"azureADAuthenticationAsArmPolicy": Body{"status": "disabled"}}
		})
		if err := s.MakeBy(ctx, abacVersion, s.registry(), registry); err != nil {
			return Finding{}, err
		}
		return s.groupPulls(ctx, s.newIdentity())
	},
}

var trustedGroup = Probe{
	Name: "trusted-group", Simulated: "accepted",
	Question: "Can a container group outside of networks pull with an identity from a registry that is " +
		"closed to the public, as a trusted service?",
	Sources: "Azure docs: container-instances/using-azure-container-registry-mi; azure-docs#89111 doubts it",
	Makes:   []Priced{premiumRegistry, containerGroup}, Takes: time.Hour,
	Ask: func(ctx context.Context, s *Scene) (Finding, error) {
		return s.groupPulls(ctx, append(s.onlyRegistry(), s.newIdentity())...)
	},
}

// groupPulls is what a container group answers whose identity may pull.
func (s *Scene) groupPulls(ctx context.Context, given ...made) (Finding, error) {
	if err := s.stocked(ctx, sample, given...); err != nil {
		return Finding{}, err
	}
	if err := s.granted(ctx); err != nil {
		return Finding{}, err
	}
	answer, err := s.Put(ctx, s.ID(group), s.pullingGroup(copied))
	return answer.finding(), err
}

var groupWithoutNAT = Probe{
	Name: "group-without-nat", Simulated: "accepted, then ResourceDeploymentFailure",
	Question: "Can a container group pull over private link whose subnet has no NAT gateway?",
	Sources: "Azure docs: container-instances-virtual-network-concepts, which calls the gateway the only " +
		"supported configuration; nobody about pulls alone",
	Makes: []Priced{premiumRegistry, privateEndpoint, containerGroup}, Takes: 3 * time.Hour,
	Ask: func(ctx context.Context, s *Scene) (Finding, error) {
		if err := s.privatePath(ctx); err != nil {
			return Finding{}, err
		}
		answer, err := s.Put(ctx, s.ID(group), s.inNetwork(s.pullingGroup(copied)))
		return answer.finding(), err
	},
}

var waitingGroup = Probe{
	Name: "waiting-group", Simulated: "Pending, Waiting, without events; with a way out: accepted",
	Question: "What does a container group show that cannot leave its network, and does it go on once it " +
		"can?",
	Sources: "microsoft/finops-toolkit#1816; that it goes on is assumed",
	Makes:   []Priced{containerGroup, natGateway}, Takes: 3 * time.Hour, Ask: askWaiting,
}

// long is how long a group is left to wait: a part of the half hour after which it is given up.
const long = 5 * time.Minute

func askWaiting(ctx context.Context, s *Scene) (Finding, error) {
	closed := []made{s.rules(outbound("nobody", "Deny", "Internet")), s.networkWith(s.guarded)}
	if err := s.makeAll(ctx, append(s.wayOut(), closed...)...); err != nil {
		return Finding{}, err
	}
	id := s.ID(group)
	body := s.inNetwork(s.groupOf(microsofts(sample)))
	response, err := s.request(ctx, http.MethodPut, id, version(id), body)
	if err != nil {
		return Finding{}, err
	}
	defer func() { _ = response.Body.Close() }()
	if err := s.pause(ctx, long); err != nil {
		return Finding{}, err
	}
	is, err := s.groupState(ctx)
	if err != nil {
		return Finding{}, err
	}
	if err := s.makeAll(ctx, s.networkWith(s.throughNAT)); err != nil {
		return Finding{}, err
	}
	answer, err := s.await(ctx, response)
	return is.beforeAndAfter(answer), err
}

func (is groupIs) beforeAndAfter(after Answer) Finding {
	events := "without events"
	if len(is.events) > 0 {
		events = "with events"
	}
	return Finding{
		Answer:  fmt.Sprintf("%s, %s, %s; with a way out: %s", is.state, is.container, events, after),
		Details: is.events,
	}
}
