package world

import (
	"net/netip"

	"private-acr/internal/azure"
)

const typeEnvironment = "Microsoft.App/managedEnvironments"

// managedEnvironment is the Container Apps environment, alone in its subnet.
var managedEnvironment = kind{
	typ: typeEnvironment, name: azure.NameManagedEnvironment, nameCode: "ManagedEnvironmentInvalidName",
	place: regional, takes: managedEnvironmentTakes, busyCode: "ManagedEnvironmentOperationInProgress",
	readOnly: []string{
		"defaultDomain", "staticIp", "infrastructureResourceGroup",
		"customDomainConfiguration",
	},
	accept: acceptEnvironment, settle: settleEnvironment, refuse: refuseEnvironment,
	removed: leaveSubnet,
}

// The smallest subnets of an environment: with workload profiles, and of the legacy kind without. Azure docs:
// container-apps/custom-virtual-networks.
const (
	smallestProfiles = 27
	smallestLegacy   = 23
)

type environmentView struct {
	Properties struct {
		Network struct {
			SubnetID string `json:"infrastructureSubnetId"`
			Internal bool   `json:"internal"`
		} `json:"vnetConfiguration"`
		Profiles      []Body `json:"workloadProfiles"`
		DefaultDomain string `json:"defaultDomain"`
	} `json:"properties"`
}

func acceptEnvironment(r *request) error {
	v, err := read[environmentView](r.rec.Body)
	if err != nil {
		return err
	}
	if r.old != nil && !same(see[environmentView](r.old.Body).Properties.Network.SubnetID,
		v.Properties.Network.SubnetID) {
		// The code is assumed: that the subnet cannot change is documented, the refusal is not.
		return badRequest("ManagedEnvironmentInvalidNetworkConfiguration", "The subnet of environment '%s' "+
			"cannot be changed.", r.id.Name)
	}
	if id := v.Properties.Network.SubnetID; id != "" {
		if err := r.occupySubnet(id, len(v.Properties.Profiles) > 0); err != nil {
			return err
		}
	}
	fill(r.properties(), Body{
		"zoneRedundant":               false,
		"infrastructureResourceGroup": "ME_" + r.id.ResourceGroupName + "_" + r.id.Name,
		"vnetConfiguration":           Body{"internal": false},
	})
	return nil
}

// occupySubnet checks that the subnet suits the environment, and makes it a tenant.
func (r *request) occupySubnet(id string, profiles bool) error {
	sub, err := r.refer(typeSubnet, id)
	if err != nil {
		return err
	}
	prefix, err := subnetPrefix(sub)
	if err != nil {
		return err
	}
	if err := suits(sub, prefix, profiles); err != nil {
		return err
	}
	for _, other := range r.w.tenants(sub.ID) {
		if !same(other.ID, r.rec.ID) {
			return subnetShared(sub, other.ID)
		}
	}
	// A subnet that is not released cannot be used again: azure-container-apps#974.
	if left := r.w.leftLink(sub); left != nil {
		return subnetShared(sub, associationID(sub, *left))
	}
	r.rec.Facts.Subnet = sub.ID
	if r.rec.Facts.Addresses != nil {
		return nil
	}
	addresses := []address{{}}
	if err := r.w.allocate(sub, r.rec, addresses); err != nil {
		return err
	}
	r.rec.Facts.Addresses = addresses
	return nil
}

// subnetShared refuses a subnet that is not the environment's alone. The second sentence is ours.
func subnetShared(sub *record, user string) *Error {
	return badRequest("ManagedEnvironmentInvalidNetworkConfiguration", "The environment network "+
		"configuration is invalid: The delegated subnet cannot be used by any other Azure resources. "+
		"Subnet %s is in use by %s.", sub.ID, user)
}

func suits(sub *record, prefix netip.Prefix, profiles bool) error {
	smallest := smallestLegacy
	if profiles {
		smallest = smallestProfiles
	}
	switch {
	case profiles && !delegatedTo(sub, delegateApps):
		return badRequest("ManagedEnvironmentSubnetDelegationError", "The subnet of the environment must be "+
			"delegated to the service '%s'. Subnet: %s.", delegateApps, sub.ID)
	case !profiles && delegated(sub) != "":
		return badRequest("ManagedEnvironmentSubnetIsDelegated", "The subnet of the environment must not be "+
			"delegated to any service. Subnet: %s.", sub.ID)
	case prefix.Bits() > smallest:
		return badRequest("ManagedEnvironmentInvalidNetworkConfiguration", "The environment network "+
			"configuration is invalid: Provided subnet must have a size of at least /%d.", smallest)
	}
	if reserved, overlaps := azure.ContainerAppsReserved(prefix); overlaps {
		return badRequest("ManagedEnvironmentInvalidNetworkConfiguration", "The environment network "+
			"configuration is invalid: Provided subnet %s overlaps with the reserved range %s.", prefix,
			reserved)
	}
	return nil
}

func settleEnvironment(_ *World, rec *record) error {
	ip := publicAddress(rec.ID)
	if see[environmentView](rec.Body).Properties.Network.Internal && len(rec.Facts.Addresses) > 0 {
		ip = rec.Facts.Addresses[0].IP
	}
	fill(properties(rec.Body), Body{
		"staticIp": ip,
		"defaultDomain": "simulated-" + guid(rec,
			"domain")[:8] + "." + rec.region() + ".azurecontainerapps.io",
	})
	return nil
}

// refuseEnvironment uses an assumed code.
func refuseEnvironment(w *World, rec *record) error {
	for _, app := range w.ofType(typeContainerApp) {
		if same(environmentOf(app), rec.ID) {
			return conflict("ManagedEnvironmentHasContainerApps", "The environment '%s' cannot be deleted "+
				"because the container app '%s' is in it.", rec.name(), app.name())
		}
	}
	return nil
}
