package privatelink

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"private-acr/internal/arm"
	"private-acr/spec"
)

const (
	memberCentral = "registry_data_koreacentral"
	memberSouth   = "registry_data_koreasouth"
)

func TestDiscover(t *testing.T) {
	t.Parallel()
	own := []arm.Group{
		{Name: "registry", Members: []string{"registry"}},
		{Name: memberCentral, Members: []string{memberCentral}},
		{Name: memberSouth, Members: []string{memberSouth}},
	}
	member := []arm.Group{{Name: "registry", Members: []string{"registry", memberCentral, memberSouth}}}
	both := slices.Concat(own[1:], member)
	first := map[string]string{"koreacentral": memberCentral}
	groups := map[string]string{"koreacentral": memberCentral, "koreasouth": memberSouth}
	shared := map[string]string{"koreacentral": "registry", "koreasouth": "registry"}
	none, neither := map[string]string{}, []string{memberCentral, memberSouth}
	tests := map[string]struct {
		mode    spec.DataEndpointMode
		offered []arm.Group
		want    map[string]string
		missing []string
		err     string
	}{
		"auto, own groups":       {spec.DataEndpointsAuto, own, groups, nil, ""},
		"auto, members":          {spec.DataEndpointsAuto, member, shared, nil, ""},
		"auto, both":             {spec.DataEndpointsAuto, both, shared, nil, ""},
		"dedicated, own groups":  {spec.DataEndpointsDedicated, own, groups, nil, ""},
		"dedicated, both":        {spec.DataEndpointsDedicated, both, groups, nil, ""},
		"dedicated, members":     {spec.DataEndpointsDedicated, member, none, neither, ""},
		"shared, members":        {spec.DataEndpointsShared, member, shared, nil, ""},
		"shared, both":           {spec.DataEndpointsShared, both, shared, nil, ""},
		"shared, own groups":     {spec.DataEndpointsShared, own, nil, nil, `to "auto", or to "dedicated"`},
		"nothing yet":            {spec.DataEndpointsAuto, nil, none, neither, ""},
		"one region late":        {spec.DataEndpointsAuto, own[:2], first, []string{memberSouth}, ""},
		"dedicated, nothing yet": {spec.DataEndpointsDedicated, own[:1], none, neither, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, missing, err := discover(test.mode, []string{"koreacentral", "koreasouth"}, test.offered)
			if test.err != "" {
				var fault *spec.Fault
				if !errors.As(err, &fault) || !strings.Contains(fault.Error(), test.err) {
					t.Errorf("error = %v", err)
				}
				return
			}
			if diff := cmp.Diff(test.want, got); err != nil || diff != "" {
				t.Errorf("error %v, groups (-want +got):\n%s", err, diff)
			}
			if diff := cmp.Diff(test.missing, missing); diff != "" {
				t.Errorf("missing (-want +got):\n%s", diff)
			}
		})
	}
}

func TestContradictionSaysWhatIsOffered(t *testing.T) {
	t.Parallel()
	offered := []arm.Group{
		{Name: "registry", Members: []string{"registry"}},
		{Name: memberCentral, Members: []string{memberCentral}},
	}
	_, _, err := discover(spec.DataEndpointsShared, []string{"koreacentral"}, offered)
	want := &spec.Fault{
		Path: "dataEndpoints",
		Rule: `must fit what the registry offers: registry_data_koreacentral is a group of its own and no ` +
			`member of group "registry" (offered: registry (registry); registry_data_koreacentral ` +
			`(registry_data_koreacentral))`,
		Value:  `"shared"`,
		Remedy: `set it to "auto", or to "dedicated"`,
	}
	if diff := cmp.Diff(error(want), err); diff != "" {
		t.Errorf("fault (-want +got):\n%s", diff)
	}
}

// TestAwaitedNamesTheWayOut is about a group that may never come, because the member serves.
func TestAwaitedNamesTheWayOut(t *testing.T) {
	t.Parallel()
	missing := []string{memberCentral}
	login := []arm.Group{{Name: "registry", Members: []string{"registry"}}}
	member := []arm.Group{{Name: "registry", Members: []string{"registry", memberCentral}}}
	const waiting = `waiting for registry "contoso" to offer registry_data_koreacentral to private link`
	for want, offered := range map[string][]arm.Group{
		waiting + ` (offered: registry (registry))`: login,
		waiting + ` (offered: registry (registry, registry_data_koreacentral)); members of group ` +
			`"registry" need no group of their own where dataEndpoints is not "dedicated": set it to ` +
			`"auto", or to "shared"`: member,
	} {
		got := awaited("contoso", spec.DataEndpointsDedicated, missing, offered)
		if got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func TestResolve(t *testing.T) {
	t.Parallel()
	login := arm.Record{Name: "contoso-a1b2", Addresses: []string{"10.0.0.4"}}
	data := arm.Record{Name: "contoso-a1b2.koreacentral.data", Addresses: []string{"10.0.0.5", "10.0.0.6"}}
	const loginServer, dataHost = "contoso-a1b2.azurecr.io", "contoso-a1b2.koreacentral.data.azurecr.io"
	both := map[string]string{loginServer: "10.0.0.4", dataHost: "10.0.0.5"}
	tests := map[string]struct {
		records []arm.Record
		want    map[string]string
		missing []string
	}{
		"all":          {[]arm.Record{data, login}, both, nil},
		"none":         {nil, map[string]string{}, []string{loginServer, dataHost}},
		"data missing": {[]arm.Record{login}, map[string]string{loginServer: "10.0.0.4"}, []string{dataHost}},
		"no address": {
			[]arm.Record{login, {Name: data.Name}},
			map[string]string{loginServer: "10.0.0.4"},
			[]string{dataHost},
		},
		"twice, one without address": {[]arm.Record{data, login, {Name: login.Name}}, both, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, missing := resolve(loginServer, []string{"koreacentral"}, test.records)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("addresses (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.missing, missing); diff != "" {
				t.Errorf("missing (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDescribe(t *testing.T) {
	t.Parallel()
	if got := describe(nil); got != "nothing" {
		t.Errorf("describe(nil) = %q", got)
	}
	got := describe([]arm.Group{{Name: "a", Members: []string{"b", "c"}}, {Name: "d"}})
	if got != "a (b, c); d ()" {
		t.Errorf("describe = %q", got)
	}
}
