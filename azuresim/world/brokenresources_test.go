package world

// refusedRegistries are registries, grants and imports that Azure refuses.
func refusedRegistries() []brokenLink {
	second := registryID + "2"
	standard := func(p Body) Body {
		return Body{"location": region, "sku": Body{"name": "Standard"}, "properties": p}
	}
	policy := func(name, status string) Body { return Body{"policies": Body{name: Body{"status": status}}} }
	softDeleting := changed(registryBody(), func(p Body) {
		p["policies"] = Body{"softDeletePolicy": Body{"status": "enabled"}}
	})
	return []brokenLink{
		{
			name:    "public access disabled on a lower SKU",
			attempt: puts(second, standard(Body{"publicNetworkAccess": "Disabled"})),
			code:    "DisablingPublicNetworkAccessNotSupported",
			part:    "Disabling public network access is not supported for the SKU Standard",
		},
		{
			name:    "network rules on a lower SKU",
			attempt: puts(second, standard(Body{"networkRuleSet": Body{"defaultAction": "Deny"}})),
			code:    "NetworkRuleNotSupported",
			part:    "The requested feature virtual network rule is not supported for the SKU Standard",
		},
		{
			name:    "retention policy on a lower SKU",
			attempt: puts(second, standard(policy("retentionPolicy", "enabled"))),
			code:    notInSKU, assumed: true,
			part: "The requested feature retention policy is not supported for the SKU Standard",
		},
		{
			name:    "replica on a lower SKU",
			sever:   func(b *bench) { b.put(second, standard(Body{})) },
			attempt: puts(second+"/replications/japaneast", replicaBody()),
			code:    notInSKU, assumed: true,
			part: "The requested feature geo-replication is not supported for the SKU Standard",
		},
		{
			name:  "endpoint on a lower SKU",
			sever: func(b *bench) { b.put(second, standard(Body{})) },
			attempt: func(b *bench) error {
				body := endpointBody("registry")
				connectionOf(body)["privateLinkServiceId"] = second
				return b.try(loginPE+"-2", body)
			},
			code: notInSKU, assumed: true,
			part: "The requested feature private endpoint is not supported for the SKU Standard",
		},
		{
			name:    "SKU lowered under an endpoint",
			attempt: puts(registryID, standard(Body{})),
			code:    notInSKU, assumed: true,
			part: "The requested feature private endpoint is not supported for the SKU Standard",
		},
		{
			name: "export policy off with public access",
			attempt: puts(registryID, changed(registryBody(), func(p Body) {
				p["publicNetworkAccess"] = "Enabled"
			})),
			code: "BadRequest", part: "because the registry 'acrMyApp' has exports disabled",
		},
		{
			name:    "soft delete turned on in a registry with replicas",
			sever:   func(b *bench) { b.put(replicaID, replicaBody()) },
			attempt: puts(registryID, softDeleting),
			code:    "SoftDeletePolicyNotSupported", assumed: true,
			part: "not supported for the geo-replicated registry",
		},
		{
			name:    "replica of a registry with soft delete",
			sever:   func(b *bench) { b.put(registryID, softDeleting) },
			attempt: puts(replicaID, replicaBody()),
			code:    "SoftDeletePolicyNotSupported", assumed: true, part: "cannot be geo-replicated",
		},
		{
			name: "soft delete together with a retention policy",
			attempt: puts(registryID, changed(registryBody(), func(p Body) {
				p["policies"] = Body{
					"softDeletePolicy": Body{"status": "enabled"},
					"retentionPolicy":  Body{"status": "enabled"},
				}
			})),
			code: "SoftDeletePolicyNotSupported", assumed: true, part: "cannot both be enabled",
		},
		{
			name:    "grant to a new identity without a principalType",
			sever:   (*bench).newIdentity,
			attempt: (*bench).grantUntyped,
			code:    "PrincipalNotFound", part: "set the role assignment principalType property to a value",
		},
		{
			name: "assignment's name used again for another principal",
			attempt: func(b *bench) error {
				return b.try(b.assignmentID(), changed(b.assignmentBody(), func(p Body) {
					p["principalId"] = "00000000-0000-0000-0000-00000000abcd"
				}))
			},
			code: "RoleAssignmentUpdateNotPermitted", part: "are not allowed to be updated",
		},
		{
			name:    "image import with the trusted-services bypass off",
			sever:   func(b *bench) { b.setRegistry("networkRuleBypassOptions", "None") },
			attempt: imports("hello-world:latest"),
			code:    "DENIED", part: "is not allowed access",
		},
		{
			name: "image import of a tag that is there",
			sever: func(b *bench) {
				refused(b.T, imports("hello-world:latest")(b), "", "")
			},
			attempt: imports("hello-world:latest"),
			code:    "Conflict", assumed: true, part: "Tag hello:1 already exists in target registry",
		},
		{
			name:    "image import from a source that does not exist",
			attempt: imports("nothing:latest"),
			code:    "ImageNotFound", assumed: true,
			part: "The source image 'mcr.microsoft.com/nothing:latest' was not found",
		},
		{
			name: "image import from a registry that exports nothing",
			sever: func(b *bench) {
				b.put(second, standard(Body{}))
			},
			attempt: func(b *bench) error {
				result, err := b.w.Act(second, "importImage", Body{"source": Body{
					"resourceId": registryID, "sourceImage": "myapp:1.0.0",
				}})
				if err != nil {
					return err
				}
				return b.await(result.Operation)
			},
			code: "DENIED", assumed: true, part: "The export policy of registry 'acrMyApp' is disabled",
		},
	}
}

