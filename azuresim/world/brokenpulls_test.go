package world

import "private-acr/internal/azure"

const (
	badTemplate  = "InvalidParameterValueInContainerTemplate"
	badOperation = "ContainerAppOperationError"
	unauthorized = "UNAUTHORIZED: authentication required, visit https://aka.ms/acr/authorization"
	loginHost    = "acrmyapp.azurecr.io"
	dataHost     = "acrmyapp.koreacentral.data.azurecr.io"

	resolving    = "resolve login server"
	reaching     = "reach login server"
	loggingIn    = "log in"
	checking     = "check grant"
	reading      = "read manifest"
	fetching     = "fetch layers"
	loginGroup   = "/privateDnsZoneGroups/default"
	foreignDNS   = "10.0.9.53"
	otherVersion = "acrmyapp.azurecr.io/myapp:2"
)

// brokenNames are the links that DNS is.
func brokenNames() []brokenLink {
	nowhere := func(host string) string { return "lookup " + host + " on 100.100.253.162:53: no such host" }
	return []brokenLink{
		{
			name:  "VNet link missing: the name falls back to the public address",
			sever: func(b *bench) { b.remove(linkID) },
			code:  badTemplate, part: unauthorized, step: reaching,
		},
		{
			name:  "zone of the wrong name",
			sever: (*bench).renameZone,
			code:  badTemplate, part: unauthorized, step: reaching,
		},
		{
			name: "zone for azurecr.io itself, which hides the alias",
			sever: func(b *bench) {
				zone := resource("Microsoft.Network/privateDnsZones/azurecr.io")
				b.put(zone, Body{"location": "global"})
				b.put(zone+"/virtualNetworkLinks/l", linkBody())
			},
			code: badOperation, part: nowhere(loginHost), step: resolving,
		},
		{
			name:  "login server's record missing",
			sever: func(b *bench) { b.remove(zoneID + "/A/acrmyapp") },
			code:  badOperation, part: nowhere(loginHost), step: resolving,
		},
		{
			name:  "data endpoint's record missing",
			sever: func(b *bench) { b.remove(zoneID + "/A/acrmyapp.koreacentral.data") },
			code:  badOperation, part: nowhere(dataHost), step: fetching,
		},
		{
			name:  "record of an address that nothing has",
			sever: func(b *bench) { b.put(zoneID+"/A/acrmyapp", recordOf("10.0.2.200")) },
			code:  badOperation, part: "dial tcp 10.0.2.200:443: i/o timeout", step: reaching,
		},
		{
			name: "record of the wrong member's address",
			sever: func(b *bench) {
				b.put(zoneID+"/A/acrmyapp.koreacentral.data", recordOf(b.ip(zoneID+"/A/acrmyapp")))
			},
			code: badOperation, part: "i/o timeout", step: fetching,
		},
		{
			name:  "zone for the data endpoints' subdomain without a record",
			sever: (*bench).splitZone,
			code:  badOperation, part: nowhere(dataHost), step: fetching,
		},
		{
			name:  "the network's DNS server does not forward, with a container app",
			sever: (*bench).ownDNS, attempt: runsApp,
			code: badTemplate, part: unauthorized, step: reaching,
		},
		{
			name:  "the network's DNS server does not forward, with a container group, which ignores it",
			sever: (*bench).ownDNS, attempt: runsContainer,
		},
		{
			name: "the container group's own DNS server does not forward",
			attempt: func(b *bench) error {
				body := containerBody(imageRef)
				properties(body)["dnsConfig"] = Body{"nameServers": []any{foreignDNS}}
				return b.try(containerID, body)
			},
			code: "InaccessibleImage", part: "is not accessible", step: reaching,
		},
	}
}

// renameZone moves the records to a zone that no alias of a registry leads to.
func (b *bench) renameZone() {
	b.Helper()
	wrong := resource("Microsoft.Network/privateDnsZones/privatelink.acr.io")
	b.remove(linkID)
	b.put(wrong, Body{"location": "global"})
	b.put(wrong+"/virtualNetworkLinks/l", linkBody())
	b.put(loginPE+loginGroup, zoneGroupBody(wrong))
	b.put(dataPE+loginGroup, zoneGroupBody(wrong))
}

// splitZone links a zone that is more specific than the one with the records.
func (b *bench) splitZone() {
	b.Helper()
	zone := resource("Microsoft.Network/privateDnsZones/koreacentral.data." + zoneName)
	b.put(zone, Body{"location": "global"})
	b.put(zone+"/virtualNetworkLinks/l", linkBody())
}

func (b *bench) ownDNS() {
	b.Helper()
	body := vnetBody(defaultSubnets()...)
	properties(body)["dhcpOptions"] = Body{"dnsServers": []any{foreignDNS}}
	b.put(vnetID, body)
}

func linkBody() Body {
	return Body{"location": "global", "properties": Body{"virtualNetwork": Body{"id": vnetID}}}
}

