package engine

import (
	"net/http"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
)

// surroundings checks that what a resource lies in is there.
func (e *Engine) surroundings(rid *arm.ResourceID, create bool) error {
	if rid.ResourceType.String() == typeResourceGroup {
		return nil
	}
	if err := e.inGroup(rid, create); err != nil {
		return err
	}
	parent := ParentID(rid)
	if parent == "" || e.Find("", parent) != nil {
		return nil
	}
	return NotFound("ParentResourceNotFound", "Can not perform requested operation on nested resource. "+
		"Parent resource '%s' not found.", LastName(parent))
}

func (e *Engine) inGroup(rid *arm.ResourceID, create bool) error {
	if rid.ResourceGroupName == "" {
		return nil
	}
	group := e.Find(typeResourceGroup,
		"/subscriptions/"+rid.SubscriptionID+"/resourceGroups/"+rid.ResourceGroupName)
	if group == nil {
		return NotFound("ResourceGroupNotFound", "Resource group '%s' could not be found.",
			rid.ResourceGroupName)
	}
	if create && group.ProvisioningState() == Deleting {
		return Conflict("ResourceGroupBeingDeleted", "The resource group '%s' is in deprovisioning state "+
			"and cannot perform this operation.", rid.ResourceGroupName)
	}
	return nil
}

// Idle refuses to write to a resource while it has an operation in progress. It may be nil.
func (e *Engine) Idle(res *Resource) error {
	return e.idle(res, "")
}

// idle looks at the one that the resource lies in as well.
func (e *Engine) idle(res *Resource, parent string) error {
	if res != nil && res.Operation != "" {
		return e.Busy(res)
	}
	if p := e.Find("", parent); p != nil && p.Operation != "" && p.Type != typeResourceGroup {
		return e.Busy(p)
	}
	return nil
}

// Busy is the refusal to write to a resource during an operation. Some services answer 429 on Azure; 409
// stands for it here because clients would retry a 429 and so hide that they did not wait.
func (e *Engine) Busy(res *Resource) *Error {
	t, _ := e.typeOf(res.Type)
	code := t.BusyCode
	if code == "" {
		code = "AnotherOperationInProgress"
	}
	return Refusal(http.StatusConflict, code, "Another operation on this or dependent resource is in "+
		"progress: %s is %s (operation %s). Please try again later.", res.ID, res.ProvisioningState(),
		res.Operation)
}
