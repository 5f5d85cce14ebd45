package probe

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"

	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

// Resources around a subnet, as ids within a scene.
var (
	securityGroup = catalog.NetworkSecurityGroup.ARM + "/nsg"
	routeTable    = catalog.RouteTable.ARM + "/rt"
	publicAddress = catalog.PublicIPAddress.ARM + "/pip"
	gateway       = catalog.NatGateway.ARM + "/ng"
)

// outside is what decides over a subnet's traffic, and is in no subnet yet.
func (s *Scene) outside() []made {
	bare := Body{"location": s.Location}
	return append([]made{
		{s.ID(securityGroup), bare},
		{s.ID(routeTable), bare},
	}, s.wayOut()...)
}

// wayOut is a NAT gateway that a subnet can use.
func (s *Scene) wayOut() []made {
	return []made{
		{s.ID(publicAddress), Body{
			"location": s.Location, "sku": Body{"name": "Standard"},
			"properties": Body{"publicIPAllocationMethod": "Static"},
		}},
		{s.ID(gateway), Body{
			"location": s.Location, "sku": Body{"name": "Standard"},
			"properties": Body{"publicIpAddresses": []any{ref(s.ID(publicAddress))}},
		}},
	}
}

// inUse is a subnet that has all of it.
func (s *Scene) inUse() []made {
	one := subnet("all", "10.0.1.0/24", "")
	one = with(one, func(p Body) {
		p["networkSecurityGroup"], p["routeTable"] = ref(s.ID(securityGroup)), ref(s.ID(routeTable))
		p["natGateway"] = ref(s.ID(gateway))
	})
	network := with(s.network(), func(p Body) { p["subnets"] = []any{one} })
	return append(s.outside(), made{s.ID(vnet), network})
}

var usedNetworkParts = Probe{
	Name:    "used-network-parts",
	Sources: "the codes of groups, tables and addresses are Azure's; nobody has that of gateways",
	Question: "What does deleting a security group, a route table, a NAT gateway and a public address " +
		"answer that are in use?",
	Simulated: "security group: 400 InUseNetworkSecurityGroupCannotBeDeleted; " +
		"route table: 400 InUseRouteTableCannotBeDeleted; " +
		"gateway: 400 InUseNatGatewayCannotBeDeleted; address: 400 PublicIPAddressCannotBeDeleted",
	Makes: []Priced{natGateway}, Takes: 30 * time.Minute,
	Ask: puttingEach((*Scene).inUse, func(s *Scene) []attempt {
		return []attempt{
			{as: "security group", id: s.ID(securityGroup), method: http.MethodDelete},
			{as: "route table", id: s.ID(routeTable), method: http.MethodDelete},
			{as: "gateway", id: s.ID(gateway), method: http.MethodDelete},
			{as: "address", id: s.ID(publicAddress), method: http.MethodDelete},
		}
	}),
}

// ruled is a security group with rules of the priorities.
func (s *Scene) ruled(priorities ...int) Body {
	var rules []any
	for i, priority := range priorities {
		rules = append(rules, Body{"name": "rule-" + string(rune('a'+i)), "properties": Body{
			"access": "Deny", "direction": "Inbound", "protocol": "*", "priority": priority,
			"sourceAddressPrefix": "*", "sourcePortRange": "*",
			"destinationAddressPrefix": "*", "destinationPortRange": "*",
		}})
	}
	return Body{"location": s.Location, "properties": Body{"securityRules": rules}}
}

var refusedRules = Probe{
	Name: "refused-rules", Sources: "the codes of priorities are Azure's; nobody has the others",
	Question: "What do security rules answer of a wrong or the same priority, and a route to an appliance " +
		"without an address?",
	Simulated: "priority 99: 400 SecurityRuleInvalidPriority; same priority: 400 SecurityRuleConflict; " +
		"no address: 400 InvalidNextHopIpAddress",
	Takes: 15 * time.Minute,
	Ask: puttingEach(nothing, func(s *Scene) []attempt {
		route := Body{"name": "out", "properties": Body{
			"addressPrefix": "0.0.0.0/0", "nextHopType": "VirtualAppliance",
		}}
		table := Body{"location": s.Location, "properties": Body{"routes": []any{route}}}
		return []attempt{
			{as: "priority 99", id: s.ID(securityGroup), body: s.ruled(99)},
			{as: "same priority", id: s.ID(securityGroup), body: s.ruled(200, 200)},
			{as: "no address", id: s.ID(routeTable), body: table},
		}
	}),
}

// peering leads to a network, "" for none.
func peering(network string) Body {
	properties := Body{"allowVirtualNetworkAccess": true}
	if network != "" {
		properties["remoteVirtualNetwork"] = ref(network)
	}
	return Body{"properties": properties}
}

