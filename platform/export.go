package platform

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

// contract assembles the structure of [Contract] from outputs, so that a preview shows what is known of it.
func (b *builder) contract() pulumi.Map {
	consumers := pulumi.Map{}
	for key, built := range b.consumers {
		consumers[key] = built
	}
	c := pulumi.Map{
		"version":       pulumi.Int(ContractVersion),
		"location":      b.location(),
		"resourceGroup": b.group,
		"registry": pulumi.Map{
			"id":          b.registry.ID,
			"name":        b.registry.Name,
			"loginServer": b.link.LoginServer,
			"dataHosts":   b.link.DataHosts,
			"addresses":   b.link.Addresses,
		},
		"pullIdentity": pulumi.Map{
			"id":          b.identity.ID,
			"clientId":    b.identity.ClientID,
			"principalId": b.identity.PrincipalID,
		},
		"network": pulumi.Map{
			"virtualNetworkId": b.network.VirtualNetworkID,
			"privateDnsZoneId": b.network.PrivateDNSZoneID,
			"subnets":          b.network.SubnetIDs,
		},
		"consumers": consumers,
	}
	if e := b.environment; e != nil {
		c["environment"] = reference{e.ID, e.Name, e.DefaultDomain}.toMap()
	}
	return c
}
