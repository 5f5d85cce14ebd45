package platform_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/gate/gatetest"
	"private-acr/internal/arm/armtest"
	"private-acr/internal/azure"
	"private-acr/internal/mocktest"
	"private-acr/platform"
	"private-acr/settings"
	"private-acr/spec"
)

var epoch = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

const (
	group    = "/subscriptions/" + mocktest.SubscriptionID + "/resourceGroups/rg-myapp"
	registry = group + "/providers/Microsoft.ContainerRegistry/registries/acrmyapp"
	endpoint = group + "/providers/Microsoft.Network/privateEndpoints/pe-acr-acrmyapp"
)

// everything is the configuration of a stack with two consumers that pull with the identity, and one that
// logs in to another registry.
func everything() settings.Source {
	return settings.Source{
		Values: map[string]string{
			"private-acr:name": "myapp", "private-acr:location": "koreacentral",
			"private-acr:tags":     `{"team": "platform"}`,
			"private-acr:registry": `{"name": "acrmyapp"}`,
			"private-acr:credentials": `{"github": {"basic": {"server": "ghcr.io", "username": "shop",
				"password": "hush-password"}}}`,
			"private-acr:containerApps": `{
				"web": {"image": "myapp:1.0.0", "env": {"DB_PASSWORD": "hush-variable"}},
				"mail": {"image": "shop/mail:2", "credential": "github"}}`,
			"private-acr:containerInstances": `{"job": {"image": "hello:1.0.0",
				"importFrom": "mcr.microsoft.com/hello:1", "env": {"TOKEN": "hush-token"}}}`,
		},
		Secret: []string{"private-acr:credentials"},
	}
}

// azureSide is an Azure in which the registry endpoint carries the data endpoint and the grant is old enough,
// and the clock that gates wait by.
type azureSide struct {
	clock  *gatetest.Clock
	server *armtest.Server
}

func newAzureSide(t *testing.T) azureSide {
	t.Helper()
	clock := gatetest.NewClock(epoch)
	server := armtest.NewServer(t, clock.Now)
	server.On("GET "+registry+"/privateLinkResources", armtest.Always(armtest.Groups(map[string][]string{
		azure.RegistryGroup: {azure.RegistryGroup, azure.DataMember("koreacentral")},
	})))
	server.On("GET "+endpoint+"/privateDnsZoneGroups/default", armtest.Always(armtest.Records(
		map[string][]string{"acrmyapp": {"10.0.2.4"}, "acrmyapp.koreacentral.data": {"10.0.2.5"}})))
	role := azure.RoleDefinitionID(mocktest.SubscriptionID, azure.AcrPull)
	grant := azure.AssignmentName(registry, mocktest.PrincipalID, role)
	server.On("GET "+registry+"/providers/Microsoft.Authorization/roleAssignments/"+grant,
		armtest.Always(armtest.Assignment(epoch.Add(-time.Hour))))
	return azureSide{clock, server}
}

// args build the settings in this Azure.
func (a azureSide) args(s settings.Settings) *platform.Args {
	return &platform.Args{Settings: s, ResourceManager: a.server.URL}
}

func (a azureSide) options() []mocktest.Option {
	return []mocktest.Option{
		mocktest.WithToken(armtest.Token),
		mocktest.WithContext(a.clock.Context),
	}
}

// build runs the platform under mocks, in preview and update.
func build(t *testing.T, source settings.Source, opts ...mocktest.Option) *mocktest.Graph {
	t.Helper()
	parsed, err := settings.Parse(source)
	if err != nil {
		t.Fatal(err)
	}
	side := newAzureSide(t)
	return mocktest.Run(t, func(ctx *pulumi.Context) error {
		p, err := platform.New(ctx, parsed.Name, side.args(parsed))
		if err != nil {
			return err
		}
		mocktest.Component(ctx, p)
		return nil
	}, append(side.options(), opts...)...)
}

