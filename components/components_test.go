// Package components_test holds what is the same for every component.
package components_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/containerapp"
	"private-acr/components/containerinstance"
	"private-acr/components/network"
	"private-acr/components/privatelink"
	"private-acr/components/pullidentity"
	"private-acr/components/registry"
	"private-acr/internal/arm/armtest"
	"private-acr/internal/mocktest"
	"private-acr/internal/schema"
	"private-acr/spec"
)

const (
	group      = "/subscriptions/" + mocktest.SubscriptionID + "/resourceGroups/rg"
	networks   = group + "/providers/Microsoft.Network/"
	registryID = group + "/providers/Microsoft.ContainerRegistry/registries/contoso"
	identityID = group + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id"
	subnetID   = networks + "virtualNetworks/hub/subnets/one"
	zoneID     = networks + "privateDnsZones/privatelink.azurecr.io"
)

// component is one of the library's, with what tests need to construct it.
type component struct {
	// construct calls the constructor with the arguments, or with nil.
	construct func(ctx *pulumi.Context, arguments bool) error
	// arguments is the address of the arguments, which are complete and have "hush" in every secret place.
	arguments any
	// required lists the paths of what has to be given.
	required []string
}

// of makes a component of a constructor, which all have this one shape.
func of[A any, C pulumi.ComponentResource](
	constructor func(*pulumi.Context, string, *A, ...pulumi.ResourceOption) (C, error),
	args *A, required ...string,
) component {
	return component{
		construct: func(ctx *pulumi.Context, arguments bool) error {
			var given *A
			if arguments {
				given = args
			}
			_, err := constructor(ctx, "one", given)
			return err
		},
		arguments: args, required: required,
	}
}

// tags have a secret, as the tags of a stack have where one of them is.
func tags() spec.Tags { return spec.Tags{"team": spec.Secret("hush")} }

func text(text string) pulumi.StringInput { return pulumi.String(text) }

func login() spec.Login {
	return spec.Login{
		Form: spec.FormIdentity, Server: text("contoso.azurecr.io"),
		IdentityID: text(identityID), ClientID: text("client"),
	}
}

// components lists all of them. Those that ask Azure ask it under the URL.
func components(resourceManager string) map[string]component {
	location, resourceGroup := text("koreacentral"), spec.Secret("rg-hush")
	env := map[string]pulumi.StringInput{"TOKEN": spec.Secret("hush")}
	return map[string]component{
		"network": of(network.New, &spec.Network{
			Location: location, ResourceGroupName: resourceGroup, Tags: tags(),
			Subnets: map[string]spec.Subnet{spec.ContainerInstances: {AddressPrefix: "10.0.3.0/27"}},
		}, "resourceGroupName"),
		"registry": of(registry.New, &spec.Registry{
			Name: "contoso", Location: "Korea Central", ResourceGroupName: resourceGroup, Tags: tags(),
			Replicas: []string{"West Europe", "East US"},
		}, "location", "name", "resourceGroupName"),
		"endpoint": of(privatelink.NewEndpoint, &spec.PrivateEndpoint{
			Location: location, ResourceGroupName: resourceGroup, Tags: tags(), RegistryID: text(registryID),
			SubnetID: text(subnetID), PrivateDNSZoneID: text(zoneID),
			StaticAddresses: map[string]string{"registry": "10.0.2.4"},
		}, "location", "privateDnsZoneId", "registryId", "resourceGroupName", "subnetId"),
		"data endpoints": of(privatelink.NewDataEndpoints, &spec.DataEndpoints{
			Location: location, ResourceGroupName: resourceGroup, Tags: tags(), RegistryID: text(registryID),
			SubnetID: text(subnetID), PrivateDNSZoneID: text(zoneID), RegistryName: "contoso",
			ResourceManager: resourceManager, LoginServer: text("contoso.azurecr.io"),
			Regions:     []string{"Korea Central"},
			ZoneGroupID: text(networks + "privateEndpoints/pe/privateDnsZoneGroups/default"),
		}, "location", "loginServer", "privateDnsZoneId", "regions", "registryId", "registryName",
			"resourceGroupName", "subnetId", "zoneGroupId"),
		"pull identity": of(pullidentity.New, &spec.PullIdentity{
			Location: location, ResourceGroupName: resourceGroup, Tags: tags(), RegistryID: text(registryID),
		}, "location", "registryId", "resourceGroupName"),
		"environment": of(containerapp.NewEnvironment, &spec.Environment{
			Location: location, ResourceGroupName: resourceGroup, Tags: tags(), SubnetID: text(subnetID),
		}, "location", "resourceGroupName", "subnetId"),
		"container app": of(containerapp.New, &spec.ContainerApp{
			Location: location, ResourceGroupName: resourceGroup, Tags: tags(), Login: login(), Env: env,
			Image: spec.Secret("hush:1"), ImportFrom: spec.Secret("ghcr.io/hush:1"),
			RegistryID:    text(registryID),
			EnvironmentID: text(group + "/providers/Microsoft.App/managedEnvironments/cae"),
		}, "environmentId", "image", "location", "login", "resourceGroupName"),
		"container app job": of(containerapp.NewJob, &spec.ContainerAppJob{
			Location: location, ResourceGroupName: resourceGroup, Tags: tags(), Login: login(), Env: env,
			Image: spec.Secret("hush:1"), ImportFrom: spec.Secret("ghcr.io/hush:1"),
			RegistryID:    text(registryID),
			EnvironmentID: text(group + "/providers/Microsoft.App/managedEnvironments/cae"),
		}, "environmentId", "image", "location", "login", "resourceGroupName"),
		"container group": of(containerinstance.New, &spec.ContainerInstance{
			Location: location, ResourceGroupName: resourceGroup, Tags: tags(), Login: login(), Env: env,
			Image: spec.Secret("hush:1"), ImportFrom: spec.Secret("ghcr.io/hush:1"),
			RegistryID: text(registryID),
			SubnetID:   text(subnetID),
		}, "image", "location", "login", "resourceGroupName", "subnetId"),
	}
}

