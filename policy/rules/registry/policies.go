package registry

import "private-acr/policy/rule"

// status is the switch of one of the registry's policies: "enabled" or "disabled".
func status(registry *rule.Resource, policy string) rule.Value {
	return registry.At("policies", policy, "status")
}
