package settings_test

import (
	"fmt"
	"strings"
	"testing"

	"private-acr/internal/azure"
	"private-acr/settings"
)

// TestFaultsOfIDs holds that nothing passes that is not the id of one resource of the type, letter by letter.
func TestFaultsOfIDs(t *testing.T) {
	t.Parallel()
	var cases []faultCase
	const group = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/hub"
	for name, id := range map[string]string{
		"a slash at the end": hubNetwork + "/",
		"a subscription by name": strings.Replace(hubNetwork, "00000000-0000-0000-0000-000000000001",
			"prod", 1),
		"a blank": strings.Replace(hubNetwork, "resourceGroups/hub",
			"resourceGroups/the hub", 1),
		"a blank in front":  " " + hubNetwork,
		"a blank behind":    hubNetwork + " ",
		"a question mark":   hubNetwork + "?api-version=2024-05-01",
		"a slash too many":  strings.Replace(hubNetwork, "/providers", "//providers", 1),
		"no resource group": strings.Replace(hubNetwork, "/resourceGroups/hub", "", 1),
		"no name":           strings.TrimSuffix(hubNetwork, "/hub"),
		"an empty name":     strings.TrimSuffix(hubNetwork, "hub"),
		"a GUID in braces": strings.Replace(hubNetwork, "00000000-0000-0000-0000-000000000001",
			"{00000000-0000-0000-0000-000000000001}", 1),
		"a name alone":         "hub",
		"the portal's address": "https://portal.azure.com/#@x/resource" + hubNetwork,
		"another type":         group + "/providers/Microsoft.Network/natGateways/hub",
		"the group":            group,
		"a line break":         hubNetwork + "\\n",
		"an encoded slash": strings.Replace(hubNetwork, "virtualNetworks/hub",
			"virtualNetworks/a%2Fb", 1),
		"something that extends it": hubNetwork + "/providers/Microsoft.Network/virtualNetworks/x",
	} {
		cases = append(cases, network(name, `{"virtualNetworkId":"`+id+`",`+subnets(endpoints)+`}`,
			"network.virtualNetworkId", "must", "az resource show"))
	}
	testFaults(t, cases)
	for _, good := range []string{
		hubNetwork, strings.ToUpper(hubNetwork),
		strings.Replace(hubNetwork, "resourceGroups/hub", "resourceGroups/설정_그룹.(é)-1", 1),
	} {
		parsed(t, map[string]string{"network": `{"virtualNetworkId":"` + good + `",` + subnets(endpoints) +
			`}`})
	}
}

func TestFaultsOfOtherSubscriptions(t *testing.T) {
	t.Parallel()
	const own = "00000000-0000-0000-0000-00000000000A"
	at := func(subscription, network string) settings.Source {
		return settings.Source{
			Values:       stack(map[string]string{"network": network}),
			Subscription: subscription,
		}
	}
	const zone = `"privateDnsZone":{"id":"` + hubZone + `"}`
	gateway := `"natGateway":{"id":"` + hubGateway + `"},` +
		subnets(`"containerInstances":{"addressPrefix":"10.0.3.0/27"}`)
	adoptedSubnet := subnets(`"privateEndpoints":{"id":"` + hubNetwork + `/subnets/s"}`)
	for name, test := range map[string]struct{ network, path, rule string }{
		"a subnet is created": {
			`{` + adopted + `,` + subnets(endpoints) + `}`, "network.virtualNetworkId",
			"because the subnet privateEndpoints is created in it",
		},
		"two subnets are created": {
			`{` + adopted + `,` + subnets(endpoints+`,`+apps) + `}`, "network.virtualNetworkId",
			"because the subnet containerApps is created in it",
		},
		"a zone is linked": {
			`{` + zone + `}`, "network.privateDnsZone.id",
			"because a link is created in it",
		},
		"a gateway is attached": {
			`{` + gateway + `}`, "network.natGateway.id",
			"because a subnet is attached to it",
		},
		"a subnet is adopted":    {`{` + adopted + `,` + adoptedSubnet + `}`, "", ""},
		"the zone is linked":     {`{` + strings.Replace(zone, `"}`, `","linked":true}`, 1) + `}`, "", ""},
		"everything is made new": {`{}`, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, subscription := range []string{"", "00000000-0000-0000-0000-000000000001"} {
				if _, err := settings.Parse(at(subscription, test.network)); err != nil {
					t.Errorf("in subscription %q: %v", subscription, err)
				}
			}
			if test.path == "" {
				if _, err := settings.Parse(at(own, test.network)); err != nil {
					t.Error(err)
				}
				return
			}
			faults := faultsIn(t, at(own, test.network))
			if len(faults) != 1 || faults[0].Path != test.path || !strings.Contains(faults[0].Rule,
				test.rule) ||
				!strings.Contains(faults[0].Rule, own) ||
				faults[0].Remedy != "have its owner do that, and adopt the result" {
				t.Errorf("got %v, want %s: …%s", faults, test.path, test.rule)
			}
		})
	}
}

