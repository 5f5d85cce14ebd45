package plugin_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

func (r rig) read(token, id string, inputs, state resource.PropertyMap) *pulumirpc.ReadResponse {
	r.t.Helper()
	response, err := r.Read(r.ctx(), &pulumirpc.ReadRequest{
		Urn: urn(token, "x"), Id: id, Inputs: marshalMap(r.t, inputs), Properties: marshalMap(r.t, state),
	})
	r.must(err)
	return response
}

func TestReadOfWhatIsGone(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	if response := r.read(vnetType, vnetID, nil, nil); response.GetId() != "" {
		t.Errorf("id %q", response.GetId())
	}
}

func TestReadRefusesIdsOfOtherTypes(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	_, err := r.Read(r.ctx(), &pulumirpc.ReadRequest{Urn: urn(vnetType, "x"), Id: group})
	if !mentions(err, "is not that of a Microsoft.Network/virtualNetworks") {
		t.Errorf("error %v", err)
	}
}

func TestRefreshWithoutChanges(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	id, state := r.create(vnetType, vnetInputs())
	response := r.read(vnetType, id, mapOf(vnetInputs()), state)
	if diff := cmp.Diff(vnetInputs(), response.GetInputs().AsMap()); diff != "" {
		t.Errorf("inputs (-before +after):\n%s", diff)
	}
	if diff := cmp.Diff(marshalMap(t, state).AsMap(), response.GetProperties().AsMap()); diff != "" {
		t.Errorf("state (-before +after):\n%s", diff)
	}
}

func TestRefreshSeesWhatChangedInAzure(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	id, state := r.create(vnetType, vnetInputs())
	r.arm.set(id, object{
		"id": id, "location": "koreacentral", "tags": object{"team": "a", "added": "x"},
		"properties": object{
			"enableDdosProtection": true,
			"addressSpace":         object{"addressPrefixes": []any{"10.0.0.0/16", "10.1.0.0/16"}},
			"subnets": []any{
				object{"name": "a", "properties": object{"addressPrefix": "10.0.2.0/24"}},
			},
		},
	})
	want := vnetInputs()
	want["enableDdosProtection"] = true // nobody asked for it, and it was not so before
	want["tags"] = object{"team": "a", "added": "x"}
	want["addressSpace"] = object{"addressPrefixes": []any{"10.0.0.0/16", "10.1.0.0/16"}}
	want["subnets"] = []any{object{"name": "a", "addressPrefix": "10.0.2.0/24"}}
	response := r.read(vnetType, id, nil, state)
	if diff := cmp.Diff(want, response.GetInputs().AsMap()); diff != "" {
		t.Errorf("inputs (-want +got):\n%s", diff)
	}
	r.arm.set(id, object{"id": id, "location": "koreacentral"})
	response = r.read(vnetType, id, nil, state)
	want = object{"location": "koreacentral", "resourceGroupName": "rg", "virtualNetworkName": "net"}
	if diff := cmp.Diff(want, response.GetInputs().AsMap()); diff != "" {
		t.Errorf("inputs after a removal (-want +got):\n%s", diff)
	}
}

func TestRefreshKeepsListsOfIdentities(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	inputs := object{
		"resourceGroupName": "rg", "containerGroupName": "c", "osType": "Linux",
		"identity": object{"type": "UserAssigned", "userAssignedIdentities": []any{"/id/a"}},
	}
	id, state := r.create(containersType, inputs)
	body := func(ids ...string) object {
		identities := object{}
		for _, identity := range ids {
			identities[identity] = object{"clientId": "c"}
		}
		return object{
			"id": id, "identity": object{"type": "UserAssigned", "userAssignedIdentities": identities},
			"properties": object{"osType": "Linux"},
		}
	}
	for _, ids := range [][]any{{"/id/a"}, {"/id/a", "/id/b"}} {
		var names []string
		for _, one := range ids {
			names = append(names, one.(string))
		}
		r.arm.set(id, body(names...))
		identity := r.read(containersType, id, nil, state).GetInputs().AsMap()["identity"].(object)
		if diff := cmp.Diff(ids, identity["userAssignedIdentities"]); diff != "" {
			t.Errorf("identities (-want +got):\n%s", diff)
		}
	}
}

