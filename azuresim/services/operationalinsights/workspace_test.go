package operationalinsights_test

import (
	"testing"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/world"
)

func TestWorkspaceRefusals(t *testing.T) {
	t.Parallel()
	id := bench.Resource("Microsoft.OperationalInsights/workspaces/log-myapp")
	keeps := func(days float64, sku string) world.Body {
		return world.Body{"location": bench.Region, "properties": world.Body{
			"retentionInDays": days, "sku": world.Body{"name": sku},
		}}
	}
	tests := map[string]struct {
		id, code string
		body     world.Body
	}{
		"name":      {id + "_", "InvalidResourceName", keeps(30, "PerGB2018")},
		"too short": {id, "InvalidParameter", keeps(29, "PerGB2018")},
		"too long":  {id, "InvalidParameter", keeps(731, "PerGB2018")},
		"free":      {id, "", keeps(7, "Free")},
		"longest":   {id, "", keeps(730, "PerGB2018")},
		"unsaid":    {id, "", keeps(0, "PerGB2018")},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bench.Refused(t, bench.Open(t, world.Options{}).Try(test.id, test.body), test.code, "")
		})
	}
}

// TestRetentionIsAzures is for clients that send 0 and mean nothing.
func TestRetentionIsAzures(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	id := bench.Resource("Microsoft.OperationalInsights/workspaces/log-myapp")
	b.Put(id, world.Body{"location": bench.Region, "properties": world.Body{"retentionInDays": 0.0}})
	if days := b.Property(id, "retentionInDays"); days != 30.0 {
		t.Errorf("a workspace that says 0 keeps data for %v days", days)
	}
}
