package plugin_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"
)

func TestCreateWritesTheNestedBodyAndKeepsFlatOutputs(t *testing.T) {
	t.Parallel()
	for _, async := range []bool{false, true} {
		r := newRig(t)
		r.arm.async = async
		id, state := r.create(vnetType, vnetInputs())
		if id != vnetID {
			t.Errorf("id %q", id)
		}
		want := object{
			"location": "koreacentral", "tags": object{"team": "a"},
			"properties": object{
				"addressSpace": object{"addressPrefixes": []any{"10.0.0.0/16"}},
				"subnets": []any{
					object{"name": "a", "properties": object{"addressPrefix": "10.0.0.0/24"}},
				},
				"virtualNetworkPeerings": []any{},
			},
		}
		body := r.arm.lastBody()
		for _, added := range []string{"provisioningState", "resourceGuid"} {
			delete(body["properties"].(object), added)
		}
		if diff := cmp.Diff(want, body); diff != "" {
			t.Errorf("async %v: body (-want +got):\n%s", async, diff)
		}
		if got := state["provisioningState"].StringValue(); got != "Succeeded" {
			t.Errorf("async %v: provisioningState %q", async, got)
		}
		if state.HasValue("properties") || state.HasValue("resourceGuid") || !state.HasValue("etag") {
			t.Errorf("async %v: outputs %v", async, state)
		}
		if got := state["azureApiVersion"].StringValue(); got != "2023-02-01" {
			t.Errorf("async %v: API version %q", async, got)
		}
		if !state["__inputs"].IsSecret() {
			t.Errorf("async %v: the inputs in the state are no secret", async)
		}
	}
}

func TestTokenVersionsBecomeAPIVersions(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"azure-native:containerregistry/v20241101preview:Registry": "2024-11-01-preview",
		"azure-native:containerregistry:Registry":                  "2022-12-01",
		"azure-native:containerregistry/v20230701:Registry":        "2023-07-01",
	}
	for token, version := range tests {
		r := newRig(t)
		r.create(token, object{
			"resourceGroupName": "rg", "registryName": "acr", "sku": object{"name": "Premium"},
		})
		for _, request := range r.arm.seen() {
			if !strings.HasSuffix(request, " "+version) {
				t.Errorf("%s: request %q, want version %s", token, request, version)
			}
		}
	}
}

func TestRoleAssignmentsLiveBelowTheirScope(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	id, _ := r.create(assignmentType, object{
		"scope": vnetID, "roleAssignmentName": "guid", "principalId": "p", "roleDefinitionId": "r",
	})
	if want := vnetID + "/providers/Microsoft.Authorization/roleAssignments/guid"; id != want {
		t.Errorf("id %q, want %q", id, want)
	}
	properties := r.arm.lastBody()["properties"].(object)
	if properties["principalId"] != "p" || properties["roleDefinitionId"] != "r" {
		t.Errorf("properties %v", properties)
	}
}

func TestCreateRefusesWhatExists(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.arm.set(vnetID, object{"id": vnetID})
	_, err := r.Create(r.ctx(), &pulumirpc.CreateRequest{
		Urn: urn(vnetType, "x"), Properties: r.marshal(vnetInputs()),
	})
	if want := "cannot create already existing resource '" + vnetID + "'"; !mentions(err, want) {
		t.Errorf("error %v", err)
	}
}

func mentions(err error, text string) bool {
	return err != nil && strings.Contains(err.Error(), text)
}

func TestAzureRefusalsAreErrorsInOneLine(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.arm.refuse = []refusal{
		{http.MethodPut, http.StatusTooManyRequests, "TooManyRequests", "slow down"},
		{http.MethodPut, http.StatusConflict, "AnotherOperationInProgress", "later"},
		{http.MethodPut, http.StatusBadRequest, "InvalidRequestContent", "no"},
	}
	r.arm.seen()
	_, err := r.Create(r.ctx(), &pulumirpc.CreateRequest{
		Urn: urn(vnetType, "x"), Properties: r.marshal(vnetInputs()),
	})
	if !mentions(err, `Status=400 Code="InvalidRequestContent" Message="no"`) {
		t.Errorf("error %v", err)
	}
	if requests := r.arm.seen(); len(requests) != 4 {
		t.Errorf("requests %q, want a look and three tries", requests)
	}
}

