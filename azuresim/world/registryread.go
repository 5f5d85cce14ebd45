package world

import "private-acr/internal/azure"

// privateLinkResources lists the groups that private link offers now.
func (w *World) privateLinkResources(rec *record, _ Body) (Result, error) {
	items := []any{}
	for _, g := range w.groups(rec) {
		members := make([]any, len(g.members))
		for i, member := range g.members {
			members[i] = member
		}
		items = append(items, Body{
			"id": rec.ID + "/privateLinkResources/" + g.name, "name": g.name,
			"type": typeRegistry + "/privateLinkResources",
			"properties": Body{
				"groupId": g.name, "requiredMembers": members,
				"requiredZoneNames": []any{w.cloud.PrivateZone},
			},
		})
	}
	return Result{Body: Body{"value": items}}, nil
}

// finishOffer makes private link know the data endpoint of a registry's or replica's region. In the member
// world every endpoint of the registry gains the name that goes with the address it has already.
func (w *World) finishOffer(t *task) error {
	rec := w.find("", t.ResourceID)
	if rec == nil {
		t.Status = StatusCanceled
		return nil
	}
	rec.Facts.Offered = true
	w.keep(rec)
	reg := w.registryOf(rec)
	if reg == nil {
		return nil
	}
	for _, endpoint := range w.endpoints(reg) {
		for _, group := range w.zoneGroups(endpoint.ID) {
			if group.works() {
				w.writeRecords(group)
			}
		}
	}
	return nil
}

// member is the private-link member of a region's data endpoint.
func member(rec *record) string {
	return azure.DataMember(rec.region())
}
