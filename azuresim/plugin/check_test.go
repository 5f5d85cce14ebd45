package plugin_test

import (
	"net/http"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

func (r rig) check(token string, olds, news object, autonaming *pulumirpc.CheckRequest_AutonamingOptions) (
	resource.PropertyMap, []*pulumirpc.CheckFailure,
) {
	r.t.Helper()
	response, err := r.Check(r.ctx(), &pulumirpc.CheckRequest{
		Urn: urn(token, "logical"), Olds: r.marshal(olds), News: r.marshal(news),
		RandomSeed: []byte("seed"), Autonaming: autonaming,
	})
	r.must(err)
	return r.unmarshal(response.GetInputs()), response.GetFailures()
}

func TestAutomaticNames(t *testing.T) {
	t.Parallel()
	uuid := `^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$`
	tests := []struct {
		name, token, key string
		olds, news       object
		pattern          string
		marked           bool
	}{
		{
			name: "top level", token: vnetType, key: "virtualNetworkName",
			pattern: "^logical[0-9a-f]{8}$", marked: true,
		},
		{name: "child", token: "azure-native:network:Subnet", key: "subnetName", pattern: "^logical$"},
		{
			name: "assignment", token: assignmentType, key: "roleAssignmentName", pattern: uuid, marked: true,
		},
		{
			name: "given", token: vnetType, key: "virtualNetworkName",
			news: object{"virtualNetworkName": "mine"}, pattern: "^mine$",
		},
		{
			name: "kept", token: vnetType, key: "virtualNetworkName", pattern: "^old1$", marked: true,
			olds: object{"virtualNetworkName": "old1", "__createBeforeDelete": true},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t)
			first, _ := r.check(test.token, test.olds, test.news, nil)
			again, _ := r.check(test.token, test.olds, test.news, nil)
			name := first[resource.PropertyKey(test.key)].StringValue()
			if !regexp.MustCompile(test.pattern).MatchString(name) {
				t.Errorf("name %q, want %s", name, test.pattern)
			}
			if !first.DeepEquals(again) {
				t.Errorf("the same seed made %v and %v", first, again)
			}
			if first.HasValue("__createBeforeDelete") != test.marked {
				t.Errorf("marked as created before deleted: %v", !test.marked)
			}
		})
	}
}

func TestAutonamingConfiguration(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	enforce := &pulumirpc.CheckRequest_AutonamingOptions{
		ProposedName: "exactly", Mode: pulumirpc.CheckRequest_AutonamingOptions_ENFORCE,
	}
	inputs, _ := r.check(vnetType, nil, object{"resourceGroupName": "rg"}, enforce)
	name := inputs["virtualNetworkName"].StringValue()
	if name != "exactly" || inputs.HasValue("__createBeforeDelete") {
		t.Errorf("enforced name: %v", inputs)
	}
	propose := &pulumirpc.CheckRequest_AutonamingOptions{ProposedName: "perhaps"}
	inputs, _ = r.check(vnetType, nil, object{"resourceGroupName": "rg"}, propose)
	if got := inputs["virtualNetworkName"].StringValue(); got != "perhaps" {
		t.Errorf("proposed name: %v", inputs)
	}
	disabled := pulumirpc.CheckRequest_AutonamingOptions_DISABLE
	_, err := r.Check(r.ctx(), &pulumirpc.CheckRequest{
		Urn: urn(vnetType, "x"), Autonaming: &pulumirpc.CheckRequest_AutonamingOptions{Mode: disabled},
	})
	if !mentions(err, "virtualNetworkName") {
		t.Errorf("disabled naming: %v", err)
	}
}

