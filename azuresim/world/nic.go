package world

const typeNetworkInterface = "Microsoft.Network/networkInterfaces"

// networkInterface is that of a private endpoint, whose own body does not show its addresses. It is there to
// be read only.
var networkInterface = kind{
	typ: typeNetworkInterface, accept: refuseInterface, refuse: refuseInterfaceDelete, view: viewInterface,
}

func refuseInterface(r *request) error {
	return badRequest("OperationNotAllowed", "Network interface %s can only be that of a private endpoint "+
		"here.", r.rec.ID)
}

func refuseInterfaceDelete(_ *World, rec *record) error {
	return badRequest("NicInUseWithPrivateEndpoint", "Network interface %s is used by existing resource %s. "+
		"In order to delete the network interface, it must be dissociated from the resource.", rec.ID,
		rec.Facts.Owner)
}

func viewInterface(w *World, rec *record, body Body) {
	endpoint := w.find(typePrivateEndpoint, rec.Facts.Owner)
	if endpoint == nil {
		return
	}
	configurations := []any{}
	for i, a := range w.served(endpoint) {
		configurations = append(configurations, Body{
			"id": configurationID(endpoint, a), "name": configurationName(endpoint, a),
			"properties": Body{
				"primary": i == 0, "privateIPAddress": a.IP, "privateIPAddressVersion": "IPv4",
				"privateIPAllocationMethod": allocation(a), "provisioningState": stateSucceeded,
				"subnet": Body{"id": endpoint.Facts.Subnet},
				"privateLinkConnectionProperties": Body{
					"groupId":            see[endpointView](endpoint.Body).link().group(),
					"requiredMemberName": a.Member, "fqdns": []any{a.Host},
				},
			},
		})
	}
	body["id"], body["name"], body["type"] = rec.ID, rec.name(), rec.Type
	body["location"], body["tags"] = endpoint.region(), Body{}
	body["properties"] = Body{
		"provisioningState": stateSucceeded, "ipConfigurations": configurations, "resourceGuid": guid(rec,
			"resource"),
		"privateEndpoint": Body{"id": endpoint.ID},
	}
}

func configurationName(endpoint *record, a address) string {
	return "privateEndpointIpConfig." + guid(endpoint, a.Member)
}

func configurationID(endpoint *record, a address) string {
	ids := interfaces(endpoint)
	if len(ids) == 0 {
		return ""
	}
	return ids[0] + "/ipConfigurations/" + configurationName(endpoint, a)
}

func allocation(a address) string {
	if a.Static {
		return "Static"
	}
	return "Dynamic"
}
