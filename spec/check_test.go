package spec_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/schema"
	"private-acr/internal/schema/golden"
	"private-acr/spec"
)

const (
	group    = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/hub/providers/"
	vnet     = group + "Microsoft.Network/virtualNetworks/hub"
	zone     = group + "Microsoft.Network/privateDnsZones/privatelink.azurecr.io"
	gateway  = group + "Microsoft.Network/natGateways/ng"
	registry = group + "Microsoft.ContainerRegistry/registries/acrmyapp"
	identity = group + "Microsoft.ManagedIdentity/userAssignedIdentities/id"
	apps     = group + "Microsoft.App/managedEnvironments/cae"
	zones    = group + "Microsoft.Network/privateEndpoints/pe/privateDnsZoneGroups/default"
)

var (
	here = pulumi.String("koreacentral")
	rg   = pulumi.String("rg")
)

func network() spec.Network {
	return spec.Network{
		Location: here, ResourceGroupName: rg,
		Subnets: map[string]spec.Subnet{
			spec.PrivateEndpoints:   {AddressPrefix: "10.0.2.0/24"},
			spec.ContainerInstances: {AddressPrefix: "10.0.3.0/27"},
		},
	}
}

func dataEndpoints() spec.DataEndpoints {
	return spec.DataEndpoints{
		DataEndpoints: spec.DataEndpointsShared, Location: here, ResourceGroupName: rg,
		RegistryID:   pulumi.String(registry),
		RegistryName: "acrmyapp", LoginServer: pulumi.String("acrmyapp.azurecr.io"),
		Regions: []string{"koreacentral", "eastus"}, ZoneGroupID: pulumi.String(zones),
		SubnetID: pulumi.String(vnet + "/subnets/s"), PrivateDNSZoneID: pulumi.String(zone),
		StaticAddresses: map[string]string{
			"registry": "10.0.2.4", "registry_data_koreacentral": "10.0.2.5",
			"registry_data_eastus": "10.0.2.6",
		},
	}
}

func endpoint() spec.PrivateEndpoint {
	return spec.PrivateEndpoint{
		Location: here, ResourceGroupName: rg, RegistryID: pulumi.String(registry),
		SubnetID: pulumi.String(vnet + "/subnets/s"), PrivateDNSZoneID: pulumi.String(zone),
	}
}

func login() spec.Login {
	return spec.Login{
		Form: spec.FormIdentity, Server: pulumi.String("acrmyapp.azurecr.io"),
		IdentityID: pulumi.String(identity),
		ClientID:   pulumi.String("00000000-0000-0000-0000-000000000002"),
	}
}

func app() spec.ContainerApp {
	return spec.ContainerApp{
		Image: pulumi.String("a:1"), Location: here, ResourceGroupName: rg,
		EnvironmentID: pulumi.String(apps), Login: login(),
	}
}

func instance() spec.ContainerInstance {
	return spec.ContainerInstance{
		Image: pulumi.String("a:1"), Location: here, ResourceGroupName: rg, SubnetID: pulumi.String(vnet +
			"/subnets/s"),
		Login: login(),
	}
}

func registryOf() spec.Registry {
	return spec.Registry{
		Name: "acrmyapp", Location: "koreacentral", ResourceGroupName: rg, Replicas: []string{
			"eastus",
			"japaneast",
		},
	}
}

func many(count int) spec.Tags {
	tags := spec.Tags{}
	for i := range count {
		tags[fmt.Sprintf("t%d", i)] = pulumi.String("v")
	}
	return tags
}

// of is a spec that is right but for one change.
func of[T any](right func() T, change func(*T)) any {
	made := right()
	if change != nil {
		change(&made)
	}
	return &made
}

func faultsOf(target any) []*spec.Fault {
	faults := &spec.Faults{}
	schema.Resolve(target, "myapp", schema.Component, faults)
	return faults.List()
}

