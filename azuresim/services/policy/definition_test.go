package policy_test

import (
	"testing"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/engine"
	"private-acr/azuresim/world"
)

// custom is the body of a definition that denies registries of a name.
func custom(effect string) world.Body {
	return world.Body{"properties": world.Body{
		"mode": "All", "parameters": world.Body{"name": world.Body{"type": "String"}},
		"policyRule": world.Body{
			"if":   world.Body{"field": "name", "equals": "[parameters('name')]"},
			"then": world.Body{"effect": effect},
		},
	}}
}

// TestSets assigns a custom definition by way of a set that hands a parameter on.
func TestSets(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Put(bench.Subscription+definitions+"mine", custom("deny"))
	b.Put(sets+"all", world.Body{"properties": world.Body{
		"parameters": world.Body{"who": world.Body{"type": "String", "defaultValue": "acrmyapp"}},
		"policyDefinitions": []any{world.Body{
			"policyDefinitionId": bench.Subscription + definitions + "mine",
			"parameters":         world.Body{"name": world.Body{"value": "[parameters('who')]"}},
		}},
	}})
	b.Put(bench.Group+assignments+"a", assigned(sets+"all", nil))
	bench.Refused(t, b.Try(bench.RegistryID, bench.Registry()), "RequestDisallowedByPolicy", `"name":"mine"`)
	_, err := b.World.Delete(sets + "all")
	bench.Refused(t, err, "PolicyDefinitionInUse", "'all'")
	b.Put(bench.Group+assignments+"a", assigned(sets+"all", world.Body{"who": "other"}))
	b.Put(bench.RegistryID, bench.Registry())
	bench.Refused(t, b.Try(sets+"wrong", world.Body{"properties": world.Body{
		"policyDefinitions": []any{world.Body{"policyDefinitionId": definitions + "none"}},
	}}), "PolicyDefinitionNotFound", "'none'")
}

func TestDefinitionRefusals(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	mine := bench.Subscription + definitions + "mine"
	bench.Refused(t, b.Try(mine, custom("forbid")), "InvalidPolicyRuleEffect", "'forbid'")
	bench.Refused(t, b.Try(mine, custom("[uniqueString('x')]")), "InvalidPolicyRule", "'uniqueString'")
	bench.Refused(t, b.Try(mine, world.Body{"properties": world.Body{}}), "InvalidPolicyRule", "'if'")
	deploying := custom("deployIfNotExists")
	then := engine.Within(engine.Within(engine.Properties(deploying), "policyRule"), "then")
	then["details"] = world.Body{"deployment": world.Body{"properties": world.Body{
		"template": world.Body{"resources": []any{world.Body{"type": "Microsoft.Resources/deployments"}}},
	}}}
	bench.Refused(t, b.Try(mine, deploying), "InvalidPolicyRule", "'Microsoft.Resources/deployments'")
	bench.Refused(t, b.Try(armAudienceOff, custom("deny")), "AuthorizationFailed", "")
	bench.Refused(t, b.Try(bench.Group+definitions+"mine", custom("deny")), "InvalidScope", "")
	unknown := custom("deny")
	rule := engine.Within(engine.Properties(unknown), "policyRule")
	rule["if"] = world.Body{"field": "name", "resembles": "x"}
	bench.Refused(t, b.Try(mine, unknown), "InvalidPolicyRule", "no operator")
}

// TestBuiltInDefinitions are listed in every subscription, and read where they are.
func TestBuiltInDefinitions(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	if got := b.Property(armAudienceOff, "policyType"); got != "BuiltIn" {
		t.Errorf("got %v", got)
	}
	_, err := b.World.Get(bench.Subscription + armAudienceOff)
	bench.Refused(t, err, "PolicyDefinitionNotFound", "")
	b.Put(bench.Subscription+definitions+"mine", custom("deny"))
	all, _ := b.World.List("/providers/Microsoft.Authorization/policyDefinitions")
	with, _ := b.World.List(bench.Subscription + "/providers/Microsoft.Authorization/policyDefinitions")
	if len(all) < 10 || len(with) != len(all)+1 {
		t.Errorf("got %d and %d definitions", len(all), len(with))
	}
}