func TestDefaultLocation(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.arm.set(group, object{"location": "koreacentral"})
	inGroup := object{"resourceGroupName": "rg"}
	tests := []struct {
		name, token string
		olds, news  object
		want        any
	}{
		{name: "given", token: vnetType, news: object{"location": "a"}, want: "a"},
		{name: "kept", token: vnetType, olds: object{"location": "b"}, news: inGroup, want: "b"},
		{name: "the group's", token: vnetType, news: inGroup, want: "koreacentral"},
		{name: "none where a type has none", token: "azure-native:network:Subnet", news: inGroup},
		{name: "none for an unknown group", token: vnetType, news: object{"resourceGroupName": "other"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			inputs, _ := r.check(test.token, test.olds, test.news, nil)
			if got := inputs["location"].V; got != test.want {
				t.Errorf("location %v, want %v", got, test.want)
			}
		})
	}
	pending := object{"resourceGroupName": resource.MakeComputed(resource.NewStringProperty(""))}
	if inputs, _ := r.check(vnetType, nil, pending, nil); !inputs["location"].IsComputed() {
		t.Errorf("location %v for a group not known yet", inputs["location"])
	}
}

func TestMissingPathInputsAreFailures(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	_, failures := r.check("azure-native:network:Subnet", nil, object{"resourceGroupName": "rg"}, nil)
	if len(failures) != 1 || failures[0].GetReason() != "missing required property 'virtualNetworkName'" {
		t.Errorf("failures %v", failures)
	}
}

func TestUnknownTypes(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	_, err := r.Check(r.ctx(), &pulumirpc.CheckRequest{Urn: urn("azure-native:network:LoadBalancer", "x")})
	if !mentions(err, `simulated Azure has no resource type "azure-native:network:LoadBalancer"`) {
		t.Errorf("error %v", err)
	}
}

func TestEveryConnectionHasItsOwnConfiguration(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	other := r
	other.ResourceProviderClient = connect(t, r.port)
	_, err := other.Configure(r.ctx(), &pulumirpc.ConfigureRequest{
		Args: r.marshal(object{"location": "westeurope", "subscriptionId": "other"}),
	})
	r.must(err)
	inputs, _ := other.check(vnetType, nil, object{"resourceGroupName": "rg"}, nil)
	if got := inputs["location"].StringValue(); got != "westeurope" {
		t.Errorf("configured location %q", got)
	}
	if id, _ := other.create(vnetType, vnetInputs()); id[:20] != "/subscriptions/other" {
		t.Errorf("id %q", id)
	}
	if id, _ := r.create(vnetType, vnetInputs()); id != vnetID {
		t.Errorf("id %q with the other connection's configuration", id)
	}
}

func TestInvokes(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.create(vnetType, vnetInputs())
	invoke := func(token string, args object) (*pulumirpc.InvokeResponse, error) {
		request := &pulumirpc.InvokeRequest{Tok: "azure-native:" + token, Args: r.marshal(args)}
		return r.Invoke(r.ctx(), request)
	}
	response, err := invoke("authorization:getClientConfig", nil)
	r.must(err)
	want := object{
		"clientId": "client", "objectId": "object", "subscriptionId": subscription, "tenantId": "tenant",
	}
	if diff := cmp.Diff(want, response.GetReturn().AsMap()); diff != "" {
		t.Errorf("getClientConfig (-want +got):\n%s", diff)
	}
	response, err = invoke("authorization:getClientToken", nil)
	r.must(err)
	if text, _ := response.GetReturn().AsMap()["token"].(string); text == "" {
		t.Errorf("getClientToken answered %v, want a plain token as azure-native does", response.GetReturn())
	}
	response, err = invoke("network/v20230201:getVirtualNetwork", object{
		"resourceGroupName": "rg", "virtualNetworkName": "net",
	})
	r.must(err)
	if got := r.unmarshal(response.GetReturn())["subnets"]; len(got.ArrayValue()) != 1 {
		t.Errorf("getVirtualNetwork: subnets %v", got)
	}
	response, err = invoke("network:getVirtualNetwork", object{"resourceGroupName": "rg"})
	if err != nil || len(response.GetFailures()) != 1 {
		t.Errorf("a getter without name: %v, %v", response, err)
	}
	if _, err = invoke("network:listAnything", nil); !mentions(err, "no function") {
		t.Errorf("an unknown function: %v", err)
	}
	r.arm.refuse = []refusal{{http.MethodGet, http.StatusForbidden, "AuthorizationFailed", "no"}}
	_, err = invoke("network:getVirtualNetwork", object{
		"resourceGroupName": "rg", "virtualNetworkName": "net",
	})
	if !mentions(err, "AuthorizationFailed") {
		t.Errorf("a refused getter: %v", err)
	}
}
