package network

import (
	"net/netip"
	"slices"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/network/armnetwork/v7"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).privateEndpoint)

// privateEndpoint gives the members of a private-link group addresses in a subnet.
func (s *Service) privateEndpoint() engine.Type {
	return engine.Type{
		Row: catalog.PrivateEndpoint, NameCode: badName, Etag: engine.WeakEtag,
		Takes: engine.Durations{
			Create: time.Minute, Update: 30 * time.Second, Delete: 45 * time.Second,
			Source: "creating over 40 s: a log that ends there (terraform-provider-azurerm#22234); the " +
				"rest " +
				"assumed",
		},
		ReadOnly: []string{"networkInterfaces", "customDnsConfigs", "resourceGuid"},
		State:    engine.StateOf[Tenancy],
		Accept:   s.acceptEndpoint, View: s.viewEndpoint,
		Refuse: s.refuseEndpoint, Removed: s.removedEndpoint,
		Example: engine.Example{Name: "pe-example", Body: func(id func(catalog.Type) string) engine.Body {
			return engine.Body{"location": "koreacentral", "properties": engine.Body{
				"subnet": engine.Body{"id": id(catalog.Subnet)},
				"privateLinkServiceConnections": []any{engine.Body{
					"name": "registry", "properties": engine.Body{
						"privateLinkServiceId": id(catalog.Registry), "groupIds": []any{"registry"},
					},
				}},
			}}
		}},
	}
}

func (s *Service) acceptEndpoint(r *engine.Request) error {
	endpoint, err := engine.Read[armnetwork.PrivateEndpoint](r.Resource.Body)
	if err != nil {
		return err
	}
	if err := checkLinks(links(endpoint), r.Resource.ID); err != nil {
		return err
	}
	if err := unchanged(r, endpoint); err != nil {
		return err
	}
	sub, err := s.endpointSubnet(r, endpoint)
	if err != nil {
		return err
	}
	res, target, err := s.admit(r, linkOf(endpoint))
	if err != nil {
		return err
	}
	addresses, err := endpointAddresses(r, endpoint, res, target)
	if err != nil {
		return err
	}
	if err := s.Allocate(sub, r.Resource, addresses); err != nil {
		return err
	}
	engine.SetState(r.Resource, Tenancy{Subnet: sub.ID, Addresses: addresses})
	completeEndpoint(r, endpoint)
	r.Then(func() { s.connect(r, res) })
	return nil
}

func checkLinks(all []link, id string) error {
	if len(all) != 1 {
		return engine.BadRequest("InvalidRequestFormat", "Private endpoint %s must have one private link "+
			"service connection, not %d.", id, len(all))
	}
	l := all[0]
	switch {
	case l.name == "":
		return engine.BadRequest("InvalidRequestFormat",
			"Cannot parse the request. A connection of %s has no "+
				"name.", id)
	case len(l.groups()) == 0:
		return engine.BadRequest("MissingParameterOnPrivateLinkServiceConnection", "Private link service "+
			"connection %s of private endpoint %s is missing required parameter 'group Id'.", l.name, id)
	case len(l.groups()) > 1:
		return engine.BadRequest("OnlyOneGroupIdPermitted", "Only one group Id is permitted when connecting "+
			"to a first-party resource (%s).", l.target())
	}
	return nil
}

func subnetIn(endpoint armnetwork.PrivateEndpoint) string {
	return engine.Value(engine.Value(engine.Value(endpoint.Properties).Subnet).ID)
}

// unchanged refuses what an existing endpoint cannot have changed. The second code is assumed.
func unchanged(r *engine.Request, now armnetwork.PrivateEndpoint) error {
	if r.Old == nil {
		return nil
	}
	old := engine.As[armnetwork.PrivateEndpoint](r.Old)
	before, after := linkOf(old), linkOf(now)
	switch {
	case !same(subnetIn(old), subnetIn(now)):
		return engine.BadRequest("CannotChangeSubnetOnExistingPrivateEndpoint",
			"Cannot change the subnet of "+
				"existing private endpoint %s from %s to %s.", r.Resource.ID, subnetIn(old), subnetIn(now))
	case !same(before.target(), after.target()) || before.group() != after.group():
		return engine.BadRequest("CannotChangePrivateLinkConnectionOnPrivateEndpoint", "Cannot change the "+
			"private link service connection of existing private endpoint %s.", r.Resource.ID)
	}
	return nil
}

func (s *Service) endpointSubnet(
	r *engine.Request, endpoint armnetwork.PrivateEndpoint,
) (*engine.Resource, error) {
	sub, err := s.engine.Refer(r.Resource, catalog.Subnet.ARM, subnetIn(endpoint))
	if err != nil {
		return nil, err
	}
	if Delegation(sub) != "" {
		return nil, engine.BadRequest("PrivateEndpointCreationNotAllowedAsSubnetIsDelegated", "Private "+
			"endpoint %s cannot be created as subnet %s is delegated.", r.Resource.ID, sub.ID)
	}
	return sub, nil
}

// admit is what the connection leads to, when that can take a connection now.
func (s *Service) admit(r *engine.Request, l link) (*engine.Resource, Target, error) {
	res, target := s.targetOf(l.target())
	if res == nil {
		return nil, nil, engine.Unresolved(l.target(), r.Resource.ID)
	}
	if err := target.Admit(res, r.Resource); err != nil {
		return nil, nil, err
	}
	if err := target.Quiet(res, r.Resource); err != nil {
		return nil, nil, err
	}
	return res, target, checkOffered(target, res, l.group(), r.Resource.ID)
}

// completeEndpoint adds to the body what Azure answers. Connections are approved at once, as they are for a
// deployer with rights on the target; manual ones wait for an approval. An update leaves the state alone.
func completeEndpoint(r *engine.Request, endpoint armnetwork.PrivateEndpoint) {
	p := r.Properties()
	nic := engine.Value(engine.Value(endpoint.Properties).CustomNetworkInterfaceName)
	if nic == "" {
		nic = r.ID.Name + ".nic." + r.Resource.GUID("interface")
	}
	p["networkInterfaces"] = engine.References([]string{engine.Sibling(r.ID, catalog.NetworkInterface.ARM,
		nic)})
	p["resourceGuid"] = r.Resource.GUID("resource")
	engine.Fill(p, engine.Body{
		approvedLinks: []any{}, manualLinks: []any{}, "ipConfigurations": []any{},
		"customNetworkInterfaceName": "",
	})
	if r.Old != nil {
		setState(r.Resource, allLinks, linkIn(r.Old).state())
		return
	}
	setState(r.Resource, []string{approvedLinks}, linkState{Approved, "Auto-approved"})
	setState(r.Resource, []string{manualLinks}, linkState{Pending, "Awaiting approval"})
}

// connect makes what comes along with an accepted endpoint.
func (s *Service) connect(r *engine.Request, target *engine.Resource) {
	if r.Old == nil {
		s.keepConnection(r.Resource, target)
	} else if before := AddressesOf(r.Old); !slices.Equal(before, AddressesOf(r.Resource)) {
		for _, moved := range s.moved {
			moved(r.Resource, before)
		}
	}
	for _, id := range interfaces(r.Resource) {
		if nic := s.engine.Find(catalog.NetworkInterface.ARM, id); nic == nil {
			s.engine.Keep(s.engine.NewImplicit(id, catalog.NetworkInterface.ARM, r.Resource, engine.Body{}))
		}
	}
}

func (s *Service) viewEndpoint(endpoint *engine.Resource, body engine.Body) {
	configs := []any{}
	if endpoint.Works() {
		for _, a := range s.Served(endpoint) {
			configs = append(configs, engine.Body{"fqdn": a.Host, "ipAddresses": []any{a.IP}})
		}
	}
	engine.Properties(body)["customDnsConfigs"] = configs
}

func (s *Service) refuseEndpoint(endpoint *engine.Resource) error {
	res, target := s.targetOf(LinkTarget(endpoint))
	if res == nil {
		return nil
	}
	return target.Quiet(res, endpoint)
}

func (s *Service) removedEndpoint(endpoint *engine.Resource) {
	for _, res := range s.engine.All() {
		connection := s.isConnection(res) || res.Type == catalog.NetworkInterface.ARM
		if connection && same(res.Owner, endpoint.ID) {
			s.engine.Drop(res)
		}
	}
}

// Served are the members of an endpoint that answer to a name by now. One whose connection is gone keeps the
// names that it had, even where another target of the same id has come since.
func (s *Service) Served(endpoint *engine.Resource) []Address {
	res, target := s.targetOf(LinkTarget(endpoint))
	if res == nil || LinkStatus(endpoint) == Disconnected {
		return AddressesOf(endpoint)
	}
	return slices.DeleteFunc(slices.Clone(AddressesOf(endpoint)), func(a Address) bool {
		return !target.Answers(res, a.Member)
	})
}

// EndpointsTo are the private endpoints that lead to a resource.
func (s *Service) EndpointsTo(target *engine.Resource) []*engine.Resource {
	return s.engine.Select(func(res *engine.Resource) bool {
		return res.Type == catalog.PrivateEndpoint.ARM && same(LinkTarget(res), target.ID)
	})
}

// EndpointAt is the endpoint that has the address in the virtual network, with what it serves there; nil if
// there is none.
func (s *Service) EndpointAt(vnetID, ip string) (*engine.Resource, Address) {
	for _, endpoint := range s.engine.OfType(catalog.PrivateEndpoint.ARM) {
		if VirtualNetworkOf(TenancyOf(endpoint).Subnet) != engine.Key(vnetID) {
			continue
		}
		for _, a := range s.Served(endpoint) {
			if sameIP(a.IP, ip) {
				return endpoint, a
			}
		}
	}
	return nil, Address{}
}

func sameIP(a, b string) bool {
	x, errX := netip.ParseAddr(a)
	y, errY := netip.ParseAddr(b)
	return errX == nil && errY == nil && x == y
}

// Join gives an existing endpoint an address for another member of its target. The endpoint is as it was if
// its subnet is full.
func (s *Service) Join(endpoint *engine.Resource, member string) error {
	tenancy := TenancyOf(endpoint)
	res, target := s.targetOf(LinkTarget(endpoint))
	sub := s.engine.Find(catalog.Subnet.ARM, tenancy.Subnet)
	if res == nil || sub == nil {
		return engine.Unresolved(tenancy.Subnet, endpoint.ID)
	}
	addresses := append(slices.Clone(tenancy.Addresses), address(target, res, member))
	if err := s.Allocate(sub, endpoint, addresses); err != nil {
		return err
	}
	s.SetAddresses(endpoint, addresses)
	return nil
}

// SetAddresses replaces the addresses that an endpoint has for its members.
func (s *Service) SetAddresses(endpoint *engine.Resource, addresses []Address) {
	engine.SetState(endpoint, Tenancy{Subnet: TenancyOf(endpoint).Subnet, Addresses: addresses})
	s.engine.Keep(endpoint)
}

// HasMember reports whether an endpoint has an address for the member.
func HasMember(endpoint *engine.Resource, member string) bool {
	return slices.ContainsFunc(AddressesOf(endpoint), func(a Address) bool { return a.Member == member })
}
