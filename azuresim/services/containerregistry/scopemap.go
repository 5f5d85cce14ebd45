package containerregistry

import (
	"regexp"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerregistry/armcontainerregistry/v3"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).scopeMap)

// scopeMap says what tokens may do with which repositories. The repositories need not exist. Azure docs:
// container-registry-token-based-repository-permissions.
func (s *Service) scopeMap() engine.Type {
	return engine.Type{
		Row: catalog.ScopeMap, NameCode: badName, BusyCode: busy,
		Takes: engine.Durations{
			Create: 5 * time.Second, Update: 5 * time.Second, Delete: 5 * time.Second, Source: "assumed",
		},
		ReadOnly: []string{"creationDate", "type"},
		Accept:   s.acceptScopeMap, Refuse: refuseScopeMap,
		Example: engine.Example{Name: "scope-example", Body: func(func(catalog.Type) string) engine.Body {
			return engine.Body{"properties": engine.Body{
				"actions": []any{"repositories/shop/*/content/read", "repositories/shop/*/metadata/read"},
			}}
		}},
	}
}

// scopeAction is what an action must look like. A wildcard is the whole last part of a repository's name.
var scopeAction = regexp.MustCompile(
	`^(repositories/([^*]+/)?(\*|[^*/]+)/(content|metadata)/(read|write|delete)|gateway/[^/]+/.+)$`)

// acceptScopeMap uses an assumed code and text.
func (s *Service) acceptScopeMap(r *engine.Request) error {
	scope, err := engine.Read[armcontainerregistry.ScopeMap](r.Resource.Body)
	if err != nil {
		return err
	}
	for _, action := range engine.Values(engine.Value(scope.Properties).Actions) {
		if !scopeAction.MatchString(action) {
			return engine.BadRequest("InvalidScopeMapAction",
				"The action '%s' of scope map '%s' is not valid. "+
					"It must have the form 'repositories/<repository>/content/read'.", action, r.ID.Name)
		}
	}
	engine.Fill(r.Properties(), engine.Body{
		"actions": []any{}, "type": "UserDefined",
		"creationDate": s.engine.Now().Format(time.RFC3339Nano),
	})
	return nil
}

// systemScopeMaps are those that every registry has, with what they let a token do in every repository.
var systemScopeMaps = []struct {
	name    string
	actions []any
}{
	{"_repositories_admin", []any{
		"repositories/*/metadata/read", "repositories/*/metadata/write", "repositories/*/content/read",
		"repositories/*/content/write", "repositories/*/content/delete",
	}},
	{"_repositories_pull", []any{"repositories/*/content/read"}},
	{"_repositories_push", []any{"repositories/*/content/read", "repositories/*/content/write"}},
}

const systemDefined = "SystemDefined"

func (s *Service) keepSystemScopeMaps(reg *engine.Resource) {
	for _, system := range systemScopeMaps {
		id := reg.ID + "/scopeMaps/" + system.name
		s.engine.Keep(s.engine.NewImplicit(id, catalog.ScopeMap.ARM, reg, engine.Body{
			"id": id, "name": system.name, "type": catalog.ScopeMap.ARM,
			"properties": engine.Body{
				"actions": system.actions, "type": systemDefined, "provisioningState": engine.Succeeded,
				"creationDate": s.engine.Now().Format(time.RFC3339Nano),
			},
		}))
	}
}

// refuseScopeMap uses an assumed code.
func refuseScopeMap(scope *engine.Resource) error {
	p := engine.Value(engine.As[armcontainerregistry.ScopeMap](scope).Properties)
	if engine.Value(p.Type) != systemDefined {
		return nil
	}
	return engine.BadRequest("CannotDeleteSystemScopeMap", "The scope map '%s' is defined by the system and "+
		"cannot be deleted.", scope.Name())
}

// lets reports whether a scope map lets tokens read a repository.
func lets(scope *engine.Resource, repository string) bool {
	p := engine.Value(engine.As[armcontainerregistry.ScopeMap](scope).Properties)
	for _, action := range engine.Values(p.Actions) {
		pattern, isRead := strings.CutSuffix(action, "/content/read")
		pattern, ofRepositories := strings.CutPrefix(pattern, "repositories/")
		if isRead && ofRepositories && matches(pattern, repository) {
			return true
		}
	}
	return false
}

// matches takes a wildcard at the end for anything that is left.
func matches(pattern, repository string) bool {
	prefix, wild := strings.CutSuffix(pattern, "*")
	if wild {
		return strings.HasPrefix(repository, prefix)
	}
	return repository == pattern
}
