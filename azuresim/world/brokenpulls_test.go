package world_test

import (
	"time"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/engine"
	"private-acr/azuresim/services/network"
	"private-acr/azuresim/world"
	"private-acr/internal/azure"
)

const (
	badTemplate  = "InvalidParameterValueInContainerTemplate"
	badOperation = "ContainerAppOperationError"
	unauthorized = "UNAUTHORIZED: authentication required, visit https://aka.ms/acr/authorization"
	dataHost     = "acrmyapp.koreacentral.data.azurecr.io"

	resolving    = "resolve login server"
	reaching     = "reach login server"
	loggingIn    = "log in"
	checking     = "check grant"
	reading      = "read manifest"
	fetching     = "fetch layers"
	foreignDNS   = "10.0.9.53"
	otherVersion = "acrmyapp.azurecr.io/myapp:2"
)

// brokenEndpoints are the links that private endpoints are.
func brokenEndpoints() []brokenLink {
	return []brokenLink{
		{
			name: "endpoints missing",
			sever: func(b *bench.Bench) {
				b.Remove(bench.DataPE)
				b.Remove(bench.LoginPE)
			},
			code: badTemplate, part: unauthorized, step: reaching,
		},
		{
			name: "endpoint connection rejected",
			sever: func(b *bench.Bench) {
				if err := b.Decide(network.Rejected); err != nil {
					b.Fatal(err)
				}
			},
			code: badOperation, part: "dial tcp 10.0.2.5:443: i/o timeout", step: reaching,
		},
		{
			name: "endpoint connection pending",
			sever: func(b *bench.Bench) {
				b.Remove(bench.DataPE)
				b.Put(bench.DataPE, bench.Manual(bench.Endpoint(azure.DataMember(bench.Region))))
				b.Put(bench.DataPE+bench.ZoneGroupOf, bench.ZoneGroup(bench.ZoneID))
			},
			code: badOperation, part: "dial tcp 10.0.2.6:443: i/o timeout", step: fetching,
		},
		{
			name:    "a second endpoint, of another network, overwrites the record in the zone",
			options: world.Options{DataGroupDelay: -1},
			sever:   foreignEndpoint,
			code:    badOperation, part: "dial tcp 10.9.0.5:443: i/o timeout", step: reaching,
		},
		{
			name: "of two endpoints in one zone the first is deleted, and the second's record with it",
			sever: func(b *bench.Bench) {
				b.Put(bench.LoginPE+"-2", bench.Endpoint("registry"))
				b.Put(bench.LoginPE+"-2"+bench.ZoneGroupOf, bench.ZoneGroup(bench.ZoneID))
				b.Remove(bench.LoginPE)
			},
			code: badOperation, part: "lookup " + bench.Login + " on 100.100.253.162:53: no such host",
			step: resolving,
		},
		{
			name:  "a dedicated data endpoint is deleted, and the record that the registry's endpoint had",
			sever: func(b *bench.Bench) { b.Remove(bench.DataPE) },
			code:  badOperation, part: "lookup " + dataHost + " on 100.100.253.162:53: no such host",
			step: fetching,
		},
	}
}

// foreignEndpoint puts an endpoint in a network of its own, with its records in the zone of the first.
func foreignEndpoint(b *bench.Bench) {
	b.Helper()
	foreign := bench.VNet(bench.Subnet("pe", "10.9.0.0/24", ""))
	engine.Properties(foreign)["addressSpace"] = world.Body{"addressPrefixes": []any{"10.9.0.0/16"}}
	b.Put(bench.VNetID+"-2", foreign)
	body := bench.Endpoint("registry")
	engine.Properties(body)["subnet"] = world.Body{"id": bench.VNetID + "-2/subnets/pe"}
	b.Put(bench.LoginPE+"-2", body)
	b.Put(bench.LoginPE+"-2"+bench.ZoneGroupOf, bench.ZoneGroup(bench.ZoneID))
}

