package settings_test

import "testing"

func TestFaultsOfPrivateLink(t *testing.T) {
	t.Parallel()
	static := func(mode, addresses string) string {
		return `{"dataEndpoints":"` + mode + `","staticAddresses":{` + addresses + `}}`
	}
	const both = `"registry":"10.0.2.10","registry_data_koreacentral":"10.0.2.11"`
	testFaults(t, []faultCase{
		one("static and auto", "privateLink", static("auto", both),
			"privateLink.staticAddresses", "dataEndpoints is auto", "dedicated or shared"),
		one("member missing", "privateLink", static("shared", `"registry":"10.0.2.10"`),
			"privateLink.staticAddresses", "every member", "add registry_data_koreacentral"),
		one("no such member", "privateLink", static("shared", both+`,"registry_data_eastus":"10.0.2.12"`),
			"privateLink.staticAddresses.registry_data_eastus", "must be a member", ""),
		one("no address", "privateLink",
			static("shared", `"registry":"x","registry_data_koreacentral":"10.0.2.11"`),
			"privateLink.staticAddresses.registry", "IPv4 address", ""),
		one("address of Azure's", "privateLink",
			static("dedicated", `"registry":"10.0.2.3","registry_data_koreacentral":"10.0.2.11"`),
			"privateLink.staticAddresses.registry", "hands out, the first being 10.0.2.4", ""),
		one("address elsewhere", "privateLink",
			static("dedicated", `"registry":"10.0.0.10","registry_data_koreacentral":"10.0.2.11"`),
			"privateLink.staticAddresses.registry", "network.subnets.privateEndpoints (10.0.2.0/24)", ""),
		one("address twice", "privateLink",
			static("shared", `"registry":"10.0.2.10","registry_data_koreacentral":"10.0.2.10"`),
			"privateLink.staticAddresses.registry_data_koreacentral", `differ from the address of "registry"`,
			""),
		{
			"replica's member missing", map[string]string{
				"registry": `{"name":"acr123","replicas":["Japan East"]}`, "privateLink": static("shared",
					both),
			}, "privateLink.staticAddresses", "every member", "add registry_data_japaneast",
		},
	})
}

func TestFaultsOfRegistry(t *testing.T) {
	t.Parallel()
	replicas := func(regions string) string { return `{"name":"acr123","replicas":[` + regions + `]}` }
	testFaults(t, []faultCase{
		one("replica at home", "registry", replicas(`"Korea Central"`),
			"registry.replicas[0]", "must not be the location", ""),
		one("replica twice", "registry", replicas(`"eastus","westus","East US"`),
			"registry.replicas[2]", "must not be given twice", ""),
		one("replica nowhere", "registry", replicas(`"eastus","westeurop"`),
			"registry.replicas[1]", "Azure region", `"westeurope"`),
		one("replica in another cloud", "registry", replicas(`"chinaeast"`),
			"registry.replicas[0]", "location's cloud, which is public", ""),
	})
}
