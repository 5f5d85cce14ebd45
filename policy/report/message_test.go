package report_test

import (
	"strings"
	"testing"

	"private-acr/policy/report"
	"private-acr/policy/rule"
)

// TestMessagesSayWhereCatalogsDisagree has a catalog that demands the same and two that want the opposite.
func TestMessagesSayWhereCatalogsDisagree(t *testing.T) {
	t.Parallel()
	const why = "The feature is deprecated."
	got := report.Result{Rule: &rule.Rule{Sources: []rule.Source{
		{Catalog: rule.Checkov, ID: "CKV_1", Conflict: why},
		{Catalog: rule.KICS, ID: "42"},
		{Catalog: rule.PSRule, ID: "Azure.Trust", Conflict: why},
	}}, Finding: rule.Finding{Resource: &rule.Resource{}}}.Message()
	want := "\nAlso: KICS 42\nUnlike Checkov CKV_1; PSRule for Azure Azure.Trust: " + why
	if !strings.HasSuffix(got, want) {
		t.Errorf("the message is %q, want it to end with %q", got, want)
	}
}