func TestSpecsThatAreRight(t *testing.T) {
	t.Parallel()
	for name, target := range map[string]any{
		"network":         of(network, nil),
		"adopted network": of(network, func(n *spec.Network) { n.VirtualNetworkID, n.Location = vnet, nil }),
		"linked zone's tags": of(network, func(n *spec.Network) {
			n.PrivateDNSZone, n.Tags = spec.PrivateDNSZone{ID: zone, Linked: true}, many(50)
		}),
		"zone's tags":    of(network, func(n *spec.Network) { n.Tags = many(15) }),
		"data endpoints": of(dataEndpoints, nil),
		"no addresses": of(dataEndpoints, func(d *spec.DataEndpoints) {
			d.StaticAddresses, d.DataEndpoints = nil, ""
		}),
		"endpoint":        of(endpoint, nil),
		"data group":      of(endpoint, func(e *spec.PrivateEndpoint) { e.Group = "registry_data_eastus" }),
		"registry":        of(registryOf, nil),
		"registry's tags": of(registryOf, func(r *spec.Registry) { r.Tags = many(50) }),
		"app":             of(app, nil),
		"as many replicas as ever": of(app, func(a *spec.ContainerApp) {
			a.MinReplicas, a.MaxReplicas = pulumi.IntRef(4), 4
		}),
		"import": of(app, func(a *spec.ContainerApp) {
			a.ImportFrom, a.RegistryID = pulumi.String("ghcr.io/a:1"), pulumi.String(registry)
		}),
		"instance": of(instance, nil),
		"no login": of(instance, func(i *spec.ContainerInstance) {
			i.Login = spec.Login{Form: spec.FormNone, Server: pulumi.String("ghcr.io")}
		}),
		"environment": &spec.Environment{
			Location: here, ResourceGroupName: rg, SubnetID: pulumi.String(vnet + "/subnets/s"),
		},
		"identity": &spec.PullIdentity{
			Location: here, ResourceGroupName: rg, RegistryID: pulumi.String(registry),
		},
	} {
		if faults := faultsOf(target); len(faults) > 0 {
			t.Errorf("%s: got %v", name, faults)
		}
	}
}

