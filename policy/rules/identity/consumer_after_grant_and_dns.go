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
	Fix:   "Add it to the consumer's dependsOn, or pass the consumer outputs that wait for it.",
	Link:  "https://www.pulumi.com/docs/iac/concepts/options/dependson/",
	Check: rule.InStack(tooEarly),
}

// tooEarly finds what a consumer needs and does not wait for.
func tooEarly(s *rule.Stack, r *rule.Resource) []rule.Finding {
	needed := prerequisitesOf(s, consumer.Of(r))
	var findings []rule.Finding
	for _, earlier := range needed.certain() {
		late := rule.Known(!s.After(r, earlier))
		findings = append(findings, r.When(late, r.Here(), "does not wait for %s", earlier)...)
	}
	// One finding says it for all that may be needed.
	missing := needed.complete.Not()
	for _, earlier := range needed.possible {
		missing = missing.Or(rule.Unknown.And(rule.Known(!s.After(r, earlier))))
	}
	return append(findings, r.Undecided(missing, r.Here())...)
}