func TestAFailedCreationKeepsWhatExists(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.arm.async, r.arm.failure = true, "SubnetIsFull"
	_, err := r.Create(r.ctx(), &pulumirpc.CreateRequest{
		Urn: urn(vnetType, "x"), Properties: r.marshal(vnetInputs()),
	})
	failure := initFailure(t, err)
	if failure.GetId() != vnetID || !strings.Contains(failure.GetReasons()[0], "SubnetIsFull") {
		t.Errorf("failure %v", failure)
	}
	state := r.unmarshal(failure.GetProperties())
	if !state.HasValue("etag") || !state["__inputs"].IsSecret() || state.HasValue("azureApiVersion") {
		t.Errorf("state %v", state)
	}
	if inputs := r.unmarshal(failure.GetInputs()); !inputs.HasValue("virtualNetworkName") {
		t.Errorf("inputs %v", inputs)
	}
}

func TestAFailedCreationThatLeavesNothingKeepsTheID(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.arm.async, r.arm.failure, r.arm.vanish = true, "QuotaExceeded", true
	_, err := r.Create(r.ctx(), &pulumirpc.CreateRequest{
		Urn: urn(vnetType, "x"), Properties: r.marshal(vnetInputs()),
	})
	failure := initFailure(t, err)
	want := `resource created but read failed Status=404 Code="ResourceNotFound" Message="not there": ` +
		`Status=200 Code="QuotaExceeded" Message="it broke"`
	if got := failure.GetReasons()[0]; got != want {
		t.Errorf("reason %q, want %q", got, want)
	}
	if failure.GetId() != vnetID || failure.GetProperties() != nil || failure.GetInputs() == nil {
		t.Errorf("kept %v", failure)
	}
}

func TestALostAnswerKeepsNothing(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.arm.drop = http.MethodPut
	_, err := r.Create(r.ctx(), &pulumirpc.CreateRequest{
		Urn: urn(vnetType, "x"), Properties: r.marshal(vnetInputs()),
	})
	if !mentions(err, `Put "http://`) || len(status.Convert(err).Details()) > 0 {
		t.Errorf("error %v", err)
	}
	if puts := countOf(r.arm.seen(), http.MethodPut); puts != 4 {
		t.Errorf("%d tries, want azcore's four", puts)
	}
}

func TestWhatIsRepeated(t *testing.T) {
	t.Parallel()
	for code, tries := range map[int]int{
		http.StatusRequestTimeout: 4, http.StatusTooManyRequests: 4, http.StatusInternalServerError: 4,
		http.StatusBadGateway: 4, http.StatusServiceUnavailable: 4, http.StatusGatewayTimeout: 4,
		http.StatusNotImplemented: 1, http.StatusConflict: 1, http.StatusBadRequest: 1,
	} {
		t.Run(http.StatusText(code), func(t *testing.T) {
			t.Parallel()
			r := newRig(t)
			r.arm.refuse = slices.Repeat([]refusal{{http.MethodPut, code, "Code", "text"}}, 9)
			_, err := r.Create(r.ctx(), &pulumirpc.CreateRequest{
				Urn: urn(vnetType, "x"), Properties: r.marshal(vnetInputs()),
			})
			if got := countOf(r.arm.seen(), http.MethodPut); err == nil || got != tries {
				t.Errorf("%d tries, want %d: %v", got, tries, err)
			}
		})
	}
}

func countOf(requests []string, method string) int {
	count := 0
	for _, request := range requests {
		if strings.HasPrefix(request, method+" ") {
			count++
		}
	}
	return count
}

func TestExistenceThatCannotBeChecked(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.arm.refuse = []refusal{{http.MethodGet, http.StatusForbidden, "AuthorizationFailed", "no"}}
	_, err := r.Create(r.ctx(), &pulumirpc.CreateRequest{
		Urn: urn(vnetType, "x"), Properties: r.marshal(vnetInputs()),
	})
	want := "cannot check existence of resource '" + vnetID + `': status code 403, {"error":`
	if !mentions(err, want) {
		t.Errorf("error %v, want %q", err, want)
	}
}

func TestCancellingKeepsTheID(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.arm.async, r.arm.failure = true, "never"
	failed := make(chan error, 1)
	go func() {
		_, err := r.Create(r.ctx(), &pulumirpc.CreateRequest{
			Urn: urn(vnetType, "x"), Properties: marshalMap(t, mapOf(vnetInputs())),
		})
		failed <- err
	}()
	<-r.arm.started
	if _, err := r.Cancel(r.ctx(), &emptypb.Empty{}); err != nil {
		t.Fatal(err)
	}
	failure := initFailure(t, <-failed)
	if failure.GetId() != vnetID || failure.GetProperties() != nil {
		t.Errorf("kept %q with %v, want the id alone", failure.GetId(), failure.GetProperties())
	}
	reason := failure.GetReasons()[0]
	if !strings.HasPrefix(reason, "resource created but read failed") ||
		!strings.HasSuffix(reason, "context canceled: context canceled") {
		t.Errorf("reason %q", reason)
	}
}

