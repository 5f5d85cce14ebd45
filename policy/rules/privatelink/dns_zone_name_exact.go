package privatelink

import (
	"strings"

	"private-acr/internal/azure"
	"private-acr/policy/rule"
)

var zoneNameExact = rule.Rule{
	ID:       "dns-zone-name-exact",
	Title:    "The private DNS zone of registries has the name that their public names lead to.",
	Severity: rule.High,
	Levels:   rule.Always(rule.Mandatory),
	Types:    []rule.Type{rule.Zone},
	Why: "A registry's public name is an alias for one in privatelink.azurecr.io: a zone of another name " +
		"is never asked, and one of azurecr.io, or of a region's data endpoints, hides what it has no " +
		"record of.",
	Fix: "Set privateZoneName to privatelink.azurecr.io, in Azure Government to privatelink.azurecr.us and " +
		"in China to privatelink.azurecr.cn: the records of data endpoints lie in the same zone.",
	Link:  linkNames,
	Check: rule.MustNotMatch("privateZoneName", isWrongName, "is %s"),
}

// isWrongName says that a name is near to that of the zone of registries, but another one. A zone without a
// name gets one of Pulumi's, which Azure takes for no domain.
func isWrongName(name string) bool {
	return strings.Contains(strings.ToLower(name), "azurecr") && !azure.IsRegistryZone(name)
}
