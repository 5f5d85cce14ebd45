package world

import (
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
)

const (
	typeResourceGroup = "Microsoft.Resources/resourceGroups"
	typeSubscription  = "Microsoft.Resources/subscriptions"
	typeTenant        = "Microsoft.Resources/tenants"
)

// key is what a resource is known by: Azure's ids have no case.
func key(id string) string {
	return strings.ToLower(strings.TrimRight(id, "/"))
}

func same(a, b string) bool {
	return key(a) == key(b)
}

// under reports whether the resource lies beneath the other.
func under(id, parent string) bool {
	return strings.HasPrefix(key(id), key(parent)+"/")
}

// parse reads a resource's id. What is not one is refused as the Resource Manager refuses it.
func parse(id string) (*arm.ResourceID, error) {
	rid, err := arm.ParseResourceID(id)
	if err != nil || rid.Name == "" {
		return nil, badRequest("InvalidResourceId", "The resource id %q is not valid.", id)
	}
	return rid, nil
}

// parentID is the id of the resource that this one lies in or extends; "" for what lies in a subscription.
func parentID(rid *arm.ResourceID) string {
	switch rid.Parent.ResourceType.String() {
	case typeSubscription, typeTenant:
		return ""
	}
	return rid.Parent.String()
}

// container is the resource that this one is a part of: its parent, unless it only extends that.
func container(rid *arm.ResourceID) string {
	if rid.ResourceType.Namespace != rid.Parent.ResourceType.Namespace {
		return ""
	}
	return parentID(rid)
}

// sibling is the id of a top-level resource of another type in the same resource group.
func sibling(rid *arm.ResourceID, resourceType, name string) string {
	group := "/subscriptions/" + rid.SubscriptionID + "/resourceGroups/" + rid.ResourceGroupName
	return group + "/providers/" + resourceType + "/" + name
}

// lastName is the last segment of an id.
func lastName(id string) string {
	return id[strings.LastIndex(id, "/")+1:]
}
