package network

import (
	"slices"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/network/armnetwork/v7"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

// connections is the collection of a target's connections, in ids and in types.
const connections = "/privateEndpointConnections"

// ConnectionType is the target's side of private endpoints, where the target's owner approves or rejects
// them. It comes and goes with the endpoint. Services have it alike, each in a type of its own.
func (s *Service) ConnectionType(row catalog.Type) engine.Type {
	return engine.Type{
		Row: row, Accept: s.acceptConnection, View: s.viewConnection, Removed: s.removedConnection,
		Example: engine.Example{MadeBy: catalog.PrivateEndpoint},
	}
}

func (s *Service) isConnection(res *engine.Resource) bool {
	targetType, is := strings.CutSuffix(res.Type, connections)
	return is && s.targets[targetType] != nil
}

// acceptConnection lets a connection be approved or rejected. Making one is the endpoint's business. The
// codes are those of Azure SQL for the same request; that other services have them too is assumed.
func (s *Service) acceptConnection(r *engine.Request) error {
	if r.Old == nil {
		return engine.Missing(r.ID)
	}
	connection, err := engine.Read[armnetwork.PrivateEndpointConnection](r.Resource.Body)
	if err != nil {
		return err
	}
	given := engine.Value(engine.Value(connection.Properties).PrivateLinkServiceConnectionState)
	state := linkState{engine.Value(given.Status), engine.Value(given.Description)}
	if !slices.Contains([]string{Approved, Rejected, Pending}, state.status) {
		return engine.BadRequest("IncorrectPrivateLinkServiceConnectionStateStatus", "The status of private "+
			"endpoint connection %s must be Approved, Rejected or Pending, not '%s'.", r.ID.Name,
			state.status)
	}
	endpoint := s.engine.Find(catalog.PrivateEndpoint.ARM, r.Resource.Owner)
	if endpoint == nil || LinkStatus(endpoint) == Disconnected {
		return engine.BadRequest("PrivateEndpointConnectionDoesNotExist",
			"The private endpoint of connection "+
				"%s is disconnected.", r.ID.Name)
	}
	r.Then(func() { s.setLinkState(endpoint, state) })
	return nil
}

func (s *Service) setLinkState(endpoint *engine.Resource, state linkState) {
	setState(endpoint, allLinks, state)
	s.engine.Keep(endpoint)
}

func (s *Service) viewConnection(connection *engine.Resource, body engine.Body) {
	endpoint := s.engine.Find(catalog.PrivateEndpoint.ARM, connection.Owner)
	if endpoint == nil {
		return
	}
	body["id"], body["name"], body["type"] = connection.ID, connection.Name(), connection.Type
	body["properties"] = engine.Body{
		"privateEndpoint":                   engine.Body{"id": endpoint.ID},
		"privateLinkServiceConnectionState": linkIn(endpoint).state().body(),
		"provisioningState":                 endpoint.ProvisioningState(),
	}
}

// removedConnection leaves an endpoint behind that leads nowhere, as Azure does when a connection, or the
// target with it, is deleted.
func (s *Service) removedConnection(connection *engine.Resource) {
	if endpoint := s.engine.Find(catalog.PrivateEndpoint.ARM, connection.Owner); endpoint != nil {
		s.setLinkState(endpoint, linkState{Disconnected, "The connection was deleted"})
	}
}

// keepConnection makes the target's side of an endpoint that has just been accepted, where the target's
// service has a type for it.
func (s *Service) keepConnection(endpoint, target *engine.Resource) {
	if !s.engine.Knows(target.Type + connections) {
		return
	}
	id := target.ID + connections + "/" + endpoint.Name() + "." + endpoint.GUID("connection")
	s.engine.Keep(s.engine.NewImplicit(id, target.Type+connections, endpoint, engine.Body{}))
}

// ShowConnections are the bodies of a target's connections.
func (s *Service) ShowConnections(target *engine.Resource) []any {
	shown := []any{}
	for _, connection := range s.engine.Children(target.ID, target.Type+connections) {
		if body, err := s.engine.Show(connection); err == nil {
			shown = append(shown, body)
		}
	}
	return shown
}
