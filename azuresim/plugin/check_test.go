package plugin_test

import (
	"maps"
	"net/http"
	"regexp"
	"strings"
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
	uuid := `^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`
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

// TestAutonamingConfiguration has what the engine proposes taken for random, even where it is enforced.
func TestAutonamingConfiguration(t *testing.T) {
	t.Parallel()
	const (
		propose = pulumirpc.CheckRequest_AutonamingOptions_PROPOSE
		enforce = pulumirpc.CheckRequest_AutonamingOptions_ENFORCE
		subnet  = "azure-native:network:Subnet"
	)
	for _, test := range []struct {
		token, key string
		mode       pulumirpc.CheckRequest_AutonamingOptions_Mode
		taken      bool
	}{
		{vnetType, "virtualNetworkName", propose, true},
		{vnetType, "virtualNetworkName", enforce, true},
		{subnet, "subnetName", propose, true},
		{subnet, "subnetName", enforce, true},
		{assignmentType, "roleAssignmentName", propose, false},
		{assignmentType, "roleAssignmentName", enforce, true},
	} {
		r := newRig(t)
		inputs, _ := r.check(test.token, nil, nil, &pulumirpc.CheckRequest_AutonamingOptions{
			ProposedName: "exactly", Mode: test.mode,
		})
		name := inputs[resource.PropertyKey(test.key)].StringValue()
		if (name == "exactly") != test.taken || !inputs["__createBeforeDelete"].BoolValue() {
			t.Errorf("%s, %s: %v", test.token, test.mode, inputs)
		}
	}
}

func TestDisabledAutonamingIsAFailureOfCheck(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	_, failures := r.check(vnetType, nil, object{"resourceGroupName": "rg", "location": "l"},
		&pulumirpc.CheckRequest_AutonamingOptions{Mode: pulumirpc.CheckRequest_AutonamingOptions_DISABLE})
	want := []string{"missing required property 'virtualNetworkName'"}
	if diff := cmp.Diff(want, reasons(failures)); diff != "" {
		t.Errorf("failures (-want +got):\n%s", diff)
	}
}

func reasons(failures []*pulumirpc.CheckFailure) []string {
	var list []string
	for _, failure := range failures {
		list = append(list, failure.GetReason())
	}
	return list
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

func TestCheckHoldsInputsAgainstTheSchema(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	const registryType = "azure-native:containerregistry/v20241101preview:Registry"
	container := func(extra object) object {
		maps.Copy(extra, object{"name": "c", "image": "i"})
		return object{"resourceGroupName": "rg", "osType": "Linux", "containers": []any{extra}}
	}
	unknown := resource.MakeComputed(resource.NewStringProperty(""))
	tests := []struct {
		name, token string
		news        object
		want        []string
	}{
		{
			"in the id", "azure-native:network:Subnet",
			object{"resourceGroupName": "rg"},
			[]string{"missing required property 'virtualNetworkName'"},
		},
		{
			"in the body", registryType,
			object{"resourceGroupName": "rg", "location": "l", "registryName": "acrone"},
			[]string{"missing required property 'sku'"},
		},
		{"nested", registryType, object{
			"resourceGroupName": "rg", "location": "l", "registryName": "acrone", "sku": object{},
		}, []string{"missing required property 'sku.name'"}},
		{
			"in a list", containersType, container(object{}),
			[]string{"missing required property 'containers[0].resources'"},
		},
		{"a text for a number", containersType, container(object{
			"resources": object{"requests": object{"cpu": "1", "memoryInGB": 1.5}},
		}), []string{"'containers[0].resources.requests.cpu' should be of type 'number' but got a string"}},
		{"no whole number", containersType, container(object{
			"resources": object{"requests": object{"cpu": 1, "memoryInGB": 1}},
			"ports":     []any{object{"port": 80.5}},
		}), []string{"'containers[0].ports[0].port' must be an integer but got 80.500000"}},
		{
			"a list for a text", vnetType,
			object{"resourceGroupName": "rg", "location": []any{"l"}},
			[]string{"'location' should be of type 'string' but got an array"},
		},
		{
			"a number for a text", vnetType,
			object{"resourceGroupName": "rg", "location": 1},
			[]string{"'location' should be of type 'string' but got a number"},
		},
		{
			"a text for an object", vnetType,
			object{"resourceGroupName": "rg", "addressSpace": "10.0.0.0/16"},
			[]string{"'addressSpace' should be of type '' but got a string"},
		},
		{"a name's form", registryType, object{
			"resourceGroupName": "rg", "location": "l", "registryName": "a-b", "sku": object{"name": "Basic"},
		}, []string{
			"'registryName' is too short (3): at least 5 characters required",
			"'registryName' does not match expression '^[a-zA-Z0-9]*$'",
		}},
		{
			"a name's length", groupType,
			object{"resourceGroupName": strings.Repeat("a", 91), "location": "l"},
			[]string{"'resourceGroupName' is too long (91): at most 90 characters allowed"},
		},
		{"a group without a location", groupType, object{}, []string{"missing required property 'location'" +
			". Either set it explicitly or configure it with " +
			"'pulumi config set azure-native:location <value>'."}},
		{"not known yet", registryType, object{
			"resourceGroupName": unknown, "location": "l", "registryName": unknown, "sku": unknown,
		}, nil},
		{"unknown to the schema", vnetType, object{"resourceGroupName": "rg", "madeUp": 1}, nil},
		{"an enumeration", registryType, object{
			"resourceGroupName": "rg", "location": "l", "registryName": "acrone",
			"sku": object{"name": "Gold"},
		}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, failures := r.check(test.token, nil, test.news, nil)
			if diff := cmp.Diff(test.want, reasons(failures)); diff != "" {
				t.Errorf("failures (-want +got):\n%s", diff)
			}
		})
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
