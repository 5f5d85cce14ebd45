package world

import (
	"testing"
	"time"
)

func TestUnknownResources(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	_, err := b.w.Get(registryID)
	refused(t, err, "ResourceNotFound", "'Microsoft.ContainerRegistry/registries/acrMyApp' under resource "+
		"group 'rg'")
	_, err = b.w.Get(subscription + "/resourceGroups/none")
	refused(t, err, "ResourceGroupNotFound", "'none'")
	refused(t, b.try(subscription+"/resourceGroups/none/providers/Microsoft.Network/privateDnsZones/x",
		Body{}), "ResourceGroupNotFound", "'none'")
	refused(t, b.try(peSubnet, Body{}), "ParentResourceNotFound", "'vnet'")
	refused(t, b.try(resource("Microsoft.Compute/virtualMachines/vm"), Body{}), "InvalidResourceType", "")
	for _, id := range []string{"", "nonsense", "/x"} {
		_, err = b.w.Get(id)
		refused(t, err, "InvalidResourceId", "")
	}
	_, err = b.w.List(vnetID + "/subnets")
	refused(t, err, "ResourceNotFound", "vnet")
	_, err = b.w.Operation("none")
	refused(t, err, "ResourceNotFound", "none")
	result, err := b.w.Delete(registryID)
	if err != nil || !result.Absent {
		t.Errorf("deleting nothing: got %+v, %v", result, err)
	}
}

func TestIDsHaveNoCase(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.put(registryID, registryBody())
	body := b.get(key(registryID))
	if body["name"] != "acrMyApp" || body["id"] != registryID {
		t.Errorf("got %v, %v", body["name"], body["id"])
	}
	if !b.w.Knows("microsoft.containerregistry/REGISTRIES") ||
		b.w.Knows("Microsoft.Compute/virtualMachines") {
		t.Error("types are known by the wrong rule")
	}
}

func TestOperationsTakeTheirTime(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	result, err := b.w.Put(registryID, registryBody())
	refused(t, err, "", "")
	if !result.Created || properties(result.Body)["provisioningState"] != stateCreating {
		t.Errorf("got %+v", result)
	}
	b.pass(registryTakes.create - 1)
	if got := b.property(registryID, "provisioningState"); got != stateCreating {
		t.Errorf("got state %v just before the end", got)
	}
	_, err = b.w.Put(registryID, registryBody())
	refused(t, err, "ConflictError", "Creating")
	_, err = b.w.Delete(registryID)
	refused(t, err, "ConflictError", "Creating")
	_, err = b.w.Act(registryID, "importImage", importBody("x", "x", ""))
	refused(t, err, "ConflictError", "Creating")
	b.pass(1)
	if got := b.property(registryID, "provisioningState"); got != stateSucceeded {
		t.Errorf("got state %v at the end", got)
	}
}

func TestDeletingTwiceIsOneOperation(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.put(registryID, registryBody())
	first, err := b.w.Delete(registryID)
	refused(t, err, "", "")
	second, err := b.w.Delete(registryID)
	refused(t, err, "", "")
	if first.Operation.ID != second.Operation.ID {
		t.Error("the second delete started an operation of its own")
	}
	refused(t, b.await(first.Operation), "", "")
}

func TestDeletingAGroupStopsWhatIsInIt(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.network()
	deleting, err := b.w.Delete(group)
	refused(t, err, "", "")
	refused(t, b.try(registryID, registryBody()), "ResourceGroupBeingDeleted", "rg")
	b.pass(resourceGroupTakes.remove - time.Second)
	creating, err := b.w.Put(vnetID, vnetBody(defaultSubnets()...))
	refused(t, err, "", "")
	refused(t, b.await(deleting.Operation), "", "")
	op, err := b.w.Operation(creating.Operation.ID)
	if err != nil || op.Status != StatusCanceled {
		t.Errorf("got operation %+v, %v", op, err)
	}
}

func TestLocationIsForGood(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	body := registryBody()
	body["location"] = "Korea Central"
	b.put(registryID, body)
	if got := b.get(registryID)["location"]; got != region {
		t.Errorf("got location %v", got)
	}
	body["location"] = "westeurope"
	refused(t, b.try(registryID, body), "InvalidResourceLocation", "westeurope")
	refused(t, b.try(group, body), "InvalidResourceGroupLocation", "westeurope")
}

func TestBodiesAreCopies(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	body := registryBody()
	b.put(registryID, body)
	properties(body)["dataEndpointEnabled"] = false
	properties(b.get(registryID))["dataEndpointEnabled"] = false
	if got := b.property(registryID, "dataEndpointEnabled"); got != true {
		t.Error("a caller changed the world through a body")
	}
}

func TestPatchMerges(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.put(registryID, registryBody())
	patch := Body{"properties": Body{"networkRuleBypassOptions": "None", "dataEndpointEnabled": nil}}
	result, err := b.w.Patch(registryID, patch)
	refused(t, err, "", "")
	refused(t, b.await(result.Operation), "", "")
	if b.property(registryID, "networkRuleBypassOptions") != "None" || b.property(registryID,
		"dataEndpointEnabled") != false {
		t.Errorf("got %v", b.get(registryID))
	}
}

func TestOptions(t *testing.T) {
	t.Parallel()
	for _, options := range []Options{{PrivateLink: "both"}, {Scale: -1}} {
		if _, err := Open(options); err == nil {
			t.Errorf("options %+v are taken", options)
		}
	}
	w, err := Open(Options{Scale: 60})
	if err != nil || w.Scale() != 60 {
		t.Errorf("got scale %g, %v", w.Scale(), err)
	}
}

func TestScaledClock(t *testing.T) {
	t.Parallel()
	later := time.Now().Add(time.Hour)
	clock := ScaledClock(1e6, later)
	first := clock.Now()
	if first.Before(later) {
		t.Errorf("got %s before %s", first, later)
	}
	began := time.Now()
	for time.Since(began) < time.Millisecond {
	}
	if passed := clock.Now().Sub(first); passed < 1000*time.Second {
		t.Errorf("a millisecond of ours is %s of Azure's", passed)
	}
}
