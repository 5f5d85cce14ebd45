package plugin_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

func TestDiff(t *testing.T) {
	t.Parallel()
	unknown := resource.MakeComputed(resource.NewStringProperty(""))
	tests := []struct {
		name, token string
		olds, news  object
		ignore      []string
		diffs       []string
		replaces    []string
		deleteFirst bool
	}{
		{name: "nothing", token: vnetType, olds: vnetInputs(), news: vnetInputs()},
		{
			name: "the plugin's own marks", token: vnetType,
			olds: object{"__createBeforeDelete": true}, news: object{"__other": 1},
		},
		{
			name: "spelling of a location", token: vnetType,
			olds: object{"location": "Korea Central"}, news: object{"location": "koreacentral"},
		},
		{
			name: "an update", token: vnetType,
			olds: object{"tags": object{"a": "1", "b": "2"}, "subnets": []any{object{"name": "x"}}},
			news: object{
				"tags":    object{"a": "2"},
				"subnets": []any{object{"name": "x", "addressPrefix": "p"}},
			},

			diffs: []string{"subnets[0].addressPrefix", "tags.a", "tags.b"},
		},
		{
			name: "ignored changes", token: vnetType, ignore: []string{"tags.a", "subnets"},
			olds: object{"tags": object{"a": "1"}, "subnets": []any{object{"name": "x"}}},
			news: object{"tags": object{"a": "2"}, "subnets": []any{object{"name": "y"}}},
		},
		{
			name: "another location", token: vnetType, deleteFirst: true,
			olds: object{"location": "koreacentral"}, news: object{"location": "westeurope"},

			diffs: []string{"location"}, replaces: []string{"location"},
		},
		{
			name: "another name for a randomly named one", token: vnetType,
			olds: object{"virtualNetworkName": "a", "__createBeforeDelete": true},
			news: object{"virtualNetworkName": "b"},

			diffs: []string{"virtualNetworkName"}, replaces: []string{"virtualNetworkName"},
		},
		{
			name: "a principal not known yet", token: assignmentType, deleteFirst: true,
			olds: object{"principalId": "p", "roleDefinitionId": "r"},
			news: object{"principalId": unknown, "roleDefinitionId": "s"},

			diffs: []string{"principalId", "roleDefinitionId"}, replaces: []string{"principalId"},
		},
		{
			name: "an endpoint's subnet", token: "azure-native:network:PrivateEndpoint", deleteFirst: true,
			olds: object{"subnet": object{"id": "a"}}, news: object{"subnet": object{"id": "b"}},

			diffs: []string{"subnet.id"}, replaces: []string{"subnet"},
		},
		{
			name: "anything of a container group", token: containersType,
			olds: object{"osType": "Linux"}, news: object{"osType": "Windows"},

			diffs: []string{"osType"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := newRig(t)
			response, err := r.Diff(r.ctx(), &pulumirpc.DiffRequest{
				Urn: urn(test.token, "x"), Id: "id", IgnoreChanges: test.ignore,
				Olds: r.marshal(object{"__inputs": test.olds}), News: r.marshal(test.news),
			})
			r.must(err)
			paths := slices.Sorted(maps.Keys(response.GetDetailedDiff()))
			if diff := cmp.Diff(test.diffs, paths); diff != "" {
				t.Errorf("changes (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(properties(test.diffs), response.GetDiffs()); diff != "" {
				t.Errorf("changed properties (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.replaces, response.GetReplaces()); diff != "" {
				t.Errorf("replacements (-want +got):\n%s", diff)
			}
			if got := response.GetDeleteBeforeReplace(); got != test.deleteFirst {
				t.Errorf("delete before replace: %v", got)
			}
			if response.GetHasDetailedDiff() != (len(test.diffs) > 0) {
				t.Error("the engine will not see the details")
			}
			some := response.GetChanges() == pulumirpc.DiffResponse_DIFF_SOME
			if some != (len(test.diffs) > 0) {
				t.Errorf("changes %v", response.GetChanges())
			}
		})
	}
}

// properties returns what the paths begin with, each once.
func properties(paths []string) []string {
	var names []string
	for _, path := range paths {
		end := strings.IndexAny(path+".", ".[")
		names = append(names, path[:end])
	}
	return slices.Compact(names)
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
