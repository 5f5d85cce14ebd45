package app_test

import (
	"strings"
	"testing"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/engine"
	"private-acr/azuresim/world"
)

func TestEnvironmentIsAloneInItsSubnet(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Network()
	b.Put(bench.EnvID, bench.Environment())
	bench.Refused(t, b.Try(bench.EnvID+"2", bench.Environment()),
		"ManagedEnvironmentInvalidNetworkConfiguration", "cae")
	moved := bench.Environment()
	engine.Properties(moved)["vnetConfiguration"].(world.Body)["infrastructureSubnetId"] = bench.CISubnet
	bench.Refused(t, b.Try(bench.EnvID, moved), "ManagedEnvironmentInvalidNetworkConfiguration",
		"cannot be changed")
}

func TestInternalEnvironment(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Path()
	b.Remove(bench.EnvID)
	body := bench.Environment()
	engine.Properties(body)["vnetConfiguration"].(world.Body)["internal"] = true
	b.Put(bench.EnvID, body)
	if got := b.Property(bench.EnvID, "staticIp"); got != "10.0.0.4" {
		t.Errorf("got address %v", got)
	}
	app := bench.App(bench.Image)
	engine.Properties(app)["configuration"].(world.Body)["ingress"].(world.Body)["external"] = false
	b.Put(bench.AppID, app)
	ingress := b.Property(bench.AppID, "configuration").(world.Body)["ingress"].(world.Body)
	if fqdn := ingress["fqdn"].(string); !strings.HasPrefix(fqdn, "ca-myapp.internal.simulated-") {
		t.Errorf("got name %s", fqdn)
	}
}

func TestAppRefusals(t *testing.T) {
	t.Parallel()
	empty := bench.App(bench.Image)
	delete(engine.Properties(empty), "template")
	homeless := bench.App(bench.Image)
	engine.Properties(homeless)["managedEnvironmentId"] = bench.EnvID + "x"
	tests := map[string]struct {
		id   string
		body world.Body
		code string
	}{
		"name":           {bench.AppID + "--x", bench.App(bench.Image), "ContainerAppInvalidName"},
		"no container":   {bench.AppID, empty, "ContainerAppContainerRequired"},
		"no environment": {bench.AppID, homeless, "EnvironmentNotFound"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := bench.Open(t, world.Options{})
			b.Path()
			bench.Refused(t, b.Try(test.id, test.body), test.code, "")
		})
	}
}

func TestAppNeedsAWorkingEnvironment(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Path()
	b.Remove(bench.EnvID)
	creating, err := b.World.Put(bench.EnvID, bench.Environment())
	bench.Refused(t, err, "", "")
	bench.Refused(t, b.Try(bench.AppID, bench.App(bench.Image)), "ManagedEnvironmentNotProvisioned",
		"Creating")
	_, err = b.World.Put(bench.EnvID, bench.Environment())
	bench.Refused(t, err, "ManagedEnvironmentOperationInProgress", "")
	bench.Refused(t, b.Await(creating.Operation), "", "")
	b.Put(bench.AppID, bench.App(bench.Image))
	_, err = b.World.Delete(bench.EnvID)
	bench.Refused(t, err, "ManagedEnvironmentHasContainerApps", "ca-myapp")
}

func TestRevisionsFollowTheTemplate(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Path()
	b.Put(bench.AppID, bench.App(bench.Image))
	b.Put(bench.AppID, bench.App(bench.Image))
	if got := b.Property(bench.AppID, "latestRevisionName"); got != "ca-myapp--0000001" {
		t.Errorf("got revision %v after a PUT without changes", got)
	}
	b.Put(bench.AppID, bench.App("mcr.microsoft.com/hello-world:latest"))
	if got := b.Property(bench.AppID, "latestRevisionName"); got != "ca-myapp--0000002" {
		t.Errorf("got revision %v after a new image", got)
	}
}
