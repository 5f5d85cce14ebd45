package rule

import (
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/property"
)

// made is a resource whose URN is its name.
func made(t *testing.T, kind Type, name string, change func(*Resource)) *Resource {
	t.Helper()
	r := NewResource("azure-native:"+string(kind), name, name, property.NewMap(map[string]property.Value{
		"id": property.New("/ids/" + name),
	}))
	if change != nil {
		change(r)
	}
	return r
}

func dependsOn(urns ...string) func(*Resource) {
	return func(r *Resource) { r.Dependencies = urns }
}

func urns(resources []*Resource) []string {
	var urns []string
	for _, r := range resources {
		urns = append(urns, r.URN)
	}
	return urns
}

func TestAll(t *testing.T) {
	t.Parallel()
	given := []*Resource{
		made(t, Registry, "c", nil), made(t, Zone, "b", nil), made(t, Registry, "a", nil),
	}
	s := NewStack(given)
	for _, row := range []struct {
		types []Type
		want  []string
	}{
		{nil, []string{"a", "b", "c"}},
		{[]Type{Registry}, []string{"a", "c"}},
		{[]Type{Zone, Registry}, []string{"b", "a", "c"}},
		{[]Type{Subnet}, nil},
	} {
		if diff := cmp.Diff(row.want, urns(s.All(row.types...))); diff != "" {
			t.Errorf("all of %v (-want +got):\n%s", row.types, diff)
		}
	}
	if given[0].URN != "c" {
		t.Error("the stack reordered what it was given")
	}
}

func TestAfter(t *testing.T) {
	t.Parallel()
	component := func(name string) *Resource {
		return &Resource{Type: "my:index:Component", Token: "my:index:Component", URN: name, Name: name}
	}
	within := func(parent string, urns ...string) func(*Resource) {
		return func(r *Resource) { r.Parent, r.Dependencies = parent, urns }
	}
	resources := map[string]*Resource{}
	for _, r := range []*Resource{
		made(t, Registry, "registry", nil),
		made(t, PrivateEndpoint, "endpoint", func(r *Resource) {
			r.PropertyDependencies = map[string][]string{"privateLinkServiceConnections": {"registry"}}
		}),
		made(t, ContainerApp, "app", dependsOn("endpoint")),
		// A component, which holds another, which holds a grant.
		component("outer"),
		func() *Resource { inner := component("inner"); inner.Parent = "outer"; return inner }(),
		made(t, RoleAssignment, "grant", within("inner", "registry")),
		made(t, Job, "job", dependsOn("outer")),
		// Being the child of a resource of Azure is no reason to wait for its siblings.
		made(t, VirtualNetwork, "network", nil),
		made(t, Subnet, "subnet", within("network")),
		made(t, ContainerGroup, "group", dependsOn("network", "gone")),
		made(t, Zone, "one", dependsOn("two")),
		made(t, Zone, "two", dependsOn("one")),
		made(t, Zone, "three", dependsOn("two")),
	} {
		resources[r.URN] = r
	}
	s := NewStack(slices.Collect(func(yield func(*Resource) bool) {
		for _, r := range resources {
			if !yield(r) {
				return
			}
		}
	}))
	for _, row := range []struct {
		later, earlier string
		want           bool
	}{
		{"endpoint", "registry", true},
		{"registry", "endpoint", false},
		{"app", "endpoint", true},
		{"app", "registry", true},
		{"app", "app", false},
		{"job", "outer", true},
		{"job", "inner", true},
		{"job", "grant", true},
		{"job", "registry", true},
		{"job", "endpoint", false},
		{"group", "network", true},
		{"group", "subnet", false},
		{"subnet", "network", false},
		{"one", "two", true},
		{"two", "one", true},
		{"one", "one", true},
		{"three", "one", true},
		{"one", "three", false},
	} {
		if got := s.After(resources[row.later], resources[row.earlier]); got != row.want {
			t.Errorf("%s comes after %s: %t, want %t", row.later, row.earlier, got, row.want)
		}
	}
	if s.After(made(t, Zone, "gone", nil), resources["one"]) {
		t.Error("what is not in the stack comes after something")
	}
}

