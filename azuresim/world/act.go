package world

import (
	"net/http"
	"strings"
)

// actions are what can be done to, or asked of, a resource besides reading and writing it, by lower-case type
// and action.
var actions = map[string]func(*World, *record, Body) (Result, error){
	"microsoft.containerregistry/registries/importimage":          (*World).startImport,
	"microsoft.containerregistry/registries/listcredentials":      (*World).refuseCredentials,
	"microsoft.containerregistry/registries/privatelinkresources": (*World).privateLinkResources,
	"microsoft.operationalinsights/workspaces/sharedkeys":         (*World).sharedKeys,
}

// Act does an action ("importImage") or answers a read that is no resource's ("privateLinkResources") in a
// Result's Body. Refusals are of type *Error.
func (w *World) Act(id, action string, body Body) (Result, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.advance(); err != nil {
		return Result{}, err
	}
	rid, err := parse(id)
	if err != nil {
		return Result{}, err
	}
	rec := w.find("", id)
	if rec == nil {
		return Result{}, missing(rid)
	}
	act, known := actions[strings.ToLower(rec.Type+"/"+action)]
	if !known {
		return Result{}, notFound("InvalidResourceType", "The resource type '%s' has no action '%s'.",
			rec.Type, action)
	}
	return act(w, rec, body)
}

// refuseCredentials answers as for a registry without an admin user: the simulation keeps no passwords.
func (w *World) refuseCredentials(rec *record, _ Body) (Result, error) {
	return Result{}, refusal(http.StatusBadRequest, "UnAuthorizedForCredentialOperations", "Cannot perform "+
		"credential operations for %s as admin user is disabled. Kindly enable admin user as per docs: "+
		"https://docs.microsoft.com/en-us/azure/container-registry/container-registry-authentication"+
		"#admin-account",
		rec.ID)
}
