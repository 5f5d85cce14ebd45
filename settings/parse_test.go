package settings_test

import (
	"maps"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"private-acr/settings"
)

const (
	hub = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/hub" +
		"/providers/Microsoft.Network"
	hubNetwork = hub + "/virtualNetworks/hub"
	hubZone    = hub + "/privateDnsZones/privatelink.azurecr.io"
	hubGateway = hub + "/natGateways/ng"
)

// stack is a configuration that is as short as can be, with the given keys changed; an empty value takes a
// key away.
func stack(changes map[string]string) map[string]string {
	values := map[string]string{
		"private-acr:name":     "myapp",
		"private-acr:location": "koreacentral",
		"private-acr:registry": `{"name":"acrmyapp"}`,
	}
	for key, value := range changes {
		values["private-acr:"+key] = value
	}
	maps.DeleteFunc(values, func(_, value string) bool { return value == "" })
	return values
}

func parsed(t *testing.T, changes map[string]string) settings.Settings {
	t.Helper()
	s, err := settings.Parse(stack(changes))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// defaults is what the shortest configuration means.
func defaults() settings.Settings {
	return settings.Settings{
		Name:          "myapp",
		Location:      "koreacentral",
		ResourceGroup: settings.ResourceGroup{Name: "rg-myapp"},
		Network: settings.Network{
			AddressSpace:     "10.0.0.0/16",
			Name:             "vnet-myapp",
			PrivateEndpoints: settings.Subnet{AddressPrefix: "10.0.2.0/24"},
		},
		Registry:     settings.Registry{Name: "acrmyapp"},
		PrivateLink:  settings.PrivateLink{DataEndpoints: "auto", DiscoveryTimeout: 20 * time.Minute},
		PullIdentity: settings.PullIdentity{Name: "id-myapp", PropagationWindow: 10 * time.Minute},
	}
}

// withConsumers adds what the consumers bring with them.
func withConsumers(s settings.Settings) settings.Settings {
	s.Network.ContainerApps = &settings.Subnet{AddressPrefix: "10.0.0.0/23"}
	s.Network.ContainerInstances = &settings.Subnet{AddressPrefix: "10.0.3.0/27"}
	s.Network.NatGateway = settings.NatGateway{Create: true}
	s.Environment = &settings.Environment{Name: "cae-myapp"}
	return s
}

func TestParseFillsInDefaults(t *testing.T) {
	t.Parallel()
	if diff := cmp.Diff(defaults(), parsed(t, nil)); diff != "" {
		t.Errorf("got the other side of (-want +got):\n%s", diff)
	}
}

func TestParseTakesEmptyObjectsForAbsent(t *testing.T) {
	t.Parallel()
	got := parsed(t, map[string]string{
		"tags": `{}`, "resourceGroup": `{}`, "privateLink": `{}`, "pullIdentity": `{}`,
		"containerApp": `{}`, "containerInstance": `{}`,
		"network": `{"privateEndpoints":{},"containerApps":{},"natGateway":{},"virtualNetworkId":null}`,
	})
	if diff := cmp.Diff(defaults(), got); diff != "" {
		t.Errorf("got the other side of (-want +got):\n%s", diff)
	}
}

func TestParseLeavesOtherNamespacesAlone(t *testing.T) {
	t.Parallel()
	values := stack(nil)
	values["azure-native:location"] = "mars"
	values["private-acr-too:name"] = "?"
	got, err := settings.Parse(values)
	if diff := cmp.Diff(defaults(), got); err != nil || diff != "" {
		t.Errorf("got %v, and the other side of (-want +got):\n%s", err, diff)
	}
}

func TestParseFillsInDefaultsOfConsumers(t *testing.T) {
	t.Parallel()
	got := parsed(t, map[string]string{
		"containerApp": `{"image":"web:1"}`, "containerInstance": `{"image":"tools/job:1"}`,
	})
	want := withConsumers(defaults())
	want.ContainerApp = &settings.ContainerApp{
		Name: "ca-myapp", Image: "web:1", TargetPort: 80,
		CPU: 0.5, Memory: "1Gi", MinReplicas: 1, MaxReplicas: 3,
	}
	want.ContainerInstance = &settings.ContainerInstance{
		Name: "ci-myapp", Image: "tools/job:1", Port: 80, CPU: 1, MemoryGB: 1,
		OSType: settings.OSTypeLinux, RestartPolicy: settings.RestartAlways,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("got the other side of (-want +got):\n%s", diff)
	}
}

func TestParseTakesEverything(t *testing.T) {
	t.Parallel()
	digest := "web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
	got := parsed(t, map[string]string{
		"location":      "Korea Central",
		"tags":          `{"team":"web","cost centre":"0042"}`,
		"resourceGroup": `{"name":"shared","adopt":true}`,
		"network": `{"virtualNetworkId":"` + hubNetwork + `",
			"privateEndpoints":{"id":"` + hubNetwork + `/subnets/endpoints"},
			"containerApps":{"id":"` + hubNetwork + `/subnets/apps"},
			"containerInstances":{"addressPrefix":"10.9.0.0/28"},
			"natGateway":{"id":"` + hubGateway + `"},
			"privateDnsZone":{"id":"` + hubZone + `","linked":true}}`,
		"registry": `{"name":"acr123","replicas":["Japan East","westeurope"],"protect":true}`,
		"privateLink": `{"dataEndpoints":"dedicated","discoveryTimeout":"1h30m","staticAddresses":{
			"registry":"10.0.2.10","registry_data_koreacentral":"10.0.2.11",
			"registry_data_japaneast":"10.0.2.12","registry_data_westeurope":"10.0.2.13"}}`,
		"pullIdentity": `{"name":"puller","propagationWindow":"1s"}`,
		"environment":  `{"name":"env","internal":true}`,
		"containerApp": `{"name":"app","image":"` + digest + `","targetPort":"8080",
			"external":"true","cpu":"1.75","memory":"3.5Gi","minReplicas":0,"maxReplicas":10,
			"env":{"MODE":"fast"}}`,
		"containerInstance": `{"name":"group","image":"a/b:1","importFrom":"localhost:5000/x/y:2","port":443,
			"cpu":2.5,"memoryGb":1.3,"osType":"Windows","restartPolicy":"OnFailure","env":{"A":""}}`,
	})
	want := settings.Settings{
		Name:          "myapp",
		Location:      "koreacentral",
		Tags:          map[string]string{"team": "web", "cost centre": "0042"},
		ResourceGroup: settings.ResourceGroup{Name: "shared", Adopt: true},
		Network: settings.Network{
			VirtualNetworkID:   hubNetwork,
			PrivateEndpoints:   settings.Subnet{ID: hubNetwork + "/subnets/endpoints"},
			ContainerApps:      &settings.Subnet{ID: hubNetwork + "/subnets/apps"},
			ContainerInstances: &settings.Subnet{AddressPrefix: "10.9.0.0/28"},
			NatGateway:         settings.NatGateway{ID: hubGateway},
			PrivateDNSZone:     settings.PrivateDNSZone{ID: hubZone, Linked: true},
		},
		Registry: settings.Registry{
			Name: "acr123", Replicas: []string{"japaneast", "westeurope"}, Protect: true,
		},
		PrivateLink: settings.PrivateLink{
			DataEndpoints: settings.DataEndpointsDedicated, DiscoveryTimeout: 90 * time.Minute,
			StaticAddresses: map[string]string{
				"registry": "10.0.2.10", "registry_data_koreacentral": "10.0.2.11",
				"registry_data_japaneast": "10.0.2.12", "registry_data_westeurope": "10.0.2.13",
			},
		},
		PullIdentity: settings.PullIdentity{Name: "puller", PropagationWindow: time.Second},
		Environment:  &settings.Environment{Name: "env", Internal: true},
		ContainerApp: &settings.ContainerApp{
			Name: "app", Image: digest, TargetPort: 8080, External: true, CPU: 1.75,
			Memory: "3.5Gi", MaxReplicas: 10, Env: map[string]string{"MODE": "fast"},
		},
		ContainerInstance: &settings.ContainerInstance{
			Name: "group", Image: "a/b:1", ImportFrom: "localhost:5000/x/y:2", Port: 443, CPU: 2.5,
			MemoryGB: 1.3,
			OSType:   settings.OSTypeWindows, RestartPolicy: settings.RestartOnFailure,
			Env: map[string]string{"A": ""},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("got the other side of (-want +got):\n%s", diff)
	}
}

func TestParseDerivesNetworkDefaults(t *testing.T) {
	t.Parallel()
	created := func(prefix string) *settings.Subnet { return &settings.Subnet{AddressPrefix: prefix} }
	tests := []struct {
		name, network  string
		apps, groups   *settings.Subnet
		createsGateway bool
	}{
		{
			"nothing to house", `{"privateEndpoints":{"addressPrefix":"10.0.8.0/24"}}`,
			nil, nil, false,
		},
		{
			"other address space",
			`{"addressSpace":"10.1.0.0/16","privateEndpoints":{"addressPrefix":"10.1.0.0/27"}}`,
			nil, nil, false,
		},
		{
			"groups in other address space", `{"addressSpace":"10.1.0.0/16",
			"privateEndpoints":{"addressPrefix":"10.1.0.0/27"},
			"containerInstances":{"addressPrefix":"10.1.1.0/28"}}`,
			nil, created("10.1.1.0/28"), true,
		},
		{
			"adopted network", `{"virtualNetworkId":"` + hubNetwork + `",
			"privateEndpoints":{"addressPrefix":"10.0.8.0/24"}}`,
			nil, nil, false,
		},
		{
			"no gateway", `{"natGateway":{"create":false},
			"containerInstances":{"addressPrefix":"10.0.3.0/27"}}`,
			nil, created("10.0.3.0/27"), false,
		},
		{
			"adopted gateway", `{"natGateway":{"id":"` + hubGateway + `"},
			"containerInstances":{"addressPrefix":"10.0.3.0/27"}}`,
			nil, created("10.0.3.0/27"), false,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			n := parsed(t, map[string]string{"network": test.network}).Network
			if diff := cmp.Diff(test.apps, n.ContainerApps); diff != "" {
				t.Errorf("Container Apps: %s", diff)
			}
			if diff := cmp.Diff(test.groups, n.ContainerInstances); diff != "" {
				t.Errorf("container groups: %s", diff)
			}
			if n.NatGateway.Create != test.createsGateway {
				t.Errorf("creates a NAT gateway: %t, want %t", n.NatGateway.Create, test.createsGateway)
			}
		})
	}
}

func TestRegionsBeginAtHome(t *testing.T) {
	t.Parallel()
	s := parsed(t, map[string]string{"registry": `{"name":"acr123","replicas":["westeurope","japaneast"]}`})
	if diff := cmp.Diff([]string{"koreacentral", "westeurope", "japaneast"}, s.Regions()); diff != "" {
		t.Error(diff)
	}
}
