package world_test

import (
	"time"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/world"
	"private-acr/internal/azure"
)

// Policies of Azure's own. Azure/azure-policy has their rules.
const (
	policies    = "/providers/Microsoft.Authorization/policyDefinitions/"
	armAudience = policies + "785596ed-054f-41bc-aaec-7f3d0ba05725"
	zoneGroups  = policies + "e9585a95-5b8c-4d03-b193-dc7eb5ac4c32"
	publicOff   = policies + "a3701552-92ea-433e-9d17-33b7f1208fc9"
	groupTag    = policies + "96670d01-0a4d-4649-9c89-2d3abc0a5025"
	places      = policies + "e56962a6-4747-49cd-b67b-bf8b01975c4c"
	notAllowed  = policies + "6c112d4e-5bc7-47ae-a041-ea2d9dccd749"
	resourceTag = policies + "871b6d14-10aa-478d-b590-94f262ecfa99"
)

// assign has a policy govern the subscription.
func assign(b *bench.Bench, definition string, parameters world.Body) {
	b.Helper()
	values := world.Body{}
	for name, value := range parameters {
		values[name] = world.Body{"value": value}
	}
	b.Put(bench.Subscription+"/providers/Microsoft.Authorization/policyAssignments/governed", world.Body{
		"location": bench.Region, "identity": world.Body{"type": "SystemAssigned"},
		"properties": world.Body{"policyDefinitionId": definition, "parameters": values},
	})
}

// assigning is a policy as what severs a link.
func assigning(definition string, parameters world.Body) func(*bench.Bench) {
	return func(b *bench.Bench) {
		b.Helper()
		assign(b, definition, parameters)
	}
}

const anotherEnv = bench.EnvID + "-2"

// makesEnvironment is what a new environment, in a subnet of its own, comes to.
func makesEnvironment(b *bench.Bench) error {
	b.Helper()
	subnets := append(bench.Subnets(), bench.Subnet("more-apps", "10.0.4.0/23", bench.DelegatedToApps))
	b.Put(bench.VNetID, bench.VNet(subnets...))
	body := bench.Changed(bench.Environment(), func(p world.Body) {
		p["vnetConfiguration"] = world.Body{"infrastructureSubnetId": bench.VNetID + "/subnets/more-apps"}
	})
	return b.Try(anotherEnv, body)
}

// refusedByPolicy is what Azure Policy changes, makes and denies.
func refusedByPolicy() []brokenLink {
	const denied = "RequestDisallowedByPolicy"
	replica := func(b *bench.Bench) error { return b.Try(bench.ReplicaID, bench.Replica()) }
	return []brokenLink{
		{
			// Field reports of ACR_AADAuthenticationAsArmDisabled_Modify: the registry is not as it was put.
			name: "ARM-audience tokens turned off by a modify policy, with a container app",
			sever: func(b *bench.Bench) {
				assign(b, armAudience, nil)
				b.Put(bench.RegistryID, bench.Registry())
			},
			attempt: runsApp,
			code:    badTemplate, part: unauthorized, step: loggingIn,
		},
		{
			name: "public access turned off by a modify policy, which private pulls do not need",
			sever: func(b *bench.Bench) {
				assign(b, publicOff, nil)
				b.SetRegistry("publicNetworkAccess", "Enabled")
			},
			attempt: runsApp,
		},
		{
			// Azure/Enterprise-Scale#1618, Azure/terraform-azurerm-avm-res-keyvault-vault#32.
			name: "zone group of one's own after Azure Policy deployed one",
			sever: func(b *bench.Bench) {
				assign(b, zoneGroups, world.Body{"privateDnsZoneId": bench.ZoneID})
				b.Put(bench.LoginPE+"-2", bench.Endpoint("registry"))
				b.Pass(11 * time.Minute)
			},
			attempt: func(b *bench.Bench) error {
				return b.Try(bench.LoginPE+"-2"+bench.ZoneGroupOf, bench.ZoneGroup(bench.ZoneID))
			},
			code: "MoreThanOnePrivateDnsZoneGroupPerPrivateEndpointNotAllowed",
			part: "Cannot create more than one private dns zone groups in the private endpoint",
		},
		{
			name: "zone group of one's own before Azure Policy looks",
			sever: func(b *bench.Bench) {
				assign(b, zoneGroups, world.Body{"privateDnsZoneId": bench.ZoneID})
				b.Put(bench.LoginPE, bench.Endpoint("registry"))
				b.Pass(11 * time.Minute)
			},
			attempt: runsApp,
		},
		{
			// azure-container-apps#381, #416, #1764.
			name:    "environment whose infrastructure group has not the tag that groups need",
			sever:   assigning(groupTag, world.Body{"tagName": "team"}),
			attempt: makesEnvironment,
			code:    "OperationFailed",
			part: "ErrorCode: ManagedEnvironmentResourceGroupDisallowedByPolicy, Message: Fail to create " +
				"managed environment because resource group creation is disallowed by policy, refer to " +
				"https://go.microsoft.com/fwlink/?linkid=2198255 for more detail.",
		},
		{
			// azure-container-apps#559.
			name: "environment where public addresses are denied",
			sever: assigning(notAllowed, world.Body{
				"listOfResourceTypesNotAllowed": []any{"Microsoft.Network/publicIPAddresses"},
			}),
			attempt: makesEnvironment,
			code:    "OperationFailed", part: "ErrorCode: ManagedEnvironmentResourceDisallowedByPolicy",
		},
		{
			name:    "replica where its region is not allowed",
			sever:   assigning(places, world.Body{"listOfAllowedLocations": []any{bench.Region}}),
			attempt: replica,
			code:    denied, part: "Resource 'japaneast' was disallowed by policy",
		},
		{
			name:    "app without the tag that resources need",
			sever:   assigning(resourceTag, world.Body{"tagName": "team"}),
			attempt: runsApp,
			code:    denied, part: "Resource 'ca-myapp' was disallowed by policy",
		},
	}
}