// newIdentity makes the identity anew, so that its principal is not known everywhere.
func (b *bench) newIdentity() {
	b.Helper()
	b.remove(b.assignmentID())
	b.remove(identityID)
	b.put(identityID, Body{"location": region})
}

func (b *bench) grantUntyped() error {
	return b.try(b.assignmentID(), changed(b.assignmentBody(), func(p Body) { delete(p, "principalType") }))
}

func imports(source string) func(*bench) error {
	return func(b *bench) error { return b.importImage(importBody(source, "hello:1", "NoForce")) }
}

// refusedConsumers are apps and container groups that Azure refuses before they pull.
func refusedConsumers() []brokenLink {
	bare := func(body Body) Body {
		delete(body, "identity")
		return body
	}
	system := changed(containerBody(imageRef), func(p Body) {
		p["imageRegistryCredentials"] = []any{Body{"server": loginHost, "identity": "system"}}
	})
	system["identity"] = Body{"type": "SystemAssigned"}
	unknown := appBody(imageRef)
	unknown["identity"] = Body{
		"type": "UserAssigned", "userAssignedIdentities": Body{identityID + "x": Body{}},
	}
	return []brokenLink{
		{
			name:    "system-assigned identity pulling for a container group",
			attempt: puts(containerID, system),
			code:    "InvalidImageRegistryIdentity", part: "not found in container group identity list",
		},
		{
			name:    "identity not attached to the container group",
			attempt: puts(containerID, bare(containerBody(imageRef))),
			code:    "InvalidImageRegistryIdentity",
			part:    "not found in container group identity list",
		},
		{
			name: "identity not attached to the container app", attempt: puts(appID, bare(appBody(imageRef))),
			code: "InvalidRegistryIdentity", assumed: true,
			part: "is not assigned to container app 'ca-myapp'",
		},
		{
			name: "identity attached that does not exist", attempt: puts(appID, unknown),
			code: "FailedIdentityOperation", part: "was not found",
		},
		{
			name:  "container group updated in a fixed property",
			sever: func(b *bench) { b.put(containerID, containerBody(imageRef)) },
			attempt: puts(containerID, changed(containerBody(imageRef), func(p Body) {
				p["restartPolicy"] = "Never"
			})),
			code: "InvalidContainerGroupUpdate", part: "you must delete it first and then create a new one",
		},
		{
			name: "public address with a subnet",
			attempt: puts(containerID, changed(containerBody(imageRef), func(p Body) {
				p["ipAddress"].(Body)["type"] = "Public"
			})),
			code: "PublicIPAddressNotSupported", assumed: true,
			part: "IP Address type can't be public when network profile is set.",
		},
		{
			name: "DNS label with a subnet",
			attempt: puts(containerID, changed(containerBody(imageRef), func(p Body) {
				p["ipAddress"].(Body)["dnsNameLabel"] = "myapp"
			})),
			code: "DnsNameLabelNotSupported", assumed: true,
			part: "only supported when IP Address type is public.",
		},
		{
			name: "container group in a subnet that is not delegated to it",
			attempt: puts(containerID, changed(containerBody(imageRef), func(p Body) {
				p["subnetIds"] = []any{Body{"id": peSubnet}}
			})),
			code: "SubnetMissingRequiredDelegation", part: "Microsoft.ContainerInstance/containerGroups",
		},
	}
}
