package settings_test

import "testing"

func network(name, value, path, rule, remedy string) faultCase {
	return one(name, "network", value, path, rule, remedy)
}

// subnets is the part of a network that has them.
func subnets(list string) string { return `"subnets":{` + list + `}` }

const (
	endpoints = `"privateEndpoints":{"addressPrefix":"10.0.2.0/24"}`
	apps      = `"containerApps":{"addressPrefix":"10.0.0.0/23"}`

	governmentZone = hub + "/privateDnsZones/privatelink.azurecr.us"

	adopted = `"virtualNetworkId":"` + hubNetwork + `"`
)

func TestFaultsOfAddressRanges(t *testing.T) {
	t.Parallel()
	subnet := func(name, list, path, rule, remedy string) faultCase {
		return network(name, `{`+subnets(list)+`}`, "network.subnets."+path+".addressPrefix", rule, remedy)
	}
	testFaults(t, []faultCase{
		network("no range", `{"addressSpace":"10.0.0.0"}`, "network.addressSpace", "IPv4 range", "slash"),
		network("IPv6", `{"addressSpace":"fd00::/48"}`, "network.addressSpace", "IPv4 range", ""),
		network("empty", `{"addressSpace":""}`, "network.addressSpace", "IPv4 range", ""),
		network("host bits", `{"addressSpace":"10.0.0.1/16"}`,
			"network.addressSpace", "network address", `"10.0.0.0/16"`),
		subnet("host bits in subnet", `"privateEndpoints":{"addressPrefix":"10.0.2.1/24"}`,
			"privateEndpoints", "network address", `"10.0.2.0/24"`),
		network("reserved space", `{"addressSpace":"169.254.0.0/16",`+
			subnets(`"privateEndpoints":{"addressPrefix":"169.254.0.0/24"}`)+`}`,
			"network.addressSpace", "169.254.0.0/16, which Azure keeps", ""),
		subnet("endpoints outside", `"privateEndpoints":{"addressPrefix":"10.1.0.0/24"}`,
			"privateEndpoints", "in the address space 10.0.0.0/16", "widen addressSpace"),
		network("wider than the space", `{"addressSpace":"10.0.2.0/25",`+subnets(endpoints)+`}`,
			"network.subnets.privateEndpoints.addressPrefix", "in the address space 10.0.2.0/25", ""),
		subnet("endpoints small", `"privateEndpoints":{"addressPrefix":"10.0.2.0/30"}`,
			"privateEndpoints", "/29 or wider", "/29"),
		subnet("apps small", `"containerApps":{"addressPrefix":"10.0.0.0/28"}`,
			"containerApps", "/27 or wider: a Container Apps environment keeps 12", "/27"),
		subnet("groups small", `"containerInstances":{"addressPrefix":"10.0.3.0/29"}`,
			"containerInstances", "/28 or wider", "/28"),
		network("apps reserved", `{"addressSpace":"172.16.0.0/12",`+
			subnets(`"privateEndpoints":{"addressPrefix":"172.16.0.0/24"},
			"containerApps":{"addressPrefix":"172.30.0.0/23"}`)+`}`,
			"network.subnets.containerApps.addressPrefix", "172.30.0.0/16, which Azure keeps", ""),
		subnet("endpoints on apps", `"containerApps":{"addressPrefix":"10.0.2.0/23"},
			"containerInstances":{"addressPrefix":"10.0.4.0/27"}`,
			"privateEndpoints", "not overlap subnets.containerApps (10.0.2.0/23)", "default ones"),
		subnet("groups on apps", `"containerInstances":{"addressPrefix":"10.0.1.0/27"},`+apps,
			"containerInstances", "not overlap subnets.containerApps (10.0.0.0/23)", ""),
	})
}

func TestFaultsOfImpossibleRanges(t *testing.T) {
	t.Parallel()
	var cases []faultCase
	for _, prefix := range []string{
		"0.0.0.0/0", "0.0.0.0/24", "127.0.0.0/24", "224.0.0.0/24", "239.1.0.0/16", "169.254.0.0/24",
		"168.63.129.0/24", "255.255.255.0/24", "128.0.0.0/1",
	} {
		const rule, remedy = "which Azure keeps to itself", "10.0.0.0/16"
		given := subnets(`"privateEndpoints":{"addressPrefix":"` + prefix + `"}`)
		cases = append(cases,
			network(prefix+" as space", `{"addressSpace":"`+prefix+`",`+given+`}`,
				"network.addressSpace", rule, remedy),
			network(prefix+" in an adopted network", `{`+adopted+`,`+given+`}`,
				"network.subnets.privateEndpoints.addressPrefix", rule, remedy),
		)
	}
	testFaults(t, cases)
}

