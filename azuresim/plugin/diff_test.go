package plugin_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

func TestDiff(t *testing.T) {
	t.Parallel()
	unknown := resource.MakeComputed(resource.NewStringProperty(""))
	tests := []struct {
		name, token string
		olds, news  object
		state       object
		// want are the changes as "kind path"; counted, the properties that make it a change, if they are
		// not what the paths begin with.
		want        []string
		counted     []string
		deleteFirst bool
	}{
		{name: "nothing", token: vnetType, olds: vnetInputs(), news: vnetInputs()},
		{
			name: "the plugin's own marks", token: vnetType,
			olds: object{"__createBeforeDelete": true}, news: object{"__other": 1},
		},
		{
			name: "spellings", token: vnetType,
			olds: object{"location": "Korea Central", "resourceGroupName": "RG"},
			news: object{"location": "koreacentral", "resourceGroupName": "rg"},
		},
		{
			name: "an update", token: vnetType,
			olds: object{"tags": object{"a": "1", "b": "2"}, "subnets": []any{object{"name": "x"}}},
			news: object{
				"tags":    object{"a": "2"},
				"subnets": []any{object{"name": "x", "addressPrefix": "p"}},
			},

			want:    []string{"ADD subnets[0].addressPrefix", "UPDATE tags.a", "DELETE tags.b"},
			counted: []string{"subnets[0]", "tags", "tags"},
		},
		{
			name: "another location", token: vnetType, deleteFirst: true,
			olds: object{"location": "koreacentral"}, news: object{"location": "westeurope"},

			want: []string{"UPDATE_REPLACE location"},
		},
		{
			name: "another location where the specification says nothing", token: containersType,
			olds: object{"location": "koreacentral"}, news: object{"location": "westeurope"},

			want: []string{"UPDATE location"},
		},
		{
			name: "another name for a randomly named one", token: vnetType,
			olds: object{"virtualNetworkName": "a", "__createBeforeDelete": true},
			news: object{"virtualNetworkName": "b"},

			want: []string{"UPDATE_REPLACE virtualNetworkName"},
		},
		{
			name: "a principal not known yet", token: assignmentType, deleteFirst: true,
			olds: object{"principalId": "p", "roleDefinitionId": "r"},
			news: object{"principalId": unknown, "roleDefinitionId": "s"},

			want: []string{"UPDATE_REPLACE principalId", "UPDATE roleDefinitionId"},
		},
		{
			name: "a value inside of what replaces", token: endpointType, deleteFirst: true,
			olds: object{"subnet": object{"id": "a"}}, news: object{"subnet": object{"id": "b"}},

			want: []string{"UPDATE_REPLACE subnet.id"},
		},
		{
			name: "what comes and goes inside of what replaces", token: endpointType,
			olds: object{"subnet": object{"id": "a", "name": "n"}},
			news: object{"subnet": object{"id": "a", "type": "t"}},

			want: []string{"DELETE subnet.name", "ADD subnet.type"},
		},
		{
			name: "what replaces, gone", token: appType, deleteFirst: true,
			olds: object{"managedEnvironmentId": "e"}, news: object{},

			want: []string{"DELETE_REPLACE managedEnvironmentId"},
		},
		{
			name: "what replaces, new", token: appType, deleteFirst: true,
			olds: object{}, news: object{"environmentId": "e"}, state: object{"environmentId": "other"},

			want: []string{"ADD_REPLACE environmentId"},
		},
		{
			name: "what replaces, new and known to Azure", token: appType,
			olds: object{}, news: object{"environmentId": "e"}, state: object{"environmentId": "e"},

			want: []string{"ADD environmentId"},
		},
		{
			name: "a new property that says its default", token: vnetType,
			olds: object{}, news: object{"enableDdosProtection": false},

			want: []string{"ADD enableDdosProtection"}, counted: []string{},
		},
		{
			name: "a new property that says something else", token: vnetType,
			olds: object{}, news: object{"enableDdosProtection": true},

			want: []string{"ADD enableDdosProtection"},
		},
		{
			name: "another order of items that have keys", token: containersType,
			olds: object{"containers": []any{object{"name": "a", "image": "1"}, object{"name": "b"}}},
			news: object{"containers": []any{object{"name": "b"}, object{"name": "a", "image": "1"}}},
		},
		{
			name: "items that have keys", token: containersType,
			olds: object{"containers": []any{object{"name": "a", "image": "1"}, object{"name": "b"}}},
			news: object{"containers": []any{object{"name": "c"}, object{"name": "a", "image": "2"}}},

			// b was where a is now.
			want:    []string{"ADD containers[0]", "DELETE containers[1]", "UPDATE containers[1].image"},
			counted: []string{"containers[0]", "containers[1]", "containers[1]"},
		},
		{
			name: "another order of items without keys", token: vnetType,
			olds: object{"addressSpace": object{"addressPrefixes": []any{"a", "b"}}},
			news: object{"addressSpace": object{"addressPrefixes": []any{"b", "a"}}},

			want: []string{
				"UPDATE addressSpace.addressPrefixes[0]", "UPDATE addressSpace.addressPrefixes[1]",
			},
			counted: []string{"addressSpace", "addressSpace"},
		},
		{
			name: "anything of a container group", token: containersType,
			olds: object{"osType": "Linux"}, news: object{"osType": "Windows"},

			want: []string{"UPDATE osType"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t)
			state := maps.Clone(test.state)
			if state == nil {
				state = object{}
			}
			state["__inputs"] = test.olds
			response, err := r.Diff(r.ctx(), &pulumirpc.DiffRequest{
				Urn: urn(test.token, "x"), Id: "id", Olds: r.marshal(state), News: r.marshal(test.news),
			})
			r.must(err)
			if diff := cmp.Diff(test.want, changesIn(response)); diff != "" {
				t.Errorf("changes (-want +got):\n%s", diff)
			}
			if test.counted == nil {
				test.counted = beginnings(test.want)
			}
			if diff := cmp.Diff(test.counted, response.GetDiffs(), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("changed properties (-want +got):\n%s", diff)
			}
			if got := response.GetDeleteBeforeReplace(); got != test.deleteFirst {
				t.Errorf("delete before replace: %v", got)
			}
			if response.GetHasDetailedDiff() != (len(test.want) > 0) {
				t.Error("the engine will not see the details")
			}
			some := response.GetChanges() == pulumirpc.DiffResponse_DIFF_SOME
			if some != (len(test.counted) > 0) {
				t.Errorf("changes %v", response.GetChanges())
			}
		})
	}
}

