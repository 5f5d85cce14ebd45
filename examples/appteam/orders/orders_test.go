package orders_test

import (
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/examples/appteam/orders"
	"private-acr/internal/mocktest"
)

const stack = "organization/private-acr/dev"

// group is where the platform's resources are.
const group = "/subscriptions/" + mocktest.SubscriptionID + "/resourceGroups/rg-myapp/providers/"

// onPlatform answers the contract of a platform, with an environment or without.
func onPlatform(environment bool) []mocktest.Option {
	contract := map[string]any{
		"version": 1.0, "location": "koreacentral", "resourceGroup": "rg-myapp",
		"registry": map[string]any{"loginServer": "acrmyapp.azurecr.io"},
		"pullIdentity": map[string]any{
			"id": group + "Microsoft.ManagedIdentity/userAssignedIdentities/id-myapp", "clientId": "client",
		},
	}
	if environment {
		contract["environment"] = map[string]any{"id": group + "Microsoft.App/managedEnvironments/cae-myapp"}
	}
	answer := func(pulumi.MockResourceArgs) map[string]any {
		return map[string]any{"outputs": map[string]any{"contract": contract}}
	}
	return []mocktest.Option{
		mocktest.WithOutside(stack),
		mocktest.WithOutputs("pulumi:pulumi:StackReference", answer),
	}
}

func program(ctx *pulumi.Context) error { return orders.Run(ctx, stack, pulumi.String("orders:1.0.0")) }

func TestRunBuildsTheAppOnThePlatform(t *testing.T) {
	t.Parallel()
	app := mocktest.Run(t, program, onPlatform(true)...).Resource(t, "orders-app")
	for path, want := range map[string]any{
		"environmentId":                group + "Microsoft.App/managedEnvironments/cae-myapp",
		"template.containers[0].image": "acrmyapp.azurecr.io/orders:1.0.0",
	} {
		if got := app.Input(t, path); got != want {
			t.Errorf("%s = %v, want %v", path, got, want)
		}
	}
}

func TestRunSaysWhatThePlatformLacks(t *testing.T) {
	t.Parallel()
	_, err := mocktest.Fails(t, program, onPlatform(false)...)
	if !strings.Contains(err.Error(), "has no environment of Container Apps") {
		t.Errorf("error = %v", err)
	}
}
