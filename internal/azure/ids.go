package azure

import (
	"fmt"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
)

// Resource types as [ParseID] takes them and as Resource Manager writes them in ids.
const (
	TypeVirtualNetwork = "Microsoft.Network/virtualNetworks"
	TypeSubnet         = "Microsoft.Network/virtualNetworks/subnets"
	TypeNatGateway     = "Microsoft.Network/natGateways"
	TypePrivateDNSZone = "Microsoft.Network/privateDnsZones"
	TypeRegistry       = "Microsoft.ContainerRegistry/registries"
	TypeIdentity       = "Microsoft.ManagedIdentity/userAssignedIdentities"
)

// IDError says that a resource id is not one of the wanted resource type.
type IDError struct {
	// ResourceType is the wanted type, for example "Microsoft.Network/virtualNetworks".
	ResourceType string
	// ID is the id as it was given.
	ID string
	// Rule is what the id must be, for example `must be the id of a Microsoft.Network/virtualNetworks`.
	Rule string
}

// Error names the rule and the given id.
func (e *IDError) Error() string {
	return fmt.Sprintf("resource id %q %s", e.ID, e.Rule)
}

// ParseID reads the id of a resource of the given type that lies in a resource group, such as
// "/subscriptions/…/resourceGroups/…/providers/Microsoft.Network/virtualNetworks/hub". Types are compared
// without regard to case, as Azure does. The error is an [*IDError].
func ParseID(resourceType, id string) (*arm.ResourceID, error) {
	fault := func(rule string) error { return &IDError{ResourceType: resourceType, ID: id, Rule: rule} }
	parsed, err := arm.ParseResourceID(id)
	if err != nil || !strings.EqualFold(parsed.ResourceType.String(), resourceType) {
		return nil, fault("must be the id of a " + resourceType)
	}
	if parsed.SubscriptionID == "" || parsed.ResourceGroupName == "" {
		return nil, fault("must name a subscription and a resource group")
	}
	if !wholeChain(parsed) {
		return nil, fault("must name every resource on its way, and nothing besides")
	}
	return parsed, nil
}

// wholeChain guards against what arm.ParseResourceID lets through: ids whose last name is missing, and
// extension resources, whose resource type alone looks like that of an ordinary resource.
func wholeChain(id *arm.ResourceID) bool {
	group := arm.ResourceGroupResourceType.String()
	for ; id.ResourceType.String() != group; id = id.Parent {
		outermost := !strings.Contains(id.ResourceType.Type, "/")
		inGroup := id.Parent != nil && id.Parent.ResourceType.String() == group
		if id.Name == "" || id.Parent == nil || outermost != inGroup {
			return false
		}
	}
	return true
}

// SameID reports whether two resource ids mean the same resource: Azure compares them without regard to case.
func SameID(a, b string) bool {
	return strings.EqualFold(strings.TrimSuffix(a, "/"), strings.TrimSuffix(b, "/"))
}

// Within reports whether a resource is the one that the other id means, or lies in it: a registry lies in its
// resource group and in its subscription.
func Within(id, outer string) bool {
	path := strings.ToLower(strings.TrimSuffix(outer, "/") + "/")
	return SameID(id, outer) || strings.HasPrefix(strings.ToLower(id), path)
}

// ParentID is the id of what a resource lies in: of a subnet that of its virtual network. It is empty where
// the text is too short to be the id of such a resource.
func ParentID(id string) string {
	id = strings.TrimSuffix(id, "/")
	for range 2 {
		id = id[:max(0, strings.LastIndex(id, "/"))]
	}
	return id
}
