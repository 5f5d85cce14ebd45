package world_test

import (
	"strconv"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/world"
	"private-acr/internal/azure"
)

// puts is an attempt to put a resource.
func puts(id string, body world.Body) func(*bench.Bench) error {
	return func(b *bench.Bench) error { return b.Try(id, body) }
}

// deletes is an attempt to delete a resource.
func deletes(id string) func(*bench.Bench) error {
	return func(b *bench.Bench) error {
		_, err := b.World.Delete(id)
		return err
	}
}

// starts puts a resource and does not wait for it.
func starts(id string, body world.Body) func(*bench.Bench) {
	return func(b *bench.Bench) {
		if _, err := b.World.Put(id, body); err != nil {
			b.Fatal(err)
		}
	}
}

// refusedEndpoints are endpoints, zone groups and replicas that Azure refuses.
func refusedEndpoints() []brokenLink {
	const badParameters = "InvalidPrivateEndpointConnectionRequestParameters"
	members := world.Options{PrivateLink: world.MemberPrivateLink}
	third := bench.LoginPE + "-3"
	grouped := func(groups ...any) world.Body {
		body := bench.Endpoint("registry")
		bench.Connection(body)["groupIds"] = groups
		return body
	}
	return []brokenLink{
		{
			name: "wrong group", attempt: puts(third, bench.Endpoint("blob")),
			code: badParameters, part: "group id 'blob' is not offered",
		},
		{
			name: "data endpoint's member taken for a group", options: members,
			attempt: puts(third, bench.Endpoint(azure.DataMember(bench.Region))),
			code:    badParameters, part: "group id 'registry_data_koreacentral' is not offered",
		},
		{
			name:    "premature group, right after its replica",
			sever:   func(b *bench.Bench) { b.Put(bench.ReplicaID, bench.Replica()) },
			attempt: puts(third, bench.Endpoint(azure.DataMember("japaneast"))),
			code:    badParameters, part: "group id 'registry_data_japaneast' is not offered",
		},
		{
			name: "missing group", attempt: puts(third, grouped()),
			code: "MissingParameterOnPrivateLinkServiceConnection",
			part: "is missing required parameter 'group Id'.",
		},
		{
			name:    "double group",
			attempt: puts(third, grouped("registry", azure.DataMember(bench.Region))),
			code:    "OnlyOneGroupIdPermitted",
			part:    "Only one group Id is permitted when connecting to a first-party resource",
		},
		{
			name: "static addresses with a member missing, at creation", options: members,
			attempt: puts(third, bench.Endpoint("registry", bench.StaticIP("registry", "10.0.2.20"))),
			code:    "PrivateEndpointIpConfigurationMissingMemberNamesRequiredByFps",
			part: "its missing these membernames/groupids requested by Private Link service [GroupId: " +
				"registry, MemberName: registry_data_koreacentral]",
		},
		{
			name: "static addresses with a member missing, when a replica is added", options: members,
			sever: func(b *bench.Bench) {
				b.Put(bench.LoginPE, bench.Endpoint("registry", bench.StaticIP("registry", "10.0.2.10"),
					bench.StaticIP(azure.DataMember(bench.Region), "10.0.2.11")))
			},
			attempt: puts(bench.ReplicaID, bench.Replica()),
			code:    "ReplicationFailed", probe: "replica-under-static-endpoint",
			part: "it's missing these membernames/groupids requested by Private Link service [GroupId: " +
				"registry, MemberName: registry_data_japaneast, IpVersion: IPv4]",
		},
		{
			name: "endpoint subnet full, at creation", sever: fillSubnet,
			attempt: puts(third, inSubnet("tiny")),
			code:    "SubnetIsFull", part: "does not have enough capacity for 2 IP addresses",
		},
		{
			name: "endpoint subnet full, when a replica is added", options: members,
			sever: func(b *bench.Bench) {
				fillSubnet(b)
				b.Put(bench.ReplicaID, bench.Replica())
			},
			attempt: puts(bench.RegistryID+"/replications/westeurope", world.Body{"location": "westeurope"}),
			code:    "ReplicationFailed", probe: "replica-in-full-subnet", part: "could not be created",
		},
		{
			name: "endpoint in a delegated subnet", attempt: puts(third, inSubnet("container-instances")),
			code: "PrivateEndpointCreationNotAllowedAsSubnetIsDelegated",
		},
		{
			name:    "subnet changed on an existing endpoint",
			sever:   fillSubnet,
			attempt: puts(bench.LoginPE, inSubnet("tiny")),
			code:    "CannotChangeSubnetOnExistingPrivateEndpoint",
		},
		{
			name:    "second zone group on an endpoint",
			attempt: puts(bench.LoginPE+"/privateDnsZoneGroups/second", bench.ZoneGroup(bench.ZoneID)),
			code:    "MoreThanOnePrivateDnsZoneGroupPerPrivateEndpointNotAllowed",
			part:    "Cannot create more than one private dns zone groups in the private endpoint",
		},
		{
			name:    "concurrent endpoints on one registry",
			sever:   starts(third, bench.Endpoint("registry")),
			attempt: puts(third+"b", bench.Endpoint("registry")),
			code:    "ConflictError", part: "pe-acr-3 is Creating",
		},
		{
			name:  "replica racing an endpoint",
			sever: starts(third, bench.Endpoint("registry")), attempt: puts(bench.ReplicaID, bench.Replica()),
			code: "ConflictError", part: "pe-acr-3 is Creating",
		},
		{
			name:  "endpoint racing a replica",
			sever: starts(bench.ReplicaID, bench.Replica()), attempt: puts(third, bench.Endpoint("registry")),
			code: "ConflictError", part: "japaneast is Creating",
		},
	}
}

func inSubnet(name string) world.Body {
	return bench.Changed(bench.Endpoint("registry"), func(p world.Body) {
		p["subnet"] = world.Body{"id": bench.VNetID + "/subnets/" + name}
	})
}

// fillSubnet adds a subnet of three addresses and puts endpoints there until none fits.
func fillSubnet(b *bench.Bench) {
	b.Helper()
	b.Put(bench.VNetID+"/subnets/tiny", bench.Subnet("", "10.0.9.0/29", ""))
	for i := 0; ; i++ {
		err := b.Try(bench.LoginPE+"-full-"+strconv.Itoa(i), inSubnet("tiny"))
		if err != nil {
			bench.Refused(b.T, err, "SubnetIsFull", "")
			return
		}
	}
}
