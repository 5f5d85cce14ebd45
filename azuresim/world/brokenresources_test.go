package world_test

import (
	"private-acr/azuresim/bench"
	"private-acr/azuresim/world"
)

// refusedRegistries are registries, grants and imports that Azure refuses.
func refusedRegistries() []brokenLink {
	second := bench.RegistryID + "2"
	standard := func(p world.Body) world.Body {
		return world.Body{"location": bench.Region, "sku": world.Body{"name": "Standard"}, "properties": p}
	}
	policy := func(name, status string) world.Body {
		return world.Body{"policies": world.Body{name: world.Body{"status": status}}}
	}
	softDeleting := bench.Changed(bench.Registry(), func(p world.Body) {
		p["policies"] = world.Body{"softDeletePolicy": world.Body{"status": "enabled"}}
	})
	return []brokenLink{
		{
			name:    "public access disabled on a lower SKU",
			attempt: puts(second, standard(world.Body{"publicNetworkAccess": "Disabled"})),
			code:    "DisablingPublicNetworkAccessNotSupported",
			part:    "Disabling public network access is not supported for the SKU Standard",
		},
		{
			name: "network rules on a lower SKU",
			attempt: puts(second,
				standard(world.Body{"networkRuleSet": world.Body{"defaultAction": "Deny"}})),
			code: "NetworkRuleNotSupported",
			part: "The requested feature virtual network rule is not supported for the SKU Standard",
		},
		{
			name:    "retention policy on a lower SKU",
			attempt: puts(second, standard(policy("retentionPolicy", "enabled"))),
			code:    "FeatureNotSupportedInSku", probe: "retention-on-standard",
			part: "The requested feature retention policy is not supported for the SKU Standard",
		},
		{
			name:    "replica on a lower SKU",
			sever:   func(b *bench.Bench) { b.Put(second, standard(world.Body{})) },
			attempt: puts(second+"/replications/japaneast", bench.Replica()),
			code:    "FeatureNotSupportedInSku", probe: "replica-on-standard",
			part: "The requested feature geo-replication is not supported for the SKU Standard",
		},
		{
			name:  "endpoint on a lower SKU",
			sever: func(b *bench.Bench) { b.Put(second, standard(world.Body{})) },
			attempt: func(b *bench.Bench) error {
				body := bench.Endpoint("registry")
				bench.Connection(body)["privateLinkServiceId"] = second
				return b.Try(bench.LoginPE+"-2", body)
			},
			code: "FeatureNotSupportedInSku", probe: "endpoint-on-standard",
			part: "The requested feature private endpoint is not supported for the SKU Standard",
		},
		{
			name:    "SKU lowered under an endpoint",
			attempt: puts(bench.RegistryID, standard(world.Body{})),
			code:    "FeatureNotSupportedInSku", probe: "sku-under-endpoint",
			part: "The requested feature private endpoint is not supported for the SKU Standard",
		},
		{
			name: "export policy off with public access",
			attempt: puts(bench.RegistryID, bench.Changed(bench.Registry(), func(p world.Body) {
				p["publicNetworkAccess"] = "Enabled"
			})),
			code: "BadRequest", part: "because the registry 'acrMyApp' has exports disabled",
		},
		{
			name:    "soft delete turned on in a registry with replicas",
			sever:   func(b *bench.Bench) { b.Put(bench.ReplicaID, bench.Replica()) },
			attempt: puts(bench.RegistryID, softDeleting),
			code:    "SoftDeletePolicyNotSupported", probe: "soft-delete-with-replicas",
			part: "not supported for the geo-replicated registry",
		},
		{
			name:    "replica of a registry with soft delete",
			sever:   func(b *bench.Bench) { b.Put(bench.RegistryID, softDeleting) },
			attempt: puts(bench.ReplicaID, bench.Replica()),
			code:    "SoftDeletePolicyNotSupported", probe: "replica-of-soft-delete",
			part: "cannot be geo-replicated",
		},
		{
			name: "soft delete together with a retention policy",
			attempt: puts(bench.RegistryID, bench.Changed(bench.Registry(), func(p world.Body) {
				p["policies"] = world.Body{
					"softDeletePolicy": world.Body{"status": "enabled"},
					"retentionPolicy":  world.Body{"status": "enabled"},
				}
			})),
			code: "SoftDeletePolicyNotSupported", probe: "soft-delete-with-retention",
			part: "cannot both be enabled",
		},
		{
			name:    "grant to a new identity without a principalType",
			sever:   newIdentity,
			attempt: grantUntyped,
			code:    "PrincipalNotFound", part: "set the role assignment principalType property to a value",
		},
		{
			name: "assignment's name used again for another principal",
			attempt: func(b *bench.Bench) error {
				return b.Try(b.AssignmentID(), bench.Changed(b.Assignment(), func(p world.Body) {
					p["principalId"] = "00000000-0000-0000-0000-00000000abcd"
				}))
			},
			code: "RoleAssignmentUpdateNotPermitted", part: "are not allowed to be updated",
		},
		{
			name:    "image import with the trusted-services bypass off",
			sever:   func(b *bench.Bench) { b.SetRegistry("networkRuleBypassOptions", "None") },
			attempt: imports("hello-world:latest"),
			code:    "DENIED", part: "is not allowed access",
		},
		{
			name: "image import of a tag that is there",
			sever: func(b *bench.Bench) {
				bench.Refused(b.T, imports("hello-world:latest")(b), "", "")
			},
			attempt: imports("hello-world:latest"),
			code:    "Conflict", probe: "import-of-taken-tag",
			part: "Tag hello:1 already exists in target registry",
		},
		{
			name:    "image import from a source that does not exist",
			attempt: imports("nothing:latest"),
			code:    "ImageNotFound", probe: "import-of-nothing",
			part: "The source image 'mcr.microsoft.com/nothing:latest' was not found",
		},
		{
			name: "image import from a registry that exports nothing",
			sever: func(b *bench.Bench) {
				b.Put(second, standard(world.Body{}))
			},
			attempt: func(b *bench.Bench) error {
				result, err := b.World.Act(second, "importImage", world.Body{"source": world.Body{
					"resourceId": bench.RegistryID, "sourceImage": "myapp:1.0.0",
				}})
				if err != nil {
					return err
				}
				return b.Await(result.Operation)
			},
			code: "DENIED", probe: "import-without-export",
			part: "The export policy of registry 'acrMyApp' is disabled",
		},
	}
}

