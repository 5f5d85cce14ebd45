package containerinstance

import (
	"slices"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerinstance/armcontainerinstance/v2"

	"private-acr/azuresim/engine"
	"private-acr/azuresim/pull"
	"private-acr/azuresim/services/managedidentity"
	"private-acr/azuresim/services/network"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).containerGroup)

// containerGroup pulls its images at the end of every create and update, because each restarts its
// containers.
func (s *Service) containerGroup() engine.Type {
	return engine.Type{
		Row: catalog.ContainerGroup, NameCode: "InvalidContainerGroupName",
		BusyCode: "ContainerGroupTransitioning",
		Takes: engine.Durations{
			Create: 90 * time.Second, Update: 45 * time.Second, Delete: 30 * time.Second,
			Source: "creating \"a few minutes\" for the first in a network (Azure docs: " +
				"container-instances-vnet); the rest assumed",
		},
		ReadOnly: []string{"instanceView"},
		WriteOnly: []string{
			"properties.imageRegistryCredentials.password",
			"properties.containers.properties.environmentVariables.secureValue",
			"properties.initContainers.properties.environmentVariables.secureValue",
			"properties.volumes.secret", "properties.volumes.azureFile.storageAccountKey",
			"properties.diagnostics.logAnalytics.workspaceKey",
		},
		State:  engine.StateOf[groupState],
		Accept: s.acceptGroup, Settle: s.settleGroup, View: s.viewGroup, Removed: s.network.Leave,
		Actions: map[string]engine.Action{
			"restart": s.idle(s.restart), jobStart: s.idle(s.start), "stop": s.idle(s.stop),
		},
		Parts: map[string]engine.PartAction{"containers/logs": s.containerLogs},
		Jobs: map[string]engine.Job{
			jobPull: {Hidden: true, Finish: s.pullAgain}, jobStart: {Finish: s.started},
		},
		Example: engine.Example{Name: "ci-example", Body: func(func(catalog.Type) string) engine.Body {
			return engine.Body{"location": "koreacentral", "properties": engine.Body{
				"osType": "Linux",
				"containers": []any{engine.Body{"name": "example", "properties": engine.Body{
					"image": "mcr.microsoft.com/azuredocs/aci-helloworld:latest",
					"resources": engine.Body{
						"requests": engine.Body{"cpu": 1.0, "memoryInGB": 1.0},
					},
					"environmentVariables": []any{engine.Body{"name": "KEY", "secureValue": "planted"}},
				}}},
			}}
		}},
	}
}

// portsPerGroup is Azure's limit for one address. Azure docs: container-instances-container-groups.
const portsPerGroup = 5

// properties are those of a container group.
type properties = armcontainerinstance.ContainerGroupPropertiesProperties

func propertiesOf(group *engine.Resource) properties {
	return engine.Value(engine.As[armcontainerinstance.ContainerGroup](group).Properties)
}

func (s *Service) acceptGroup(r *engine.Request) error {
	engine.Fill(r.Properties(), engine.Body{
		"restartPolicy": "Always", "sku": "Standard", "initContainers": []any{},
	})
	group, err := engine.Read[armcontainerinstance.ContainerGroup](r.Resource.Body)
	if err != nil {
		return err
	}
	p := engine.Value(group.Properties)
	if err := checkGroup(p, r.ID.Name); err != nil {
		return err
	}
	if err := checkVariables(p, r.ID.Name); err != nil {
		return err
	}
	if r.Old != nil && !slices.Equal(fixed(propertiesOf(r.Old)), fixed(p)) {
		// The code and the text are in azure-docs#31168 and #38067; newer texts name the property.
		return engine.BadRequest("InvalidContainerGroupUpdate", "The updates on container group '%s' are "+
			"invalid. If you are going to update the os type, restart policy, network profile, CPU, "+
			"memory or "+
			"GPU resources for a container group, you must delete it first and then create a new one.",
			r.ID.Name)
	}
	if err := s.identities.Attach(r); err != nil {
		return err
	}
	if err := checkIdentities(r, p); err != nil {
		return err
	}
	return s.occupySubnet(r, p)
}

// checkIdentities refuses to log in with an identity that the group does not have.
func checkIdentities(r *engine.Request, p properties) error {
	for _, c := range p.ImageRegistryCredentials {
		id := engine.Value(engine.Value(c).Identity)
		if id != "" && !managedidentity.Attached(r.Resource, id) {
			return engine.BadRequest("InvalidImageRegistryIdentity", "The identity in the "+
				"'imageRegistryCredentials' of container group '%s' not found in container group identity "+
				"list.", r.ID.Name)
		}
	}
	return nil
}

