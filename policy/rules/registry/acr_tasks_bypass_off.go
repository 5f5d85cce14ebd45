package registry

import "private-acr/policy/rule"

var tasksBypassOff = rule.Rule{
	ID:       "acr-tasks-bypass-off",
	Title:    "Registry tasks do not come past the registry's network rules.",
	Severity: rule.Medium,
	Levels:   rule.Always(rule.Advisory),
	Types:    []rule.Type{rule.Registry},
	Why: "A task runs on shared machines outside of your network. With the bypass on, whoever may define " +
		"one gets its identity's token past a registry that is closed to everybody else.",
	Fix: "Leave networkRuleBypassAllowedForTasks out, or set it to false, and build on an agent pool " +
		"inside of the network or import images.",
	Link:  "https://learn.microsoft.com/azure/container-registry/manage-network-bypass-policy-for-tasks",
	Check: rule.MustNotBe("networkRuleBypassAllowedForTasks", true, "is %s"),
}
