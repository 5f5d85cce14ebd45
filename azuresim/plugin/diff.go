package plugin

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/types/known/structpb"
)

// server is the provider as the engine talks to it. It answers Diff itself, because the SDK's server
// reports a deletion that replaces as a deletion, and lists paths where azure-native lists what they begin
// with.
type server struct {
	pulumirpc.ResourceProviderServer
}

// Diff compares the inputs that made a resource with those that the program has now.
func (server) Diff(_ context.Context, request *pulumirpc.DiffRequest) (*pulumirpc.DiffResponse, error) {
	typ, err := typeOf(resource.URN(request.GetUrn()))
	if err != nil {
		return nil, err
	}
	var given [3]resource.PropertyMap
	for i, sent := range []*structpb.Struct{request.GetOldInputs(), request.GetOlds(), request.GetNews()} {
		if given[i], err = plugin.UnmarshalProperties(sent, plugin.MarshalOptions{
			KeepUnknowns: true, SkipNulls: true,
		}); err != nil {
			return nil, err
		}
	}
	c := &comparison{
		olds: inputsOf(given[0], given[1]), news: given[2], state: given[1],
		details: map[string]*pulumirpc.PropertyDiff{},
	}
	return c.answer(typ), nil
}

// comparison is what a Diff goes by, and what it finds.
type comparison struct {
	olds, news, state resource.PropertyMap

	details map[string]*pulumirpc.PropertyDiff
}

// answer lists the changes, leaving out what is none: a new property that says what is so by default.
func (c *comparison) answer(typ resourceType) *pulumirpc.DiffResponse {
	c.resource(typ)
	answer := &pulumirpc.DiffResponse{
		Changes:      pulumirpc.DiffResponse_DIFF_NONE,
		DetailedDiff: c.details, HasDetailedDiff: len(c.details) > 0,
	}
	for _, path := range slices.Sorted(maps.Keys(c.details)) {
		detail := c.details[path]
		if c.isDefault(typ, path, detail) {
			continue
		}
		c.calm(path, detail)
		if replaces(detail.GetKind()) {
			answer.Replaces = append(answer.Replaces, path)
		}
		first, _, _ := strings.Cut(path, ".")
		answer.Diffs = append(answer.Diffs, first)
		answer.Changes, detail.InputDiff = pulumirpc.DiffResponse_DIFF_SOME, true
	}
	mark := c.olds[createBeforeDelete]
	answer.DeleteBeforeReplace = len(answer.GetReplaces()) > 0
	if mark.IsBool() {
		answer.DeleteBeforeReplace = !mark.BoolValue()
	}
	return answer
}

func (c *comparison) isDefault(typ resourceType, path string, detail *pulumirpc.PropertyDiff) bool {
	property := typ.native.Inputs.Properties[path]
	return detail.GetKind() == pulumirpc.PropertyDiff_ADD && property != nil && property.Default != nil &&
		c.news[resource.PropertyKey(path)].V == property.Default
}

// calm makes no replacement of a new input that says what Azure has answered already.
func (c *comparison) calm(path string, detail *pulumirpc.PropertyDiff) {
	key := resource.PropertyKey(path)
	if detail.GetKind() == pulumirpc.PropertyDiff_ADD_REPLACE && c.state.HasValue(key) &&
		c.state[key].DeepEquals(c.news[key]) {
		detail.Kind = pulumirpc.PropertyDiff_ADD
	}
}

func replaces(kind pulumirpc.PropertyDiff_Kind) bool {
	switch kind {
	case pulumirpc.PropertyDiff_ADD_REPLACE, pulumirpc.PropertyDiff_DELETE_REPLACE,
		pulumirpc.PropertyDiff_UPDATE_REPLACE:
		return true
	default:
		return false
	}
}