func TestATimeoutEndsTheWait(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.arm.async, r.arm.failure = true, "never"
	_, err := r.Create(r.ctx(), &pulumirpc.CreateRequest{
		Urn: urn(vnetType, "x"), Properties: r.marshal(vnetInputs()), Timeout: 0.1,
	})
	failure := initFailure(t, err)
	if failure.GetReasons()[0] != "operation timed out" || failure.GetProperties() != nil {
		t.Errorf("kept %v", failure)
	}
}

// TestSubnetsOfTheirOwnSurviveAnUpdate has a program that says nothing of the network's subnets.
func TestSubnetsOfTheirOwnSurviveAnUpdate(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	inputs := vnetInputs()
	delete(inputs, "subnets")
	id, state := r.create(vnetType, inputs)
	created := r.arm.lastBody()["properties"].(object)
	if diff := cmp.Diff([]any{}, created["subnets"]); diff != "" {
		t.Errorf("subnets of a new network (-want +got):\n%s", diff)
	}
	own := []any{object{"name": "own", "etag": "W/9", "properties": object{"addressPrefix": "10.0.9.0/24"}}}
	r.arm.set(id, object{"id": id, "properties": object{"subnets": own}})
	inputs["tags"] = object{"team": "b"}
	_, err := r.Update(r.ctx(), &pulumirpc.UpdateRequest{
		Urn: urn(vnetType, "x"), Id: id, Olds: marshalMap(t, state), News: r.marshal(inputs),
	})
	r.must(err)
	if diff := cmp.Diff(own, r.arm.lastBody()["properties"].(object)["subnets"]); diff != "" {
		t.Errorf("subnets (-want +got):\n%s", diff)
	}
	r.arm.refuse = []refusal{{http.MethodGet, http.StatusForbidden, "AuthorizationFailed", "no"}}
	_, err = r.Update(r.ctx(), &pulumirpc.UpdateRequest{
		Urn: urn(vnetType, "x"), Id: id, Olds: marshalMap(t, state), News: r.marshal(inputs),
	})
	if !mentions(err, "failed maintaining unset sub-resource properties: reading cloud state: Status=403") {
		t.Errorf("error %v", err)
	}
}

func TestUpdateWritesTheNewBody(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.arm.async = true
	id, state := r.create(vnetType, vnetInputs())
	inputs := vnetInputs()
	inputs["tags"] = object{"team": "b"}
	response, err := r.Update(r.ctx(), &pulumirpc.UpdateRequest{
		Urn: urn(vnetType, "x"), Id: id, Olds: marshalMap(t, state), News: r.marshal(inputs),
	})
	r.must(err)
	outputs := r.unmarshal(response.GetProperties())
	if got := outputs["tags"].ObjectValue()["team"].StringValue(); got != "b" {
		t.Errorf("tags %q", got)
	}
}

func TestDelete(t *testing.T) {
	t.Parallel()
	for _, async := range []bool{false, true} {
		r := newRig(t)
		id, state := r.create(vnetType, vnetInputs())
		r.arm.async = async
		request := &pulumirpc.DeleteRequest{Urn: urn(vnetType, "x"), Id: id, Properties: marshalMap(t, state)}
		for range 2 { // the second finds nothing, which is as good
			if _, err := r.Delete(r.ctx(), request); err != nil {
				t.Errorf("async %v: %v", async, err)
			}
		}
	}
}

func TestDeleteReportsRefusals(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.arm.refuse = []refusal{
		{http.MethodDelete, http.StatusConflict, "InUseSubnetCannotBeDeleted", "in use"},
		{http.MethodDelete, http.StatusNotFound, "ResourceNotFound", "gone"},
	}
	request := &pulumirpc.DeleteRequest{Urn: urn(vnetType, "x"), Id: vnetID}
	if _, err := r.Delete(r.ctx(), request); !mentions(err, "InUseSubnetCannotBeDeleted") {
		t.Errorf("error %v", err)
	}
	if _, err := r.Delete(r.ctx(), request); err != nil {
		t.Errorf("deleting what is gone: %v", err)
	}
}
