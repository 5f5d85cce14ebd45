package network

import (
	"slices"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/network/armnetwork/v7"

	"private-acr/azuresim/engine"
)

// link is the one connection that a private endpoint has, in its body's list of those that its maker's rights
// approve or in that of those that wait for an approval.
type link struct {
	name       string
	connection armnetwork.PrivateLinkServiceConnectionProperties
}

// The lists of connections in a private endpoint's body.
const (
	approvedLinks = "privateLinkServiceConnections"
	manualLinks   = "manualPrivateLinkServiceConnections"
)

var allLinks = []string{approvedLinks, manualLinks}

// The states of a connection.
const (
	Approved     = "Approved"
	Pending      = "Pending"
	Rejected     = "Rejected"
	Disconnected = "Disconnected"
)

func links(endpoint armnetwork.PrivateEndpoint) []link {
	p := engine.Value(endpoint.Properties)
	var all []link
	for _, c := range slices.Concat(p.PrivateLinkServiceConnections, p.ManualPrivateLinkServiceConnections) {
		connection := engine.Value(c)
		all = append(all, link{engine.Value(connection.Name), engine.Value(connection.Properties)})
	}
	return all
}

func linkOf(endpoint armnetwork.PrivateEndpoint) link {
	if all := links(endpoint); len(all) > 0 {
		return all[0]
	}
	return link{}
}

func linkIn(endpoint *engine.Resource) link {
	return linkOf(engine.As[armnetwork.PrivateEndpoint](endpoint))
}

// target is the id of what the endpoint leads to.
func (l link) target() string { return engine.Value(l.connection.PrivateLinkServiceID) }

func (l link) groups() []string { return engine.Values(l.connection.GroupIDs) }

// group is the private-link group that the connection asks for.
func (l link) group() string {
	if groups := l.groups(); len(groups) > 0 {
		return groups[0]
	}
	return ""
}

// state is what the target's side has made of the connection.
func (l link) state() linkState {
	state := engine.Value(l.connection.PrivateLinkServiceConnectionState)
	return linkState{engine.Value(state.Status), engine.Value(state.Description)}
}

// linkState is whether a connection is approved, and why.
type linkState struct{ status, description string }

func (s linkState) body() engine.Body {
	return engine.Body{"status": s.status, "description": s.description, "actionsRequired": "None"}
}

// setState sets the state of the connections in lists of a private endpoint's body.
func setState(endpoint *engine.Resource, lists []string, state linkState) {
	for _, list := range lists {
		connections, _ := endpoint.Properties()[list].([]any)
		for _, c := range connections {
			body, isObject := c.(engine.Body)
			if !isObject {
				continue
			}
			name, _ := body["name"].(string)
			body["id"] = endpoint.ID + "/" + list + "/" + name
			p := engine.Properties(body)
			p["provisioningState"] = engine.Succeeded
			p["privateLinkServiceConnectionState"] = state.body()
		}
	}
}

// LinkTarget is the id of what a private endpoint leads to.
func LinkTarget(endpoint *engine.Resource) string { return linkIn(endpoint).target() }

// LinkGroup is the private-link group that a private endpoint asks for.
func LinkGroup(endpoint *engine.Resource) string { return linkIn(endpoint).group() }

// LinkStatus is the state of a private endpoint's connection: Approved, Pending, Rejected or Disconnected.
func LinkStatus(endpoint *engine.Resource) string { return linkIn(endpoint).state().status }
