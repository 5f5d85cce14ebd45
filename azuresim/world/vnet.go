package world

import (
	"net/netip"
	"slices"

	"private-acr/internal/azure"
)

const typeVirtualNetwork = "Microsoft.Network/virtualNetworks"

// virtualNetwork has its subnets in its body: a PUT that leaves one out removes it.
var virtualNetwork = kind{
	typ: typeVirtualNetwork, name: azure.NameVirtualNetwork, nameCode: "InvalidResourceName",
	place: regional, takes: virtualNetworkTakes, readOnly: []string{"resourceGuid"},
	accept: acceptVirtualNetwork, begin: beginVirtualNetwork, settle: settleVirtualNetwork,
	view: viewVirtualNetwork, refuse: refuseVirtualNetwork,
}

type vnetView struct {
	Properties struct {
		AddressSpace struct {
			AddressPrefixes []string `json:"addressPrefixes"`
		} `json:"addressSpace"`
		DHCP struct {
			DNSServers []string `json:"dnsServers"`
		} `json:"dhcpOptions"`
		Subnets []Body `json:"subnets"`
	} `json:"properties"`
}

// subnetPlan is what a PUT of a virtual network makes of its subnets.
type subnetPlan struct {
	keep []*record
	drop []*record
}

func acceptVirtualNetwork(r *request) error {
	v, err := read[vnetView](r.rec.Body)
	if err != nil {
		return err
	}
	space, err := parsePrefixes(v.Properties.AddressSpace.AddressPrefixes)
	if err != nil {
		return err
	}
	if len(space) == 0 {
		return badRequest("InvalidRequestFormat", "The virtual network %s has no address space.", r.id.Name)
	}
	plan, err := r.planSubnets(v.Properties.Subnets)
	if err != nil {
		return err
	}
	if err := checkSubnets(r.id.Name, space, plan.keep); err != nil {
		return err
	}
	r.put = plan
	p := r.properties()
	// Subnets are resources of their own; the view shows them here again.
	delete(p, "subnets")
	fill(p, Body{
		"enableDdosProtection": false, "virtualNetworkPeerings": []any{}, "resourceGuid": guid(r.rec,
			"resource"),
	})
	return nil
}

// planSubnets turns the inline subnets into records, and finds those that are left out.
func (r *request) planSubnets(bodies []Body) (subnetPlan, error) {
	var plan subnetPlan
	for _, body := range bodies {
		rec, err := r.inlineSubnet(body)
		if err != nil {
			return plan, err
		}
		plan.keep = append(plan.keep, rec)
	}
	for _, existing := range r.w.subnets(r.rec.ID) {
		if slices.ContainsFunc(plan.keep, func(kept *record) bool { return same(kept.ID, existing.ID) }) {
			continue
		}
		if err := refuseSubnet(r.w, existing); err != nil {
			return plan, err
		}
		plan.drop = append(plan.drop, existing)
	}
	return plan, nil
}

func (r *request) inlineSubnet(body Body) (*record, error) {
	name, _ := body["name"].(string)
	if err := azure.CheckName(azure.NameSubnet, name); err != nil {
		return nil, badRequest("InvalidResourceName", "%s", err)
	}
	id := r.rec.ID + "/subnets/" + name
	rec := &record{ID: id, Type: typeSubnet, Created: r.w.at, Seq: r.w.next(), Implicit: true}
	old := r.w.find(typeSubnet, id)
	if old != nil {
		if err := r.w.idle(old, ""); err != nil {
			return nil, err
		}
		*rec = *old
	}
	if err := subnet.fillIn(rec, old, body); err != nil {
		return nil, err
	}
	return rec, (&request{w: r.w, rec: rec, old: old}).completeSubnet()
}

func beginVirtualNetwork(r *request) {
	plan, _ := r.put.(subnetPlan)
	for _, rec := range plan.drop {
		r.w.remove(rec)
	}
	for _, rec := range plan.keep {
		subnet.mark(rec, stateUpdating)
		r.w.keep(rec)
	}
}

func settleVirtualNetwork(w *World, rec *record) error {
	for _, s := range w.subnets(rec.ID) {
		if err := w.take(s); err != nil {
			return err
		}
	}
	return nil
}

func viewVirtualNetwork(w *World, rec *record, body Body) {
	shown := []any{}
	for _, s := range w.subnets(rec.ID) {
		if view, err := w.show(s); err == nil {
			shown = append(shown, view)
		}
	}
	properties(body)["subnets"] = shown
}

func refuseVirtualNetwork(w *World, rec *record) error {
	for _, s := range w.subnets(rec.ID) {
		if err := refuseSubnet(w, s); err != nil {
			return err
		}
	}
	return nil
}

// subnets are those of a virtual network, in the order of their creation.
func (w *World) subnets(vnetID string) []*record {
	return slices.DeleteFunc(w.beneath(vnetID), func(r *record) bool { return r.Type != typeSubnet })
}

func parsePrefixes(texts []string) ([]netip.Prefix, error) {
	var prefixes []netip.Prefix
	for _, text := range texts {
		p, err := azure.ParsePrefix(text)
		if err != nil {
			return nil, badRequest("InvalidAddressPrefixFormat", "%s", err)
		}
		prefixes = append(prefixes, p)
	}
	return prefixes, nil
}

// checkSubnets refuses subnets outside the address space, and those that overlap.
func checkSubnets(vnet string, space []netip.Prefix, subnets []*record) error {
	for i, s := range subnets {
		p, err := subnetPrefix(s)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(space, func(outer netip.Prefix) bool { return azure.Covers(outer, p) }) {
			return badRequest("NetcfgInvalidSubnet", "Subnet '%s' is not valid in virtual network '%s'.",
				s.name(), vnet)
		}
		for _, other := range subnets[:i] {
			if q, _ := subnetPrefix(other); q.Overlaps(p) {
				return badRequest("NetcfgSubnetRangesOverlap", "Subnet '%s' is not valid because its IP "+
					"address range overlaps with that of an existing subnet in virtual network '%s'.",
					s.name(), vnet)
			}
		}
	}
	return nil
}