func TestSpecsWithOneMistake(t *testing.T) {
	t.Parallel()
	var page []string
	subnet := func(key string, s spec.Subnet) func(*spec.Network) {
		return func(n *spec.Network) { n.Subnets[key] = s }
	}
	for name, test := range map[string]struct {
		target             any
		path, rule, remedy string
	}{
		"no location": {
			of(network, func(n *spec.Network) { n.Location = nil }),
			"location", "because the virtual network is created", "region",
		},
		"zone's 16 tags": {
			of(network, func(n *spec.Network) { n.Tags = many(16) }),
			"tags", "at most 15 tags", "remove 1",
		},
		"51 tags": {
			of(network, func(n *spec.Network) {
				n.PrivateDNSZone, n.Tags = spec.PrivateDNSZone{ID: zone, Linked: true}, many(51)
			}),
			"tags", "at most 50 tags", "remove 1",
		},
		"zone of nothing": {
			of(network, func(n *spec.Network) { n.PrivateDNSZone.Name = "example.com" }),
			"privateDnsZone.name", "zone of a cloud's registries", "privatelink.azurecr.io",
		},
		"zone of another": {
			of(network, func(n *spec.Network) {
				n.PrivateDNSZone.ID = strings.Replace(zone, "azurecr", "blob", 1)
			}),
			"privateDnsZone.id", "zone of a cloud's registries", "such a zone",
		},
		"linked and created": {
			of(network, func(n *spec.Network) { n.PrivateDNSZone.Linked = true }),
			"privateDnsZone.linked", "must be false", "id",
		},
		"name of what is there": {
			of(network, func(n *spec.Network) { n.VirtualNetworkID, n.Name = vnet, "vnet-1" }),
			"name", "together with virtualNetworkId", "one of the two",
		},
		"two gateways": {
			of(network, func(n *spec.Network) {
				n.NatGateway = spec.NatGateway{ID: gateway, Create: pulumi.BoolRef(true)}
			}),
			"natGateway", "not both", "remove",
		},
		"gateway for nobody": {
			of(network, func(n *spec.Network) {
				delete(n.Subnets, spec.ContainerInstances)
				n.NatGateway.ID = gateway
			}),
			"natGateway", "needs a containerInstances subnet", "addressPrefix",
		},
		"small subnet": {
			of(network, subnet(spec.ContainerInstances, spec.Subnet{AddressPrefix: "10.0.3.0/29"})),
			"subnets.containerInstances.addressPrefix", "/28 or wider", "/28",
		},
		"subnet outside": {
			of(network, subnet(spec.ContainerApps, spec.Subnet{AddressPrefix: "10.1.0.0/23"})),
			"subnets.containerApps.addressPrefix", "address space", "widen",
		},
		"subnets overlap": {
			of(network, subnet(spec.ContainerApps, spec.Subnet{AddressPrefix: "10.0.2.0/25"})),
			"subnets.privateEndpoints.addressPrefix", "overlap subnets.containerApps (10.0.2.0/25)",
			"other ranges",
		},
		"subnet adopted alone": {
			of(network, subnet(spec.ContainerApps, spec.Subnet{ID: vnet + "/subnets/s"})),
			"subnets.containerApps.id", "virtual network is created", "virtualNetworkId",
		},
		"subnet of nothing": {
			of(network, subnet(spec.ContainerApps, spec.Subnet{})),
			"subnets.containerApps", "id or an addressPrefix", "one of the two",
		},
		"auto with addresses": {
			of(dataEndpoints, func(d *spec.DataEndpoints) { d.DataEndpoints = "" }),
			"staticAddresses", "dataEndpoints is auto", "dedicated or shared",
		},
		"address twice": {
			of(dataEndpoints, func(d *spec.DataEndpoints) {
				d.StaticAddresses["registry_data_eastus"] = "10.0.2.4"
			}),
			"staticAddresses.registry_data_eastus", `the address of "registry"`, "free",
		},
		"member missing": {
			of(dataEndpoints, func(d *spec.DataEndpoints) { delete(d.StaticAddresses, "registry") }),
			"staticAddresses", "every member", "add registry",
		},
		"member of nobody": {
			of(dataEndpoints, func(d *spec.DataEndpoints) { d.StaticAddresses["x"] = "10.0.2.9" }),
			"staticAddresses.x", "must be a member", "remove",
		},
		"group of nobody": {
			of(endpoint, func(e *spec.PrivateEndpoint) { e.Group = "blob" }),
			"group", "private-link group", "registry",
		},
		"endpoint's address twice": {
			of(endpoint, func(e *spec.PrivateEndpoint) {
				e.StaticAddresses = map[string]string{"a": "10.0.2.4", "b": "10.0.2.4"}
			}),
			"staticAddresses.b", `the address of "a"`, "free",
		},
		"replica at home": {
			of(registryOf, func(r *spec.Registry) { r.Replicas[0] = "Korea Central" }),
			"replicas[0]", "must not be the location", "remove",
		},
		"replica twice": {
			of(registryOf, func(r *spec.Registry) { r.Replicas[1] = "East US" }),
			"replicas[1]", "given twice", "remove",
		},
		"replica elsewhere": {
			of(registryOf, func(r *spec.Registry) { r.Replicas[1] = "chinaeast" }),
			"replicas[1]", "location's cloud, which is public", "remove",
		},
		"tags by case": {
			of(registryOf, func(r *spec.Registry) { r.Tags = spec.Tags{"A": here, "a": here} }),
			"tags.a", `differ from "A"`, "remove",
		},
		"no image": {
			of(app, func(a *spec.ContainerApp) { a.Image = nil }),
			"image", "is required", "repository:tag",
		},
		"no registry": {
			of(app, func(a *spec.ContainerApp) { a.ImportFrom = pulumi.String("ghcr.io/a:1") }),
			"registryId", "required with importFrom", "id",
		},
		"own credential": {
			of(app, func(a *spec.ContainerApp) {
				a.ImportFrom, a.Credential = pulumi.String("ghcr.io/a:1"), "hub"
			}),
			"importFrom", "credential of its own", "one of the two",
		},
		"import by digest": {
			of(app, func(a *spec.ContainerApp) {
				a.ImportFrom, a.RegistryID = pulumi.String("ghcr.io/a:1"), pulumi.String(registry)
				a.Image = pulumi.String("a@sha256:" + strings.Repeat("0", 64))
			}), "image", "must have a tag", "remove importFrom",
		},
		"form of a node": {
			of(app, func(a *spec.ContainerApp) {
				a.Login = spec.Login{Form: spec.FormNode, Server: pulumi.String("x.io")}
			}),
			"login.form", "identity, password, none", "another credential",
		},
		"form of nothing": {
			of(instance, func(i *spec.ContainerInstance) {
				i.Login.Form = "magic"
			}), "login.form", "one of identity", "choose",
		},
		"no client id": {
			of(instance, func(i *spec.ContainerInstance) { i.Login.ClientID = nil }),
			"login.clientId", "required with form identity", "contract",
		},
		"no password": {
			of(instance, func(i *spec.ContainerInstance) {
				i.Login = spec.Login{
					Form: spec.FormPassword, Server: pulumi.String("x.io"), Username: pulumi.String("u"),
				}
			}), "login.password", "required with form password", "contract",
		},
		"memory": {
			of(app, func(a *spec.ContainerApp) { a.Memory = "3Gi" }),
			"memory", "twice the cpu of 0.5", "1Gi",
		},
		"replicas": {
			of(app, func(a *spec.ContainerApp) { a.MinReplicas, a.MaxReplicas = pulumi.IntRef(2), 1 }),
			"minReplicas", "maxReplicas, which is 1", "raise",
		},
		"nil variable": {
			of(app, func(a *spec.ContainerApp) { a.Env = map[string]pulumi.StringInput{"A": nil} }),
			"env.A", "must be given", "value",
		},
		"no ways": {&spec.Credential{}, "", "one way to authenticate", "only one"},
		"open password": {
			&spec.Credential{Basic: &spec.BasicCredential{
				Server: pulumi.String("a.b"), Username: here, Password: pulumi.String("hunter2"),
			}},
			"basic.password", "must be secret", "spec.Secret",
		},
	} {
		faults := faultsOf(test.target)
		for _, fault := range faults {
			page = append(page, name+": "+fault.Error())
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if len(faults) != 1 {
				t.Fatalf("one mistake, but %v", faults)
			}
			got := faults[0]
			if got.Path != test.path || !strings.Contains(got.Rule, test.rule) ||
				!strings.Contains(got.Remedy, test.remedy) {
				t.Errorf("got %s\nwant path %q, rule with %q, remedy with %q", got, test.path, test.rule,
					test.remedy)
			}
			if strings.Contains(got.Error(), "hunter2") {
				t.Errorf("a password is in %v", got)
			}
		})
	}
	golden.Compare(t, "faults.txt", page)
}

