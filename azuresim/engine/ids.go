package engine

import (
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
	"github.com/google/uuid"

	"private-acr/internal/azure"
)

// What every id is made of, whatever types there are.
var (
	typeResourceGroup = arm.ResourceGroupResourceType.String()
	typeSubscription  = arm.SubscriptionResourceType.String()
	typeTenant        = arm.TenantResourceType.String()
)

// Key is what a resource is known by: Azure's ids have no case.
func Key(id string) string {
	return strings.ToLower(strings.TrimRight(id, "/"))
}

// LastName is the last segment of an id.
func LastName(id string) string {
	return id[strings.LastIndex(id, "/")+1:]
}

// Sibling is the id of a top-level resource of another type in the same resource group.
func Sibling(id *arm.ResourceID, resourceType, name string) string {
	group := "/subscriptions/" + id.SubscriptionID + "/resourceGroups/" + id.ResourceGroupName
	return group + "/providers/" + resourceType + "/" + name
}

// SubscriptionOf is the part of an id that names its subscription, "/subscriptions/…"; "" for the tenant.
func SubscriptionOf(id string) string {
	const words = len("//") + 1
	parts := strings.SplitN(id, "/", words+1)
	if len(parts) < words || !strings.EqualFold(parts[1], "subscriptions") {
		return ""
	}
	return strings.Join(parts[:words], "/")
}

// parse reads a resource's id. What is not one is refused as the Resource Manager refuses it.
func parse(id string) (*arm.ResourceID, error) {
	rid, err := arm.ParseResourceID(id)
	if err != nil || rid.Name == "" {
		return nil, BadRequest("InvalidResourceId", "The resource id %q is not valid.", id)
	}
	return rid, nil
}

// ParentID is the id of the resource that this one lies in or extends; "" for what lies in a subscription.
func ParentID(id *arm.ResourceID) string {
	switch id.Parent.ResourceType.String() {
	case typeSubscription, typeTenant:
		return ""
	}
	return id.Parent.String()
}

// container is the resource that this one is a part of: its parent, unless it only extends that.
func container(id *arm.ResourceID) string {
	if id.ResourceType.Namespace != id.Parent.ResourceType.Namespace {
		return ""
	}
	return ParentID(id)
}

func same(a, b string) bool { return azure.SameID(a, b) }

// IsGUID reports whether the text is a GUID as Azure writes them.
func IsGUID(text string) bool {
	return len(text) == len(uuid.Nil.String()) && uuid.Validate(text) == nil
}
