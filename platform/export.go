package platform

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

// contract assembles the structure of [Contract] from outputs, so that a preview shows what is known of it.
func (s *site) contract() pulumi.Map {
	c := pulumi.Map{
		"version":       pulumi.Int(ContractVersion),
		"location":      pulumi.String(s.Settings.Location),
		"resourceGroup": s.group,
		"registry": pulumi.Map{
			"id":          s.registry.ID,
			"name":        s.registry.Name,
			"loginServer": s.link.LoginServer,
			"dataHosts":   s.link.DataHosts,
			"addresses":   s.link.Addresses,
		},
		"pullIdentity": pulumi.Map{
			"id":          s.identity.ID,
			"clientId":    s.identity.ClientID,
			"principalId": s.identity.PrincipalID,
		},
		"network": pulumi.Map{
			"virtualNetworkId": s.network.VirtualNetworkID,
			"privateDnsZoneId": s.network.PrivateDNSZoneID,
			"subnets": pulumi.Map{
				"privateEndpoints":   s.network.PrivateEndpointsSubnetID,
				"containerApps":      s.network.ContainerAppsSubnetID,
				"containerInstances": s.network.ContainerInstancesSubnetID,
			},
		},
		"consumers": s.consumers.contract(),
	}
	if e := s.consumers.environment; e != nil {
		c["environment"] = ref(e.ID, e.Name, e.DefaultDomain)
	}
	return c
}

func (c consumers) contract() pulumi.Map {
	built := pulumi.Map{}
	if c.app != nil {
		built["containerApp"] = ref(c.app.ID, c.app.Name, c.app.FQDN)
	}
	if c.group != nil {
		built["containerInstance"] = ref(c.group.ID, c.group.Name, c.group.IPAddress)
	}
	return built
}

// ref has the shape of [Ref].
func ref(id, name, host pulumi.StringInput) pulumi.Map {
	return pulumi.Map{"id": id, "name": name, "host": host}
}
