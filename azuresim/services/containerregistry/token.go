package containerregistry

import (
	"slices"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerregistry/armcontainerregistry/v3"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).token)

// token is a login of the registry's own, by a user name, which is the token's, and a password, of which it
// has two. Passwords come by the registry's action generateCredentials, once, and are never shown again.
func (s *Service) token() engine.Type {
	return engine.Type{
		Row: catalog.RegistryToken, NameCode: badName, BusyCode: busy,
		Takes: engine.Durations{
			Create: 5 * time.Second, Update: 5 * time.Second, Delete: 5 * time.Second, Source: "assumed",
		},
		ReadOnly: []string{"creationDate"},
		State:    engine.StateOf[tokenState],
		Accept:   s.acceptToken, View: viewToken,
		Example: engine.Example{Name: "token-example", Body: func(id func(catalog.Type) string) engine.Body {
			return engine.Body{"properties": engine.Body{
				"scopeMapId": id(catalog.ScopeMap), "status": "enabled",
			}}
		}},
	}
}

// tokenState is the passwords that a token has, without their values.
type tokenState struct {
	Passwords []password `json:"passwords,omitempty"`
}

// password is one that was generated. Its value follows from what is kept, so that it is kept nowhere.
type password struct {
	Name    string    `json:"name"`
	Created time.Time `json:"created"`
	Expiry  time.Time `json:"expiry,omitzero"`
	// Generation counts how often the token has had passwords generated.
	Generation int `json:"generation"`
}

func (s *Service) acceptToken(r *engine.Request) error {
	token, err := engine.Read[armcontainerregistry.Token](r.Resource.Body)
	if err != nil {
		return err
	}
	p := engine.Value(token.Properties)
	scope := s.engine.Find(catalog.ScopeMap.ARM, engine.Value(p.ScopeMapID))
	if scope == nil || !same(engine.ParentID(r.ID), registryIDOf(scope)) {
		// The code and the text are assumed.
		return engine.BadRequest("ScopeMapNotFound", "The scope map '%s' of token '%s' was not found in the "+
			"registry.", engine.Value(p.ScopeMapID), r.ID.Name)
	}
	if p.Credentials != nil {
		removePasswords(r.Resource, p.Credentials.Passwords)
	}
	delete(r.Properties(), "credentials")
	engine.Fill(r.Properties(), engine.Body{
		"status": "enabled", "creationDate": s.engine.Now().Format(time.RFC3339Nano),
	})
	return nil
}

// removePasswords takes away the passwords that a request, which lists passwords, leaves out.
func removePasswords(token *engine.Resource, listed []*armcontainerregistry.TokenPassword) {
	isListed := func(name string) bool {
		return slices.ContainsFunc(listed, func(p *armcontainerregistry.TokenPassword) bool {
			return string(engine.Value(engine.Value(p).Name)) == name
		})
	}
	state := engine.State[tokenState](token)
	state.Passwords = slices.DeleteFunc(slices.Clone(state.Passwords), func(p password) bool {
		return !isListed(p.Name)
	})
	engine.SetState(token, state)
}

// viewToken shows which passwords there are, and no values.
func viewToken(token *engine.Resource, body engine.Body) {
	shown := []any{}
	for _, p := range engine.State[tokenState](token).Passwords {
		shown = append(shown, p.body())
	}
	engine.Properties(body)["credentials"] = engine.Body{"passwords": shown}
}

func (p password) body() engine.Body {
	body := engine.Body{"name": p.Name, "creationTime": p.Created.Format(time.RFC3339Nano)}
	if !p.Expiry.IsZero() {
		body["expiry"] = p.Expiry.Format(time.RFC3339Nano)
	}
	return body
}