func TestZoneTagNames(t *testing.T) {
	t.Parallel()
	for name, ok := range map[string]bool{
		"a~": false, "a": true, "A": true, "z": true, "Z9_-.:": true, "az": true, "1a": false, "_a": false,
		"a b": false,
		"é":   false,
		"a/":  false, "a{": false, "`": false, "@": false, "[": false,
	} {
		n := network()
		n.Tags = spec.Tags{name: pulumi.String("x")}
		if faults := faultsOf(&n); (len(faults) == 0) != ok {
			t.Errorf("%q: got %v", name, faults)
		}
	}
}

func TestPurposes(t *testing.T) {
	t.Parallel()
	for _, purpose := range spec.Purposes() {
		found, is := spec.PurposeOf(purpose.Key)
		if !is || found != purpose || purpose.Reason == "" || purpose.Prefix == "" {
			t.Errorf("%s is not whole: %+v", purpose.Key, purpose)
		}
	}
	if _, is := spec.PurposeOf("nothing"); is {
		t.Error("there is a purpose of nothing")
	}
}

func TestConsumersSayWhatTheyAre(t *testing.T) {
	t.Parallel()
	for _, consumer := range []spec.Consumer{app(), instance()} {
		kind, pull := consumer.Kind(), consumer.Pulls()
		_, is := spec.PurposeOf(kind.Subnet)
		if !is || kind.Key == "" || kind.Noun == "" || len(kind.Accepts) != 3 ||
			pull.Image != pulumi.String("a:1") {
			t.Errorf("got %+v and %+v", kind, pull)
		}
	}
	if !app().Kind().Environment || instance().Kind().Environment {
		t.Error("apps alone run in an environment")
	}
}

func TestFormsOfCredentials(t *testing.T) {
	t.Parallel()
	if got := (spec.Credential{Basic: &spec.BasicCredential{}}).Form(); got != spec.FormPassword {
		t.Errorf("got %q", got)
	}
	if got := (spec.Credential{}).Form(); got != "" {
		t.Errorf("got %q", got)
	}
	want := []spec.Form{"identity", "password", "node", "none"}
	if diff := cmp.Diff(want, spec.Form("").Values()); diff != "" {
		t.Error(diff)
	}
}

func TestRegionsBeginAtHome(t *testing.T) {
	t.Parallel()
	r := registryOf()
	if diff := cmp.Diff([]string{"koreacentral", "eastus", "japaneast"}, r.Regions()); diff != "" {
		t.Error(diff)
	}
}

func TestLoginImage(t *testing.T) {
	t.Parallel()
	err := pulumi.RunErr(func(*pulumi.Context) error {
		got := make(chan string, 1)
		login().Image(pulumi.String("a:1")).ApplyT(func(text string) string { got <- text; return text })
		if image := <-got; image != "acrmyapp.azurecr.io/a:1" {
			t.Errorf("got %q", image)
		}
		return nil
	}, pulumi.WithMocks("project", "stack", mocks{}))
	if err != nil {
		t.Fatal(err)
	}
}
