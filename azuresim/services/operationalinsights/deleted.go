package operationalinsights

import (
	"strings"
	"time"

	"private-acr/azuresim/engine"
	"private-acr/internal/azure"
)

const (
	deletedWorkspace = "Microsoft.OperationalInsights/deletedWorkspaces"
	// keptFor is how long a deleted workspace can be recovered. Azure docs:
	// azure-monitor/logs/delete-workspace.
	keptFor = 14 * 24 * time.Hour
)

// bury keeps a deleted workspace, which a new one of the same name in the same group brings back. That a
// client may delete it for good at once, with ?force=true, makes no difference but for the data, which no
// workspace has here.
func (s *Service) bury(workspace *engine.Resource) {
	id := azure.ParentID(workspace.ID) + "/deletedWorkspaces/" + workspace.Name()
	s.engine.Bury(workspace, id, deletedWorkspace, keptFor)
}

// recover gives a new workspace what identified the deleted one.
func (s *Service) recover(r *engine.Request) {
	for _, buried := range s.deleted() {
		id, _ := buried.Body["id"].(string)
		if r.Old != nil || !azure.SameID(id, r.Resource.ID) {
			continue
		}
		old := engine.Properties(buried.Body)
		engine.Fill(r.Properties(), engine.Body{
			"customerId": old["customerId"], "createdDate": old["createdDate"],
		})
		r.Then(func() { s.engine.Unearth(buried) })
	}
}

func (s *Service) deleted() []engine.Buried { return s.engine.AllBuried(deletedWorkspace) }

// calls are the two lists of deleted workspaces that there are.
func (s *Service) calls() []engine.Call {
	const inSubscription = "/subscriptions/{subscription}"
	var all []engine.Call
	for _, scope := range []string{inSubscription, inSubscription + "/resourceGroups/{group}"} {
		all = append(all, engine.Call{
			Method: "GET", Path: scope + "/providers/" + deletedWorkspace, Do: s.listDeleted,
		})
	}
	return all
}

func (s *Service) listDeleted(asked engine.Asked) (engine.Result, error) {
	scope := "/subscriptions/" + asked.Values["subscription"] + "/"
	if group, within := asked.Values["group"]; within {
		scope += "resourceGroups/" + group + "/"
	}
	items := []engine.Body{}
	for _, buried := range s.deleted() {
		id, _ := buried.Body["id"].(string)
		if strings.HasPrefix(engine.Key(id), engine.Key(scope)) {
			items = append(items, buried.Body)
		}
	}
	return engine.Result{Body: engine.ListOf(items)}, nil
}
