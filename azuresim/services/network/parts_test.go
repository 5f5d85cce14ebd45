package network_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/engine"
	"private-acr/azuresim/world"
)

const (
	groupID = bench.Group + "/providers/Microsoft.Network/networkSecurityGroups/nsg"
	tableID = bench.Group + "/providers/Microsoft.Network/routeTables/rt"
)

func denying(priority float64) world.Body {
	return world.Body{"properties": world.Body{
		"access": "Deny", "direction": "Outbound", "priority": priority, "protocol": "*",
		"sourceAddressPrefix": "*", "sourcePortRange": "*",
		"destinationAddressPrefix": "10.9.0.0/16", "destinationPortRange": "*",
	}}
}

// named are the names of the items of a list in a body.
func named(list any) []string {
	items, _ := list.([]any)
	names := []string{}
	for _, item := range items {
		body, _ := item.(engine.Body)
		name, _ := body["name"].(string)
		names = append(names, name)
	}
	return names
}

// TestRulesByThemselves puts rules into a group one by one, which then shows them; a PUT of the group that
// leaves them out removes them.
func TestRulesByThemselves(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Put(groupID, world.Body{"location": bench.Region})
	b.Put(groupID+"/securityRules/first", denying(100))
	b.Put(groupID+"/securityRules/second", denying(200))
	bench.Refused(t, b.Try(groupID+"/securityRules/third", denying(200)), "SecurityRuleConflict", "third")
	bench.Refused(t, b.Try(groupID+"/securityRules/third", denying(99)), "SecurityRuleInvalidPriority", "99")
	b.Put(groupID+"/securityRules/second", denying(300))
	got := named(b.Property(groupID, "securityRules"))
	if diff := cmp.Diff([]string{"first", "second"}, got); diff != "" {
		t.Errorf("rules (-want +got):\n%s", diff)
	}
	b.Remove(groupID + "/securityRules/first")
	b.Put(groupID, world.Body{"location": bench.Region})
	if got = named(b.Property(groupID, "securityRules")); len(got) != 0 {
		t.Errorf("a PUT without rules leaves %v", got)
	}
}

// TestRoutesByThemselves does the same with routes, one of which leads to an appliance without an address.
func TestRoutesByThemselves(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Put(tableID, world.Body{"location": bench.Region})
	away := world.Body{"addressPrefix": "10.9.0.0/16", "nextHopType": "VirtualAppliance"}
	err := b.Try(tableID+"/routes/away", world.Body{"properties": away})
	bench.Refused(t, err, "InvalidNextHopIpAddress", "away")
	away["nextHopIpAddress"] = "10.0.9.4"
	b.Put(tableID+"/routes/away", world.Body{"properties": away})
	b.Pass(time.Minute)
	if diff := cmp.Diff([]string{"away"}, named(b.Property(tableID, "routes"))); diff != "" {
		t.Errorf("routes (-want +got):\n%s", diff)
	}
	b.Remove(tableID + "/routes/away")
	if got := named(b.Property(tableID, "routes")); len(got) != 0 {
		t.Errorf("a route that was deleted leaves %v", got)
	}
}
