package world

import (
	"slices"

	"private-acr/internal/azure"
)

const typePrivateEndpoint = "Microsoft.Network/privateEndpoints"

// privateEndpoint gives the members of a registry's private-link group addresses in a subnet.
var privateEndpoint = kind{
	typ: typePrivateEndpoint, name: azure.NamePrivateEndpoint, nameCode: "InvalidResourceName",
	place: regional, takes: privateEndpointTakes,
	readOnly: []string{"networkInterfaces", "customDnsConfigs", "resourceGuid"},
	accept:   acceptEndpoint, begin: beginEndpoint, view: viewEndpoint,
	refuse: refuseEndpoint, removed: removedEndpoint,
}

type endpointView struct {
	Properties struct {
		Subnet           reference            `json:"subnet"`
		Connections      []connection         `json:"privateLinkServiceConnections"`
		Manual           []connection         `json:"manualPrivateLinkServiceConnections"`
		IPConfigurations []endpointIPSettings `json:"ipConfigurations"`
		InterfaceName    string               `json:"customNetworkInterfaceName"`
	} `json:"properties"`
}

type connection struct {
	Name       string `json:"name"`
	Properties struct {
		ServiceID string          `json:"privateLinkServiceId"`
		GroupIDs  []string        `json:"groupIds"`
		State     connectionState `json:"privateLinkServiceConnectionState"`
	} `json:"properties"`
}

type connectionState struct {
	Status      string `json:"status"`
	Description string `json:"description"`
}

type endpointIPSettings struct {
	Name       string `json:"name"`
	Properties struct {
		GroupID    string `json:"groupId"`
		MemberName string `json:"memberName"`
		IP         string `json:"privateIPAddress"`
	} `json:"properties"`
}

// link is the one connection that an endpoint has.
func (v endpointView) link() connection {
	if all := v.connections(); len(all) > 0 {
		return all[0]
	}
	return connection{}
}

func (v endpointView) connections() []connection {
	return slices.Concat(v.Properties.Connections, v.Properties.Manual)
}

// group is the private-link group that the connection asks for.
func (c connection) group() string {
	if len(c.Properties.GroupIDs) == 0 {
		return ""
	}
	return c.Properties.GroupIDs[0]
}

func acceptEndpoint(r *request) error {
	v, err := read[endpointView](r.rec.Body)
	if err != nil {
		return err
	}
	if err := checkConnections(v, r.rec.ID); err != nil {
		return err
	}
	if err := r.unchangedEndpoint(v); err != nil {
		return err
	}
	sub, err := r.endpointSubnet(v)
	if err != nil {
		return err
	}
	reg, err := r.endpointRegistry(v.link())
	if err != nil {
		return err
	}
	addresses, err := r.w.endpointAddresses(reg, v, r.old, r.rec.ID)
	if err != nil {
		return err
	}
	if err := r.w.allocate(sub, r.rec, addresses); err != nil {
		return err
	}
	r.rec.Facts.Subnet, r.rec.Facts.Addresses = sub.ID, addresses
	r.completeEndpoint(v)
	return nil
}

func checkConnections(v endpointView, id string) error {
	connections := v.connections()
	if len(connections) != 1 {
		return badRequest("InvalidRequestFormat", "Private endpoint %s must have one private link service "+
			"connection, not %d.", id, len(connections))
	}
	c := connections[0]
	switch {
	case c.Name == "":
		return badRequest("InvalidRequestFormat", "Cannot parse the request. A connection of %s has no "+
			"name.", id)
	case len(c.Properties.GroupIDs) == 0:
		return badRequest("MissingParameterOnPrivateLinkServiceConnection", "Private link service "+
			"connection %s of private endpoint %s is missing required parameter 'group Id'.", c.Name, id)
	case len(c.Properties.GroupIDs) > 1:
		return badRequest("OnlyOneGroupIdPermitted", "Only one group Id is permitted when connecting to a "+
			"first-party resource (%s).", c.Properties.ServiceID)
	}
	return nil
}

// unchangedEndpoint refuses what an existing endpoint cannot have changed. The second code is assumed.
func (r *request) unchangedEndpoint(v endpointView) error {
	if r.old == nil {
		return nil
	}
	old := see[endpointView](r.old.Body)
	before, after := old.link(), v.link()
	switch {
	case !same(old.Properties.Subnet.ID, v.Properties.Subnet.ID):
		return badRequest("CannotChangeSubnetOnExistingPrivateEndpoint", "Cannot change the subnet of "+
			"existing private endpoint %s from %s to %s.", r.rec.ID, old.Properties.Subnet.ID,
			v.Properties.Subnet.ID)
	case !same(before.Properties.ServiceID, after.Properties.ServiceID) || before.group() != after.group():
		return badRequest("CannotChangePrivateLinkConnectionOnPrivateEndpoint", "Cannot change the private "+
			"link service connection of existing private endpoint %s.", r.rec.ID)
	}
	return nil
}

