package settings_test

import (
	"errors"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/settings"
	"private-acr/spec"
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
	s, err := settings.Parse(settings.Source{Values: stack(changes)})
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
		ResourceGroup: spec.ResourceGroup{Name: "rg-myapp"},
		Network: spec.Network{
			AddressSpace:   "10.0.0.0/16",
			Name:           "vnet-myapp",
			Subnets:        map[string]spec.Subnet{"privateEndpoints": {AddressPrefix: "10.0.2.0/24"}},
			NatGateway:     spec.NatGateway{Create: pulumi.BoolRef(false), Name: "ng-myapp"},
			PrivateDNSZone: spec.PrivateDNSZone{Name: "privatelink.azurecr.io"},
			Location:       pulumi.String("koreacentral"),
		},
		Registry: spec.Registry{Name: "acrmyapp", Location: "koreacentral"},
		PrivateLink: spec.DataEndpoints{
			DataEndpoints: "auto", DiscoveryTimeout: "20m",
			RegistryName: "acrmyapp", Regions: []string{"koreacentral"},
		},
		PullIdentity: spec.PullIdentity{Name: "id-myapp", PropagationWindow: "10m"},
	}
}

// withConsumers adds what the consumers bring with them.
func withConsumers(s settings.Settings) settings.Settings {
	s.Network.Subnets["containerApps"] = spec.Subnet{AddressPrefix: "10.0.0.0/23"}
	s.Network.Subnets["containerInstances"] = spec.Subnet{AddressPrefix: "10.0.3.0/27"}
	s.Network.NatGateway.Create = pulumi.BoolRef(true)
	s.Environment = &spec.Environment{Name: "cae-myapp"}
	return s
}

// differ shows how settings differ. A Secret is compared by its text.
func differ(want, got any) string { return cmp.Diff(want, got) }

func TestParseFillsInDefaults(t *testing.T) {
	t.Parallel()
	if diff := differ(defaults(), parsed(t, nil)); diff != "" {
		t.Errorf("got the other side of (-want +got):\n%s", diff)
	}
}

// TestParseTakesEmptyObjects holds that a block without anything in it is as good as none, but for what is
// off when it is absent.
func TestParseTakesEmptyObjects(t *testing.T) {
	t.Parallel()
	got := parsed(t, map[string]string{
		"tags": `{}`, "resourceGroup": `{}`, "privateLink": `{}`, "pullIdentity": `{}`, "credentials": `{}`,
		"containerApps": `{}`, "containerInstances": `{}`,
		"network": `{"subnets":{},"natGateway":{},"privateDnsZone":{},"virtualNetworkId":null}`,
	})
	want := defaults()
	want.Tags, want.Credentials = spec.Tags{}, map[string]spec.Credential{}
	want.Apps, want.Instances = map[string]spec.ContainerApp{}, map[string]spec.ContainerInstance{}
	if diff := differ(want, got); diff != "" {
		t.Errorf("got the other side of (-want +got):\n%s", diff)
	}
}

func TestParseBuildsAnEnvironmentThatIsEmpty(t *testing.T) {
	t.Parallel()
	want := defaults()
	want.Environment = &spec.Environment{Name: "cae-myapp"}
	want.Network.Subnets["containerApps"] = spec.Subnet{AddressPrefix: "10.0.0.0/23"}
	if diff := differ(want, parsed(t, map[string]string{"environment": `{}`})); diff != "" {
		t.Errorf("got the other side of (-want +got):\n%s", diff)
	}
}

func TestParseLeavesOtherNamespacesAlone(t *testing.T) {
	t.Parallel()
	values := stack(nil)
	values["azure-native:location"] = "mars"
	values["private-acr-too:name"] = "?"
	values["private-dns:zone"], values["private-aks:name"] = "?", "?"
	got, err := settings.Parse(settings.Source{Values: values})
	if diff := differ(defaults(), got); err != nil || diff != "" {
		t.Errorf("got %v, and the other side of (-want +got):\n%s", err, diff)
	}
}

func TestParseFillsInDefaultsOfConsumers(t *testing.T) {
	t.Parallel()
	got := parsed(t, map[string]string{
		"containerApps":      `{"web":{"image":"web:1"},"worker":{"image":"worker:1"}}`,
		"containerInstances": `{"job":{"image":"tools/job:1"}}`,
	})
	want := withConsumers(defaults())
	app := func(name, image string) spec.ContainerApp {
		return spec.ContainerApp{
			Name: name, Image: pulumi.String(image), TargetPort: 80,
			CPU: 0.5, Memory: "1Gi", MinReplicas: pulumi.IntRef(1), MaxReplicas: 3,
		}
	}
	want.Apps = map[string]spec.ContainerApp{
		"web": app("ca-myapp-web", "web:1"), "worker": app("ca-myapp-worker", "worker:1"),
	}
	want.Instances = map[string]spec.ContainerInstance{"job": {
		Name: "ci-myapp-job", Image: pulumi.String("tools/job:1"), Port: 80, CPU: 1, MemoryGB: 1,
		OSType: spec.Linux, RestartPolicy: spec.RestartAlways,
	}}
	if diff := differ(want, got); diff != "" {
		t.Errorf("got the other side of (-want +got):\n%s", diff)
	}
}

