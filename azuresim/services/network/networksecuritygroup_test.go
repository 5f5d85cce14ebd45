package network_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/world"
)

func rules(priorities ...float64) world.Body {
	list := []any{}
	for _, priority := range priorities {
		list = append(list, world.Body{"name": "r", "properties": world.Body{
			"direction": "Inbound", "priority": priority, "access": "Allow", "protocol": "*",
		}})
	}
	return world.Body{"location": bench.Region, "properties": world.Body{"securityRules": list}}
}

func TestSecurityGroupOfASubnet(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	nsg := bench.Resource("Microsoft.Network/networkSecurityGroups/nsg")
	b.Put(nsg, rules(100, 200))
	attached := bench.Changed(bench.Subnet("s", "10.0.3.0/27", ""), func(p world.Body) {
		p["networkSecurityGroup"] = world.Body{"id": nsg}
	})
	b.Put(bench.VNetID, bench.VNet(attached))
	want := []any{world.Body{"id": bench.VNetID + "/subnets/s"}}
	if diff := cmp.Diff(want, b.Property(nsg, "subnets")); diff != "" {
		t.Errorf("subnets (-want +got):\n%s", diff)
	}
	_, err := b.World.Delete(nsg)
	bench.Refused(t, err, "InUseNetworkSecurityGroupCannotBeDeleted", "subnets/s")
	b.Put(bench.VNetID, bench.VNet(bench.Subnet("s", "10.0.3.0/27", "")))
	b.Remove(nsg)
	bench.Refused(t, b.Try(bench.VNetID, bench.VNet(attached)), "InvalidResourceReference", "nsg")
}

func TestSecurityRulesHaveAnOrder(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		body world.Body
		code string
	}{
		"same priority": {rules(100, 100), "SecurityRuleConflict"},
		"too low":       {rules(99), "SecurityRuleInvalidPriority"},
		"too high":      {rules(4097), "SecurityRuleInvalidPriority"},
		"bounds":        {rules(100, 4096), ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := bench.Open(t, world.Options{})
			id := bench.Resource("Microsoft.Network/networkSecurityGroups/nsg")
			bench.Refused(t, b.Try(id, test.body), test.code, "")
		})
	}
}