// tags are so many as a configuration gives them.
func tags(count int) string {
	pairs := make([]string, count)
	for i := range pairs {
		pairs[i] = fmt.Sprintf(`"t%d":"v"`, i)
	}
	return `{` + strings.Join(pairs, ",") + `}`
}

func TestFaultsOfTags(t *testing.T) {
	t.Parallel()
	const linked = `{"privateDnsZone":{"id":"` + hubZone + `","linked":true}}`
	elsewhere := func(name, value, path, rule, remedy string) faultCase {
		return faultCase{name, map[string]string{"tags": value, "network": linked}, path, rule, remedy}
	}
	testFaults(t, []faultCase{
		one("16 on a zone", "tags", tags(16), "tags", "at most 15 tags, because a private DNS zone",
			"remove 1"),
		elsewhere("51", tags(51), "tags", "at most 50 tags, because a resource", "remove 1"),
		elsewhere("case", `{"Team":"a","team":"b"}`, "tags.team", `differ from "Team" by more than case`,
			"remove one"),
		elsewhere("azure", `{"AzureTeam":"a"}`, "tags.AzureTeam", "begins with azure", "rename"),
		elsewhere("microsoft", `{"microsoft.team":"a"}`, `tags["microsoft.team"]`, "begins with microsoft",
			"rename"),
		elsewhere("windows", `{"windows":"a"}`, "tags.windows", "begins with windows", "rename"),
		elsewhere("a question mark", `{"a?":"a"}`, `tags["a?"]`, "without any of", "rename"),
		elsewhere("an angle", `{"<a":"a"}`, `tags["<a"]`, `without any of <>%&\?/`, "rename"),
		elsewhere("no name", `{"":"a"}`, `tags[""]`, "1 to 512", "rename"),
		elsewhere("a long name", `{"`+strings.Repeat("가", 513)+`":"a"}`,
			`tags["`+strings.Repeat("가", 513)+`"]`, "1 to 512", "rename"),
		elsewhere("a long value", `{"a":"`+strings.Repeat("가", 257)+`"}`, "tags.a", "0 to 256", "257"),
		one("a blank on a zone", "tags", `{"cost centre":"a"}`, `tags["cost centre"]`, "private DNS zone",
			"adopt a zone"),
		one("a digit first on a zone", "tags", `{"1a":"a"}`, "tags.1a", "private DNS zone", "rename"),
		one("letters of another script on a zone", "tags", `{"é":"a"}`, `tags["é"]`, "private DNS zone",
			"rename"),
		one("no text", "tags", `{"a":true}`, "tags.a", "must be a string",
			"pulumi config set --path --type string 'tags.a' true"),
	})
	for name, given := range map[string]string{
		"15": tags(15), "an empty value": `{"a":""}`, "256 characters": `{"a":"` + strings.Repeat("가", 256) +
			`"}`,
		"what zones take": `{"a1_-.:Z":"b c"}`,
	} {
		changes := map[string]string{"tags": given}
		if _, err := settings.Parse(settings.Source{Values: stack(changes)}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, given := range map[string]string{
		"50": tags(50), "a blank": `{"cost centre":"a"}`, "512 characters": `{"` + strings.Repeat("가", 512) +
			`":"a"}`,
	} {
		changes := map[string]string{"tags": given, "network": linked}
		if _, err := settings.Parse(settings.Source{Values: stack(changes)}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestRoomInSubnets(t *testing.T) {
	t.Parallel()
	var cases []faultCase
	for name, test := range map[string]struct {
		changes map[string]string
		// path, rule and remedy are empty where there is room.
		path, rule, remedy string
	}{
		"a /29 for one region": {
			changes: map[string]string{"network": `{` +
				subnets(`"privateEndpoints":{"addressPrefix":"10.0.2.0/29"}`) + `}`},
		},
		"a /29 for two regions": {
			changes: map[string]string{
				"network":  `{` + subnets(`"privateEndpoints":{"addressPrefix":"10.0.2.0/29"}`) + `}`,
				"registry": `{"name":"acr123","replicas":["eastus"]}`,
			},
		},
		"a /29 for three regions": {
			map[string]string{
				"network":  `{` + subnets(`"privateEndpoints":{"addressPrefix":"10.0.2.0/29"}`) + `}`,
				"registry": `{"name":"acr123","replicas":["eastus","westus"]}`,
			}, "network.subnets.privateEndpoints.addressPrefix", "must hand out 4 addresses", "/28",
		},
		"a /29 for ten regions": {
			map[string]string{
				"network": `{` + subnets(`"privateEndpoints":{"addressPrefix":"10.0.2.0/29"}`) + `}`,
				"registry": `{"name":"acr123","replicas":["eastus","eastus2","westus","westus2","westus3",
					"centralus",
					"japaneast","japanwest","westeurope"]}`,
			}, "network.subnets.privateEndpoints.addressPrefix", "must hand out 11 addresses", "/28",
		},
		"a /28 for ten regions": {
			changes: map[string]string{
				"network": `{` + subnets(`"privateEndpoints":{"addressPrefix":"10.0.2.0/28"}`) + `}`,
				"registry": `{"name":"acr123","replicas":["eastus","eastus2","westus","westus2",
					"westus3","centralus",
					"japaneast","japanwest","westeurope"]}`,
			},
		},
		"a /27 for 70 replicas": {
			changes: map[string]string{
				"network": `{` + subnets(`"containerApps":{"addressPrefix":"10.0.0.0/27"}`) + `}`,
				"containerApps": `{"a":{"image":"a:1","maxReplicas":30},
					"b":{"image":"a:1","maxReplicas":40}}`,
			},
		},
		"a /27 for 71 replicas": {
			map[string]string{
				"network": `{` + subnets(`"containerApps":{"addressPrefix":"10.0.0.0/27"}`) + `}`,
				"containerApps": `{"a":{"image":"a:1","maxReplicas":30},
					"b":{"image":"a:1","maxReplicas":41}}`,
			}, "network.subnets.containerApps.addressPrefix", "must hand out 28 addresses", "/26",
		},
		"a /24 of a network that is adopted, for 1000 replicas": {
			changes: map[string]string{
				"network": `{` + adopted + `,` +
					subnets(endpoints+`,"containerApps":{"addressPrefix":"10.0.0.0/24"}`) + `}`,
				"containerApps": `{"a":{"image":"a:1","maxReplicas":1000}}`,
			},
		},
	} {
		if test.path == "" {
			parsed(t, test.changes)
			continue
		}
		cases = append(cases, faultCase{name, test.changes, test.path, test.rule, test.remedy})
	}
	testFaults(t, cases)
}

func TestFaultsOfRegistryNames(t *testing.T) {
	t.Parallel()
	var cases []faultCase
	for rule, names := range map[string][]string{
		"Azure keeps to itself": {"microsoftacr", "mywindowsacr", "azureacr", "acrlogin", "Xboxacr"},
		"5 to 50 characters":    {"acr-myapp", "acr1", strings.Repeat("a", 51), "acrmyäpp"},
	} {
		for _, name := range names {
			given := `{"name":"` + name + `"}`
			cases = append(cases, one(name, "registry", given, "registry.name", rule, "acrmyapp"))
		}
	}
	testFaults(t, cases)
	parsed(t, map[string]string{"registry": `{"name":"` + strings.Repeat("A", 50) + `"}`})
}

func TestResourceGroupsOfAnyScript(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"설정", "rg-é", "группа_(1).a"} {
		if got := parsed(t, map[string]string{"resourceGroup": `{"name":"` + name +
			`"}`}); got.ResourceGroup.Name != name {
			t.Errorf("got %q, want %q", got.ResourceGroup.Name, name)
		}
	}
}

func TestFaultsOfRegions(t *testing.T) {
	t.Parallel()
	testFaults(t, []faultCase{
		one("a typing error", "location", "koreacentrall", "location", "known Azure region",
			`"koreacentral"`),
		one("a display name with an error", "location", "West Europ", "location", "known Azure region",
			`"westeurope"`),
		one("well-formed", "location", "Atlantis North", "location", "known Azure region",
			`"unlisted:atlantisnorth"`),
		one("a number of its own", "location", "westus4", "location", "known Azure region",
			`"unlisted:westus4"`),
		one("no region", "location", "eu-west-1", "location", "known Azure region",
			"az account list-locations"),
		one("a word alone", "location", "unlisted:", "location", "known Azure region",
			"az account list-locations"),
		one("empty", "location", "{}", "location", "must be a string", ""),
		one("in a replica", "registry", `{"name":"acr123","replicas":["atlantisnorth"]}`,
			"registry.replicas[0]", "known Azure region", `"unlisted:atlantisnorth"`),
	})
	s := parsed(t, map[string]string{
		"location": "unlisted:Atlantis " +
			"North", "registry": `{"name":"acr123","replicas":["unlisted:westus4","eastus"]}`,
	})
	if s.Location != "atlantisnorth" || strings.Join(s.Regions(), " ") != "atlantisnorth westus4 eastus" {
		t.Errorf("got %q and %q", s.Location, s.Regions())
	}
}

// TestNoRemedyLeadsToAnotherCountry changes every region in small ways. Data has to stay in its country.
func TestNoRemedyLeadsToAnotherCountry(t *testing.T) {
	t.Parallel()
	for _, region := range []string{
		"austriawest", "australiawest", "easteurope", "ukcentral", "norwaynorth", "swedenwest",
		"indiacentral",
		"italysouth", "israelnorth", "francewest", "germanysouth", "chilenorth", "mexicosouth", "brazilnorth",
		"taiwannorth", "greececentral", "finlandcentral", "belgiumwest", "denmarkwest", "spainsouth",
		"newzealandsouth",
	} {
		fault := faultsOf(t, map[string]string{"location": region})[0]
		if strings.Contains(fault.Remedy, "did you mean") || !strings.Contains(fault.Remedy, `"unlisted:`+
			region+`"`) {
			t.Errorf("%s: got %v", region, fault)
		}
	}
	for _, region := range azure.Regions() {
		changes := map[string]string{"location": region}
		if _, err := settings.Parse(settings.Source{Values: stack(changes)}); err != nil {
			t.Errorf("%s: %v", region, err)
		}
	}
}
