package engine

// Refer finds a resource that another one's body points at, which must be there in full.
func (e *Engine) Refer(from *Resource, resourceType, id string) (*Resource, error) {
	res := e.Find(resourceType, id)
	if res == nil {
		return nil, Unresolved(id, from.ID)
	}
	if res.Ready.IsZero() || res.ProvisioningState() == Deleting {
		return nil, Conflict("ReferencedResourceNotProvisioned", "Cannot proceed with operation because "+
			"resource %s used by resource %s is not in Succeeded state. Resource is in %s state.",
			id, from.ID, res.ProvisioningState())
	}
	return res, nil
}

// Unresolved refuses a body that points at nothing.
func Unresolved(id, from string) *Error {
	return BadRequest("InvalidResourceReference", "Resource %s referenced by resource %s was not found. "+
		"Please make sure that the referenced resource exists, and that both resources are in the "+
		"same region.", id, from)
}