func TestParseTakesEverything(t *testing.T) {
	t.Parallel()
	digest := "web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
	source := settings.Source{Values: stack(map[string]string{
		"location":      "Korea Central",
		"tags":          `{"team":"web","cost centre":"0042"}`,
		"resourceGroup": `{"name":"shared","adopt":true}`,
		"network": `{"virtualNetworkId":"` + hubNetwork + `", "subnets":{
			"privateEndpoints":{"id":"` + hubNetwork + `/subnets/endpoints"},
			"containerApps":{"id":"` + hubNetwork + `/subnets/apps"},
			"containerInstances":{"addressPrefix":"10.9.0.0/28"}},
			"natGateway":{"id":"` + hubGateway + `"},
			"privateDnsZone":{"id":"` + hubZone + `","linked":true}}`,
		"registry": `{"name":"acr123","replicas":["Japan East","westeurope","unlisted:Atlantis North"],
			"protect":true}`,
		"privateLink": `{"dataEndpoints":"dedicated","discoveryTimeout":"1h30m","staticAddresses":{
			"registry":"10.0.2.10","registry_data_koreacentral":"10.0.2.11",
			"registry_data_japaneast":"10.0.2.12","registry_data_westeurope":"10.0.2.13",
			"registry_data_atlantisnorth":"10.0.2.14"}}`,
		"pullIdentity": `{"name":"puller","propagationWindow":"1s"}`,
		"credentials":  `{"hub":{"basic":{"server":"ghcr.io","username":"bot","password":"hunter2"}}}`,
		"environment":  `{"name":"env","internal":true}`,
		"containerApps": `{"web":{"name":"app","image":"` + digest + `","targetPort":"8080",
			"external":"true","cpu":"1.75","memory":"3.50Gi","minReplicas":0,"maxReplicas":10,
			"env":{"MODE":"fast","log.level":"debug","a-b":""}}}`,
		"containerInstances": `{"job":{"name":"group","image":"a/b:1","importFrom":"nginx.org/x/y:2",
			"port":443,
			"cpu":2.5,"memoryGb":1.3,"osType":"Windows","restartPolicy":"OnFailure","env":{"A":"b"}},
			"hub":{"image":"team/tool:1","credential":"hub"}}`,
	}), Secret: []string{"private-acr:credentials"}}
	want := settings.Settings{
		Name:          "myapp",
		Location:      "koreacentral",
		Tags:          spec.Tags{"team": pulumi.String("web"), "cost centre": pulumi.String("0042")},
		ResourceGroup: spec.ResourceGroup{Name: "shared", Adopt: true},
		Network: spec.Network{
			VirtualNetworkID: hubNetwork,
			Subnets: map[string]spec.Subnet{
				"privateEndpoints":   {ID: hubNetwork + "/subnets/endpoints"},
				"containerApps":      {ID: hubNetwork + "/subnets/apps"},
				"containerInstances": {AddressPrefix: "10.9.0.0/28"},
			},
			NatGateway:     spec.NatGateway{ID: hubGateway, Create: pulumi.BoolRef(false)},
			PrivateDNSZone: spec.PrivateDNSZone{ID: hubZone, Linked: true},
			Location:       pulumi.String("koreacentral"),
		},
		Registry: spec.Registry{
			Name: "acr123", Replicas: []string{"japaneast", "westeurope", "atlantisnorth"}, Protect: true,
			Location: "koreacentral",
		},
		PrivateLink: spec.DataEndpoints{
			DataEndpoints: spec.DataEndpointsDedicated, DiscoveryTimeout: "1h30m", RegistryName: "acr123",
			Regions: []string{"koreacentral", "japaneast", "westeurope", "atlantisnorth"},
			StaticAddresses: map[string]string{
				"registry": "10.0.2.10", "registry_data_koreacentral": "10.0.2.11",
				"registry_data_japaneast": "10.0.2.12", "registry_data_westeurope": "10.0.2.13",
				"registry_data_atlantisnorth": "10.0.2.14",
			},
		},
		PullIdentity: spec.PullIdentity{Name: "puller", PropagationWindow: "1s"},
		Credentials: map[string]spec.Credential{"hub": {Basic: &spec.BasicCredential{
			Server: spec.Secret("ghcr.io"), Username: spec.Secret("bot"), Password: spec.Secret("hunter2"),
		}}},
		Environment: &spec.Environment{Name: "env", Internal: true},
		Apps: map[string]spec.ContainerApp{"web": {
			Name: "app", Image: pulumi.String(digest), TargetPort: 8080, External: true, CPU: 1.75,
			Memory: "3.5Gi", MinReplicas: pulumi.IntRef(0), MaxReplicas: 10,
			Env: map[string]pulumi.StringInput{
				"MODE": pulumi.String("fast"), "log.level": pulumi.String("debug"), "a-b": pulumi.String(""),
			},
		}},
		Instances: map[string]spec.ContainerInstance{
			"job": {
				Name: "group", Image: pulumi.String("a/b:1"), ImportFrom: pulumi.String("nginx.org/x/y:2"),
				Port: 443,
				CPU:  2.5, MemoryGB: 1.3, OSType: spec.Windows, RestartPolicy: spec.RestartOnFailure,
				Env: map[string]pulumi.StringInput{"A": pulumi.String("b")},
			},
			"hub": {
				Name: "ci-myapp-hub", Image: pulumi.String("team/tool:1"), Credential: "hub", Port: 80,
				CPU:      1,
				MemoryGB: 1, OSType: spec.Linux, RestartPolicy: spec.RestartAlways,
			},
		},
	}
	// The zone's tags must suit a zone, unless somebody else's is linked already.
	got, err := settings.Parse(source)
	if diff := differ(want, got); err != nil || diff != "" {
		t.Errorf("got %v, and the other side of (-want +got):\n%s", err, diff)
	}
}

