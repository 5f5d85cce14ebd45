package platform_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/mocktest"
	"private-acr/platform"
	"private-acr/spec"
)

const stack = "organization/private-acr/dev"

// exports is a contract as a stack reference answers it.
func exports() map[string]any {
	ref := map[string]any{"id": "id", "name": "name", "host": "host"}
	return map[string]any{
		"version": 1.0, "location": "koreacentral", "resourceGroup": "rg-myapp",
		"registry": map[string]any{
			"id": registry, "name": "acrmyapp", "loginServer": "acrmyapp.azurecr.io",
		},
		"pullIdentity": map[string]any{"id": "identity", "clientId": "client", "principalId": "principal"},
		"network":      map[string]any{"subnets": map[string]any{"privateEndpoints": "subnet"}},
		"environment":  ref,
		"consumers":    map[string]any{"containerApps": map[string]any{"web": ref}},
		"addedLater":   "is let pass",
	}
}

// read runs a program that reads the contract out of a stack with the outputs.
func read(t *testing.T, outputs map[string]any, use func(*platform.Contract) error) error {
	t.Helper()
	var failure error
	answer := func(pulumi.MockResourceArgs) map[string]any { return map[string]any{"outputs": outputs} }
	program := func(ctx *pulumi.Context) error {
		var contract *platform.Contract
		if contract, failure = platform.ReadContract(ctx, stack); failure == nil {
			failure = use(contract)
		}
		return nil
	}
	mocktest.Run(t, program, mocktest.WithOutside(stack),
		mocktest.WithOutputs("pulumi:pulumi:StackReference", answer))
	return failure
}

func TestReadContract(t *testing.T) {
	t.Parallel()
	err := read(t, map[string]any{"contract": exports()}, func(c *platform.Contract) error {
		if diff := cmp.Diff(spec.Login{
			Form: spec.FormIdentity, Server: pulumi.String("acrmyapp.azurecr.io"),
			IdentityID: pulumi.String("identity"), ClientID: pulumi.String("client"),
		}, c.Login()); diff != "" {
			t.Errorf("login (-want +got):\n%s", diff)
		}
		want := platform.Ref{ID: "id", Name: "name", Host: "host"}
		if got, err := c.Environment(); err != nil || got != want {
			t.Errorf("environment = %+v, %v", got, err)
		}
		if got, err := c.Consumer("containerApps", "web"); err != nil || got != want {
			t.Errorf("consumer = %+v, %v", got, err)
		}
		if got, err := c.Subnet(spec.PrivateEndpoints); err != nil || got != "subnet" {
			t.Errorf("subnet = %q, %v", got, err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// TestContractSaysWhatThePlatformLacks has no nil for an app team to stumble over.
func TestContractSaysWhatThePlatformLacks(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		ask  func(*platform.Contract) error
		want string
	}{
		"environment": {
			func(c *platform.Contract) error { _, err := c.Environment(); return err },
			`the platform of stack "` + stack + `" has no environment of Container Apps: ask its owners`,
		},
		"subnet": {
			func(c *platform.Contract) error { _, err := c.Subnet(spec.ContainerInstances); return err },
			`has no subnet "containerInstances", only ["privateEndpoints"]: ask its owners`,
		},
		"consumer": {
			func(c *platform.Contract) error { _, err := c.Consumer("containerApps", "mail"); return err },
			`runs no "mail" in containerApps, only ["web"]`,
		},
		"kind": {
			func(c *platform.Contract) error { _, err := c.Consumer("jobs", "mail"); return err },
			`runs no "mail" in jobs, only []`,
		},
	}
	contract := exports()
	delete(contract, "environment")
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := read(t, map[string]any{"contract": contract}, test.ask)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error = %v, want it to hold %q", err, test.want)
			}
		})
	}
}

func TestUnreadableContract(t *testing.T) {
	t.Parallel()
	newer := exports()
	newer["version"] = 2.0
	wrong := exports()
	wrong["registry"] = "acrmyapp"
	tests := map[string]struct {
		outputs map[string]any
		want    string
	}{
		"none": {map[string]any{}, "it exports none: run `pulumi up` on that stack first"},
		"newer": {
			map[string]any{"contract": newer},
			"it is a contract of version 2 and this library reads version 1",
		},
		"other form": {map[string]any{"contract": wrong}, "decoding it: "},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := read(t, test.outputs, func(*platform.Contract) error { return nil })
			want := `reading output "contract" of stack "` + stack + `": ` + test.want
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("error = %v, want it to hold %q", err, want)
			}
		})
	}
}