func TestFaultsOfAdoption(t *testing.T) {
	t.Parallel()
	const other = hub + "/virtualNetworks/other/subnets/s"
	testFaults(t, []faultCase{
		network("no id", `{"virtualNetworkId":"hub",`+subnets(endpoints)+`}`,
			"network.virtualNetworkId", "id of a Microsoft.Network/virtualNetworks", "az resource show"),
		network("empty id", `{"virtualNetworkId":"",`+subnets(endpoints)+`}`,
			"network.virtualNetworkId", "id of a Microsoft.Network/virtualNetworks", "az resource show"),
		network("subnet's id", `{"virtualNetworkId":"`+hubNetwork+`/subnets/s",`+subnets(endpoints)+`}`,
			"network.virtualNetworkId", "id of a Microsoft.Network/virtualNetworks", ""),
		network("with address space", `{`+adopted+`,"addressSpace":"10.0.0.0/16",`+subnets(endpoints)+`}`,
			"network.addressSpace", "together with virtualNetworkId", "remove one"),
		network("with name", `{`+adopted+`,"name":"vnet-1",`+subnets(endpoints)+`}`,
			"network.name", "together with virtualNetworkId", "remove one"),
		network("without endpoints", `{`+adopted+`}`, "network.subnets.privateEndpoints", "is required",
			"addressPrefix"),
		network("other space without endpoints", `{"addressSpace":"10.1.0.0/16"}`,
			"network.subnets.privateEndpoints", "is required", "addressPrefix"),
		network("subnet of created network", `{`+
			subnets(`"privateEndpoints":{"id":"`+hubNetwork+`/subnets/s"}`)+`}`,
			"network.subnets.privateEndpoints.id", "virtual network is created", "virtualNetworkId"),
		network("subnet of other network", `{`+adopted+`,`+subnets(`"privateEndpoints":{"id":"`+other+`"}`)+
			`}`,
			"network.subnets.privateEndpoints.id", "must lie in the adopted virtual network", ""),
		network("network for subnet", `{`+adopted+`,`+
			subnets(`"privateEndpoints":{"id":"`+hubNetwork+`"}`)+`}`,
			"network.subnets.privateEndpoints.id", "virtualNetworks/subnets", ""),
		network("subnet both", `{`+adopted+`,`+subnets(endpoints+`,
			"containerApps":{"id":"`+hubNetwork+`/subnets/s","addressPrefix":"10.0.0.0/23"}`)+`}`,
			"network.subnets.containerApps", "not both", "remove one"),
		network("subnet neither", `{`+subnets(`"containerApps":{"addressPrefix":null}`)+`}`,
			"network.subnets.containerApps", "must have an id or an addressPrefix", ""),
		network("subnet twice", `{`+adopted+`,`+subnets(`"privateEndpoints":{"id":"`+hubNetwork+`/subnets/s"},
			"containerApps":{"id":"`+hubNetwork+`/subnets/S"}`)+`}`,
			"network.subnets.privateEndpoints.id", "must differ from subnets.containerApps", ""),
		network("gateway both", `{"natGateway":{"id":"`+hubGateway+`","create":true}}`,
			"network.natGateway", "not both", ""),
		network("gateway adopted and "+
			"named", `{`+subnets(`"containerInstances":{"addressPrefix":"10.0.3.0/27"}`)+`,
			"natGateway":{"id":"`+hubGateway+`","name":"ng-1"}}`,
			"network.natGateway.name", "together with id", "remove one"),
		network("gateway's id", `{"natGateway":{"id":"ng"}}`, "network.natGateway.id", "natGateways", ""),
		network("gateway for nobody", `{`+adopted+`,`+subnets(endpoints)+`,"natGateway":{"create":true}}`,
			"network.natGateway", "needs a containerInstances subnet", ""),
		network("gateway for adopted subnet", `{`+adopted+`,"natGateway":{"id":"`+hubGateway+`"},`+
			subnets(endpoints+`,"containerInstances":{"id":"`+hubNetwork+`/subnets/s"}`)+`}`,
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
				"network":       `{` + adopted + `,` + subnets(endpoints) + `}`,
				"containerApps": `{"web":{"image":"a:1"}}`,
			}, "network.subnets.containerApps", "because containerApps.web is to be built", "addressPrefix",
		},
		{
			"environment without subnet", map[string]string{
				"network":     `{` + adopted + `,` + subnets(endpoints) + `}`,
				"environment": `{}`,
			}, "network.subnets.containerApps", "because environment is to be built", "addressPrefix",
		},
		{
			"group without subnet", map[string]string{
				"network":            `{"addressSpace":"10.0.0.0/8",` + subnets(endpoints) + `}`,
				"containerInstances": `{"job":{"image":"a:1"}}`,
			}, "network.subnets.containerInstances", "because containerInstances.job is to be built", "",
		},
	})
}