// newIdentity makes the identity anew, so that its principal is not known everywhere.
func newIdentity(b *bench.Bench) {
	b.Helper()
	b.Remove(b.AssignmentID())
	b.Remove(bench.IdentityID)
	b.Put(bench.IdentityID, world.Body{"location": bench.Region})
}

func grantUntyped(b *bench.Bench) error {
	return b.Try(b.AssignmentID(), bench.Changed(b.Assignment(), func(p world.Body) {
		delete(p,
			"principalType")
	}))
}

func imports(source string) func(*bench.Bench) error {
	return func(b *bench.Bench) error { return b.ImportImage(bench.Import(source, "hello:1", "NoForce")) }
}

// refusedConsumers are apps and container groups that Azure refuses before they pull.
func refusedConsumers() []brokenLink {
	bare := func(body world.Body) world.Body {
		delete(body, "identity")
		return body
	}
	system := bench.Changed(bench.ContainerGroup(bench.Image), func(p world.Body) {
		p["imageRegistryCredentials"] = []any{world.Body{"server": bench.Login, "identity": "system"}}
	})
	system["identity"] = world.Body{"type": "SystemAssigned"}
	unknown := bench.App(bench.Image)
	unknown["identity"] = world.Body{
		"type": "UserAssigned", "userAssignedIdentities": world.Body{bench.IdentityID + "x": world.Body{}},
	}
	return []brokenLink{
		{
			name:    "system-assigned identity pulling for a container group",
			attempt: puts(bench.ContainerID, system),
			code:    "InvalidImageRegistryIdentity", part: "not found in container group identity list",
		},
		{
			name:    "identity not attached to the container group",
			attempt: puts(bench.ContainerID, bare(bench.ContainerGroup(bench.Image))),
			code:    "InvalidImageRegistryIdentity",
			part:    "not found in container group identity list",
		},
		{
			name: "identity not attached to the container app", attempt: puts(bench.AppID,
				bare(bench.App(bench.Image))),
			code: "InvalidRegistryIdentity", probe: "app-without-its-identity",
			part: "is not assigned to container app 'ca-myapp'",
		},
		{
			name: "identity attached that does not exist", attempt: puts(bench.AppID, unknown),
			code: "FailedIdentityOperation", part: "was not found",
		},
		{
			name:  "container group updated in a fixed property",
			sever: func(b *bench.Bench) { b.Put(bench.ContainerID, bench.ContainerGroup(bench.Image)) },
			attempt: puts(bench.ContainerID, bench.Changed(bench.ContainerGroup(bench.Image),
				func(p world.Body) {
					p["restartPolicy"] = "Never"
				})),
			code: "InvalidContainerGroupUpdate", part: "you must delete it first and then create a new one",
		},
		{
			name: "public address with a subnet",
			attempt: puts(bench.ContainerID, bench.Changed(bench.ContainerGroup(bench.Image),
				func(p world.Body) {
					p["ipAddress"].(world.Body)["type"] = "Public"
				})),
			code: "PublicIPAddressNotSupported", probe: "group-with-public-address",
			part: "IP Address type can't be public when network profile is set.",
		},
		{
			name: "DNS label with a subnet",
			attempt: puts(bench.ContainerID, bench.Changed(bench.ContainerGroup(bench.Image),
				func(p world.Body) {
					p["ipAddress"].(world.Body)["dnsNameLabel"] = "myapp"
				})),
			code: "DnsNameLabelNotSupported", probe: "group-with-dns-label",
			part: "only supported when IP Address type is public.",
		},
		{
			name: "container group in a subnet that is not delegated to it",
			attempt: puts(bench.ContainerID, bench.Changed(bench.ContainerGroup(bench.Image),
				func(p world.Body) {
					p["subnetIds"] = []any{world.Body{"id": bench.PESubnet}}
				})),
			code: "SubnetMissingRequiredDelegation", part: "Microsoft.ContainerInstance/containerGroups",
		},
	}
}
