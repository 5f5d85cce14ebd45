package settings_test

import "testing"

func network(name, value, path, rule, remedy string) faultCase {
	return one(name, "network", value, path, rule, remedy)
}

const endpoints = `"privateEndpoints":{"addressPrefix":"10.0.2.0/24"}`

func TestFaultsOfAddressRanges(t *testing.T) {
	t.Parallel()
	testFaults(t, []faultCase{
		network("no range", `{"addressSpace":"10.0.0.0"}`, "network.addressSpace", "IPv4 range", "slash"),
		network("IPv6", `{"addressSpace":"fd00::/48"}`, "network.addressSpace", "IPv4 range", ""),
		network("host bits", `{"addressSpace":"10.0.0.1/16"}`,
			"network.addressSpace", "network address", `"10.0.0.0/16"`),
		network("host bits in subnet", `{"privateEndpoints":{"addressPrefix":"10.0.2.1/24"}}`,
			"network.privateEndpoints.addressPrefix", "network address", `"10.0.2.0/24"`),
		network("reserved space", `{"addressSpace":"169.254.0.0/16",
			"privateEndpoints":{"addressPrefix":"169.254.0.0/24"}}`,
			"network.addressSpace", "169.254.0.0/16, which Azure keeps", ""),
		network("endpoints outside", `{"privateEndpoints":{"addressPrefix":"10.1.0.0/24"}}`,
			"network.privateEndpoints.addressPrefix", "in the address space 10.0.0.0/16",
			"widen addressSpace"),
		network("wider than the space", `{"addressSpace":"10.0.2.0/25",`+endpoints+`}`,
			"network.privateEndpoints.addressPrefix", "in the address space 10.0.2.0/25", ""),
		network("endpoints small", `{"privateEndpoints":{"addressPrefix":"10.0.2.0/28"}}`,
			"network.privateEndpoints.addressPrefix", "/27 or wider", "/27"),
		network("apps small", `{"containerApps":{"addressPrefix":"10.0.0.0/28"}}`,
			"network.containerApps.addressPrefix", "/27 or wider: a Container Apps environment keeps 12",
			"/27"),
		network("groups small", `{"containerInstances":{"addressPrefix":"10.0.3.0/29"}}`,
			"network.containerInstances.addressPrefix", "/28 or wider", "/28"),
		network("apps reserved", `{"addressSpace":"172.16.0.0/12",
			"privateEndpoints":{"addressPrefix":"172.16.0.0/24"},
			"containerApps":{"addressPrefix":"172.30.0.0/23"}}`,
			"network.containerApps.addressPrefix", "172.30.0.0/16, which Azure keeps", ""),
		network("apps on endpoints", `{"containerApps":{"addressPrefix":"10.0.2.0/23"},
			"containerInstances":{"addressPrefix":"10.0.4.0/27"}}`,
			"network.containerApps.addressPrefix", "not overlap network.privateEndpoints (10.0.2.0/24)",
			"default ones"),
		network("groups on apps", `{"containerInstances":{"addressPrefix":"10.0.1.0/27"},
			"containerApps":{"addressPrefix":"10.0.0.0/23"}}`,
			"network.containerInstances.addressPrefix", "not overlap network.containerApps (10.0.0.0/23)",
			""),
	})
}

