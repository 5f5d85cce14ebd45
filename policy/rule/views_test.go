package rule

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/property"
)

// part is a replication with the id, whose registry's name was computed from the sources.
func part(t *testing.T, id property.Value, sources ...string) *Resource {
	t.Helper()
	return made(t, Replication, "part", func(r *Resource) {
		r.Properties = NewValue("", property.New(map[string]property.Value{
			"id": id, "registryName": computedProperty,
		}))
		r.PropertyDependencies = map[string][]string{"registryName": sources}
	})
}

func TestARMParent(t *testing.T) {
	t.Parallel()
	unborn := made(t, Registry, "unborn", func(r *Resource) {
		r.Properties = NewValue("", property.New(map[string]property.Value{"id": computedProperty}))
	})
	acr, other := made(t, Registry, "acr", nil), made(t, Registry, "other", nil)
	zone := made(t, Zone, "zone", nil)
	for _, row := range []struct {
		name      string
		part      *Resource
		registry  *Resource
		want      *Resource
		wantKnown Answer
	}{
		{"by what its name is computed from", part(t, computedProperty, "acr", "zone"), other, acr, Yes},
		{"by its id", part(t, property.New("/IDS/acr/replications/west")), other, acr, Yes},
		{"by its id, with two sources", part(t, property.New("/ids/acr/x"), "acr", "other"), other, acr, Yes},
		{"of one outside of the stack", part(t, property.New("/ids/outside/x")), other, nil, No},
		{"of a zone", part(t, property.New("/ids/zone/x")), other, nil, No},
		{"computed", part(t, computedProperty), other, nil, Unknown},
		{"perhaps of one that has no id yet", part(t, property.New("/ids/outside/x")), unborn, nil, Unknown},
	} {
		s := NewStack([]*Resource{acr, zone, row.registry, row.part})
		got, known := s.ARMParent(row.part, "registryName", Registry)
		if got != row.want || known != row.wantKnown {
			t.Errorf("%s: %v (%s), want %v (%s)", row.name, got, known, row.want, row.wantKnown)
		}
	}
}

func TestARMParentOutsideOfAStackWithOne(t *testing.T) {
	t.Parallel()
	outside := part(t, property.New("/ids/outside/x"))
	s := NewStack([]*Resource{made(t, Registry, "acr", nil), outside})
	if got, known := s.ARMParent(outside, "registryName", Registry); got != nil || known != No {
		t.Errorf("the part is one of %v (%s)", got, known)
	}
}

func TestEnclosing(t *testing.T) {
	t.Parallel()
	network := made(t, VirtualNetwork, "net", nil)
	subnet := made(t, Subnet, "net/subnets/one", nil)
	s := NewStack([]*Resource{network, subnet})
	for _, row := range []struct {
		id   string
		want *Resource
	}{
		{"/ids/net/subnets/one", network},
		{"/ids/NET/subnets/one/deeper/still", network},
		{"/ids/net", nil},
		{"/ids/network/subnets/one", nil},
		{"net", nil},
		{"", nil},
	} {
		if got := s.enclosing(row.id, []Type{VirtualNetwork}); got != row.want {
			t.Errorf("%q lies in %v, want %v", row.id, got, row.want)
		}
	}
	if got := s.enclosing("/ids/net/subnets/one/deeper", []Type{VirtualNetwork, Subnet}); got != subnet {
		t.Errorf("the subnet is %v", got)
	}
}

func TestGroupBy(t *testing.T) {
	t.Parallel()
	type key struct{}
	acr, other := made(t, Registry, "acr", nil), made(t, Registry, "other", nil)
	first, second, outside := made(t, Token, "a", nil), made(t, Token, "b", nil), made(t, Token, "c", nil)
	owners := map[*Resource]*Resource{first: acr, second: acr}
	answers := map[*Resource]Answer{first: Yes, second: Yes, outside: No}
	asked := 0
	owner := func(_ *Stack, r *Resource) (*Resource, Answer) {
		asked++
		return owners[r], answers[r]
	}
	s := NewStack([]*Resource{acr, other, first, second, outside})
	for range 2 {
		got, known := GroupBy(s, key{}, owner, Token).Of(acr)
		if diff := cmp.Diff([]string{"a", "b"}, urns(got)); diff != "" || known != Yes {
			t.Errorf("of the registry (%s, -want +got):\n%s", known, diff)
		}
		if got, known := GroupBy(s, key{}, owner, Token).Of(other); len(got) > 0 || known != Yes {
			t.Errorf("of the other one: %v (%s)", got, known)
		}
	}
	if asked != 3 {
		t.Errorf("three resources were asked about %d times", asked)
	}
	answers[outside] = Unknown
	unresolved := GroupBy(NewStack([]*Resource{first, outside}), key{}, owner, Token)
	if got, known := unresolved.Of(acr); len(got) != 1 || known != Unknown || len(unresolved.Unresolved) != 1 {
		t.Errorf("where one is not known: %v (%s), and %v", got, known, unresolved.Unresolved)
	}
}

func TestOnce(t *testing.T) {
	t.Parallel()
	type one struct{}
	type two struct{}
	s := NewStack(nil)
	made := func(what int) func() int { return func() int { return what } }
	if Once(s, one{}, made(1)) != 1 || Once(s, two{}, made(2)) != 2 || Once(s, one{}, made(3)) != 1 {
		t.Error("a view is not made once under its key")
	}
	if Once(NewStack(nil), one{}, made(4)) != 4 {
		t.Error("a view is shared by two stacks")
	}
}

// TestMatching finds a registry by its login server.
func TestMatching(t *testing.T) {
	t.Parallel()
	registry := func(name string, server any) *Resource {
		return made(t, Registry, name, func(r *Resource) {
			r.Properties = NewValue("", propertyOf(t, map[string]any{"loginServer": server}))
		})
	}
	acr, unborn := registry("acr", "acr.azurecr.io"), registry("unborn", property.Computed)
	for _, row := range []struct {
		name   string
		server any
		among  []*Resource
		want   *Resource
		known  Answer
	}{
		{"the same, in other letters", "ACR.azurecr.io", []*Resource{acr}, acr, Yes},
		{"another", "other.azurecr.io", []*Resource{acr}, nil, No},
		{"perhaps that of one not there yet", "other.azurecr.io", []*Resource{acr, unborn}, nil, Unknown},
		{"none", property.Null, []*Resource{acr, unborn}, nil, No},
		{"computed from one", property.Computed, []*Resource{acr, unborn}, unborn, Yes},
	} {
		group := made(t, ContainerGroup, "group", func(r *Resource) {
			r.PropertyDependencies = map[string][]string{"server": {unborn.URN}}
			r.Properties = NewValue("", propertyOf(t, map[string]any{"server": row.server}))
		})
		s := NewStack(append(row.among, group))
		got, known := s.Matching(group, group.At("server"), Registry, "loginServer")
		if got != row.want || known != row.known {
			t.Errorf("%s: %v (%s), want %v (%s)", row.name, got, known, row.want, row.known)
		}
	}
}
