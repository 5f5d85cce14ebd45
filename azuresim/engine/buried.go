package engine

import "time"

// Buried is a resource that was deleted and can be recovered: what services call a soft delete.
type Buried struct {
	// ID is the one by which it is known as a deleted one.
	ID string
	// Body is what the resource was.
	Body Body
	// Deleted is when, and Until is when it is gone for good.
	Deleted, Until time.Time
}

// Bury keeps a deleted resource under an id and type of its kind for as long as it can be recovered.
func (e *Engine) Bury(res *Resource, id, resourceType string, kept time.Duration) {
	body := Body{"resource": res.Body, "until": e.now.Add(kept).Format(time.RFC3339Nano)}
	e.Keep(e.NewImplicit(id, resourceType, res, body))
}

// AllBuried lists the buried resources of a type that can still be recovered, in the order of their deletion.
func (e *Engine) AllBuried(resourceType string) []Buried {
	var all []Buried
	for _, res := range e.OfType(resourceType) {
		body, _ := res.Body["resource"].(Body)
		text, _ := res.Body["until"].(string)
		until, _ := time.Parse(time.RFC3339Nano, text)
		if e.now.Before(until) {
			all = append(all, Buried{ID: res.ID, Body: body, Deleted: res.Created, Until: until})
		}
	}
	return all
}

// Unearth forgets a buried resource: it is recovered, or purged.
func (e *Engine) Unearth(b Buried) {
	if res := e.Find("", b.ID); res != nil {
		e.Drop(res)
	}
}
