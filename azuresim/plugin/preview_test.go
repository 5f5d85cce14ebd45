package plugin_test

import (
	"testing"

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

func TestPreviewOfAnUpdateKnowsWhatDoesNotChange(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	inputs := vnetInputs()
	inputs["subnets"] = []any{
		object{"name": "new", "addressPrefix": "10.0.1.0/24"},
		object{"name": "a", "addressPrefix": "10.0.0.0/24"},
	}
	state := mapOf(object{
		"etag": "W/1", "location": "koreacentral",
		"subnets": []any{object{"name": "a", "id": "/subnets/a", "addressPrefix": "10.0.0.0/24"}},
	})
	response, err := r.Update(r.ctx(), &pulumirpc.UpdateRequest{
		Urn: urn(vnetType, "x"), Id: vnetID, Preview: true,
		Olds: marshalMap(t, state), News: r.marshal(inputs),
	})
	r.must(err)
	outputs := r.unmarshal(response.GetProperties())
	subnets := outputs["subnets"].ArrayValue()
	if !subnets[0].ObjectValue()["id"].IsComputed() {
		t.Errorf("the new subnet %v has an id already", subnets[0])
	}
	id, etag := subnets[1].ObjectValue()["id"], outputs["etag"]
	if id.StringValue() != "/subnets/a" || etag.StringValue() != "W/1" {
		t.Errorf("outputs %v have lost what is known", outputs)
	}
}
