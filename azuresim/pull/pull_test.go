package pull_test

import (
	"crypto/sha256"
	"fmt"
	"testing"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/engine"
	"private-acr/azuresim/services/app"
	"private-acr/azuresim/world"
	"private-acr/internal/azure"
)

func TestGroupOutsideTheNetworkIsTrusted(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Path()
	body := bench.ContainerGroup(bench.Image)
	delete(engine.Properties(body), "subnetIds")
	engine.Properties(body)["ipAddress"].(world.Body)["type"] = "Public"
	b.Put(bench.ContainerID, body)
	if ip := engine.Properties(b.Get(bench.ContainerID))["ipAddress"].(world.Body)["ip"]; ip == nil {
		t.Error("the group has no address")
	}
}

func TestFailedAppPullsAgain(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{ImageCheck: app.InOperation})
	b.Path()
	b.Remove(bench.LinkID)
	bench.Refused(t, b.Try(bench.AppID, bench.App(bench.Image)), "ContainerAppOperationError", "")
	link := world.Body{
		"location":   "global",
		"properties": world.Body{"virtualNetwork": world.Body{"id": bench.VNetID}},
	}
	b.Put(bench.LinkID, link)
	b.Put(bench.AppID, bench.App(bench.Image))
	if got := b.Property(bench.AppID, "provisioningState"); got != engine.Succeeded {
		t.Errorf("got state %v", got)
	}
}

func TestPublicImages(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{ImageCheck: app.InOperation})
	b.Path()
	b.Put(bench.AppID, bench.App("mcr.microsoft.com/k8se/quickstart:latest"))
	bench.Refused(t, b.Try(bench.AppID, bench.App("mcr.microsoft.com/nothing:1")),
		"ContainerAppOperationError",
		"MANIFEST_UNKNOWN")
	bench.Refused(t, b.Try(bench.AppID, bench.App("nobody.azurecr.io/app:1")), "ContainerAppOperationError",
		"no such host")
}

func TestPullByDigest(t *testing.T) {
	t.Parallel()
	digest := fmt.Sprintf("sha256:%x", sha256.Sum256([]byte("myapp:1.0.0")))
	b := bench.Open(t, world.Options{})
	b.Path()
	b.Put(bench.AppID, bench.App(bench.Login+"/myapp@"+digest))
}

func TestPublicRegistryNeedsNoEndpoint(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Path()
	b.Remove(bench.LinkID)
	body := bench.Registry()
	engine.Properties(body)["publicNetworkAccess"] = "Enabled"
	engine.Properties(body)["policies"] = world.Body{"exportPolicy": world.Body{"status": "enabled"}}
	b.Put(bench.RegistryID, body)
	b.Put(bench.AppID, bench.App(bench.Image))
}

func TestMostSpecificZoneAnswers(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Path()
	zone := bench.Resource("Microsoft.Network/privateDnsZones/koreacentral.data." + bench.ZoneName)
	b.Put(zone, world.Body{"location": "global"})
	b.Put(zone+"/virtualNetworkLinks/l", world.Body{
		"location":   "global",
		"properties": world.Body{"virtualNetwork": world.Body{"id": bench.VNetID}},
	})
	bench.Refused(t, b.Try(bench.AppID, bench.App(bench.Image)), "ContainerAppOperationError", "no such host")
	b.Put(zone+"/A/acrmyapp", bench.Record(b.IP(bench.ZoneID+"/A/acrmyapp.koreacentral.data")))
	b.Put(bench.AppID, bench.App(bench.Image))
}

func TestPullsAreForgotten(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Put(bench.IdentityID, world.Body{"location": bench.Region})
	public := bench.ContainerGroup("mcr.microsoft.com/hello-world:latest")
	delete(engine.Properties(public), "subnetIds")
	delete(engine.Properties(public), "ipAddress")
	for range 100 + 1 {
		b.Put(bench.ContainerID, public)
	}
	if got := len(b.World.Pulls()); got != 100 {
		t.Errorf("got %d traces, want %d", got, 100)
	}
}

func TestRepositoryReaderPulls(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{GrantDelay: -1})
	b.Path()
	b.SetRegistry("roleAssignmentMode", "AbacRepositoryPermissions")
	b.Remove(b.AssignmentID())
	body := b.Assignment()
	engine.Properties(body)["roleDefinitionId"] = azure.RoleDefinitionID("x", azure.RepositoryReader)
	b.Put(b.AssignmentID(), body)
	b.Put(bench.AppID, bench.App(bench.Image))
}

func TestScopesOfGrants(t *testing.T) {
	t.Parallel()
	for _, scope := range []string{bench.Group, bench.Subscription} {
		b := bench.Open(t, world.Options{GrantDelay: -1})
		b.Path()
		b.Remove(b.AssignmentID())
		role := azure.RoleDefinitionID("x", azure.AcrPull)
		name := azure.AssignmentName(scope, b.Principal(), role)
		b.Put(scope+"/providers/Microsoft.Authorization/roleAssignments/"+name, b.Assignment())
		bench.Refused(t, b.Try(bench.AppID, bench.App(bench.Image)), "", "")
	}
}