func TestParseDerivesNetworkDefaults(t *testing.T) {
	t.Parallel()
	const groups = `"containerInstances":{"addressPrefix":"10.0.3.0/27"}`
	for name, test := range map[string]struct {
		network        string
		want           []string
		createsGateway bool
	}{
		"nothing to house": {`{"subnets":{"privateEndpoints":{"addressPrefix":"10.0.8.0/24"}}}`, nil, false},
		"other address space": {
			`{"addressSpace":"10.1.0.0/16","subnets":{"privateEndpoints":{"addressPrefix":"10.1.0.0/27"}}}`,
			nil, false,
		},
		"groups in other address space": {
			`{"addressSpace":"10.1.0.0/16","subnets":{"privateEndpoints":{"addressPrefix":"10.1.0.0/27"},
			"containerInstances":{"addressPrefix":"10.1.1.0/28"}}}`,
			[]string{"containerInstances"},
			true,
		},
		"adopted network": {
			`{"virtualNetworkId":"` + hubNetwork + `",
			"subnets":{"privateEndpoints":{"addressPrefix":"10.0.8.0/24"}}}`, nil, false,
		},
		"no gateway": {
			`{"natGateway":{"create":false},"subnets":{` + groups +
				`}}`, []string{"containerInstances"}, false,
		},
		"adopted gateway": {
			`{"natGateway":{"id":"` + hubGateway + `"},"subnets":{` + groups + `}}`,
			[]string{"containerInstances"},
			false,
		},
		"apps need no gateway": {
			`{"subnets":{"containerApps":{"addressPrefix":"10.0.0.0/23"}}}`, []string{"containerApps"}, false,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n := parsed(t, map[string]string{"network": test.network}).Network
			want := slices.Sorted(slices.Values(append(test.want, "privateEndpoints")))
			if diff := cmp.Diff(want, slices.Sorted(maps.Keys(n.Subnets))); diff != "" {
				t.Errorf("subnets: %s", diff)
			}
			if *n.NatGateway.Create != test.createsGateway {
				t.Errorf("creates a NAT gateway: %t, want %t", *n.NatGateway.Create, test.createsGateway)
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

func TestZonesAreOfTheLocationsCloud(t *testing.T) {
	t.Parallel()
	for location, want := range map[string]string{
		"koreacentral": "privatelink.azurecr.io", "usgovtexas": "privatelink.azurecr.us",
		"chinaeast2": "privatelink.azurecr.cn",
	} {
		zone := parsed(t, map[string]string{"location": location}).Network.PrivateDNSZone
		if got := zone.Name; got != want {
			t.Errorf("%s: got %q, want %q", location, got, want)
		}
	}
}

// TestProgramsMakeSettings covers settings that come from a Go program and no file.
func TestProgramsMakeSettings(t *testing.T) {
	t.Parallel()
	given := func() settings.Settings {
		return settings.Settings{
			Name: "myapp", Location: "Atlantis North",
			Registry: spec.Registry{Name: "acrmyapp", Replicas: []string{"East US"}},
			Network: spec.Network{
				VirtualNetworkID: hubNetwork,
				Subnets: map[string]spec.Subnet{
					"privateEndpoints":   {AddressPrefix: "10.0.2.0/24"},
					"containerInstances": {AddressPrefix: "10.0.3.0/24"},
				},
			},
			Instances: map[string]spec.ContainerInstance{"job": {
				Image: pulumi.String("a:1"), Env: map[string]pulumi.StringInput{"A": spec.Secret("hunter2")},
			}},
		}
	}
	source := given()
	got, err := source.Resolve()
	if err != nil {
		t.Fatal(err)
	}
	if diff := differ(given(), source); diff != "" {
		t.Errorf("the program's own settings change: %s", diff)
	}
	job := got.Instances["job"]
	if got.Location != "atlantisnorth" || got.Registry.Replicas[0] != "eastus" ||
		job.Name != "ci-myapp-job" ||
		!spec.IsSecret(job.Env["A"]) {
		t.Errorf("got %+v", got)
	}
	source.Location, source.Name = "koreacentrl", "My App"
	var faults *spec.Faults
	if _, err := source.Resolve(); !errors.As(err, &faults) || len(faults.List()) != 2 {
		t.Errorf("got %v, want two faults", err)
	}
}
