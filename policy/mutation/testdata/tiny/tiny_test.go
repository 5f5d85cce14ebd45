package tiny

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/property"

	"private-acr/policy/rule"
)

func resource(key string, value property.Value) *rule.Resource {
	return rule.NewResource("azure-native:containerregistry:Registry", "urn", "acr",
		property.NewMap(map[string]property.Value{key: value}))
}

func TestRules(t *testing.T) {
	t.Run("tiny-admin", func(t *testing.T) {
		if !Admin.Applies(resource("", property.Value{})) {
			t.Error("no registry is looked at")
		}
		configured, err := Admin.Configure(nil)
		if err != nil {
			t.Fatal(err)
		}
		find := func(value property.Value) string {
			found := configured.OnResource(resource("adminUserEnabled", value))
			if len(found) == 0 {
				return ""
			}
			return found[0].String()
		}
		if find(property.New(true)) == "" || find(property.New(false)) != "" || find(property.Value{}) != "" {
			t.Error("the rule errs")
		}
	})
	t.Run("tiny-other", func(t *testing.T) {
		if len(Admin.Types) != 2 || !Admin.Applies(&rule.Resource{Type: rule.Token}) {
			t.Error("no token is looked at")
		}
	})
}

func TestAdult(t *testing.T) {
	if !Adult(30) || Adult(3) {
		t.Error("Adult errs")
	}
}

func TestBoth(t *testing.T) {
	if !Both(true, true) || Both(true, false) || Both(false, true) || Both(false, false) {
		t.Error("Both errs")
	}
}

func TestOpen(t *testing.T) {
	if Open(resource("", property.Value{})) != rule.Yes ||
		Open(resource("publicNetworkAccess", property.New("disabled"))) != rule.No ||
		Open(resource("publicNetworkAccess", property.New(property.Computed))) != rule.Unknown {
		t.Error("Open errs")
	}
}

func TestJoined(t *testing.T) {
	for _, a := range []rule.Answer{rule.Yes, rule.No, rule.Unknown} {
		for _, b := range []rule.Answer{rule.Yes, rule.No, rule.Unknown} {
			if Joined(a, b, rule.No) != a.And(b) || Joined(a, b, rule.Yes) != rule.Yes {
				t.Error("Joined errs")
			}
		}
	}
}

func TestDown(t *testing.T) {
	if Down(0) != 0 {
		t.Error("Down errs")
	}
}

func TestListed(t *testing.T) {
	if !Listed("a") || Listed("c") {
		t.Error("Listed errs")
	}
}

func TestKinds(t *testing.T) {
	given, absent := rule.NewValue("", property.New("none")), rule.Value{}
	lists := [][]rule.Value{nil, {given}, {given, absent}}
	for i, want := range []string{"nothing", "something", "something"} {
		if Name(lists[i]) != want || Few(lists[i]) != (i < 2) || Full(lists[i]) != (i == 2) {
			t.Errorf("a list of %d errs", i)
		}
	}
	computed := []rule.Value{rule.NewValue("", property.New(property.Computed))}
	if All(computed, rule.Yes) != rule.Unknown || All(lists[1], rule.Yes) != rule.No ||
		All(lists[1], rule.No) != rule.Unknown || All(lists[2], rule.Yes) != rule.Unknown {
		t.Error("All errs")
	}
	if Days(absent) != 30 {
		t.Error("Days errs")
	}
}