// TestOneMistakeIsOneFault holds that rules across settings keep quiet about what is wrong already.
func TestOneMistakeIsOneFault(t *testing.T) {
	t.Parallel()
	testFaults(t, []faultCase{
		{
			"address space", map[string]string{
				"network":            `{"addressSpace":"10.1.0.0","natGateway":{"create":true}}`,
				"containerApps":      `{"web":{"image":"a:1"}}`,
				"containerInstances": `{"job":{"image":"a:1"}}`,
			}, "network.addressSpace", "IPv4 range", "",
		},
		network("virtual network", `{"virtualNetworkId":"hub",`+
			subnets(`"privateEndpoints":{"id":"`+hubNetwork+`/subnets/s"}`)+`}`,
			"network.virtualNetworkId", "id of", ""),
		network("misspelt key of a subnet", `{`+subnets(`"containerApps":{"adressPrefix":"10.0.0.0/23"}`)+`}`,
			"network.subnets.containerApps.adressPrefix", "is no setting", `"addressPrefix"`),
		network("misspelt subnet", `{`+adopted+`,`+
			subnets(`"privateEndpoint":{"addressPrefix":"10.0.2.0/24"}`)+`}`,
			"network.subnets.privateEndpoint", "must be one of", `"privateEndpoints"`),
		network("subnet of groups", `{`+subnets(`"containerInstances":{"addressPrefix":"x"}`)+`,
			"natGateway":{"create":true}}`,
			"network.subnets.containerInstances.addressPrefix", "IPv4 range", ""),
		one("replicas", "registry", `{"name":"acr123","replicas":"all"}`, "registry.replicas", "an array",
			""),
		one("whole network", "network", `[]`, "network", "an object", ""),
		onApp("cpu beyond", `{"image":"a:1","cpu":9,"memory":"18Gi"}`, "containerApps.web.cpu", "to 4", ""),
		onApp("cpu below", `{"image":"a:1","cpu":-1}`, "containerApps.web.cpu", "from 0.25", ""),
		onApp("cpu beyond counting", `{"image":"a:1","cpu":1e300}`, "containerApps.web.cpu", "to 4", ""),
		onApp("too many replicas to begin with", `{"image":"a:1","minReplicas":1001}`,
			"containerApps.web.minReplicas", "to 1000", ""),
		{
			"more replicas than there are, in a small subnet", map[string]string{
				"network":       `{` + subnets(`"containerApps":{"addressPrefix":"10.0.0.0/27"}`) + `}`,
				"containerApps": `{"web":{"image":"a:1","maxReplicas":100000}}`,
			}, "containerApps.web.maxReplicas", "to 1000", "",
		},
		{
			"a workload whose names cannot be made", map[string]string{
				"name": "My App", "containerApps": `{"web":{"image":"a:1"},"worker":{"image":"a:1"}}`,
				"containerInstances": `{"job":{"image":"a:1"}}`,
			}, "name", "lower-case", "",
		},
		{
			"a replica, in a small subnet", map[string]string{
				"network":  `{` + subnets(`"privateEndpoints":{"addressPrefix":"10.0.2.0/29"}`) + `}`,
				"registry": `{"name":"acr123","replicas":["mars","eastus","westus"]}`,
			}, "registry.replicas[0]", "known Azure region", "",
		},
		{
			"a location, with another cloud's zone", map[string]string{
				"location": "mars", "network": `{"privateDnsZone":{"id":"` + governmentZone + `"}}`,
			}, "location", "known Azure region", "",
		},
		{
			"no location, with another cloud's zone", map[string]string{
				"location": "", "network": `{"privateDnsZone":{"id":"` + governmentZone + `"}}`,
			}, "location", "is required", "",
		},
		one("a key whose names cannot be made", "containerApps", `{"My Web":{"image":"a:1"}}`,
			`containerApps["My Web"]`, "must have a key of", "rename"),
	})
}
