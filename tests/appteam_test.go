package tests

import (
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/azuresim"
	"private-acr/examples/appteam/orders"
)

// TestAppTeam reads the platform's contract in a second stack and runs a consumer of its own.
func TestAppTeam(t *testing.T) {
	t.Parallel()
	pack := policyPack(t)
	inEveryWorld(t, func(t *testing.T, e *engine, values map[string]string) {
		t.Helper()
		platform := e.stack("private-acr", "dev", e.platformProgram(values))
		platform.up()
		appTeam := e.stack("orders", "dev", func(ctx *pulumi.Context) error {
			return orders.Run(ctx, "organization/private-acr/dev", pulumi.String("myapp:1.0.0"))
		})

		host, _ := appTeam.up().Outputs["host"].Value.(string)
		if !strings.HasPrefix(host, "ca-orders.") {
			t.Errorf("the app's host is %q", host)
		}
		appTeam.changesNothing()
		if said, err := appTeam.judge(pack, strictest(t)); err != nil {
			t.Errorf("the app team's stack breaks a rule: %v\n%s", err, said)
		}
		appTeam.destroy()
		platform.changesNothing()
	})
}

// TestAppTeamWithoutPlatform names a stack that was never updated.
func TestAppTeamWithoutPlatform(t *testing.T) {
	t.Parallel()
	e := newEngine(t, azuresim.Options{})
	e.stack("private-acr", "dev", e.platformProgram(topology()))
	_, err := e.stack("orders", "dev", func(ctx *pulumi.Context) error {
		return orders.Run(ctx, "organization/private-acr/dev", pulumi.String("myapp:1.0.0"))
	}).tryUp()
	if err == nil || !strings.Contains(err.Error(), "run `pulumi up` on that stack first") {
		t.Errorf("want the remedy in the error, got %v", err)
	}
}

// TestAppTeamOnAPlatformWithoutEnvironment asks for what the platform does not have.
func TestAppTeamOnAPlatformWithoutEnvironment(t *testing.T) {
	t.Parallel()
	e := newEngine(t, azuresim.Options{})
	bare := topology()
	delete(bare, "private-acr:containerApps")
	e.stack("private-acr", "dev", e.platformProgram(bare)).up()
	_, err := e.stack("orders", "dev", func(ctx *pulumi.Context) error {
		return orders.Run(ctx, "organization/private-acr/dev", pulumi.String("myapp:1.0.0"))
	}).tryUp()
	if err == nil || !strings.Contains(err.Error(), "has no environment of Container Apps: ask its owners") {
		t.Errorf("want the remedy in the error, got %v", err)
	}
}
