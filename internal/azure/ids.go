package azure

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
	"github.com/google/uuid"
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

// namePattern is what the name of a resource can be made of. Resource Manager's own rules differ by type;
// none of them has blanks or what URLs are made of, and those of resource groups have letters of any script.
// Azure docs: azure-resource-manager/management/resource-name-rules.
var namePattern = regexp.MustCompile(`^[\p{L}\p{N}_.()-]{1,260}$`)

// ParseID reads the id of a resource of the given type that lies in a resource group, such as
// "/subscriptions/…/resourceGroups/…/providers/Microsoft.Network/virtualNetworks/hub". Types are compared
// without regard to case, as Azure does. The error is an [*IDError].
func ParseID(resourceType, id string) (*arm.ResourceID, error) {
	fault := func(rule string) error { return &IDError{ResourceType: resourceType, ID: id, Rule: rule} }
	parsed, err := arm.ParseResourceID(id)
	switch {
	case err != nil || !strings.EqualFold(parsed.ResourceType.String(), resourceType):
		return nil, fault("must be the id of a " + resourceType)
	case strings.HasSuffix(id, "/"):
		return nil, fault("must not end with a slash")
	case !fitsPath(id, idPath(resourceType)):
		return nil, fault("must be of the form " + idPath(resourceType))
	}
	return parsed, nil
}

// idPath is the form of the ids of a type, its variable parts in angle brackets.
func idPath(resourceType string) string {
	namespace, types, _ := strings.Cut(resourceType, "/")
	return "/subscriptions/" + guidPart + "/resourceGroups/" + namePart + "/providers/" + namespace + "/" +
		strings.ReplaceAll(types, "/", "/"+namePart+"/") + "/" + namePart
}

// The variable parts of ids.
const guidPart, namePart = "<GUID>", "<name>"

// fitsPath compares part by part, because arm.ParseResourceID lets much through: ids whose last name is
// missing, subscriptions that are no GUIDs, and extension resources, whose type alone looks like any other.
func fitsPath(id, path string) bool {
	return slices.EqualFunc(strings.Split(id, "/"), strings.Split(path, "/"), fitsPart)
}

func fitsPart(given, wanted string) bool {
	switch wanted {
	case guidPart:
		return len(given) == len(uuid.UUID{}.String()) && uuid.Validate(given) == nil
	case namePart:
		return namePattern.MatchString(given)
	}
	return strings.EqualFold(given, wanted)
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
