package world

import (
	"strconv"

	"private-acr/internal/azure"
)

// changed is a body with its properties changed.
func changed(body Body, change func(Body)) Body {
	change(properties(body))
	return body
}

// puts is an attempt to put a resource.
func puts(id string, body Body) func(*bench) error {
	return func(b *bench) error { return b.try(id, body) }
}

// deletes is an attempt to delete a resource.
func deletes(id string) func(*bench) error {
	return func(b *bench) error {
		_, err := b.w.Delete(id)
		return err
	}
}

// starts puts a resource and does not wait for it.
func starts(id string, body Body) func(*bench) {
	return func(b *bench) {
		if _, err := b.w.Put(id, body); err != nil {
			b.Fatal(err)
		}
	}
}

// refusedEndpoints are endpoints, zone groups and replicas that Azure refuses.
func refusedEndpoints() []brokenLink {
	const badParameters = "InvalidPrivateEndpointConnectionRequestParameters"
	members := Options{PrivateLink: MemberPrivateLink}
	third := loginPE + "-3"
	grouped := func(groups ...any) Body {
		body := endpointBody("registry")
		connectionOf(body)["groupIds"] = groups
		return body
	}
	return []brokenLink{
		{
			name: "wrong group", attempt: puts(third, endpointBody("blob")),
			code: badParameters, part: "group id 'blob' is not offered",
		},
		{
			name: "data endpoint's member taken for a group", options: members,
			attempt: puts(third, endpointBody(azure.DataMember(region))),
			code:    badParameters, part: "group id 'registry_data_koreacentral' is not offered",
		},
		{
			name:    "premature group, right after its replica",
			sever:   func(b *bench) { b.put(replicaID, replicaBody()) },
			attempt: puts(third, endpointBody(azure.DataMember("japaneast"))),
			code:    badParameters, part: "group id 'registry_data_japaneast' is not offered",
		},
		{
			name: "missing group", attempt: puts(third, grouped()),
			code: "MissingParameterOnPrivateLinkServiceConnection",
			part: "is missing required parameter 'group Id'.",
		},
		{
			name:    "double group",
			attempt: puts(third, grouped("registry", azure.DataMember(region))),
			code:    "OnlyOneGroupIdPermitted",
			part:    "Only one group Id is permitted when connecting to a first-party resource",
		},
		{
			name: "static addresses with a member missing, at creation", options: members,
			attempt: puts(third, endpointBody("registry", staticIP("registry", "10.0.2.20"))),
			code:    "PrivateEndpointIpConfigurationMissingMemberNamesRequiredByFps",
			part: "its missing these membernames/groupids requested by Private Link service [GroupId: " +
				"registry, MemberName: registry_data_koreacentral]",
		},
		{
			name: "static addresses with a member missing, when a replica is added", options: members,
			sever: func(b *bench) {
				b.put(loginPE, endpointBody("registry", staticIP("registry", "10.0.2.10"),
					staticIP(azure.DataMember(region), "10.0.2.11")))
			},
			attempt: puts(replicaID, replicaBody()),
			code:    "ReplicationFailed", assumed: true,
			part: "it's missing these membernames/groupids requested by Private Link service [GroupId: " +
				"registry, MemberName: registry_data_japaneast, IpVersion: IPv4]",
		},
		{
			name: "endpoint subnet full, at creation", sever: (*bench).fillSubnet,
			attempt: puts(third, inSubnet("tiny")),
			code:    "SubnetIsFull", part: "does not have enough capacity for 1 IP addresses",
		},
		{
			name: "endpoint subnet full, when a replica is added", options: members,
			sever: func(b *bench) {
				b.fillSubnet()
				b.put(replicaID, replicaBody())
			},
			attempt: puts(registryID+"/replications/westeurope", Body{"location": "westeurope"}),
			code:    "ReplicationFailed", assumed: true, part: "could not be created",
		},
		{
			name: "endpoint in a delegated subnet", attempt: puts(third, inSubnet("container-instances")),
			code: "PrivateEndpointCreationNotAllowedAsSubnetIsDelegated",
		},
		{
			name:    "subnet changed on an existing endpoint",
			sever:   (*bench).fillSubnet,
			attempt: puts(loginPE, inSubnet("tiny")),
			code:    "CannotChangeSubnetOnExistingPrivateEndpoint",
		},
		{
			name:    "second zone group on an endpoint",
			attempt: puts(loginPE+"/privateDnsZoneGroups/second", zoneGroupBody(zoneID)),
			code:    "MoreThanOnePrivateDnsZoneGroupPerPrivateEndpointNotAllowed",
			part:    "Cannot create more than one private dns zone groups in the private endpoint",
		},
		{
			name:    "concurrent endpoints on one registry",
			sever:   starts(third, endpointBody("registry")),
			attempt: puts(third+"b", endpointBody("registry")),
			code:    "ConflictError", part: "pe-acr-3 is Creating",
		},
		{
			name:  "replica racing an endpoint",
			sever: starts(third, endpointBody("registry")), attempt: puts(replicaID, replicaBody()),
			code: "ConflictError", part: "pe-acr-3 is Creating",
		},
		{
			name:  "endpoint racing a replica",
			sever: starts(replicaID, replicaBody()), attempt: puts(third, endpointBody("registry")),
			code: "ConflictError", part: "japaneast is Creating",
		},
	}
}

func inSubnet(name string) Body {
	return changed(endpointBody("registry"), func(p Body) {
		p["subnet"] = Body{"id": vnetID + "/subnets/" + name}
	})
}

// fillSubnet adds a subnet of three addresses and puts endpoints there until none fits.
func (b *bench) fillSubnet() {
	b.Helper()
	b.put(vnetID+"/subnets/tiny", subnetBody("", "10.0.9.0/29", ""))
	for i := 0; ; i++ {
		err := b.try(loginPE+"-full-"+strconv.Itoa(i), inSubnet("tiny"))
		if err != nil {
			refused(b.T, err, "SubnetIsFull", "")
			return
		}
	}
}
