package network

import (
	"net/netip"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/network/armnetwork/v7"

	"private-acr/azuresim/engine"
	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).peering)

// peering is one direction of what joins two virtual networks; it takes both to connect them. Azure docs:
// virtual-network/virtual-network-peering-overview.
func (s *Service) peering() engine.Type {
	return engine.Type{
		Row: catalog.VirtualNetworkPeering, NameCode: badName, Etag: engine.WeakEtag,
		Takes: engine.Durations{
			Create: 10 * time.Second, Update: 10 * time.Second, Delete: 10 * time.Second, Source: "assumed",
		},
		ReadOnly: []string{"peeringState", "peeringSyncLevel", "resourceGuid"},
		State:    engine.StateOf[peeringState],
		Accept:   s.acceptPeering, Settle: s.settlePeering, View: s.viewPeering, Removed: s.disconnect,
		Example: engine.Example{Name: "peer-example", Body: func(id func(catalog.Type) string) engine.Body {
			return engine.Body{"properties": engine.Body{
				"remoteVirtualNetwork": engine.Body{"id": id(catalog.VirtualNetwork) + "-remote"},
			}}
		}},
	}
}

// peeringState is what has become of a peering.
type peeringState struct {
	// Disconnected says that the other direction was deleted, after which this one has to be made anew.
	Disconnected bool `json:"disconnected,omitempty"`
}

// acceptPeering knows remote networks that are here; others may be anywhere. The codes are Azure's, the texts
// assumed.
func (s *Service) acceptPeering(r *engine.Request) error {
	peering, err := engine.Read[armnetwork.VirtualNetworkPeering](r.Resource.Body)
	if err != nil {
		return err
	}
	remote := remoteOf(peering)
	switch {
	case remote == "":
		return engine.BadRequest("InvalidRequestFormat", "The peering %s names no remote virtual network.",
			r.ID.Name)
	case same(remote, engine.ParentID(r.ID)):
		return engine.BadRequest("CannotPeerVnetWithItself", "The virtual network %s cannot be peered with "+
			"itself.", remote)
	case r.Old != nil && engine.State[peeringState](r.Old).Disconnected:
		return engine.BadRequest("RemotePeeringIsDisconnected", "Cannot create or update peering %s because "+
			"remote peering referencing parent virtual network has been deleted. Delete this peering and "+
			"create it anew.", r.Resource.ID)
	}
	if other := s.engine.Find(catalog.VirtualNetwork.ARM, remote); other != nil {
		if err := s.apart(r, other); err != nil {
			return err
		}
	}
	engine.Fill(r.Properties(), engine.Body{
		"allowVirtualNetworkAccess": true, "allowForwardedTraffic": false, "allowGatewayTransit": false,
		"useRemoteGateways": false, "doNotVerifyRemoteGateways": false, "peerCompleteVnets": true,
		"resourceGuid": r.Resource.GUID("resource"),
	})
	return nil
}

func remoteOf(peering armnetwork.VirtualNetworkPeering) string {
	return engine.Value(engine.Value(engine.Value(peering.Properties).RemoteVirtualNetwork).ID)
}

// apart refuses to peer networks whose addresses overlap.
func (s *Service) apart(r *engine.Request, other *engine.Resource) error {
	local := s.engine.Find(catalog.VirtualNetwork.ARM, engine.ParentID(r.ID))
	for _, mine := range prefixesOf(local) {
		for _, theirs := range prefixesOf(other) {
			if mine.Overlaps(theirs) {
				return engine.BadRequest("VnetAddressSpacesOverlap", "Cannot create or update peering %s. "+
					"Virtual networks %s and %s cannot be peered because their address spaces overlap. "+
					"Overlapping address prefixes: %s, %s.", r.Resource.ID, local.ID, other.ID, mine, theirs)
			}
		}
	}
	return nil
}

// prefixesOf are the addresses of a network that exists, whose prefixes have been read before.
func prefixesOf(vnet *engine.Resource) []netip.Prefix {
	prefixes, _ := addressSpace(engine.As[armnetwork.VirtualNetwork](vnet))
	return prefixes
}

// opposite is the other direction of a peering, nil if there is none.
func (s *Service) opposite(peering *engine.Resource) *engine.Resource {
	remote := remoteOf(engine.As[armnetwork.VirtualNetworkPeering](peering))
	for _, other := range s.engine.Children(remote, catalog.VirtualNetworkPeering.ARM) {
		back := remoteOf(engine.As[armnetwork.VirtualNetworkPeering](other))
		if same(back, azure.ParentID(peering.ID)) && other.Works() {
			return other
		}
	}
	return nil
}

// settlePeering notes the addresses that the remote network has.
func (s *Service) settlePeering(peering *engine.Resource) error {
	id := remoteOf(engine.As[armnetwork.VirtualNetworkPeering](peering))
	remote := s.engine.Find(catalog.VirtualNetwork.ARM, id)
	if remote == nil {
		return nil
	}
	space := engine.Body{}
	engine.Fill(space, engine.Within(remote.Properties(), "addressSpace"))
	engine.Fill(peering.Properties(), engine.Body{
		"remoteAddressSpace": space, "remoteVirtualNetworkAddressSpace": space,
	})
	return nil
}

func (s *Service) viewPeering(peering *engine.Resource, body engine.Body) {
	state, level := "Initiated", "FullyInSync"
	switch {
	case engine.State[peeringState](peering).Disconnected:
		state = "Disconnected"
	case s.opposite(peering) != nil:
		state = "Connected"
	}
	if state == "Initiated" {
		level = "RemoteNotInSync"
	}
	p := engine.Properties(body)
	p["peeringState"], p["peeringSyncLevel"] = state, level
}

// disconnect tells the other direction that this one is gone.
func (s *Service) disconnect(peering *engine.Resource) {
	if other := s.opposite(peering); other != nil {
		engine.SetState(other, peeringState{Disconnected: true})
		s.engine.Keep(other)
	}
}

// reaches reports whether a network's machines reach the addresses of another: it is the same one, or peered
// with it. Peerings do not lead on to the peers of peers.
func (s *Service) reaches(vnetID, other string) bool {
	if engine.Key(vnetID) == engine.Key(other) {
		return true
	}
	for _, peering := range s.engine.Children(vnetID, catalog.VirtualNetworkPeering.ARM) {
		model := engine.As[armnetwork.VirtualNetworkPeering](peering)
		allowed := engine.Value(engine.Value(model.Properties).AllowVirtualNetworkAccess)
		if same(remoteOf(model), other) && peering.Works() && allowed && s.opposite(peering) != nil {
			return !engine.State[peeringState](peering).Disconnected
		}
	}
	return false
}
