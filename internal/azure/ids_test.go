package azure_test

import (
	"errors"
	"strings"
	"testing"

	"private-acr/internal/azure"
)

const (
	group   = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-hub"
	vnetID  = group + "/providers/Microsoft.Network/virtualNetworks/hub"
	aSubnet = vnetID + "/subnets/private-endpoints"
)

func TestParseIDTakesIDsOfTheType(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, resourceType, id, wantName, wantParent string }{
		{"resource", azure.TypeVirtualNetwork, vnetID, "hub", "rg-hub"},
		{"child", azure.TypeSubnet, aSubnet, "private-endpoints", "hub"},
		{"other case", azure.TypeSubnet, strings.ToLower(aSubnet), "private-endpoints", "hub"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			id, err := azure.ParseID(test.resourceType, test.id)
			if err != nil {
				t.Fatal(err)
			}
			if id.Name != test.wantName || id.Parent.Name != test.wantParent {
				t.Errorf("got %s in %s, want %s in %s", id.Name, id.Parent.Name, test.wantName,
					test.wantParent)
			}
			if !azure.SameID(id.String(), test.id) {
				t.Errorf("got %s, want the id %s", id, test.id)
			}
		})
	}
}

func TestParseIDRefusesOtherTexts(t *testing.T) {
	t.Parallel()
	subscription, _, _ := strings.Cut(group, "/resourceGroups")
	tests := []struct{ name, resourceType, id, want string }{
		{"nothing", azure.TypeSubnet, "", "must be the id of"},
		{"no id", azure.TypeSubnet, "private-endpoints", "must be the id of"},
		{"parent", azure.TypeSubnet, vnetID, "must be the id of"},
		{"child", azure.TypeVirtualNetwork, aSubnet, "must be the id of"},
		{"other type", azure.TypeNatGateway, vnetID, "must be the id of"},
		{"group", azure.TypeVirtualNetwork, group, "must be the id of"},
		{
			"management group", azure.TypeVirtualNetwork,
			"/providers/Microsoft.Management/managementGroups/m" +
				"/providers/Microsoft.Network/virtualNetworks/hub",
			"must be of the form",
		},
		{"no name", azure.TypeVirtualNetwork, group + "/providers/Microsoft.Network/virtualNetworks", "must"},
		{"trailing slash", azure.TypeVirtualNetwork, vnetID + "/", "must not end with a slash"},
		{"subscription by name", azure.TypeVirtualNetwork, strings.Replace(vnetID,
			"00000000-0000-0000-0000-000000000001",
			"prod", 1), "/subscriptions/<GUID>/"},
		{"blank", azure.TypeVirtualNetwork, vnetID + " 1", "must be of the form"},
		{"query", azure.TypeVirtualNetwork, vnetID + "?api-version=1", "must be of the form"},
		{
			"double slash", azure.TypeVirtualNetwork, strings.Replace(vnetID, "/providers", "//providers", 1),
			"must",
		},
		{"no child name", azure.TypeSubnet, vnetID + "/subnets", "must be of the form"},
		{
			"no resource group", azure.TypeVirtualNetwork,
			subscription + "/providers/Microsoft.Network/virtualNetworks/hub", "/resourceGroups/<name>",
		},
		{
			"extension", azure.TypeNatGateway, vnetID + "/providers/Microsoft.Network/natGateways/x",
			"must be of the form",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := azure.ParseID(test.resourceType, test.id)
			fault, ok := errors.AsType[*azure.IDError](err)
			if !ok {
				t.Fatalf("got %v, want an IDError", err)
			}
			if !strings.Contains(fault.Rule, test.want) {
				t.Errorf("got the rule %q, want %q in it", fault.Rule, test.want)
			}
			if fault.ID != test.id || fault.ResourceType != test.resourceType {
				t.Errorf("got %+v, want the arguments in it", fault)
			}
		})
	}
}

func TestIDErrorNamesIDAndRule(t *testing.T) {
	t.Parallel()
	_, err := azure.ParseID(azure.TypeSubnet, "hub")
	want := `resource id "hub" must be the id of a Microsoft.Network/virtualNetworks/subnets`
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestSameID(t *testing.T) {
	t.Parallel()
	if !azure.SameID(vnetID, strings.ToUpper(vnetID)+"/") || !azure.SameID(vnetID+"/", vnetID) {
		t.Error("case and a final slash must not matter")
	}
	if !azure.SameID(vnetID+"/", vnetID) {
		t.Error("a final slash must not matter on either side")
	}
	if azure.SameID(vnetID, aSubnet) {
		t.Error("a parent is not its child")
	}
}

func TestWithin(t *testing.T) {
	t.Parallel()
	for outer, want := range map[string]bool{
		vnetID:                        true,
		strings.ToUpper(vnetID) + "/": true,
		group:                         true,
		strings.ToUpper(group):        true,
		group[:len(group)-1]:          false,
		aSubnet:                       false,
		"/":                           true,
	} {
		if got := azure.Within(vnetID, outer); got != want {
			t.Errorf("within %q: got %v", outer, got)
		}
	}
}

func TestParentID(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]string{
		aSubnet:       vnetID,
		aSubnet + "/": vnetID,
		"/a/b":        "",
		"b":           "",
		"":            "",
	} {
		if got := azure.ParentID(id); got != want {
			t.Errorf("parent of %q: got %q, want %q", id, got, want)
		}
	}
}

func FuzzParseID(f *testing.F) {
	f.Add(vnetID)
	f.Add(aSubnet)
	f.Add("/providers/a/b/c/providers/Microsoft.Network/virtualNetworks")
	f.Add(group + "/providers/Microsoft.Network/virtualNetworks")
	f.Fuzz(func(t *testing.T, text string) {
		id, err := azure.ParseID(azure.TypeVirtualNetwork, text)
		if err != nil {
			return
		}
		if id.Name == "" || id.ResourceGroupName == "" || id.SubscriptionID == "" {
			t.Errorf("%q has passed with a part missing: %+v", text, id)
		}
		again, err := azure.ParseID(azure.TypeVirtualNetwork, id.String())
		if err != nil || again.String() != id.String() {
			t.Errorf("%q does not survive a round trip: %v", text, err)
		}
	})
}