var refusedPeerings = Probe{
	Name: "refused-peerings",
	Sources: "Azure docs: virtual-network/virtual-network-troubleshoot-peering-issues, for some; nobody " +
		"has the others",
	Question: "What do peerings answer that lead nowhere, to their own network, to one of the same " +
		"addresses, or whose other side is gone?",
	Simulated: "nowhere: 400 InvalidRequestFormat; to itself: 400 CannotPeerVnetWithItself; " +
		"same addresses: 400 VnetAddressSpacesOverlap; there: accepted; and back: accepted; " +
		"removed back: accepted; there again: 400 RemotePeeringIsDisconnected",
	Takes: 20 * time.Minute,
	Ask: puttingEach(
		func(s *Scene) []made {
			far := with(s.network(), func(p Body) {
				p["addressSpace"] = Body{"addressPrefixes": []any{"10.9.0.0/16"}}
				p["subnets"] = []any{}
			})
			return []made{
				{s.ID(vnet), s.network()}, {s.ID(vnet + "-2"), s.network()}, {s.ID(vnet + "-3"), far},
			}
		},
		peeringAttempts),
}

func peeringAttempts(s *Scene) []attempt {
	here, there := s.ID(vnet), s.ID(vnet+"-3")
	const peerings = "/virtualNetworkPeerings/"
	return []attempt{
		{as: "nowhere", id: here + peerings + "nowhere", body: peering("")},
		{as: "to itself", id: here + peerings + "itself", body: peering(here)},
		{as: "same addresses", id: here + peerings + "same", body: peering(s.ID(vnet + "-2"))},
		{as: "there", id: here + peerings + "there", body: peering(there)},
		{as: "and back", id: there + peerings + "back", body: peering(here)},
		{as: "removed back", id: there + peerings + "back", method: http.MethodDelete},
		{as: "there again", id: here + peerings + "there", body: peering(there)},
	}
}

var siblingSubnets = Probe{
	Name: "sibling-subnets", Simulated: "409 AnotherOperationInProgress",
	Question: "What do subnets answer while others of the network are being written?",
	Sources:  "pulumi-azure-native#611 has the code; nobody says between what, and whether it is 409 or 429",
	Takes:    15 * time.Minute, Ask: askSiblings,
}

// askSiblings writes one subnet after the other without waiting: a first may be done before a second comes.
func askSiblings(ctx context.Context, s *Scene) (Finding, error) {
	if err := s.Make(ctx, s.ID(vnet), s.network()); err != nil {
		return Finding{}, err
	}
	var ends []func() (Answer, error)
	finding := Finding{Answer: "accepted"}
	for i := range 8 {
		name := fmt.Sprintf("sibling-%d", i)
		sibling := subnet(name, fmt.Sprintf("10.0.%d.0/24", 8+i), "")
		answer, end, err := s.begin(ctx, made{s.ID(vnet) + "/subnets/" + name, sibling})
		if err != nil {
			return Finding{}, err
		}
		if answer.Refused() {
			finding = answer.finding()
		}
		ends = append(ends, end)
	}
	for _, end := range ends {
		if _, err := end(); err != nil {
			return Finding{}, err
		}
	}
	return finding, nil
}

// begin sends a PUT and gives its answer at once, and what waits for the end. A 429 is an answer: sent again,
// the request would wait for what it is to be asked beside.
func (s *Scene) begin(ctx context.Context, m made) (Answer, func() (Answer, error), error) {
	once := policy.WithRetryOptions(ctx, policy.RetryOptions{MaxRetries: -1})
	response, err := s.request(once, http.MethodPut, m.id, version(m.id), m.body)
	if err != nil {
		return Answer{}, nil, err
	}
	defer func() { _ = response.Body.Close() }() // What was in it stays in memory.
	answer, err := answerOf(response)
	return answer, func() (Answer, error) { return s.await(ctx, response) }, err
}

var busyEndpoint = Probe{
	Name: "busy-endpoint", Simulated: "409 AnotherOperationInProgress",
	Question: "What does the zone group of an endpoint answer that is being made?",
	Sources:  "pulumi-azure-native#611 has the code; nobody says whether it is 409 or 429",
	Makes:    []Priced{premiumRegistry, privateEndpoint}, Takes: 40 * time.Minute,
	Ask: atOnce(
		func(s *Scene) []made { return append(s.linked(), made{s.registry(), s.closedRegistry()}) },
		func(s *Scene) (first, second made) {
			first = made{s.ID(loginPE), s.endpoint(azure.RegistryGroup)}
			return first, made{s.ID(loginPE) + zoneGroup, s.zoneGroupIn()}
		}),
}

// atOnce asks what a second PUT answers while a first goes on.
func atOnce(
	given func(*Scene) []made, both func(*Scene) (first, second made),
) func(context.Context, *Scene) (Finding, error) {
	return func(ctx context.Context, s *Scene) (Finding, error) {
		if err := s.makeAll(ctx, given(s)...); err != nil {
			return Finding{}, err
		}
		first, second := both(s)
		_, endOfFirst, err := s.begin(ctx, first)
		if err != nil {
			return Finding{}, err
		}
		_, end, err := s.begin(ctx, second)
		if err != nil {
			return Finding{}, err
		}
		if _, err := endOfFirst(); err != nil {
			return Finding{}, err
		}
		answer, err := end()
		return answer.finding(), err
	}
}
