package app

import (
	"net/netip"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/appcontainers/armappcontainers/v3"

	"private-acr/azuresim/engine"
	"private-acr/azuresim/services/network"
	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).managedEnvironment)

// managedEnvironment is the Container Apps environment, alone in its subnet.
func (s *Service) managedEnvironment() engine.Type {
	return engine.Type{
		Row: catalog.ManagedEnvironment, DisplaysLocation: true, NameCode: "ManagedEnvironmentInvalidName",
		BusyCode: "ManagedEnvironmentOperationInProgress",
		Takes: engine.Durations{
			Create: 4 * time.Minute, Update: time.Minute, Delete: 4 * time.Minute,
			Source: "creating, with a workspace and an app and without a network, 151 and 163 s; a whole " +
				"private deployment 5 to 10 min (azure-container-apps-practical-guide); the rest assumed",
		},
		ReadOnly: []string{"defaultDomain", "staticIp", "customDomainConfiguration"},
		WriteOnly: []string{
			"properties.appLogsConfiguration.logAnalyticsConfiguration.sharedKey",
			"properties.daprAIConnectionString", "properties.daprAIInstrumentationKey",
		},
		State:  engine.StateOf[network.Tenancy],
		Accept: s.acceptEnvironment, Settle: s.settleEnvironment, Refuse: s.refuseEnvironment,
		Removed: s.network.Leave,
		Actions: map[string]engine.Action{"privateLinkResources": s.network.PrivateLinkResources},
		Example: engine.Example{Name: "cae-example", Body: func(func(catalog.Type) string) engine.Body {
			return engine.Body{"location": "koreacentral", "properties": engine.Body{
				"appLogsConfiguration": engine.Body{
					"destination": "log-analytics",
					"logAnalyticsConfiguration": engine.Body{
						"customerId": "5b9a3f60-0d5e-4d4b-8f39-0c7c7f6a1e04", "sharedKey": "planted",
					},
				},
			}}
		}},
	}
}

// What an environment needs of its subnet. Azure docs: container-apps/custom-virtual-networks. All that are
// in a network have workload profiles, whether they name some or not: azure-container-apps#1646 and #1644,
// bicep-types-az#2669.
const (
	smallestSubnet = 27
	// ownAddresses are those that the environment itself takes.
	ownAddresses = 12
	// replicasPerAddress is how many replicas share one.
	replicasPerAddress = 10
)

func environmentProperties(environment *engine.Resource) armappcontainers.ManagedEnvironmentProperties {
	return engine.Value(engine.As[armappcontainers.ManagedEnvironment](environment).Properties)
}

func subnetIn(p armappcontainers.ManagedEnvironmentProperties) string {
	return engine.Value(engine.Value(p.VnetConfiguration).InfrastructureSubnetID)
}

// domain is the one of an environment's apps.
func domain(environment *engine.Resource) string {
	return engine.Value(environmentProperties(environment).DefaultDomain)
}

func (s *Service) acceptEnvironment(r *engine.Request) error {
	environment, err := engine.Read[armappcontainers.ManagedEnvironment](r.Resource.Body)
	if err != nil {
		return err
	}
	p := engine.Value(environment.Properties)
	if r.Old != nil && !same(subnetIn(environmentProperties(r.Old)), subnetIn(p)) {
		// The code is assumed: that the subnet cannot change is documented, the refusal is not.
		return engine.BadRequest("ManagedEnvironmentInvalidNetworkConfiguration",
			"The subnet of environment "+
				"'%s' cannot be changed.", r.ID.Name)
	}
	if id := subnetIn(p); id != "" {
		if err := s.occupySubnet(r, id); err != nil {
			return err
		}
		engine.Fill(r.Properties(), engine.Body{"workloadProfiles": []any{
			engine.Body{"name": "Consumption", "workloadProfileType": "Consumption"},
		}})
	}
	engine.Fill(r.Properties(), engine.Body{
		"zoneRedundant":               false,
		"infrastructureResourceGroup": infrastructureGroup(r),
		"vnetConfiguration":           engine.Body{"internal": false},
	})
	return nil
}

