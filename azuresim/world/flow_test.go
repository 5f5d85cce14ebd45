package world_test

import (
	"testing"
	"time"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/engine"
	"private-acr/azuresim/world"
)

func TestUnknownResources(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	_, err := b.World.Get(bench.RegistryID)
	bench.Refused(t, err, "ResourceNotFound",
		"'Microsoft.ContainerRegistry/registries/acrMyApp' under resource "+
			"group 'rg'")
	_, err = b.World.Get(bench.Subscription + "/resourceGroups/none")
	bench.Refused(t, err, "ResourceGroupNotFound", "'none'")
	bench.Refused(t,
		b.Try(bench.Subscription+"/resourceGroups/none/providers/Microsoft.Network/privateDnsZones/x",
			world.Body{}), "ResourceGroupNotFound", "'none'")
	bench.Refused(t, b.Try(bench.PESubnet, world.Body{}), "ParentResourceNotFound", "'vnet'")
	bench.Refused(t, b.Try(bench.Resource("Microsoft.Compute/virtualMachines/vm"), world.Body{}),
		"InvalidResourceType", "")
	for _, id := range []string{"", "nonsense", "/x"} {
		_, err = b.World.Get(id)
		bench.Refused(t, err, "InvalidResourceId", "")
	}
	_, err = b.World.List(bench.VNetID + "/subnets")
	bench.Refused(t, err, "ResourceNotFound", "vnet")
	_, err = b.World.Operation("none")
	bench.Refused(t, err, "ResourceNotFound", "none")
	result, err := b.World.Delete(bench.RegistryID)
	if err != nil || !result.Absent {
		t.Errorf("deleting nothing: got %+v, %v", result, err)
	}
}

func TestIDsHaveNoCase(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Put(bench.RegistryID, bench.Registry())
	body := b.Get(engine.Key(bench.RegistryID))
	if body["name"] != "acrMyApp" || body["id"] != bench.RegistryID {
		t.Errorf("got %v, %v", body["name"], body["id"])
	}
	if !b.World.Knows("microsoft.containerregistry/REGISTRIES") ||
		b.World.Knows("Microsoft.Compute/virtualMachines") {
		t.Error("types are known by the wrong rule")
	}
}

func TestOperationsTakeTheirTime(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	result, err := b.World.Put(bench.RegistryID, bench.Registry())
	bench.Refused(t, err, "", "")
	if !result.Created || engine.Properties(result.Body)["provisioningState"] != engine.Creating {
		t.Errorf("got %+v", result)
	}
	b.Pass(25*time.Second - 1)
	if got := b.Property(bench.RegistryID, "provisioningState"); got != engine.Creating {
		t.Errorf("got state %v just before the end", got)
	}
	_, err = b.World.Put(bench.RegistryID, bench.Registry())
	bench.Refused(t, err, "ConflictError", "Creating")
	_, err = b.World.Delete(bench.RegistryID)
	bench.Refused(t, err, "ConflictError", "Creating")
	_, err = b.World.Act(bench.RegistryID, "importImage", bench.Import("x", "x", ""))
	bench.Refused(t, err, "ConflictError", "Creating")
	b.Pass(1)
	if got := b.Property(bench.RegistryID, "provisioningState"); got != engine.Succeeded {
		t.Errorf("got state %v at the end", got)
	}
}

func TestDeletingTwiceIsOneOperation(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Put(bench.RegistryID, bench.Registry())
	first, err := b.World.Delete(bench.RegistryID)
	bench.Refused(t, err, "", "")
	second, err := b.World.Delete(bench.RegistryID)
	bench.Refused(t, err, "", "")
	if first.Operation.ID != second.Operation.ID {
		t.Error("the second delete started an operation of its own")
	}
	bench.Refused(t, b.Await(first.Operation), "", "")
}

func TestDeletingAGroupStopsWhatIsInIt(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Network()
	deleting, err := b.World.Delete(bench.Group)
	bench.Refused(t, err, "", "")
	bench.Refused(t, b.Try(bench.RegistryID, bench.Registry()), "ResourceGroupBeingDeleted", "rg")
	b.Pass(30*time.Second - time.Second)
	creating, err := b.World.Put(bench.VNetID, bench.VNet(bench.Subnets()...))
	bench.Refused(t, err, "", "")
	bench.Refused(t, b.Await(deleting.Operation), "", "")
	op, err := b.World.Operation(creating.Operation.ID)
	if err != nil || op.Status != world.StatusCanceled {
		t.Errorf("got operation %+v, %v", op, err)
	}
}

func TestLocationIsForGood(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	body := bench.Registry()
	body["location"] = "Korea Central"
	b.Put(bench.RegistryID, body)
	if got := b.Get(bench.RegistryID)["location"]; got != bench.Region {
		t.Errorf("got location %v", got)
	}
	body["location"] = "westeurope"
	bench.Refused(t, b.Try(bench.RegistryID, body), "InvalidResourceLocation", "westeurope")
	bench.Refused(t, b.Try(bench.Group, body), "InvalidResourceGroupLocation", "westeurope")
}

func TestBodiesAreCopies(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	body := bench.Registry()
	b.Put(bench.RegistryID, body)
	engine.Properties(body)["dataEndpointEnabled"] = false
	engine.Properties(b.Get(bench.RegistryID))["dataEndpointEnabled"] = false
	if got := b.Property(bench.RegistryID, "dataEndpointEnabled"); got != true {
		t.Error("a caller changed the world through a body")
	}
}

func TestPatchMerges(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Put(bench.RegistryID, bench.Registry())
	patch := world.Body{"properties": world.Body{
		"networkRuleBypassOptions": "None",
		"dataEndpointEnabled":      nil,
	}}
	result, err := b.World.Patch(bench.RegistryID, patch)
	bench.Refused(t, err, "", "")
	bench.Refused(t, b.Await(result.Operation), "", "")
	if b.Property(bench.RegistryID, "networkRuleBypassOptions") != "None" || b.Property(bench.RegistryID,
		"dataEndpointEnabled") != false {
		t.Errorf("got %v", b.Get(bench.RegistryID))
	}
}

func TestOptions(t *testing.T) {
	t.Parallel()
	for _, options := range []world.Options{{PrivateLink: "sideways"}, {Scale: -1}} {
		if _, err := world.Open(options); err == nil {
			t.Errorf("options %+v are taken", options)
		}
	}
	w, err := world.Open(world.Options{Scale: 60})
	if err != nil || w.Scale() != 60 {
		t.Errorf("got scale %g, %v", w.Scale(), err)
	}
}
