package platform_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/gate/gatetest"
	"private-acr/internal/arm/armtest"
	"private-acr/internal/azure"
	"private-acr/internal/mocktest"
	"private-acr/platform"
	"private-acr/settings"
)

var epoch = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

const (
	group    = "/subscriptions/" + mocktest.SubscriptionID + "/resourceGroups/rg-myapp"
	registry = group + "/providers/Microsoft.ContainerRegistry/registries/acrmyapp"
	endpoint = group + "/providers/Microsoft.Network/privateEndpoints/pe-acr-acrmyapp"
)

// everything is the settings of a stack with both consumers.
func everything() map[string]string {
	return map[string]string{
		"private-acr:name": "myapp", "private-acr:location": "koreacentral",
		"private-acr:tags":              `{"team": "platform"}`,
		"private-acr:registry":          `{"name": "acrmyapp"}`,
		"private-acr:containerApp":      `{"image": "myapp:1.0.0"}`,
		"private-acr:containerInstance": `{"image": "hello:1.0.0"}`,
	}
}

// build runs the platform under mocks, in preview and update, against an Azure in which the registry endpoint
// carries the data endpoint and the grant is old enough.
func build(t *testing.T, values map[string]string) *mocktest.Graph {
	t.Helper()
	parsed, err := settings.Parse(values)
	if err != nil {
		t.Fatal(err)
	}
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
	return mocktest.Run(t, func(ctx *pulumi.Context) error {
		p, err := platform.New(ctx, parsed.Name, &platform.Args{
			Settings: parsed, ResourceManager: server.URL, Clock: clock,
		})
		if err != nil {
			return err
		}
		mocktest.Component(ctx, p)
		return nil
	}, mocktest.WithToken(armtest.Token),
		mocktest.WithOutputs("azure-native:managedidentity:UserAssignedIdentity",
			func(pulumi.MockResourceArgs) map[string]any {
				return map[string]any{"principalId": mocktest.PrincipalID}
			}))
}

// TestConsumersComeLast is the promise of the project: nothing pulls before the grant and the records.
func TestConsumersComeLast(t *testing.T) {
	t.Parallel()
	graph := build(t, everything())
	for _, consumer := range []string{"myapp-app-app", "myapp-instance-group"} {
		for _, before := range []string{
			"myapp-pull-identity-grant", "myapp-registry-endpoint-zone-group", "myapp-registry-registry",
		} {
			if !graph.Resource(t, consumer).DependsOn(before) {
				t.Errorf("%s does not wait for %s", consumer, before)
			}
		}
	}
}

// TestContractIsWhole reads what the platform exports with the type that other stacks read it with.
func TestContractIsWhole(t *testing.T) {
	t.Parallel()
	text, err := json.Marshal(build(t, everything()).Output(t, "myapp.Contract"))
	if err != nil {
		t.Fatal(err)
	}
	var contract platform.Contract
	decoder := json.NewDecoder(strings.NewReader(string(text)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&contract); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	again, _ := json.Marshal(contract)
	for _, empty := range []string{`""`, "null"} {
		if strings.Contains(string(again), empty) {
			t.Errorf("the contract has empty fields: %s", again)
		}
	}
}

func TestNothingIsBuiltThatWasNotAskedFor(t *testing.T) {
	t.Parallel()
	values := everything()
	delete(values, "private-acr:containerApp")
	delete(values, "private-acr:containerInstance")
	for _, r := range build(t, values).Resources {
		for _, unasked := range []string{"NatGateway", "PublicIPAddress", "ManagedEnvironment", "Container"} {
			if strings.Contains(r.Type, ":"+unasked) {
				t.Errorf("%s %s", r.Type, r.Name)
			}
		}
	}
}

func TestAdoptedResourceGroupIsNotBuilt(t *testing.T) {
	t.Parallel()
	values := everything()
	values["private-acr:resourceGroup"] = `{"name": "rg-myapp", "adopt": true}`
	if made := build(t, values).OfType("azure-native:resources:ResourceGroup"); len(made) > 0 {
		t.Errorf("made %v", made)
	}
}
