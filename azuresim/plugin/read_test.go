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

func TestAnImportedResourceNeedsNoUpdate(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	inputs := vnetInputs()
	id, _ := r.create(vnetType, inputs)
	imported := r.read(vnetType, id, nil, nil)
	diff := func(news object) *pulumirpc.DiffResponse {
		response, err := r.Diff(r.ctx(), &pulumirpc.DiffRequest{
			Urn: urn(vnetType, "x"), Id: id, News: r.marshal(news),
			OldInputs: imported.GetInputs(), Olds: imported.GetProperties(),
		})
		r.must(err)
		return response
	}
	if response := diff(inputs); response.GetChanges() != pulumirpc.DiffResponse_DIFF_NONE {
		t.Errorf("changes %v", response.GetDiffs())
	}
	inputs["tags"] = object{"team": "b"}
	if got := diff(inputs).GetDiffs(); len(got) != 1 || got[0] != "tags" {
		t.Errorf("changes %v", got)
	}
}

func TestAnImportedListOfIdentitiesNeedsNoUpdate(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	inputs := object{
		"resourceGroupName": "rg", "containerGroupName": "c", "osType": "Linux",
		"identity": object{"type": "UserAssigned", "userAssignedIdentities": []any{"/id/a"}},
	}
	id, _ := r.create(containersType, inputs)
	imported := r.read(containersType, id, nil, nil)
	response, err := r.Diff(r.ctx(), &pulumirpc.DiffRequest{
		Urn: urn(containersType, "x"), Id: id, News: r.marshal(inputs), OldInputs: imported.GetInputs(),
	})
	r.must(err)
	if response.GetChanges() != pulumirpc.DiffResponse_DIFF_NONE {
		t.Errorf("changes %v", response.GetDiffs())
	}
}

func TestReadOfAnInterruptedCreationKeepsWhatWasAskedFor(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	id, _ := r.create(vnetType, vnetInputs())
	response := r.read(vnetType, id, mapOf(vnetInputs()), nil)
	if diff := cmp.Diff(vnetInputs(), response.GetInputs().AsMap()); diff != "" {
		t.Errorf("inputs (-want +got):\n%s", diff)
	}
}