// brokenEndpoints are the links that private endpoints are.
func brokenEndpoints() []brokenLink {
	return []brokenLink{
		{
			name: "endpoints missing",
			sever: func(b *bench) {
				b.remove(dataPE)
				b.remove(loginPE)
			},
			code: badTemplate, part: unauthorized, step: reaching,
		},
		{
			name: "endpoint connection rejected",
			sever: func(b *bench) {
				if err := b.decide(statusRejected); err != nil {
					b.Fatal(err)
				}
			},
			code: badOperation, part: "dial tcp 10.0.2.4:443: i/o timeout", step: reaching,
		},
		{
			name: "endpoint connection pending",
			sever: func(b *bench) {
				b.remove(dataPE)
				b.put(dataPE, manual(endpointBody(azure.DataMember(region))))
				b.put(dataPE+loginGroup, zoneGroupBody(zoneID))
			},
			code: badOperation, part: "dial tcp 10.0.2.5:443: i/o timeout", step: fetching,
		},
		{
			name:    "a second endpoint, of another network, overwrites the record in the zone",
			options: Options{DataGroupDelay: -1},
			sever:   (*bench).foreignEndpoint,
			code:    badOperation, part: "dial tcp 10.9.0.4:443: i/o timeout", step: reaching,
		},
		{
			name: "of two endpoints in one zone the first is deleted, and the second's record with it",
			sever: func(b *bench) {
				b.put(loginPE+"-2", endpointBody("registry"))
				b.put(loginPE+"-2"+loginGroup, zoneGroupBody(zoneID))
				b.remove(loginPE)
			},
			code: badOperation, part: "lookup " + loginHost + " on 100.100.253.162:53: no such host",
			step: resolving,
		},
	}
}

// foreignEndpoint puts an endpoint in a network of its own, with its records in the zone of the first.
func (b *bench) foreignEndpoint() {
	b.Helper()
	foreign := vnetBody(subnetBody("pe", "10.9.0.0/24", ""))
	properties(foreign)["addressSpace"] = Body{"addressPrefixes": []any{"10.9.0.0/16"}}
	b.put(vnetID+"-2", foreign)
	body := endpointBody("registry")
	properties(body)["subnet"] = Body{"id": vnetID + "-2/subnets/pe"}
	b.put(loginPE+"-2", body)
	b.put(loginPE+"-2"+loginGroup, zoneGroupBody(zoneID))
}

// brokenGrants are the links from an identity to the right to pull.
func brokenGrants() []brokenLink {
	return []brokenLink{
		{
			name:  "grant missing",
			sever: func(b *bench) { b.remove(b.assignmentID()) },
			code:  badTemplate, part: unauthorized, step: checking,
		},
		{
			name: "grant too young",
			sever: func(b *bench) {
				// Both consumers together take less than the two minutes that a grant needs.
				b.remove(b.assignmentID())
				b.put(b.assignmentID(), b.assignmentBody())
			},
			code: badTemplate,
			part: "GET https:?scope=repository%3Amyapp%3Apull&service=acrmyapp.azurecr.io: " + unauthorized,
			step: checking,
		},
		{
			name: "grant on the wrong scope",
			sever: func(b *bench) {
				name := lastName(b.assignmentID())
				b.remove(b.assignmentID())
				b.put(zoneID+"/providers/Microsoft.Authorization/roleAssignments/"+name, b.assignmentBody())
				b.pass(defaultGrantDelay)
			},
			code: badTemplate, part: unauthorized, step: checking,
		},
		{
			name:  "grant ignored, because the registry is in ABAC mode",
			sever: func(b *bench) { b.setRegistry("roleAssignmentMode", "AbacRepositoryPermissions") },
			code:  badTemplate, part: unauthorized, step: checking,
		},
		{
			name:    "ARM-audience tokens off, with a container app",
			sever:   (*bench).refuseARMTokens,
			attempt: runsApp,
			code:    badTemplate, part: unauthorized, step: loggingIn,
		},
		{
			name:    "ARM-audience tokens off, with a container group, which needs none",
			sever:   (*bench).refuseARMTokens,
			attempt: runsContainer,
		},
		{
			name:    "trusted-services bypass off, with a container group",
			sever:   func(b *bench) { b.setRegistry("networkRuleBypassOptions", "None") },
			attempt: runsContainer,
			code:    "InaccessibleImage", part: "is not accessible", step: loggingIn,
		},
		{
			name:    "trusted-services bypass off, with a container app, which needs none",
			sever:   func(b *bench) { b.setRegistry("networkRuleBypassOptions", "None") },
			attempt: runsApp,
		},
		{
			name: "no identity named for the registry",
			attempt: func(b *bench) error {
				body := appBody(imageRef)
				delete(properties(body)["configuration"].(Body), "registries")
				return b.try(appID, body)
			},
			code: badTemplate, part: unauthorized, step: loggingIn,
		},
	}
}

func (b *bench) refuseARMTokens() {
	b.Helper()
	b.setRegistry("policies", Body{"azureADAuthenticationAsArmPolicy": Body{"status": "disabled"}})
}

// brokenImages are images that are not there, or not looked at.
func brokenImages() []brokenLink {
	running := func(b *bench) {
		b.put(appID, appBody(imageRef))
		b.remove(linkID)
	}
	return []brokenLink{
		{
			name:    "tag missing",
			attempt: func(b *bench) error { return b.try(appID, appBody(otherVersion)) },
			code:    badOperation, part: `MANIFEST_UNKNOWN: manifest tagged by "2" is not found; map[Tag:2]`,
			step: reading,
		},
		{
			name: "image missing",
			attempt: func(b *bench) error {
				return b.try(containerID, containerBody(loginHost+"/nothing:1.0.0"))
			},
			code: "InaccessibleImage", part: "is not accessible", step: reading,
		},
		{
			name:  "path broken under an app, updated with its image unchanged",
			sever: running, attempt: runsApp,
		},
		{
			name:  "path broken under an app, updated with another image",
			sever: running, attempt: func(b *bench) error { return b.try(appID, appBody(otherVersion)) },
			code: badTemplate, part: unauthorized, step: reaching,
		},
	}
}