// brokenGrants are the links from an identity to the right to pull.
func brokenGrants() []brokenLink {
	return []brokenLink{
		{
			name: "grant missing",
			sever: func(b *bench.Bench) {
				b.Remove(b.AssignmentID())
				b.Pass(world.DefaultGrantDelay)
			},
			code: badTemplate, part: unauthorized, step: checking,
		},
		{
			name:    "grant deleted a moment ago, which still works",
			sever:   func(b *bench.Bench) { b.Remove(b.AssignmentID()) },
			attempt: runsApp,
		},
		{
			name:    "grant too young",
			options: world.Options{GrantDelay: time.Hour},
			sever: func(b *bench.Bench) {
				b.Remove(b.AssignmentID())
				b.Pass(world.DefaultGrantDelay)
				b.Put(b.AssignmentID(), b.Assignment())
			},
			code: badTemplate,
			part: "GET https:?scope=repository%3Amyapp%3Apull&service=acrmyapp.azurecr.io: " + unauthorized,
			step: checking,
		},
		{
			name:    "grant later than usual, as Azure documents that it may be",
			options: world.Options{GrantDelay: world.LatestGrantDelay},
			code:    badTemplate, part: unauthorized, step: checking,
		},
		{
			name: "grant on the wrong scope",
			sever: func(b *bench.Bench) {
				name := engine.LastName(b.AssignmentID())
				b.Remove(b.AssignmentID())
				b.Put(bench.ZoneID+"/providers/Microsoft.Authorization/roleAssignments/"+name, b.Assignment())
				b.Pass(world.DefaultGrantDelay)
			},
			code: badTemplate, part: unauthorized, step: checking,
		},
		{
			name:  "grant ignored, because the registry is in ABAC mode",
			sever: func(b *bench.Bench) { b.SetRegistry("roleAssignmentMode", "AbacRepositoryPermissions") },
			code:  badTemplate, part: unauthorized, step: checking,
		},
		{
			name:    "ARM-audience tokens off, with a container app",
			sever:   refuseARMTokens,
			attempt: runsApp,
			code:    badTemplate, part: unauthorized, step: loggingIn,
		},
		{
			name:    "ARM-audience tokens off, with a container group, which needs none",
			sever:   refuseARMTokens,
			attempt: runsContainer,
		},
		{
			name:    "trusted-services bypass off, with a container group",
			sever:   func(b *bench.Bench) { b.SetRegistry("networkRuleBypassOptions", "None") },
			attempt: runsContainer,
			code:    "InaccessibleImage", part: "is not accessible", step: loggingIn,
		},
		{
			name:    "trusted-services bypass off, with a container app, which needs none",
			sever:   func(b *bench.Bench) { b.SetRegistry("networkRuleBypassOptions", "None") },
			attempt: runsApp,
		},
		{
			name: "no identity named for the registry",
			attempt: func(b *bench.Bench) error {
				body := bench.App(bench.Image)
				delete(engine.Properties(body)["configuration"].(world.Body), "registries")
				return b.Try(bench.AppID, body)
			},
			code: badTemplate, part: unauthorized, step: loggingIn,
		},
	}
}

func refuseARMTokens(b *bench.Bench) {
	b.Helper()
	b.SetRegistry("policies",
		world.Body{"azureADAuthenticationAsArmPolicy": world.Body{"status": "disabled"}})
}

// brokenImages are images that are not there, or not looked at.
func brokenImages() []brokenLink {
	running := func(b *bench.Bench) {
		b.Put(bench.AppID, bench.App(bench.Image))
		b.Remove(bench.LinkID)
	}
	return []brokenLink{
		{
			name:    "tag missing",
			attempt: func(b *bench.Bench) error { return b.Try(bench.AppID, bench.App(otherVersion)) },
			code:    badOperation, part: `MANIFEST_UNKNOWN: manifest tagged by "2" is not found; map[Tag:2]`,
			step: reading,
		},
		{
			name: "image missing",
			attempt: func(b *bench.Bench) error {
				return b.Try(bench.ContainerID, bench.ContainerGroup(bench.Login+"/nothing:1.0.0"))
			},
			code: "InaccessibleImage", part: "is not accessible", step: reading,
		},
		{
			name:  "path broken under an app, updated with its image unchanged",
			sever: running, attempt: runsApp,
		},
		{
			name:  "path broken under an app, updated with another image",
			sever: running, attempt: func(b *bench.Bench) error {
				return b.Try(bench.AppID,
					bench.App(otherVersion))
			},
			code: badTemplate, part: unauthorized, step: reaching,
		},
	}
}