// refusedByLocks is what locks keep from being deleted or changed.
func refusedByLocks() []brokenLink {
	lock := func(level string) func(*bench.Bench) {
		return func(b *bench.Bench) {
			b.Helper()
			b.Put(bench.RegistryID+"/providers/Microsoft.Authorization/locks/keep",
				world.Body{"properties": world.Body{"level": level}})
		}
	}
	removal := func(id string) func(*bench.Bench) error {
		return func(b *bench.Bench) error {
			b.Helper()
			result, err := b.World.Delete(id)
			if err != nil {
				return err
			}
			return b.Await(result.Operation)
		}
	}
	const locked = "operation because following scope(s) are locked: '"
	return []brokenLink{
		{
			name:  "registry deleted under a lock",
			sever: lock("CanNotDelete"), attempt: removal(bench.RegistryID),
			code: "ScopeLocked", part: "cannot perform delete " + locked,
		},
		{
			name:  "group deleted with a locked registry in it",
			sever: lock("CanNotDelete"), attempt: removal(bench.Group),
			code: "ScopeLocked", part: "cannot perform delete " + locked,
		},
		{
			// terraform-provider-azurerm#17478.
			name:  "endpoint deleted whose registry is locked",
			sever: lock("CanNotDelete"), attempt: removal(bench.LoginPE),
			code: "ScopeLocked", part: "Call to Microsoft.ContainerRegistry/registries failed",
		},
		{
			name:  "registry changed under a read-only lock",
			sever: lock("ReadOnly"),
			attempt: func(b *bench.Bench) error {
				return b.Try(bench.RegistryID, bench.Registry())
			},
			code: "ScopeLocked", part: "cannot perform write " + locked,
		},
		{
			name:  "image import into a registry with a read-only lock",
			sever: lock("ReadOnly"), probe: "import-under-lock",
			attempt: func(b *bench.Bench) error {
				return b.ImportImage(bench.Import("hello-world:latest", "hello:1", ""))
			},
			code: "ScopeLocked", part: "cannot perform write " + locked,
		},
		{
			name:  "replica added under a read-only lock",
			sever: lock("ReadOnly"),
			attempt: func(b *bench.Bench) error {
				return b.Try(bench.ReplicaID, bench.Replica())
			},
			code: "ScopeLocked", part: "cannot perform write " + locked,
		},
	}
}

// refusedNames are names, tags and roles that Azure does not take.
func refusedNames() []brokenLink {
	tagged := func(id, location string, tags world.Body) func(*bench.Bench) error {
		return func(b *bench.Bench) error {
			return b.Try(id, world.Body{"location": location, "tags": tags})
		}
	}
	return []brokenLink{
		{
			name: "registry with a word of Azure's own in its name",
			attempt: func(b *bench.Bench) error {
				return b.Try(bench.Resource("Microsoft.ContainerRegistry/registries/acrMicrosoft"),
					bench.Registry())
			},
			code: "ReservedResourceName",
			part: "The resource name 'acrMicrosoft' or a part of the name is a trademarked or reserved word.",
		},
		{
			name:    "tag with a slash in its name",
			attempt: tagged(bench.IdentityID, bench.Region, world.Body{"a/b": "c"}),
			code:    "InvalidTagNameCharacters", part: "The tag names 'a/b' have reserved characters",
		},
		{
			name:    "tag of Azure's own",
			attempt: tagged(bench.IdentityID, bench.Region, world.Body{"azure-team": "c"}),
			probe:   "refused-tags",
			code:    "InvalidTagName", part: "has a reserved prefix",
		},
		{
			name:    "tag with a space on a private zone",
			attempt: tagged(bench.ZoneID, "global", world.Body{"my team": "c"}), probe: "refused-tags",
			code: "InvalidTagName", part: "has a space or begins with a digit",
		},
		{
			name: "grant of a role that does not exist",
			attempt: func(b *bench.Bench) error {
				none := azure.Role{GUID: bench.SubscriptionGUID}
				role := azure.RoleDefinitionID(bench.SubscriptionGUID, none)
				body := bench.Changed(b.Assignment(), func(p world.Body) { p["roleDefinitionId"] = role })
				return b.Try(bench.Group+"/providers/Microsoft.Authorization/roleAssignments/"+
					bench.SubscriptionGUID, body)
			},
			code: "RoleDefinitionDoesNotExist",
			part: "The specified role definition with ID '" + bench.SubscriptionGUID + "' does not exist.",
		},
	}
}
