package world_test

import (
	"time"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/world"
)

// refusedSubnets are uses of a subnet, and deletions, that Azure refuses.
func refusedSubnets() []brokenLink {
	second := bench.EnvID + "-2"
	inside := func(subnetID string) world.Body {
		return bench.Changed(bench.Environment(), func(p world.Body) {
			p["vnetConfiguration"].(world.Body)["infrastructureSubnetId"] = subnetID
		})
	}
	small := bench.VNetID + "/subnets/small"
	groupOfRules := bench.Resource("Microsoft.Network/networkSecurityGroups/nsg")
	lagging := world.Options{ServiceLinkLag: time.Hour}
	leave := func(b *bench.Bench) {
		b.Put(bench.ContainerID, bench.ContainerGroup(bench.Image))
		b.Remove(bench.ContainerID)
		b.Remove(bench.EnvID)
	}
	return []brokenLink{
		{
			name: "delegation missing on an environment's subnet", attempt: puts(second,
				inside(bench.PESubnet)),
			code: "ManagedEnvironmentSubnetDelegationError", part: "must be delegated to the service",
		},
		{
			name: "delegation missing on the subnet of an environment that names no workload profiles",
			attempt: puts(second, bench.Changed(inside(bench.PESubnet), func(p world.Body) {
				delete(p, "workloadProfiles")
			})),
			code: "ManagedEnvironmentSubnetDelegationError", part: "must be delegated to the service",
		},
		{
			name: "environment's subnet too small",
			sever: func(b *bench.Bench) {
				b.Put(small, bench.Subnet("", "10.0.9.0/28",
					bench.DelegatedToApps))
			},
			attempt: puts(second, inside(small)),
			code:    "ManagedEnvironmentInvalidNetworkConfiguration",
			part:    "must have a size of at least /27",
		},
		{
			name: "environment's subnet in use by another", attempt: puts(second, bench.Environment()),
			code: "ManagedEnvironmentInvalidNetworkConfiguration",
			part: "The delegated subnet cannot be used by any other Azure resources.",
		},
		{
			name: "subnet deleted under its environment", attempt: deletes(bench.AppSubnet),
			code: "InUseSubnetCannotBeDeleted", part: "delete all the resources within the subnet",
		},
		{
			name: "subnet deleted with an environment's service association left", options: lagging,
			sever: leave, attempt: deletes(bench.AppSubnet),
			code: "InUseSubnetCannotBeDeleted",
			part: "/serviceAssociationLinks/legionservicelink and cannot be deleted",
		},
		{
			name: "subnet deleted with a container group's service association left", options: lagging,
			sever: leave, attempt: deletes(bench.CISubnet),
			code: "InUseSubnetCannotBeDeleted", part: "/serviceAssociationLinks/acisal and cannot be deleted",
		},
		{
			name: "network deleted with a service association left", options: lagging,
			sever: func(b *bench.Bench) {
				leave(b)
				unlink(b)
			},
			attempt: deletes(bench.VNetID),
			code:    "InUseSubnetCannotBeDeleted", part: "/serviceAssociationLinks/",
		},
		{
			name: "environment in a subnet with a service association left", options: lagging,
			sever: leave, attempt: puts(bench.EnvID, bench.Environment()),
			code: "ManagedEnvironmentInvalidNetworkConfiguration",
			part: "/serviceAssociationLinks/legionservicelink",
		},
		{
			name:    "delegation taken from a subnet in use",
			attempt: puts(bench.AppSubnet, bench.Subnet("", "10.0.0.0/23", "")),
			code:    "SubnetMissingRequiredDelegation", part: "to reference service association link",
		},
		{
			name: "security group deleted while a subnet has it",
			sever: func(b *bench.Bench) {
				b.Put(groupOfRules, world.Body{"location": bench.Region})
				guarded := bench.Changed(bench.Subnet("", "10.0.9.0/28", ""), func(p world.Body) {
					p["networkSecurityGroup"] = world.Body{"id": groupOfRules}
				})
				b.Put(small, guarded)
			},
			attempt: deletes(groupOfRules),
			code:    "InUseNetworkSecurityGroupCannotBeDeleted", part: "because it is in use by",
		},
		{
			name: "VNet PUT without its subnets, which are in use", attempt: puts(bench.VNetID, bench.VNet()),
			code: "InUseSubnetCannotBeDeleted", part: "is in use by",
		},
		{
			name:  "VNet PUT without a subnet that is free, which is then gone",
			sever: func(b *bench.Bench) { b.Put(bench.VNetID, bench.VNet(bench.Subnets()[:2]...)) },
			attempt: func(b *bench.Bench) error {
				_, err := b.World.Get(bench.CISubnet)
				return err
			},
			code: "ResourceNotFound", part: "container-instances",
		},
	}
}

// unlink takes the endpoints out of the network.
func unlink(b *bench.Bench) {
	b.Helper()
	b.Remove(bench.DataPE)
	b.Remove(bench.LoginPE)
}
