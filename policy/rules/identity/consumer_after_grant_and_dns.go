package identity

import (
	"private-acr/policy/rule"
	"private-acr/policy/rules/consumer"
)

var consumerAfterGrantAndDNS = rule.Rule{
	ID:       "consumer-after-grant-and-dns",
	Title:    "Consumers are built after the grant to pull and after the registry's private addresses.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Mandatory),
	Types:    consumer.Types(),
	Why: "Azure pulls while it builds a consumer: before the grant it is refused, and before the DNS " +
		"zone group has written the records the registry's name leads to its public address, which is " +
		"refused as well (InaccessibleImage, ImagePullUnauthorized).",
	Fix:  "Add it to the consumer's dependsOn, or pass the consumer outputs that wait for it.",
	Link: "https://www.pulumi.com/docs/iac/concepts/options/dependson/",
	Stack: func(s *rule.Stack, _ rule.Settings) []rule.Finding {
		var findings []rule.Finding
		for _, c := range consumer.All(s) {
			findings = append(findings, tooEarly(s, c)...)
		}
		return findings
	},
}

// tooEarly finds what a consumer needs and does not wait for.
func tooEarly(s *rule.Stack, c consumer.Consumer) []rule.Finding {
	needed := needsOf(s, c)
	var findings []rule.Finding
	for _, earlier := range needed.certain() {
		late := rule.Known(!s.After(c.Resource, earlier))
		findings = append(findings, c.When(late, c.Here(), "does not wait for %s", earlier)...)
	}
	// One finding says it for all that may be needed.
	lost := needed.complete.Not()
	for _, earlier := range needed.perhaps {
		lost = lost.Or(rule.Unknown.And(rule.Known(!s.After(c.Resource, earlier))))
	}
	return append(findings, c.When(lost, c.Here(), "")...)
}