// TestConsumersComeLast is the promise of the project: nothing pulls before the grant and the records.
func TestConsumersComeLast(t *testing.T) {
	t.Parallel()
	graph := build(t, everything())
	for _, consumer := range []string{"myapp-container-app-web-app", "myapp-container-group-job-group"} {
		for _, before := range []string{
			"myapp-pull-identity-grant", "myapp-registry-endpoint-zone-group", "myapp-registry-registry",
		} {
			if !graph.Resource(t, consumer).DependsOn(before) {
				t.Errorf("%s does not wait for %s", consumer, before)
			}
		}
	}
}

// TestConsumerOfAnotherRegistry pulls with its own credential and waits for nothing of the platform's
// registry.
func TestConsumerOfAnotherRegistry(t *testing.T) {
	t.Parallel()
	mail := build(t, everything()).Resource(t, "myapp-container-app-mail-app")
	for path, want := range map[string]any{
		"identity":                                      nil,
		"configuration.registries[0].server":            "ghcr.io",
		"configuration.registries[0].username":          "shop",
		"template.containers[0].image":                  "ghcr.io/shop/mail:2",
		"containerAppName":                              "ca-myapp-mail",
		"configuration.secrets[0].value":                "hush-password",
		"configuration.registries[0].identity":          nil,
		"configuration.registries[0].passwordSecretRef": "registry-password",
	} {
		if got := mail.Input(t, path); got != want {
			t.Errorf("%s = %v, want %v", path, got, want)
		}
	}
	for _, unneeded := range []string{"myapp-pull-identity-grant", "myapp-registry-endpoint-zone-group"} {
		if mail.DependsOn(unneeded) {
			t.Errorf("it waits for %s", unneeded)
		}
	}
}

// TestSecretsStaySecret plants one in each place that takes one. The preview is that of a stack that is
// there, because mocks cannot be told of a value that is secret and not known.
func TestSecretsStaySecret(t *testing.T) {
	t.Parallel()
	source := everything()
	source.Values["private-acr:tags"] = `{"team": "hush-team"}`
	source.Secret = append(source.Secret, "private-acr:tags", "private-acr:containerApps",
		"private-acr:containerInstances")
	graph := build(t, source, mocktest.WithExisting())
	mocktest.CheckHidden(t, graph, "hush")
	if contract := graph.Outputs["myapp.Contract"]; contract.Secret {
		t.Error("the contract is a secret, so that no other stack can read it")
	}
}

func TestImageIsImportedByItsConsumer(t *testing.T) {
	t.Parallel()
	graph := build(t, everything())
	hooks := graph.Resource(t, "myapp-container-group-job-group").Request.GetHooks().GetBeforeCreate()
	if diff := cmp.Diff([]string{"image-import-myapp-container-group-job-group"}, hooks); diff != "" {
		t.Errorf("hooks (-want +got):\n%s", diff)
	}
}