// newAzure is an Azure in which nothing is done yet.
func newAzure(t *testing.T) string {
	t.Helper()
	server := armtest.NewServer(t, time.Now)
	server.On("GET "+registryID+"/privateLinkResources", armtest.Always(armtest.Groups(nil)))
	return server.URL
}

// each runs a test for each component.
func each(t *testing.T, test func(*testing.T, component)) {
	t.Helper()
	for name, c := range components(newAzure(t)) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, c)
		})
	}
}

// preview constructs a component with its arguments. It waits for nothing.
func preview(t *testing.T, c component) *mocktest.Graph {
	t.Helper()
	return mocktest.Preview(t, func(ctx *pulumi.Context) error { return c.construct(ctx, true) },
		mocktest.WithToken(armtest.Token))
}

// TestNilArguments are arguments without anything: what is required is told, all at once.
func TestNilArguments(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, c component) {
		t.Helper()
		program := func(ctx *pulumi.Context) error { return c.construct(ctx, false) }
		mocktest.CheckFaults(t, program, c.required...)
	})
}

func TestCallersArgumentsAreNotChanged(t *testing.T) {
	t.Parallel()
	azure := newAzure(t)
	untouched := components(azure)
	for name, c := range components(azure) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			preview(t, c)
			if before := untouched[name].arguments; !reflect.DeepEqual(before, c.arguments) {
				t.Errorf("arguments = %+v, were %+v", c.arguments, before)
			}
		})
	}
}

// TestComponentsShowNoSecret has secrets wherever arguments take them.
func TestComponentsShowNoSecret(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, c component) {
		t.Helper()
		mocktest.CheckHidden(t, preview(t, c), "hush")
	})
}

// TestComponentsShowWhatIsPlain is what policies can judge a component by: what its arguments have to say
// plainly, and nothing that may be secret or known later.
func TestComponentsShowWhatIsPlain(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, c component) {
		t.Helper()
		shown := preview(t, c).Resource(t, "one").Inputs
		for _, f := range schema.Fields(reflect.TypeOf(c.arguments)) {
			_, is := shown[resource.PropertyKey(f.Key)]
			if want := !schema.HoldsInput(f.Type) && f.Required && !f.Deployment; want && !is {
				t.Errorf("%s is not shown", f.Key)
			}
			if schema.HoldsInput(f.Type) && is {
				t.Errorf("%s is shown, which may be secret or not known yet", f.Key)
			}
		}
	})
}

// TestOutputsAreTagged keeps an output from being left out of the state without a word.
func TestOutputsAreTagged(t *testing.T) {
	t.Parallel()
	for _, c := range []any{
		network.Network{},
		registry.Registry{},
		privatelink.Endpoint{},
		privatelink.DataEndpoints{},
		pullidentity.Identity{},
		containerapp.Environment{},
		containerapp.App{},
		containerapp.Job{},
		containerinstance.Group{},
	} {
		outputs := 0
		for _, field := range reflect.VisibleFields(reflect.TypeOf(c)) {
			output := field.Type.Implements(reflect.TypeFor[pulumi.Output]())
			if !output || !field.IsExported() || len(field.Index) > 1 {
				continue
			}
			outputs++
			if field.Tag.Get("pulumi") == "" {
				t.Errorf("%T: output %s has no pulumi tag", c, field.Name)
			}
		}
		if outputs == 0 {
			t.Errorf("%T has no outputs", c)
		}
	}
}
