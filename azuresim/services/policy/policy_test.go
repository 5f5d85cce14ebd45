package policy_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/engine"
	"private-acr/azuresim/world"
)

const (
	definitions = "/providers/Microsoft.Authorization/policyDefinitions/"
	sets        = bench.Subscription + "/providers/Microsoft.Authorization/policySetDefinitions/"
	assignments = "/providers/Microsoft.Authorization/policyAssignments/"

	armAudienceOff = definitions + "785596ed-054f-41bc-aaec-7f3d0ba05725"
	publicAccess   = definitions + "0fdf0491-d080-4575-b627-ad0e843cba0f"
	zoneGroups     = definitions + "e9585a95-5b8c-4d03-b193-dc7eb5ac4c32"
	locations      = definitions + "e56962a6-4747-49cd-b67b-bf8b01975c4c"
	notAllowed     = definitions + "6c112d4e-5bc7-47ae-a041-ea2d9dccd749"
	tagResources   = definitions + "871b6d14-10aa-478d-b590-94f262ecfa99"
	tagGroups      = definitions + "96670d01-0a4d-4649-9c89-2d3abc0a5025"
	addTag         = definitions + "5ffd78d9-436d-4b41-a421-5baa819e3008"
	inheritTag     = definitions + "ea3f2387-9b95-492a-a190-fcdc54f7b070"
)

// assigned is the body of an assignment with an identity and values for parameters.
func assigned(definition string, parameters world.Body) world.Body {
	values := world.Body{}
	for name, value := range parameters {
		values[name] = world.Body{"value": value}
	}
	return world.Body{
		"location": bench.Region, "identity": world.Body{"type": "SystemAssigned"},
		"properties": world.Body{"policyDefinitionId": definition, "parameters": values},
	}
}

// TestDenial has Azure's own policies refuse what is not as they want it.
func TestDenial(t *testing.T) {
	t.Parallel()
	registry := want{bench.RegistryID, bench.Registry()}
	zone := want{bench.ZoneID, world.Body{"location": "global"}}
	group := want{bench.Group + "2", world.Body{"location": bench.Region}}
	open := want{bench.RegistryID, bench.Changed(bench.Registry(), func(p world.Body) {
		p["publicNetworkAccess"], p["policies"] = "Enabled", nil
	})}
	only := func(region string) world.Body { return world.Body{"listOfAllowedLocations": []any{region}} }
	registries := world.Body{"listOfResourceTypesNotAllowed": []any{"microsoft.containerregistry/registries"}}
	deny, team := world.Body{"effect": "Deny"}, world.Body{"tagName": "team"}
	tests := map[string]struct {
		definition string
		parameters world.Body
		want       want
		denied     bool
	}{
		"public access":                {publicAccess, deny, open, true},
		"public access, only audited":  {publicAccess, nil, open, false},
		"public access off":            {publicAccess, deny, registry, false},
		"another region":               {locations, only("japaneast"), registry, true},
		"an allowed region":            {locations, only("Korea Central"), registry, false},
		"a global resource":            {locations, only("japaneast"), zone, false},
		"a type":                       {notAllowed, registries, registry, true},
		"another type":                 {notAllowed, registries, zone, false},
		"no tag":                       {tagResources, team, registry, true},
		"no tag, of a group":           {tagGroups, team, group, true},
		"no tag, which groups need":    {tagGroups, team, registry, false},
		"no tag, which resources need": {tagResources, team, group, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := bench.Open(t, world.Options{})
			b.Put(bench.Subscription+assignments+"a", assigned(test.definition, test.parameters))
			code := map[bool]string{true: "RequestDisallowedByPolicy"}[test.denied]
			message := fmt.Sprintf("Resource '%s' was disallowed by policy. Policy identifiers: "+
				`'[{"policyAssignment":{"name":"a","id":"%s`, engine.LastName(test.want.id),
				bench.Subscription)
			bench.Refused(t, b.Try(test.want.id, test.want.body), code, message)
		})
	}
}

// want is a resource that somebody wants.
type want struct {
	id   string
	body world.Body
}

// TestWhatADenialTells is the message, and what clients can read besides.
func TestWhatADenialTells(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	assignment := assigned(tagResources, world.Body{"tagName": "team"})
	engine.Properties(assignment)["nonComplianceMessages"] = []any{world.Body{"message": "Say whose it is."}}
	b.Put(bench.Group+assignments+"a", assignment)
	var refused *world.Error
	if !errors.As(b.Try(bench.RegistryID, bench.Registry()), &refused) || refused.Status != 403 {
		t.Fatalf("got %v", refused)
	}
	message := "Resource 'acrMyApp' was disallowed by policy. Reasons: 'Say whose it is.'. See error " +
		"details for policy resource IDs."
	if refused.Message != message || refused.Target != "acrMyApp" {
		t.Errorf("got %q about %q", refused.Message, refused.Target)
	}
	info, _ := refused.AdditionalInfo[0].Info.(world.Body)
	delete(info, "evaluationDetails")
	if diff := cmp.Diff(world.Body{
		"policyDefinitionId":          tagResources,
		"policyDefinitionName":        engine.LastName(tagResources),
		"policyDefinitionDisplayName": "Require a tag on resources", "policyDefinitionEffect": "deny",
		"policyAssignmentId":   bench.Group + assignments + "a",
		"policyAssignmentName": "a", "policyAssignmentDisplayName": "a",
		"policyAssignmentScope":      bench.Group,
		"policyAssignmentParameters": map[string]any{"tagName": "team"}, "policyExemptionIds": []any{},
	}, info); diff != "" {
		t.Errorf("it tells something else (-want +got):\n%s", diff)
	}
}

