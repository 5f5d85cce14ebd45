package plugin_test

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

func TestPreviewOfACreationAsksAzureNothing(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	response, err := r.Create(r.ctx(), &pulumirpc.CreateRequest{
		Urn: urn(vnetType, "x"), Properties: r.marshal(vnetInputs()), Preview: true,
	})
	r.must(err)
	outputs := r.unmarshal(response.GetProperties())
	subnet := outputs["subnets"].ArrayValue()[0].ObjectValue()
	if subnet["name"].StringValue() != "a" || !subnet["id"].IsComputed() {
		t.Errorf("subnet %v", subnet)
	}
	if !outputs["etag"].IsComputed() || outputs["location"].StringValue() != "koreacentral" {
		t.Errorf("outputs %v", outputs)
	}
	if tags := outputs["tags"].ObjectValue(); len(tags) != 1 {
		t.Errorf("tags %v", tags)
	}
	for _, name := range []resource.PropertyKey{"resourceGroupName", "virtualNetworkName"} {
		if outputs.HasValue(name) {
			t.Errorf("%s is an input, and no output", name)
		}
	}
	if requests := r.arm.seen(); len(requests) > 0 {
		t.Errorf("requests %q", requests)
	}
}

func TestPreviewOfACreationKnowsOutputsThatDifferFromInputs(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	response, err := r.Create(r.ctx(), &pulumirpc.CreateRequest{
		Urn: urn(containersType, "x"), Preview: true,
		Properties: r.marshal(object{
			"resourceGroupName": "rg", "osType": "Linux",
			"identity": object{"type": "UserAssigned", "userAssignedIdentities": []any{"/id/a"}},
		}),
	})
	r.must(err)
	identity := r.unmarshal(response.GetProperties())["identity"].ObjectValue()
	if !identity["userAssignedIdentities"].IsComputed() {
		t.Errorf("identity %v: a list where programs expect a map", identity)
	}
}

func TestPreviewOfAResourceGroupKeepsPropertiesNested(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	response, err := r.Create(r.ctx(), &pulumirpc.CreateRequest{
		Urn: urn(groupType, "x"), Properties: r.marshal(object{"resourceGroupName": "rg"}), Preview: true,
	})
	r.must(err)
	if outputs := r.unmarshal(response.GetProperties()); !outputs["properties"].IsComputed() {
		t.Errorf("outputs %v", outputs)
	}
}

func TestPreviewOfAnUpdateKnowsWhatNoUpdateChanges(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	inputs := vnetInputs()
	inputs["location"] = "Korea Central"
	state := mapOf(object{
		"id": vnetID, "etag": "W/1", "location": "koreacentral", "name": "net",
		"subnets": []any{object{"name": "a", "id": "/subnets/a", "addressPrefix": "10.0.0.0/24"}},
	})
	response, err := r.Update(r.ctx(), &pulumirpc.UpdateRequest{
		Urn: urn(vnetType, "x"), Id: vnetID, Preview: true,
		Olds: marshalMap(t, state), News: r.marshal(inputs),
	})
	r.must(err)
	outputs := r.unmarshal(response.GetProperties())
	if outputs["name"].StringValue() != "net" || outputs["location"].StringValue() != "koreacentral" {
		t.Errorf("outputs %v do not have what is stable", outputs)
	}
	subnet := outputs["subnets"].ArrayValue()[0].ObjectValue()
	for what, value := range map[string]resource.PropertyValue{
		"id": outputs["id"], "etag": outputs["etag"], "a subnet's id": subnet["id"],
	} {
		if !value.IsComputed() {
			t.Errorf("%s is known: %v", what, value)
		}
	}
	if outputs.HasValue("resourceGroupName") || subnet["name"].StringValue() != "a" {
		t.Errorf("outputs %v", outputs)
	}
}