func TestAnImportTakesEveryWritableValue(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	id, _ := r.create(vnetType, vnetInputs())
	r.arm.set(id, object{
		"id": id, "name": "net", "location": "koreacentral", "etag": "W/1", "tags": object{},
		"properties": object{
			"provisioningState":      "Succeeded",
			"enableDdosProtection":   false,
			"virtualNetworkPeerings": []any{},
			"addressSpace":           object{"addressPrefixes": []any{"10.0.0.0/16"}},
			"subnets": []any{object{
				"name": "a", "properties": object{"addressPrefix": "10.0.0.0/24", "delegations": []any{}},
			}},
		},
	})
	imported := r.read(vnetType, id, nil, nil)
	want := vnetInputs()
	want["enableDdosProtection"] = false
	delete(want, "tags")
	if diff := cmp.Diff(want, imported.GetInputs().AsMap()); diff != "" {
		t.Errorf("inputs (-want +got):\n%s", diff)
	}
	response, err := r.Diff(r.ctx(), &pulumirpc.DiffRequest{
		Urn: urn(vnetType, "x"), Id: id, News: r.marshal(vnetInputs()),
		OldInputs: imported.GetInputs(), Olds: imported.GetProperties(),
	})
	r.must(err)
	if diff := cmp.Diff([]string{"enableDdosProtection", "tags"}, response.GetDiffs()); diff != "" {
		t.Errorf("what the engine refuses to import (-want +got):\n%s", diff)
	}
}

func TestAnImportedListOfIdentitiesIsAList(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	id, _ := r.create(containersType, object{
		"resourceGroupName": "rg", "containerGroupName": "c", "osType": "Linux",
		"identity": object{"type": "UserAssigned", "userAssignedIdentities": []any{"/id/a"}},
	})
	identity := r.read(containersType, id, nil, nil).GetInputs().AsMap()["identity"].(object)
	if diff := cmp.Diff([]any{"/id/a"}, identity["userAssignedIdentities"]); diff != "" {
		t.Errorf("identities (-want +got):\n%s", diff)
	}
}

// TestReadWithoutOutputs is about what an interrupted creation leaves: an id and what was asked for. All
// that Azure answers counts as changed, so what it has made by itself becomes an input, and takes the place
// of what the program said.
func TestReadWithoutOutputs(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	id, _ := r.create(vnetType, vnetInputs())
	r.arm.set(id, object{
		"id": id, "location": "koreacentral", "tags": object{"team": "a"},
		"properties": object{
			"enableDdosProtection": false,
			"addressSpace":         object{"addressPrefixes": []any{"10.0.0.0/16"}},
			"subnets": []any{object{
				"name": "a", "properties": object{
					"addressPrefix": "10.0.0.0/24", "provisioningState": "Updating",
				},
			}},
		},
	})
	want := vnetInputs()
	want["id"], want["enableDdosProtection"] = id, false
	response := r.read(vnetType, id, mapOf(vnetInputs()), nil)
	if diff := cmp.Diff(want, response.GetInputs().AsMap()); diff != "" {
		t.Errorf("inputs (-want +got):\n%s", diff)
	}
}

// TestRefreshLeavesSubnetsOfTheirOwnAlone refreshes a network whose program has its subnets beside it.
func TestRefreshLeavesSubnetsOfTheirOwnAlone(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	inputs := vnetInputs()
	delete(inputs, "subnets")
	id, state := r.create(vnetType, inputs)
	r.arm.set(id, object{
		"id": id, "location": "koreacentral", "tags": object{"team": "a"}, "properties": object{
			"addressSpace": object{"addressPrefixes": []any{"10.0.0.0/16"}},
			"subnets":      []any{object{"name": "own"}},
		},
	})
	if diff := cmp.Diff(inputs, r.read(vnetType, id, nil, state).GetInputs().AsMap()); diff != "" {
		t.Errorf("inputs (-want +got):\n%s", diff)
	}
}
