package world

import (
	"slices"
	"strings"
)

const typeConnection = typeRegistry + "/privateEndpointConnections"

// endpointConnection is the registry's side of a private endpoint, where the registry's owner approves or
// rejects it. It comes and goes with the endpoint.
var endpointConnection = kind{
	typ: typeConnection, accept: acceptConnection, begin: beginConnection, view: viewConnection,
	removed: removedConnection,
}

// The states of a connection.
const (
	statusApproved     = "Approved"
	statusPending      = "Pending"
	statusRejected     = "Rejected"
	statusDisconnected = "Disconnected"
)

// connectionLists are where an endpoint's body has its connections: those that its maker's rights approve,
// and those that wait for an approval.
var connectionLists = []string{"privateLinkServiceConnections", "manualPrivateLinkServiceConnections"}

type connectionView struct {
	Properties struct {
		State connectionState `json:"privateLinkServiceConnectionState"`
	} `json:"properties"`
}

// acceptConnection lets a connection be approved or rejected. Making one is the endpoint's business. The
// codes are those of Azure SQL for the same request; that registries have them too is assumed.
func acceptConnection(r *request) error {
	if r.old == nil {
		return missing(r.id)
	}
	v, err := read[connectionView](r.rec.Body)
	if err != nil {
		return err
	}
	status := v.Properties.State.Status
	if !slices.Contains([]string{statusApproved, statusRejected, statusPending}, status) {
		return badRequest("IncorrectPrivateLinkServiceConnectionStateStatus", "The status of private "+
			"endpoint connection %s must be Approved, Rejected or Pending, not '%s'.", r.id.Name, status)
	}
	endpoint := r.w.find(typePrivateEndpoint, r.rec.Facts.Owner)
	if endpoint == nil || stateOf(endpoint).Status == statusDisconnected {
		return badRequest("PrivateEndpointConnectionDoesNotExist", "The private endpoint of connection %s "+
			"is disconnected.", r.id.Name)
	}
	r.put = v.Properties.State
	return nil
}

func beginConnection(r *request) {
	state, _ := r.put.(connectionState)
	endpoint := r.w.find(typePrivateEndpoint, r.rec.Facts.Owner)
	connect(endpoint, connectionLists, state)
	r.w.keep(endpoint)
}

func viewConnection(w *World, rec *record, body Body) {
	endpoint := w.find(typePrivateEndpoint, rec.Facts.Owner)
	if endpoint == nil {
		return
	}
	state := stateOf(endpoint)
	body["id"], body["name"], body["type"] = rec.ID, rec.name(), rec.Type
	body["properties"] = Body{
		"privateEndpoint": Body{"id": endpoint.ID},
		"privateLinkServiceConnectionState": Body{
			"status": state.Status, "description": state.Description, "actionsRequired": "None",
		},
		"provisioningState": endpoint.state(),
	}
}

// removedConnection leaves an endpoint behind that leads nowhere, as Azure does when a connection, or the
// registry with it, is deleted.
func removedConnection(w *World, rec *record) {
	if endpoint := w.find(typePrivateEndpoint, rec.Facts.Owner); endpoint != nil {
		connect(endpoint, connectionLists, connectionState{statusDisconnected, "The connection was deleted"})
		w.keep(endpoint)
	}
}

// connection is the registry's side of an endpoint that has just been accepted.
func (r *request) connection() *record {
	reg := r.w.find(typeRegistry, see[endpointView](r.rec.Body).link().Properties.ServiceID)
	name := r.rec.name() + "." + guid(r.rec, "connection")
	return &record{
		ID: reg.ID + "/privateEndpointConnections/" + name, Type: typeConnection, Body: Body{},
		Created: r.w.at, Seq: r.w.next(), Implicit: true,
		Facts: facts{Owner: r.rec.ID, Ready: r.w.at},
	}
}

// connectionsOf are the registry's sides of its endpoints.
func (w *World) connectionsOf(reg *record) []*record {
	return slices.DeleteFunc(w.beneath(reg.ID), func(r *record) bool { return r.Type != typeConnection })
}

// connect sets the state of the connections in an endpoint's lists.
func connect(endpoint *record, lists []string, state connectionState) {
	for _, list := range lists {
		connections, _ := properties(endpoint.Body)[list].([]any)
		for _, c := range connections {
			body, isObject := c.(Body)
			if !isObject {
				continue
			}
			name, _ := body["name"].(string)
			body["id"] = endpoint.ID + "/" + list + "/" + name
			p := properties(body)
			p["provisioningState"] = stateSucceeded
			p["privateLinkServiceConnectionState"] = Body{
				"status": state.Status, "description": state.Description, "actionsRequired": "None",
			}
		}
	}
}

func stateOf(endpoint *record) connectionState {
	return see[endpointView](endpoint.Body).link().Properties.State
}

// approved reports whether the registry's side has accepted the endpoint.
func approved(endpoint *record) bool {
	return strings.EqualFold(stateOf(endpoint).Status, statusApproved)
}
