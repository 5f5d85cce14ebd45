package world

import (
	"net/netip"
	"slices"
	"strings"

	"private-acr/internal/azure"
)

const typeSubnet = typeVirtualNetwork + "/subnets"

// Services that subnets are delegated to.
const (
	delegateApps       = "Microsoft.App/environments"
	delegateContainers = "Microsoft.ContainerInstance/containerGroups"
)

// subnet hands out addresses to its tenants: endpoints, environments and container groups.
var subnet = kind{
	typ: typeSubnet, name: azure.NameSubnet, nameCode: "InvalidResourceName", takes: subnetTakes,
	readOnly: []string{"ipConfigurations", "privateEndpoints", "purpose", "serviceAssociationLinks"},
	accept:   acceptSubnet, view: viewSubnet, refuse: refuseSubnet,
}

type subnetView struct {
	Properties struct {
		AddressPrefix   string   `json:"addressPrefix"`
		AddressPrefixes []string `json:"addressPrefixes"`
		Delegations     []struct {
			Name       string `json:"name"`
			Properties struct {
				ServiceName string `json:"serviceName"`
			} `json:"properties"`
		} `json:"delegations"`
		NatGateway *reference `json:"natGateway"`
	} `json:"properties"`
}

// reference is how a body points at another resource.
type reference struct {
	ID string `json:"id"`
}

func acceptSubnet(r *request) error {
	if err := r.completeSubnet(); err != nil {
		return err
	}
	vnet := r.w.find(typeVirtualNetwork, parentID(r.id))
	siblings := slices.DeleteFunc(r.w.subnets(vnet.ID), func(s *record) bool { return same(s.ID, r.rec.ID) })
	for _, s := range siblings {
		if err := r.w.idle(s, ""); err != nil {
			return err
		}
	}
	space, err := parsePrefixes(see[vnetView](vnet.Body).Properties.AddressSpace.AddressPrefixes)
	if err != nil {
		return err
	}
	return checkSubnets(vnet.name(), space, append(siblings, r.rec))
}

// completeSubnet checks a subnet by itself, and gives it Azure's defaults.
func (r *request) completeSubnet() error {
	v, err := read[subnetView](r.rec.Body)
	if err != nil {
		return err
	}
	p, err := subnetPrefix(r.rec)
	if err != nil {
		return err
	}
	if r.old != nil {
		if err := r.w.keepsRange(r.old, p); err != nil {
			return err
		}
		if err := r.w.keepsDelegation(r.old, r.rec); err != nil {
			return err
		}
	}
	if gateway := v.Properties.NatGateway; gateway != nil {
		if _, err := r.refer(typeNatGateway, gateway.ID); err != nil {
			return err
		}
	}
	fill(r.properties(), Body{
		"delegations": []any{}, "privateEndpointNetworkPolicies": "Disabled",
		"privateLinkServiceNetworkPolicies": "Enabled",
	})
	return nil
}

// keepsRange refuses to move a subnet's range away from under its tenants.
func (w *World) keepsRange(old *record, now netip.Prefix) error {
	if before, _ := subnetPrefix(old); before == now || len(w.tenants(old.ID)) == 0 {
		return nil
	}
	return badRequest("InUsePrefixCannotBeDeleted", "IpPrefix of Subnet %s has active allocations and "+
		"cannot be deleted.", old.name())
}

func subnetPrefix(rec *record) (netip.Prefix, error) {
	p := see[subnetView](rec.Body).Properties
	texts := p.AddressPrefixes
	if p.AddressPrefix != "" {
		texts = []string{p.AddressPrefix}
	}
	prefixes, err := parsePrefixes(texts)
	if err != nil {
		return netip.Prefix{}, err
	}
	if len(prefixes) != 1 || azure.Usable(prefixes[0]) == 0 {
		return netip.Prefix{}, badRequest("NetcfgInvalidSubnet", "Subnet '%s' must have one address prefix "+
			"of /29 or larger.", rec.name())
	}
	return prefixes[0], nil
}

func viewSubnet(w *World, rec *record, body Body) {
	viewServiceLinks(w, rec, body)
	var endpoints, configurations []string
	for _, tenant := range w.tenants(rec.ID) {
		if tenant.Type != typePrivateEndpoint {
			continue
		}
		endpoints = append(endpoints, tenant.ID)
		for _, a := range tenant.Facts.Addresses {
			configurations = append(configurations, configurationID(tenant, a))
		}
	}
	if len(endpoints) > 0 {
		properties(body)["privateEndpoints"] = references(endpoints)
		properties(body)["ipConfigurations"] = references(configurations)
	}
}

func refuseSubnet(w *World, rec *record) error {
	user := ""
	if tenants := w.tenants(rec.ID); len(tenants) > 0 {
		user = tenants[0].ID
	} else if left := w.leftLink(rec); left != nil {
		user = associationID(rec, *left)
	}
	if user == "" {
		return w.idle(rec, "")
	}
	return badRequest("InUseSubnetCannotBeDeleted", "Subnet %s is in use by %s and cannot be deleted. In "+
		"order to delete the subnet, delete all the resources within the subnet. See aka.ms/deletesubnet.",
		rec.name(), user)
}

// tenants are the resources that live in a subnet.
func (w *World) tenants(subnetID string) []*record {
	return slices.DeleteFunc(w.sorted(), func(r *record) bool {
		return r.Facts.Subnet == "" || !same(r.Facts.Subnet, subnetID)
	})
}

// delegated reports what a subnet is delegated to; "" when it is not.
func delegated(rec *record) string {
	for _, d := range see[subnetView](rec.Body).Properties.Delegations {
		return d.Properties.ServiceName
	}
	return ""
}

func delegatedTo(rec *record, service string) bool {
	return strings.EqualFold(delegated(rec), service)
}

// refer finds a resource that the body points at, which must be there in full.
func (r *request) refer(resourceType, id string) (*record, error) {
	rec := r.w.find(resourceType, id)
	if rec == nil {
		return nil, unresolved(id, r.rec.ID)
	}
	if rec.Facts.Ready.IsZero() || rec.state() == stateDeleting {
		return nil, conflict("ReferencedResourceNotProvisioned", "Cannot proceed with operation because "+
			"resource %s used by resource %s is not in Succeeded state. Resource is in %s state.",
			id, r.rec.ID, rec.state())
	}
	return rec, nil
}

// unresolved refuses a body that points at nothing.
func unresolved(id, from string) *Error {
	return badRequest("InvalidResourceReference", "Resource %s referenced by resource %s was not found. "+
		"Please make sure that the referenced resource exists, and that both resources are in the "+
		"same region.",
		id, from)
}

// network is the id of the virtual network that a subnet belongs to.
func network(subnetID string) string {
	vnet, _, _ := strings.Cut(key(subnetID), "/subnets/")
	return vnet
}