// TestWhereAssignmentsHold puts a registry that the assignment denies, wherever it holds.
func TestWhereAssignmentsHold(t *testing.T) {
	t.Parallel()
	exclude := func(p world.Body) { p["notScopes"] = []any{bench.Group} }
	tests := map[string]struct {
		scope string
		edit  func(world.Body)
		holds bool
	}{
		"subscription":  {bench.Subscription, func(world.Body) {}, true},
		"group":         {bench.Group, func(world.Body) {}, true},
		"another group": {bench.Group + "2", func(world.Body) {}, false},
		"excluded":      {bench.Subscription, exclude, false},
		"not enforced":  {bench.Group, func(p world.Body) { p["enforcementMode"] = "DoNotEnforce" }, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := bench.Open(t, world.Options{})
			b.Put(bench.Group+"2", world.Body{"location": bench.Region})
			body := assigned(tagResources, world.Body{"tagName": "team"})
			test.edit(engine.Properties(body))
			b.Put(test.scope+assignments+"a", body)
			code := map[bool]string{true: "RequestDisallowedByPolicy"}[test.holds]
			bench.Refused(t, b.Try(bench.RegistryID, bench.Registry()), code, "")
			b.Remove(test.scope + assignments + "a")
			b.Put(bench.RegistryID, bench.Registry())
		})
	}
}

// TestModification answers another body than was asked for.
func TestModification(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Put(bench.Group, world.Body{"location": bench.Region, "tags": world.Body{"cost": "7"}})
	b.Put(bench.Group+assignments+"arm", assigned(armAudienceOff, nil))
	b.Put(bench.Group+assignments+"tag", assigned(addTag, world.Body{"tagName": "team", "tagValue": "hub"}))
	b.Put(bench.Group+assignments+"cost", assigned(inheritTag, world.Body{"tagName": "cost"}))
	asked := bench.Registry()
	asked["tags"] = world.Body{"Team": "mine"}
	b.Put(bench.RegistryID, asked)
	got := b.Get(bench.RegistryID)
	if diff := cmp.Diff(world.Body{"Team": "hub", "cost": "7"}, got["tags"]); diff != "" {
		t.Errorf("tags (-want +got):\n%s", diff)
	}
	policies, _ := engine.Properties(got)["policies"].(world.Body)
	off := world.Body{"status": "disabled"}
	if diff := cmp.Diff(off, policies["azureADAuthenticationAsArmPolicy"]); diff != "" {
		t.Errorf("ARM-audience tokens (-want +got):\n%s", diff)
	}
	b.Put(bench.IdentityID, world.Body{"location": bench.Region})
	if b.Get(bench.IdentityID)["tags"] == nil {
		t.Error("another type is not tagged")
	}
}

// TestDeployment makes a zone group where there is none ten minutes after an endpoint was accepted.
func TestDeployment(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		own, deleted, killed bool
		wait                 time.Duration
		made                 bool
	}{
		"none there":        {wait: 10 * time.Minute, made: true},
		"after a restart":   {killed: true, wait: 10 * time.Minute, made: true},
		"too early":         {wait: 7 * time.Minute},
		"one there":         {own: true, wait: time.Hour},
		"assignment's gone": {deleted: true, wait: time.Hour},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			options := world.Options{Journal: filepath.Join(t.TempDir(), "journal")}
			b := bench.Open(t, options)
			b.Network()
			b.Put(bench.RegistryID, bench.Registry())
			id := bench.Subscription + assignments + "zone"
			b.Put(id, assigned(zoneGroups, world.Body{"privateDnsZoneId": bench.ZoneID}))
			b.Put(bench.LoginPE, bench.Endpoint("registry"))
			if test.own {
				b.Put(bench.LoginPE+bench.ZoneGroupOf, bench.ZoneGroup(bench.ZoneID))
			}
			if test.deleted {
				b.Remove(id)
			}
			if test.killed {
				b.Reopen(options)
			}
			b.Pass(test.wait)
			b.Pass(time.Minute)
			_, err := b.World.Get(bench.LoginPE + "/privateDnsZoneGroups/deployedByPolicy")
			if (err == nil) != test.made {
				t.Errorf("got %v", err)
			}
			if test.made {
				b.IP(bench.ZoneID + "/A/acrmyapp")
			}
		})
	}
}

func TestAssignmentRefusals(t *testing.T) {
	t.Parallel()
	withoutIdentity := func(definition string) world.Body {
		body := assigned(definition, nil)
		delete(body, "identity")
		return body
	}
	withoutLocation := assigned(armAudienceOff, nil)
	delete(withoutLocation, "location")
	tests := map[string]struct {
		body       world.Body
		code, part string
	}{
		"no definition": {
			assigned(definitions+"none", nil), "PolicyDefinitionNotFound", "'none' could not be found",
		},
		"no parameter": {assigned(tagGroups, nil), "MissingPolicyParameter", "'tagName'"},
		"a parameter too many": {
			assigned(publicAccess, world.Body{"x": 1.0}), "UndefinedPolicyParameter", "parameter(s) 'x'",
		},
		"a value": {
			assigned(publicAccess, world.Body{"effect": "deny"}), "PolicyParameterValueNotAllowed",
			"The value 'deny' is not allowed for policy parameter 'effect' in policy definition " +
				"'0fdf0491-d080-4575-b627-ad0e843cba0f'. The allowed values are 'Audit, Deny, Disabled'.",
		},
		"no identity": {
			withoutIdentity(armAudienceOff), "ResourceIdentityRequired",
			"'a' request is invalid. Policy assignments must include a resource identity when assigning",
		},
		"no location": {withoutLocation, "LocationRequired", ""},
		"none needed": {withoutIdentity(publicAccess), "", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := bench.Open(t, world.Options{})
			bench.Refused(t, b.Try(bench.Group+assignments+"a", test.body), test.code, test.part)
		})
	}
}
