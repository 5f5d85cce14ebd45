package network

import (
	"maps"
	"net/netip"
	"slices"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/network/armnetwork/v7"

	"private-acr/azuresim/engine"
	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).subnet)

// subnet hands out addresses to its tenants.
func (s *Service) subnet() engine.Type {
	return engine.Type{
		Row: catalog.Subnet, NameCode: badName, Etag: engine.WeakEtag,
		Takes: engine.Durations{
			Create: 6 * time.Second, Update: 6 * time.Second, Delete: 10 * time.Second,
			Source: "creating 6 s: the same; the rest assumed",
		},
		ReadOnly: []string{"ipConfigurations", "privateEndpoints", "purpose", "serviceAssociationLinks"},
		State:    engine.StateOf[subnetState],
		Accept:   s.acceptSubnet, View: s.viewSubnet, Refuse: s.refuseSubnet,
		Example: engine.Example{Name: "example", Body: func(func(catalog.Type) string) engine.Body {
			return engine.Body{"properties": engine.Body{"addressPrefix": "10.0.1.0/24"}}
		}},
	}
}

// subnetState is what outlives a subnet's tenants.
type subnetState struct {
	// Tied says, by type of tenant, until when a service ties this subnet although its tenants are gone.
	Tied map[string]time.Time `json:"tied,omitempty"`
}

func (s *Service) acceptSubnet(r *engine.Request) error {
	if err := s.completeSubnet(r); err != nil {
		return err
	}
	vnet := s.engine.Find(catalog.VirtualNetwork.ARM, engine.ParentID(r.ID))
	siblings := s.siblings(r)
	for _, sub := range siblings {
		if err := s.engine.Idle(sub); err != nil {
			return err
		}
	}
	space, err := addressSpace(engine.As[armnetwork.VirtualNetwork](vnet))
	if err != nil {
		return err
	}
	return checkSubnets(vnet.Name(), space, append(siblings, r.Resource))
}

// completeSubnet checks a subnet by itself, and gives it Azure's defaults.
func (s *Service) completeSubnet(r *engine.Request) error {
	sub, err := engine.Read[armnetwork.Subnet](r.Resource.Body)
	if err != nil {
		return err
	}
	p, err := Prefix(r.Resource)
	if err != nil {
		return err
	}
	if r.Old != nil {
		if err := s.keepsRange(r.Old, p); err != nil {
			return err
		}
		if err := s.keepsDelegation(r.Old, r.Resource); err != nil {
			return err
		}
	}
	if err := s.checkAttachments(r, engine.Value(sub.Properties)); err != nil {
		return err
	}
	engine.Fill(r.Properties(), engine.Body{
		"delegations": []any{}, "privateEndpointNetworkPolicies": "Disabled",
		"privateLinkServiceNetworkPolicies": "Enabled",
	})
	return nil
}

// checkAttachments refuses a subnet that points at what is not there.
func (s *Service) checkAttachments(r *engine.Request, p armnetwork.SubnetPropertiesFormat) error {
	attached := map[string]*string{
		catalog.NatGateway.ARM:           engine.Value(p.NatGateway).ID,
		catalog.NetworkSecurityGroup.ARM: engine.Value(p.NetworkSecurityGroup).ID,
		catalog.RouteTable.ARM:           engine.Value(p.RouteTable).ID,
	}
	for _, resourceType := range slices.Sorted(maps.Keys(attached)) {
		id := attached[resourceType]
		if id == nil {
			continue
		}
		if _, err := s.engine.Refer(r.Resource, resourceType, *id); err != nil {
			return err
		}
	}
	return nil
}

// subnetsWith are the ids of the subnets that have the resource attached, as the function reads it.
func (s *Service) subnetsWith(
	attached *engine.Resource, read func(armnetwork.SubnetPropertiesFormat) *string,
) []string {
	var ids []string
	for _, sub := range s.engine.OfType(catalog.Subnet.ARM) {
		id := read(engine.Value(engine.As[armnetwork.Subnet](sub).Properties))
		if id != nil && same(*id, attached.ID) {
			ids = append(ids, sub.ID)
		}
	}
	return ids
}

// keepsRange refuses to move a subnet's range away from under its tenants.
func (s *Service) keepsRange(old *engine.Resource, now netip.Prefix) error {
	if before, _ := Prefix(old); before == now || len(s.Tenants(old.ID)) == 0 {
		return nil
	}
	return engine.BadRequest("InUsePrefixCannotBeDeleted",
		"IpPrefix of Subnet %s has active allocations and "+
			"cannot be deleted.", old.Name())
}

// Prefix is the range of a subnet.
func Prefix(sub *engine.Resource) (netip.Prefix, error) {
	p := engine.Value(engine.As[armnetwork.Subnet](sub).Properties)
	texts := engine.Values(p.AddressPrefixes)
	if single := engine.Value(p.AddressPrefix); single != "" {
		texts = []string{single}
	}
	prefixes, err := parsePrefixes(texts)
	if err != nil {
		return netip.Prefix{}, err
	}
	if len(prefixes) != 1 || azure.Usable(prefixes[0]) == 0 {
		return netip.Prefix{}, engine.BadRequest("NetcfgInvalidSubnet", "Subnet '%s' must have one address "+
			"prefix of /29 or larger.", sub.Name())
	}
	return prefixes[0], nil
}

func (s *Service) viewSubnet(sub *engine.Resource, body engine.Body) {
	tenants := s.Tenants(sub.ID)
	s.viewServiceLinks(sub, tenants, body)
	var endpoints, configurations []string
	for _, tenant := range tenants {
		if tenant.Type != catalog.PrivateEndpoint.ARM {
			continue
		}
		endpoints = append(endpoints, tenant.ID)
		for _, a := range AddressesOf(tenant) {
			configurations = append(configurations, configurationID(tenant, a))
		}
	}
	if len(endpoints) > 0 {
		engine.Properties(body)["privateEndpoints"] = engine.References(endpoints)
		engine.Properties(body)["ipConfigurations"] = engine.References(configurations)
	}
}

func (s *Service) refuseSubnet(sub *engine.Resource) error {
	user := ""
	if tenants := s.Tenants(sub.ID); len(tenants) > 0 {
		user = tenants[0].ID
	} else if left := s.LeftServiceLink(sub); left != "" {
		user = left
	}
	if user == "" {
		return s.engine.Idle(sub)
	}
	return engine.BadRequest("InUseSubnetCannotBeDeleted",
		"Subnet %s is in use by %s and cannot be deleted. "+
			"In order to delete the subnet, delete all the resources within the subnet. See "+
			"aka.ms/deletesubnet.", sub.Name(), user)
}

// Delegation is the service that a subnet is delegated to; "" when it is not.
func Delegation(sub *engine.Resource) string {
	p := engine.Value(engine.As[armnetwork.Subnet](sub).Properties)
	for _, d := range p.Delegations {
		return engine.Value(engine.Value(engine.Value(d).Properties).ServiceName)
	}
	return ""
}

// DelegatedTo reports whether a subnet is delegated to the service.
func DelegatedTo(sub *engine.Resource, service string) bool {
	return strings.EqualFold(Delegation(sub), service)
}