// changesIn lists the details as "kind path", by path, and reports those that replace and are not listed so.
func changesIn(response *pulumirpc.DiffResponse) []string {
	var changes, replaced []string
	for _, path := range slices.Sorted(maps.Keys(response.GetDetailedDiff())) {
		kind := response.GetDetailedDiff()[path].GetKind().String()
		changes = append(changes, kind+" "+path)
		if strings.HasSuffix(kind, "_REPLACE") {
			replaced = append(replaced, path)
		}
	}
	if !slices.Equal(replaced, response.GetReplaces()) {
		changes = append(changes, "replaced: "+strings.Join(response.GetReplaces(), " "))
	}
	return changes
}

// beginnings returns what the paths of changes begin with.
func beginnings(changes []string) []string {
	var names []string
	for _, change := range changes {
		_, path, _ := strings.Cut(change, " ")
		first, _, _ := strings.Cut(path, ".")
		names = append(names, first)
	}
	return names
}

func TestDiffPrefersTheInputsThatTheEngineGives(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	response, err := r.Diff(r.ctx(), &pulumirpc.DiffRequest{
		Urn: urn(vnetType, "x"), Id: "id", OldInputs: r.marshal(vnetInputs()), News: r.marshal(vnetInputs()),
		Olds: r.marshal(object{"__inputs": object{"location": "elsewhere"}}),
	})
	r.must(err)
	if response.GetChanges() != pulumirpc.DiffResponse_DIFF_NONE {
		t.Errorf("changes %v", response.GetDiffs())
	}
}