func (r *request) endpointSubnet(v endpointView) (*record, error) {
	sub, err := r.refer(typeSubnet, v.Properties.Subnet.ID)
	if err != nil {
		return nil, err
	}
	if delegated(sub) != "" {
		return nil, badRequest("PrivateEndpointCreationNotAllowedAsSubnetIsDelegated", "Private endpoint %s "+
			"cannot be created as subnet %s is delegated.", r.rec.ID, sub.ID)
	}
	return sub, nil
}

// endpointRegistry is the registry that the connection names, when it can take a connection now.
func (r *request) endpointRegistry(c connection) (*record, error) {
	reg := r.w.find(typeRegistry, c.Properties.ServiceID)
	if reg == nil {
		return nil, unresolved(c.Properties.ServiceID, r.rec.ID)
	}
	if err := premium(reg.Body, notInSKU, "The requested feature private endpoint"); err != nil {
		return nil, err
	}
	if err := r.w.quiet(reg, r.rec); err != nil {
		return nil, err
	}
	return reg, r.w.groupOffered(reg, c.group(), r.rec.ID)
}

// quiet refuses to work on a registry's private link while somebody else does: concurrent endpoints, and
// endpoints concurrent with a replica, fail on Azure (terraform-provider-azurerm#10880,
// bicep-registry-modules#4040). The text is assumed.
func (w *World) quiet(reg, except *record) error {
	others := append(w.replicas(reg), w.endpoints(reg)...)
	for _, other := range append(others, reg) {
		if other.Operation != "" && !same(other.ID, except.ID) {
			return conflict("ConflictError", "Another operation on the private link of registry %s is in "+
				"progress: %s is %s. Please try again later.", reg.ID, other.ID, other.state())
		}
	}
	return nil
}

// completeEndpoint adds to the body what Azure answers. Connections are approved at once, as they are for a
// deployer with rights on the registry; manual ones wait for an approval. An update leaves the state alone.
func (r *request) completeEndpoint(v endpointView) {
	p := r.properties()
	nic := v.Properties.InterfaceName
	if nic == "" {
		nic = r.id.Name + ".nic." + guid(r.rec, "interface")
	}
	p["networkInterfaces"] = references([]string{sibling(r.id, typeNetworkInterface, nic)})
	p["resourceGuid"] = guid(r.rec, "resource")
	fill(p, Body{
		"privateLinkServiceConnections": []any{}, "manualPrivateLinkServiceConnections": []any{},
		"ipConfigurations": []any{}, "customNetworkInterfaceName": "",
	})
	if r.old != nil {
		connect(r.rec, connectionLists, stateOf(r.old))
		return
	}
	connect(r.rec, connectionLists[:1], connectionState{statusApproved, "Auto-approved"})
	connect(r.rec, connectionLists[1:], connectionState{statusPending, "Awaiting approval"})
}

func beginEndpoint(r *request) {
	r.moveRecords()
	if r.old == nil {
		r.w.keep(r.connection())
	}
	for _, id := range interfaces(r.rec) {
		nic := r.w.find(typeNetworkInterface, id)
		if nic != nil {
			continue
		}
		r.w.keep(&record{
			ID: id, Type: typeNetworkInterface, Body: Body{}, Created: r.w.at, Seq: r.w.next(),
			Implicit: true,
			Facts:    facts{Owner: r.rec.ID, Ready: r.w.at},
		})
	}
}

// moveRecords keeps the zones in step with an endpoint whose addresses change.
func (r *request) moveRecords() {
	if r.old == nil || slices.Equal(r.old.Facts.Addresses, r.rec.Facts.Addresses) {
		return
	}
	for _, group := range r.w.zoneGroups(r.rec.ID) {
		for _, a := range r.old.Facts.Addresses {
			r.w.eraseHost(group, a.Host)
		}
		if group.works() {
			r.w.writeRecords(group)
		}
	}
}

func interfaces(endpoint *record) []string {
	type view struct {
		Properties struct {
			Interfaces []reference `json:"networkInterfaces"`
		} `json:"properties"`
	}
	var ids []string
	for _, ref := range see[view](endpoint.Body).Properties.Interfaces {
		ids = append(ids, ref.ID)
	}
	return ids
}

func viewEndpoint(w *World, rec *record, body Body) {
	configs := []any{}
	if rec.works() {
		for _, a := range w.served(rec) {
			configs = append(configs, Body{"fqdn": a.Host, "ipAddresses": []any{a.IP}})
		}
	}
	properties(body)["customDnsConfigs"] = configs
}

func refuseEndpoint(w *World, rec *record) error {
	reg := w.find(typeRegistry, see[endpointView](rec.Body).link().Properties.ServiceID)
	if reg == nil {
		return nil
	}
	return w.quiet(reg, rec)
}

func removedEndpoint(w *World, rec *record) {
	for _, c := range w.ofType(typeConnection) {
		if same(c.Facts.Owner, rec.ID) {
			w.drop(c)
		}
	}
	for _, id := range interfaces(rec) {
		if nic := w.find(typeNetworkInterface, id); nic != nil {
			w.drop(nic)
		}
	}
}