// occupySubnet checks that the subnet suits the environment, and makes it a tenant.
func (s *Service) occupySubnet(r *engine.Request, id string) error {
	sub, err := s.engine.Refer(r.Resource, catalog.Subnet.ARM, id)
	if err != nil {
		return err
	}
	prefix, err := network.Prefix(sub)
	if err != nil {
		return err
	}
	if err := suits(sub, prefix); err != nil {
		return err
	}
	for _, other := range s.network.Tenants(sub.ID) {
		if !same(other.ID, r.Resource.ID) {
			return subnetShared(sub, other.ID)
		}
	}
	// A subnet that is not released cannot be used again: azure-container-apps#974.
	if left := s.network.LeftServiceLink(sub); left != "" {
		return subnetShared(sub, left)
	}
	tenancy, err := s.network.AllocateSome(sub, r.Resource, ownAddresses)
	engine.SetState(r.Resource, tenancy)
	return err
}

// subnetShared refuses a subnet that is not the environment's alone. The second sentence is ours.
func subnetShared(sub *engine.Resource, user string) *engine.Error {
	return engine.BadRequest("ManagedEnvironmentInvalidNetworkConfiguration", "The environment network "+
		"configuration is invalid: The delegated subnet cannot be used by any other Azure resources. "+
		"Subnet %s is in use by %s.", sub.ID, user)
}

func suits(sub *engine.Resource, prefix netip.Prefix) error {
	switch {
	case !network.DelegatedTo(sub, delegation):
		return engine.BadRequest("ManagedEnvironmentSubnetDelegationError", "The subnet of the environment "+
			"must be delegated to the service '%s'. Subnet: %s.", delegation, sub.ID)
	case prefix.Bits() > smallestSubnet:
		return engine.BadRequest("ManagedEnvironmentInvalidNetworkConfiguration", "The environment network "+
			"configuration is invalid: Provided subnet must have a size of at least /%d.", smallestSubnet)
	}
	if reserved, overlaps := azure.ContainerAppsReserved(prefix); overlaps {
		return engine.BadRequest("ManagedEnvironmentInvalidNetworkConfiguration", "The environment network "+
			"configuration is invalid: Provided subnet %s overlaps with the reserved range %s.", prefix,
			reserved)
	}
	return nil
}

// hasRoom reports whether an environment has an address for one more replica. Those outside of networks have.
func (s *Service) hasRoom(environment *engine.Resource) bool {
	sub := s.engine.Find(catalog.Subnet.ARM, network.TenancyOf(environment).Subnet)
	if sub == nil {
		return true
	}
	prefix, err := network.Prefix(sub)
	if err != nil {
		return true
	}
	replicas := 0
	for _, replica := range s.engine.OfType(catalog.Replica.ARM) {
		if same(environmentOf(s.appOf(replica)), environment.ID) {
			replicas++
		}
	}
	return replicas <= (azure.Usable(prefix)-ownAddresses)*replicasPerAddress
}

func (s *Service) settleEnvironment(environment *engine.Resource) error {
	if err := s.makeInfrastructure(environment); err != nil {
		return err
	}
	ip := network.PublicAddress(environment.ID)
	vnet := engine.Value(environmentProperties(environment).VnetConfiguration)
	if addresses := network.AddressesOf(environment); engine.Value(vnet.Internal) && len(addresses) > 0 {
		ip = addresses[0].IP
	}
	engine.Fill(environment.Properties(), engine.Body{
		"staticIp":      ip,
		"defaultDomain": "simulated-" + environment.GUID("domain")[:8] + "." + environmentSuffix(environment),
	})
	return nil
}

// refuseEnvironment uses an assumed code.
func (s *Service) refuseEnvironment(environment *engine.Resource) error {
	for _, resource := range append(s.engine.OfType(catalog.ContainerApp.ARM),
		s.engine.OfType(catalog.Job.ARM)...) {
		if same(environmentOf(resource), environment.ID) {
			return engine.Conflict("ManagedEnvironmentHasContainerApps", "The environment '%s' cannot be "+
				"deleted because the container app '%s' is in it.", environment.Name(), resource.Name())
		}
	}
	return nil
}