func TestFaultsOfAdoption(t *testing.T) {
	t.Parallel()
	const adopted = `"virtualNetworkId":"` + hubNetwork + `"`
	const other = hub + "/virtualNetworks/other/subnets/s"
	testFaults(t, []faultCase{
		network("no id", `{"virtualNetworkId":"hub",`+endpoints+`}`,
			"network.virtualNetworkId", "id of a Microsoft.Network/virtualNetworks", "az resource show"),
		network("subnet's id", `{"virtualNetworkId":"`+hubNetwork+`/subnets/s",`+endpoints+`}`,
			"network.virtualNetworkId", "id of a Microsoft.Network/virtualNetworks", ""),
		network("with address space", `{`+adopted+`,"addressSpace":"10.0.0.0/16",`+endpoints+`}`,
			"network.addressSpace", "together with virtualNetworkId", "remove one"),
		network("with name", `{`+adopted+`,"name":"vnet-1",`+endpoints+`}`,
			"network.name", "together with virtualNetworkId", "remove one"),
		network("without endpoints", `{`+adopted+`}`, "network.privateEndpoints", "is required",
			"addressPrefix"),
		network("other space without endpoints", `{"addressSpace":"10.1.0.0/16"}`,
			"network.privateEndpoints", "is required", "addressPrefix"),
		network("subnet of created network", `{"privateEndpoints":{"id":"`+hubNetwork+`/subnets/s"}}`,
			"network.privateEndpoints.id", "virtual network is created", "virtualNetworkId"),
		network("subnet of other network", `{`+adopted+`,"privateEndpoints":{"id":"`+other+`"}}`,
			"network.privateEndpoints.id", "must lie in the adopted virtual network", ""),
		network("network for subnet", `{`+adopted+`,"privateEndpoints":{"id":"`+hubNetwork+`"}}`,
			"network.privateEndpoints.id", "virtualNetworks/subnets", ""),
		network("subnet both", `{`+adopted+`,`+endpoints+`,
			"containerApps":{"id":"`+hubNetwork+`/subnets/s","addressPrefix":"10.0.0.0/23"}}`,
			"network.containerApps", "not both", "remove one"),
		network("subnet neither", `{"containerApps":{"addressPrefix":null}}`,
			"network.containerApps", "must have an id or an addressPrefix", ""),
		network("subnet twice", `{`+adopted+`,"privateEndpoints":{"id":"`+hubNetwork+`/subnets/s"},
			"containerApps":{"id":"`+hubNetwork+`/subnets/S"}}`,
			"network.containerApps.id", "must differ from network.privateEndpoints", ""),
		network("gateway both", `{"natGateway":{"id":"`+hubGateway+`","create":true}}`,
			"network.natGateway", "not both", ""),
		network("gateway's id", `{"natGateway":{"id":"ng"}}`, "network.natGateway.id", "natGateways", ""),
		network("gateway for nobody", `{`+adopted+`,`+endpoints+`,"natGateway":{"create":true}}`,
			"network.natGateway", "needs a containerInstances subnet", ""),
		network("gateway for adopted subnet", `{`+adopted+`,`+endpoints+`,
			"natGateway":{"id":"`+hubGateway+`"}, "containerInstances":{"id":"`+hubNetwork+`/subnets/s"}}`,
			"network.natGateway", "needs a containerInstances subnet", ""),
		network("zone linked by nobody", `{"privateDnsZone":{"linked":true}}`,
			"network.privateDnsZone.linked", "must be false", "id of the linked zone"),
		network("zone of storage",
			`{"privateDnsZone":{"id":"`+hub+`/privateDnsZones/privatelink.blob.core.windows.net"}}`,
			"network.privateDnsZone.id", "privatelink.azurecr.io", ""),
		{
			"zone of other cloud", map[string]string{
				"location": "usgovtexas", "network": `{"privateDnsZone":{"id":"` + hubZone + `"}}`,
			}, "network.privateDnsZone.id", "privatelink.azurecr.us", "",
		},
		{
			"app without subnet", map[string]string{
				"network": `{` + adopted + `,` + endpoints + `}`, "containerApp": `{"image":"a:1"}`,
			}, "network.containerApps", "because containerApp is to be built", "remove containerApp",
		},
		{
			"group without subnet", map[string]string{
				"network":           `{"addressSpace":"10.0.0.0/8",` + endpoints + `}`,
				"containerInstance": `{"image":"a:1"}`,
			}, "network.containerInstances", "because containerInstance is to be built", "",
		},
	})
}

// TestOneMistakeIsOneFault holds that rules across settings keep quiet about what is wrong already.
func TestOneMistakeIsOneFault(t *testing.T) {
	t.Parallel()
	testFaults(t, []faultCase{
		{
			"address space", map[string]string{
				"network":           `{"addressSpace":"10.1.0.0","natGateway":{"create":true}}`,
				"containerApp":      `{"image":"a:1"}`,
				"containerInstance": `{"image":"a:1"}`,
			}, "network.addressSpace", "IPv4 range", "",
		},
		network("virtual network",
			`{"virtualNetworkId":"hub","privateEndpoints":{"id":"`+hubNetwork+`/subnets/s"}}`,
			"network.virtualNetworkId", "id of", ""),
		network("misspelt subnet", `{"containerApps":{"adressPrefix":"10.0.0.0/23"}}`,
			"network.containerApps.adressPrefix", "is no setting", `"addressPrefix"`),
		network("subnet of groups",
			`{"containerInstances":{"addressPrefix":"x"},"natGateway":{"create":true}}`,
			"network.containerInstances.addressPrefix", "IPv4 range", ""),
		one("replicas", "registry", `{"name":"acr123","replicas":"all"}`, "registry.replicas", "an array",
			""),
		one("whole network", "network", `[]`, "network", "an object", ""),
		one("memory", "containerApp", `{"image":"a:1","cpu":9,"memory":"18Gi"}`, "containerApp.cpu", "to 4",
			""),
	})
}