// contractOf is what the platform exports, read with the type that other stacks read it with.
func contractOf(t *testing.T, graph *mocktest.Graph) platform.Contract {
	t.Helper()
	text, err := json.Marshal(graph.Output(t, "myapp.Contract"))
	if err != nil {
		t.Fatal(err)
	}
	var contract platform.Contract
	decoder := json.NewDecoder(strings.NewReader(string(text)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&contract); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return contract
}

func TestContractIsWhole(t *testing.T) {
	t.Parallel()
	contract := contractOf(t, build(t, everything()))
	text, err := json.Marshal(contract)
	if err != nil {
		t.Fatal(err)
	}
	for _, empty := range []string{`""`, "null"} {
		if strings.Contains(string(text), empty) {
			t.Errorf("the contract has empty fields: %s", text)
		}
	}
	var consumers []string
	for kind, all := range contract.Consumers {
		for key := range all {
			consumers = append(consumers, kind+"."+key)
		}
	}
	slices.Sort(consumers)
	want := []string{"containerApps.mail", "containerApps.web", "containerInstances.job"}
	if diff := cmp.Diff(want, consumers); diff != "" {
		t.Errorf("consumers (-want +got):\n%s", diff)
	}
}

func withoutConsumers() settings.Source {
	source := everything()
	for _, key := range []string{"credentials", "containerApps", "containerInstances"} {
		delete(source.Values, "private-acr:"+key)
	}
	return source
}

func TestNothingIsBuiltThatWasNotAskedFor(t *testing.T) {
	t.Parallel()
	graph := build(t, withoutConsumers())
	for _, r := range graph.Resources {
		for _, unasked := range []string{
			"NatGateway", "PublicIPAddress", "ManagedEnvironment", "ContainerApp", "ContainerGroup",
		} {
			if strings.HasSuffix(r.Type, ":"+unasked) {
				t.Errorf("%s %s", r.Type, r.Name)
			}
		}
	}
	if contract := contractOf(t, graph); contract.AppEnvironment != nil || len(contract.Consumers) > 0 {
		t.Errorf("the contract promises what is not there: %+v", contract)
	}
}

// TestEmptyBlockIsOn builds an environment for the apps of other stacks.
func TestEmptyBlockIsOn(t *testing.T) {
	t.Parallel()
	source := withoutConsumers()
	source.Values["private-acr:environment"] = "{}"
	graph := build(t, source)
	contract := contractOf(t, graph)
	if contract.AppEnvironment == nil || contract.AppEnvironment.Name != "cae-myapp" {
		t.Errorf("environment = %+v", contract.AppEnvironment)
	}
}

func TestAdoptedResourceGroupIsNotBuilt(t *testing.T) {
	t.Parallel()
	source := everything()
	source.Values["private-acr:resourceGroup"] = `{"name": "rg-myapp", "adopt": true}`
	if made := build(t, source).OfType("azure-native:resources:ResourceGroup"); len(made) > 0 {
		t.Errorf("made %v", made)
	}
}

// TestLongNames has the longest names that there can be: what is made of them has to fit.
func TestLongNames(t *testing.T) {
	t.Parallel()
	source := withoutConsumers()
	long := strings.Repeat("r", 50)
	source.Values["private-acr:registry"] = `{"name": "` + long + `"}`
	parsed, err := settings.Parse(source)
	if err != nil {
		t.Fatal(err)
	}
	side := newAzureSide(t)
	// The registry of this name is not served: the program ends there, with the endpoint registered.
	graph, _ := mocktest.FailsUpdate(t, func(ctx *pulumi.Context) error {
		_, err := platform.New(ctx, "myapp", side.args(parsed))
		return err
	}, side.options()...)
	name, _ := graph.Resource(t, "myapp-registry-endpoint-endpoint").Input(t, "privateEndpointName").(string)
	if err := azure.CheckName(azure.NamePrivateEndpoint, name); err != nil {
		t.Error(err)
	}
}

// TestSettingsAreResolvedAndLeftAlone builds from settings that a program made.
func TestSettingsAreResolvedAndLeftAlone(t *testing.T) {
	t.Parallel()
	side := newAzureSide(t)
	made := settings.Settings{
		Name: "myapp", Location: "Korea Central", Registry: spec.Registry{Name: "acrmyapp"},
		Apps: map[string]spec.ContainerApp{"web": {Image: pulumi.String("myapp:1")}},
	}
	graph := mocktest.Run(t, func(ctx *pulumi.Context) error {
		_, err := platform.New(ctx, "myapp", side.args(made))
		return err
	}, side.options()...)
	if got := graph.Resource(t, "myapp-registry-registry").Input(t, "location"); got != "koreacentral" {
		t.Errorf("location = %v, want its short form", got)
	}
	if made.Location != "Korea Central" || made.Apps["web"].Name != "" || made.Environment != nil {
		t.Errorf("New changed the caller's settings: %+v", made)
	}
}

func TestNoArguments(t *testing.T) {
	t.Parallel()
	for name, args := range map[string]*platform.Args{"nil": nil, "empty": {}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			mocktest.CheckFaults(t, func(ctx *pulumi.Context) error {
				_, err := platform.New(ctx, "myapp", args)
				return err
			}, "location", "name", "registry")
		})
	}
}