// fixed are the parts of a container group that no update can change: values to compare.
func fixed(p properties) []any {
	values := []any{
		strings.ToLower(string(engine.Value(p.OSType))),
		strings.ToLower(string(engine.Value(p.RestartPolicy))),
	}
	for _, c := range p.Containers {
		resources := engine.Value(engine.Value(engine.Value(c).Properties).Resources)
		requests := engine.Value(resources.Requests)
		values = append(values, engine.Value(requests.CPU), engine.Value(requests.MemoryInGB))
	}
	for _, subnet := range p.SubnetIDs {
		values = append(values, engine.Key(engine.Value(engine.Value(subnet).ID)))
	}
	if p.IPAddress != nil {
		for _, port := range p.IPAddress.Ports {
			values = append(values, engine.Value(engine.Value(port).Port))
		}
	}
	return values
}

// checkGroup checks what needs no look at other resources.
func checkGroup(p properties, name string) error {
	address := p.IPAddress
	inNetwork := len(p.SubnetIDs) > 0
	switch {
	case len(p.Containers) == 0:
		return engine.BadRequest("MissingContainers", "Container group '%s' has no containers.", name)
	case address == nil:
		return nil
	case len(address.Ports) > portsPerGroup:
		return engine.BadRequest("TooManyPorts", "Container group '%s' has more than %d ports.", name,
			portsPerGroup)
	case inNetwork && engine.Is(address.Type, armcontainerinstance.ContainerGroupIPAddressTypePublic):
		return engine.BadRequest("PublicIPAddressNotSupported",
			"IP Address type can't be public when network "+
				"profile is set.")
	case inNetwork && engine.Value(address.DNSNameLabel) != "":
		return engine.BadRequest("DnsNameLabelNotSupported", "DNS name label for container group is only "+
			"supported when IP Address type is public.")
	case !inNetwork && engine.Is(address.Type, armcontainerinstance.ContainerGroupIPAddressTypePrivate):
		return engine.BadRequest("PrivateIPAddressNotSupported", "Private IP address is only supported when "+
			"network profile is defined.")
	}
	return nil
}

// occupySubnet gives a group in a network its address there.
func (s *Service) occupySubnet(r *engine.Request, p properties) error {
	if len(p.SubnetIDs) == 0 {
		return nil
	}
	sub, err := s.engine.Refer(r.Resource, catalog.Subnet.ARM, engine.Value(engine.Value(p.SubnetIDs[0]).ID))
	if err != nil {
		return err
	}
	if !network.DelegatedTo(sub, delegation) {
		return engine.BadRequest("SubnetMissingRequiredDelegation", "Subnet %s requires the following "+
			"delegation to be used by container group '%s': %s.", sub.ID, r.ID.Name, delegation)
	}
	state := engine.State[groupState](r.Resource)
	state.Tenancy, err = s.network.AllocateSome(sub, r.Resource, 1)
	engine.SetState(r.Resource, state)
	return err
}

// consumer asks the DNS servers of the group's own settings, and never those of its network. Azure docs:
// container-instances-virtual-network-concepts.
func consumer(group *engine.Resource, p properties) pull.Consumer {
	c := pull.Consumer{
		Resource: group, Credentials: credentials(p), Trusted: true, Resolver: pull.AzureResolver,
		DNSServers: engine.Values(engine.Value(p.DNSConfig).NameServers),
	}
	if tenancy := network.TenancyOf(group); tenancy.Subnet != "" {
		c.Network = network.VirtualNetworkOf(tenancy.Subnet)
		c.Origin = network.Origin{Subnet: tenancy.Subnet, IP: tenancy.Addresses[0].IP}
	}
	return c
}

func credentials(p properties) []pull.Credential {
	var all []pull.Credential
	for _, given := range p.ImageRegistryCredentials {
		c := engine.Value(given)
		presented := pull.Credential{Server: engine.Value(c.Server), Form: pull.None{}}
		if id := engine.Value(c.Identity); id != "" {
			presented.Form = pull.ManagedIdentity{ID: id}
		} else if c.Username != nil {
			presented.Form = pull.Password{User: *c.Username, Digest: engine.Value(c.Password)}
		}
		all = append(all, presented)
	}
	return all
}
