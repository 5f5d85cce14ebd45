package managedidentity

import (
	"slices"
	"time"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

// Revoked is a role assignment to an identity that is deleted and goes on to work for a while.
type Revoked struct {
	// Assignment is the id that it had, Scope what it was on, and Role the GUID of what it granted.
	Assignment string `json:"assignment"`
	Scope      string `json:"scope"`
	Role       string `json:"role"`
	// At is when it was deleted, and Until when it ends to work.
	At    time.Time `json:"at"`
	Until time.Time `json:"until"`
}

// state is what Azure knows of an identity and does not show.
type state struct {
	Revoked []Revoked `json:"revoked,omitempty"`
}

// Revoke notes a deleted assignment to the principal. Principals that are no identities of this Azure pull
// nothing, so that nothing has to be known of them.
func (s *Service) Revoke(principal string, revoked Revoked) {
	identity := s.of(principal)
	if identity == nil {
		return
	}
	left := append(s.Revoked(principal), revoked)
	engine.SetState(identity, state{Revoked: left})
	s.engine.Keep(identity)
}

// Revoked are the deleted assignments to the principal that still work.
func (s *Service) Revoked(principal string) []Revoked {
	identity := s.of(principal)
	if identity == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(engine.State[state](identity).Revoked), func(r Revoked) bool {
		return !r.Until.After(s.engine.Now())
	})
}

// of is the identity of a principal, nil if there is none.
func (s *Service) of(principal string) *engine.Resource {
	for _, identity := range s.engine.OfType(catalog.Identity.ARM) {
		if Principal(identity) == principal {
			return identity
		}
	}
	return nil
}
