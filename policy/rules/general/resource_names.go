package general

import (
	"errors"

	"private-acr/internal/azure"
	"private-acr/policy/rule"
)

var resourceNames = rule.Rule{
	ID:       "resource-names",
	Title:    "Names are such that Azure takes them.",
	Severity: rule.Medium,
	Levels:   rule.Always(rule.Mandatory),
	Types: []rule.Type{
		rule.ResourceGroup, rule.Registry, rule.PrivateEndpoint, rule.ZoneGroup, rule.VirtualNetwork,
		rule.Subnet, rule.VirtualNetworkLink, rule.Identity, rule.ContainerGroup, rule.ManagedEnvironment,
		rule.ContainerApp,
	},
	Why: "Azure refuses other names, ResourceNameInvalid or ContainerAppInvalidName for example, only " +
		"when their turn has come and the rest of the stack is built; a name that Pulumi makes of a " +
		"resource's own may be one of them.",
	Fix:  "Change the name to one that follows the rule of its kind.",
	Link: "https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules",
	Sources: []rule.Source{
		{Catalog: rule.PSRule, ID: "Azure.ACR.Name (AZR-000007)"},
		{Catalog: rule.PSRule, ID: "Azure.PrivateEndpoint.Name (AZR-000153)"},
		{Catalog: rule.PSRule, ID: "Azure.Identity.UserAssignedName (AZR-000117)"},
		{Catalog: rule.PSRule, ID: "Azure.ContainerApp.Name (AZR-000360)"},
	},
	Resource: func(r *rule.Resource, _ rule.Settings) []rule.Finding {
		row, _ := r.Type.Row()
		name := r.At(row.OwnName())
		text, given := name.Text()
		refused := &azure.NameError{}
		bad := rule.Known(errors.As(azure.CheckName(row.Name, text), &refused))
		return r.When(given.And(bad), name, "is %s, but %s", name, refused.Rule)
	},
}
