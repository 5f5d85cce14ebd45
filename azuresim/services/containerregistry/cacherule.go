package containerregistry

import (
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerregistry/armcontainerregistry/v3"

	"private-acr/azuresim/engine"
	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

var (
	_ = types.Add((*Service).cacheRule)
	_ = types.Add((*Service).credentialSet)
)

// cacheRule says which repository elsewhere one of the registry's own stands for. It is kept; a pull of what
// is not in the registry fetches nothing. Azure docs: artifact-cache-overview.
func (s *Service) cacheRule() engine.Type {
	return engine.Type{
		Row: catalog.CacheRule, NameCode: badName, BusyCode: busy,
		Takes: engine.Durations{
			Create: 5 * time.Second, Update: 5 * time.Second, Delete: 5 * time.Second, Source: "assumed",
		},
		ReadOnly: []string{"creationDate"}, Accept: s.acceptCacheRule,
		Example: engine.Example{Name: "rule-example", Body: func(id func(catalog.Type) string) engine.Body {
			return engine.Body{"properties": engine.Body{
				"sourceRepository": "docker.io/library/nginx", "targetRepository": "nginx",
				"credentialSetResourceId": id(catalog.CredentialSet),
			}}
		}},
	}
}

// acceptCacheRule uses assumed codes and texts.
func (s *Service) acceptCacheRule(r *engine.Request) error {
	rule, err := engine.Read[armcontainerregistry.CacheRule](r.Resource.Body)
	if err != nil {
		return err
	}
	p := engine.Value(rule.Properties)
	source, target := engine.Value(p.SourceRepository), engine.Value(p.TargetRepository)
	set := engine.Value(p.CredentialSetResourceID)
	switch {
	case source == "" || target == "":
		return engine.BadRequest("InvalidCacheRule", "The cache rule '%s' names no source or no target "+
			"repository.", r.ID.Name)
	case set != "" && s.engine.Find(catalog.CredentialSet.ARM, set) == nil:
		return engine.BadRequest("CredentialSetNotFound", "The credential set '%s' of cache rule '%s' was "+
			"not found.", set, r.ID.Name)
	case s.isTarget(r, target):
		return engine.Conflict("CacheRuleAlreadyExists", "The registry has a cache rule for repository '%s' "+
			"already.", target)
	}
	engine.Fill(r.Properties(), engine.Body{"creationDate": s.engine.Now().Format(time.RFC3339Nano)})
	return nil
}

// isTarget reports whether another rule of the registry has the target repository.
func (s *Service) isTarget(r *engine.Request, target string) bool {
	for _, other := range s.engine.Children(engine.ParentID(r.ID), catalog.CacheRule.ARM) {
		p := engine.Value(engine.As[armcontainerregistry.CacheRule](other).Properties)
		if !same(other.ID, r.Resource.ID) && strings.EqualFold(engine.Value(p.TargetRepository), target) {
			return true
		}
	}
	return false
}

// credentialSet says where in a key vault the login to another registry is. Nobody logs in with it here.
func (s *Service) credentialSet() engine.Type {
	return engine.Type{
		Row: catalog.CredentialSet, NameCode: badName, BusyCode: busy,
		Takes: engine.Durations{
			Create: 5 * time.Second, Update: 5 * time.Second, Delete: 5 * time.Second, Source: "assumed",
		},
		ReadOnly: []string{"creationDate"}, Accept: s.acceptCredentialSet, Refuse: s.refuseCredentialSet,
		Example: engine.Example{Name: "set-example", Body: func(func(catalog.Type) string) engine.Body {
			vault := "https://kv-example.vault.azure.net/"
			return engine.Body{
				"identity": engine.Body{"type": "SystemAssigned"},
				"properties": engine.Body{
					"loginServer": "docker.io",
					"authCredentials": []any{engine.Body{
						"name": "Credential1", "usernameSecretIdentifier": vault + "secrets/user",
						"passwordSecretIdentifier": vault + "secrets/password",
					}},
				},
			}
		}},
	}
}

// acceptCredentialSet gives the set the identity with which it would read its secrets. The code of the
// refusal is assumed.
func (s *Service) acceptCredentialSet(r *engine.Request) error {
	set, err := engine.Read[armcontainerregistry.CredentialSet](r.Resource.Body)
	if err != nil {
		return err
	}
	p := engine.Value(set.Properties)
	if engine.Value(p.LoginServer) == "" || len(p.AuthCredentials) == 0 {
		return engine.BadRequest("InvalidCredentialSet", "The credential set '%s' names no login server or "+
			"no credentials.", r.ID.Name)
	}
	engine.Fill(r.Properties(), engine.Body{"creationDate": s.engine.Now().Format(time.RFC3339Nano)})
	if engine.Is(engine.Value(set.Identity).Type, armcontainerregistry.ResourceIdentityTypeSystemAssigned) {
		engine.Fill(r.Resource.Body, engine.Body{"identity": engine.Body{
			"principalId": r.Resource.GUID("principal"), "tenantId": engine.TenantID,
		}})
	}
	return nil
}

// refuseCredentialSet keeps a set that a cache rule needs. The code and text are assumed.
func (s *Service) refuseCredentialSet(set *engine.Resource) error {
	for _, rule := range s.engine.Children(azure.ParentID(set.ID), catalog.CacheRule.ARM) {
		p := engine.Value(engine.As[armcontainerregistry.CacheRule](rule).Properties)
		if same(engine.Value(p.CredentialSetResourceID), set.ID) {
			return engine.Conflict("CredentialSetInUse", "The credential set '%s' is used by cache rule "+
				"'%s'.", set.Name(), rule.Name())
		}
	}
	return nil
}
