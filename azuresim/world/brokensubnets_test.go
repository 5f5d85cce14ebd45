package world

import "time"

// refusedSubnets are uses of a subnet, and deletions, that Azure refuses.
func refusedSubnets() []brokenLink {
	second := envID + "-2"
	inside := func(subnetID string) Body {
		return changed(envBody(), func(p Body) {
			p["vnetConfiguration"].(Body)["infrastructureSubnetId"] = subnetID
		})
	}
	small := vnetID + "/subnets/small"
	lagging := Options{ServiceLinkLag: time.Hour}
	leave := func(b *bench) {
		b.put(containerID, containerBody(imageRef))
		b.remove(containerID)
		b.remove(envID)
	}
	return []brokenLink{
		{
			name: "delegation missing on an environment's subnet", attempt: puts(second, inside(peSubnet)),
			code: "ManagedEnvironmentSubnetDelegationError", part: "must be delegated to the service",
		},
		{
			name:  "delegation forbidden on a legacy environment's subnet",
			sever: func(b *bench) { b.remove(envID) },
			attempt: puts(envID, changed(envBody(), func(p Body) {
				delete(p, "workloadProfiles")
			})),
			code: "ManagedEnvironmentSubnetIsDelegated", part: "must not be delegated to any service",
		},
		{
			name:    "environment's subnet too small",
			sever:   func(b *bench) { b.put(small, subnetBody("", "10.0.9.0/28", delegateApps)) },
			attempt: puts(second, inside(small)),
			code:    "ManagedEnvironmentInvalidNetworkConfiguration",
			part:    "must have a size of at least /27",
		},
		{
			name: "environment's subnet in use by another", attempt: puts(second, envBody()),
			code: "ManagedEnvironmentInvalidNetworkConfiguration",
			part: "The delegated subnet cannot be used by any other Azure resources.",
		},
		{
			name: "subnet deleted under its environment", attempt: deletes(appSubnet),
			code: "InUseSubnetCannotBeDeleted", part: "delete all the resources within the subnet",
		},
		{
			name: "subnet deleted with an environment's service association left", options: lagging,
			sever: leave, attempt: deletes(appSubnet),
			code: "InUseSubnetCannotBeDeleted",
			part: "/serviceAssociationLinks/legionservicelink and cannot be deleted",
		},
		{
			name: "subnet deleted with a container group's service association left", options: lagging,
			sever: leave, attempt: deletes(ciSubnet),
			code: "InUseSubnetCannotBeDeleted", part: "/serviceAssociationLinks/acisal and cannot be deleted",
		},
		{
			name: "network deleted with a service association left", options: lagging,
			sever: func(b *bench) {
				leave(b)
				b.unlink()
			},
			attempt: deletes(vnetID),
			code:    "InUseSubnetCannotBeDeleted", part: "/serviceAssociationLinks/",
		},
		{
			name: "environment in a subnet with a service association left", options: lagging,
			sever: leave, attempt: puts(envID, envBody()),
			code: "ManagedEnvironmentInvalidNetworkConfiguration",
			part: "/serviceAssociationLinks/legionservicelink",
		},
		{
			name:    "delegation taken from a subnet in use",
			attempt: puts(appSubnet, subnetBody("", "10.0.0.0/23", "")),
			code:    "SubnetMissingRequiredDelegation", part: "to reference service association link",
		},
		{
			name: "VNet PUT without its subnets, which are in use", attempt: puts(vnetID, vnetBody()),
			code: "InUseSubnetCannotBeDeleted", part: "is in use by",
		},
		{
			name:  "VNet PUT without a subnet that is free, which is then gone",
			sever: func(b *bench) { b.put(vnetID, vnetBody(defaultSubnets()[:2]...)) },
			attempt: func(b *bench) error {
				_, err := b.w.Get(ciSubnet)
				return err
			},
			code: "ResourceNotFound", part: "container-instances",
		},
	}
}

// unlink takes the endpoints out of the network.
func (b *bench) unlink() {
	b.Helper()
	b.remove(dataPE)
	b.remove(loginPE)
}