func TestAfterAtOnce(t *testing.T) {
	t.Parallel()
	later, earlier := made(t, Job, "later", dependsOn("earlier")), made(t, Zone, "earlier", nil)
	s := NewStack([]*Resource{later, earlier})
	var readers sync.WaitGroup
	for range 8 {
		readers.Go(func() {
			if !s.After(later, earlier) || s.After(earlier, later) {
				t.Error("the order depends on who else asks")
			}
		})
	}
	readers.Wait()
}

func TestReferred(t *testing.T) {
	t.Parallel()
	registry, zone := made(t, Registry, "acr", nil), made(t, Zone, "zone", nil)
	other := made(t, Registry, "other", nil)
	r := made(t, PrivateEndpoint, "endpoint", func(r *Resource) {
		r.PropertyDependencies = map[string][]string{
			"one": {"acr"}, "same": {"acr", "acr"}, "several": {"acr", "other"},
			"mixed": {"acr", "zone", "gone"},
			"none":  {"zone"},
		}
	})
	s := NewStack([]*Resource{registry, zone, other, r})
	computed := func(path string) Value { return NewValue(path, computedProperty) }
	for _, row := range []struct {
		name   string
		id     Value
		want   *Resource
		answer Answer
	}{
		{"the id", NewValue("x", property.New("/ids/acr")), registry, Yes},
		{"the id in other letters", NewValue("x", property.New("/IDS/ACR")), registry, Yes},
		{"of something outside", NewValue("x", property.New("/ids/elsewhere")), nil, No},
		{"of another type", NewValue("x", property.New("/ids/zone")), nil, No},
		{"absent", Value{}, nil, No},
		{"of the wrong type", NewValue("x", property.New(1.0)), nil, Unknown},
		{"computed from it", computed("one"), registry, Yes},
		{"inside of what was computed", computed("one.id"), registry, Yes},
		{"in a list that was computed", computed("one[0].id"), registry, Yes},
		{"computed from it twice", computed("same"), registry, Yes},
		{"computed from several", computed("several"), nil, Unknown},
		{"computed from it and others", computed("mixed"), registry, Yes},
		{"computed from something else", computed("none"), nil, Unknown},
		{"computed from nothing", computed("nothing"), nil, Unknown},
	} {
		if got, answer := s.Referred(r, row.id, Registry, Token); got != row.want || answer != row.answer {
			t.Errorf("%s: %v (%s), want %v (%s)", row.name, got, answer, row.want, row.answer)
		}
	}
	got := urns(s.Sources(r, computed("several[1]"), Registry, Zone))
	if diff := cmp.Diff([]string{"acr", "other"}, got); diff != "" {
		t.Errorf("the sources (-want +got):\n%s", diff)
	}
	if got := urns(s.Sources(r, computed("mixed"))); got != nil {
		t.Errorf("the sources of no type are %q", got)
	}
}

// TestReferredInThePreviewOfAChange has ids that programs know and the resources themselves do not show.
func TestReferredInThePreviewOfAChange(t *testing.T) {
	t.Parallel()
	hidden := func(name string) *Resource {
		return made(t, Registry, name, func(r *Resource) {
			r.Properties = NewValue("", propertyOf(t, map[string]any{"id": property.Computed}))
		})
	}
	one, two, shown := hidden("one"), hidden("two"), made(t, Registry, "shown", nil)
	endpoint := made(t, PrivateEndpoint, "endpoint", func(r *Resource) {
		r.PropertyDependencies = map[string][]string{
			"one": {"one"}, "both": {"one", "two"}, "shown": {"shown"}, "some": {"one", "shown"},
		}
	})
	s := NewStack([]*Resource{one, two, shown, endpoint})
	for _, row := range []struct {
		path   string
		want   *Resource
		answer Answer
	}{
		{"one", one, Yes},
		{"one[0].id", one, Yes},
		{"some", one, Yes},
		{"both", nil, Unknown},
		{"shown", nil, No},
		{"none", nil, No},
	} {
		got, answer := s.Referred(endpoint, NewValue(row.path, property.New("/ids/of-azure")), Registry)
		if got != row.want || answer != row.answer {
			t.Errorf("made of %s: %v (%s), want %v (%s)", row.path, got, answer, row.want, row.answer)
		}
	}
}
