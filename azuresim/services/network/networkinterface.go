package network

import (
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/network/armnetwork/v7"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).networkInterface)

// networkInterface is that of a private endpoint, whose own body does not show its addresses. It is there to
// be read only.
func (s *Service) networkInterface() engine.Type {
	return engine.Type{
		Row: catalog.NetworkInterface, Etag: engine.WeakEtag,
		Accept: refuseInterface, Refuse: refuseInterfaceDelete, View: s.viewInterface,
		Example: engine.Example{MadeBy: catalog.PrivateEndpoint},
	}
}

func refuseInterface(r *engine.Request) error {
	return engine.BadRequest("OperationNotAllowed", "Network interface %s can only be that of a private "+
		"endpoint here.", r.Resource.ID)
}

func refuseInterfaceDelete(nic *engine.Resource) error {
	return engine.BadRequest("NicInUseWithPrivateEndpoint",
		"Network interface %s is used by existing resource "+
			"%s. In order to delete the network interface, it must be dissociated from the resource.", nic.ID,
		nic.Owner)
}

func (s *Service) viewInterface(nic *engine.Resource, body engine.Body) {
	endpoint := s.engine.Find(catalog.PrivateEndpoint.ARM, nic.Owner)
	if endpoint == nil {
		return
	}
	configurations := []any{}
	for i, a := range s.Served(endpoint) {
		configurations = append(configurations, interfaceConfiguration(endpoint, a, i == 0))
	}
	body["id"], body["name"], body["type"] = nic.ID, nic.Name(), nic.Type
	body["location"] = endpoint.Region()
	body["properties"] = engine.Body{
		"provisioningState": engine.Succeeded, "ipConfigurations": configurations,
		"resourceGuid":    nic.GUID("resource"),
		"privateEndpoint": engine.Body{"id": endpoint.ID},
	}
}

func interfaceConfiguration(endpoint *engine.Resource, a Address, primary bool) engine.Body {
	return engine.Body{
		"id": configurationID(endpoint, a), "name": configurationName(endpoint, a),
		"properties": engine.Body{
			"primary": primary, "privateIPAddress": a.IP, "privateIPAddressVersion": "IPv4",
			"privateIPAllocationMethod": allocation(a), "provisioningState": engine.Succeeded,
			"subnet": engine.Body{"id": TenancyOf(endpoint).Subnet},
			"privateLinkConnectionProperties": engine.Body{
				"groupId":            linkIn(endpoint).group(),
				"requiredMemberName": a.Member, "fqdns": []any{a.Host},
			},
		},
	}
}

func configurationName(endpoint *engine.Resource, a Address) string {
	return "privateEndpointIpConfig." + endpoint.GUID(a.Member)
}

func configurationID(endpoint *engine.Resource, a Address) string {
	ids := interfaces(endpoint)
	if len(ids) == 0 {
		return ""
	}
	return ids[0] + "/ipConfigurations/" + configurationName(endpoint, a)
}

// interfaces are the ids of a private endpoint's network interfaces.
func interfaces(endpoint *engine.Resource) []string {
	var ids []string
	p := engine.Value(engine.As[armnetwork.PrivateEndpoint](endpoint).Properties)
	for _, nic := range p.NetworkInterfaces {
		ids = append(ids, engine.Value(engine.Value(nic).ID))
	}
	return ids
}

func allocation(a Address) string {
	if a.Static {
		return "Static"
	}
	return "Dynamic"
}
