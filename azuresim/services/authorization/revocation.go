package authorization

import (
	"fmt"
	"time"

	"private-acr/azuresim/engine"
	"private-acr/azuresim/services/managedidentity"
	"private-acr/internal/azure"
)

// revoke lets a grant that works go on for as long as it took to work. Azure docs
// (role-based-access-control/troubleshooting): removing takes effect as late as assigning.
func (s *Service) revoke(assignment *engine.Resource) {
	delay, now := s.propagation.of(assignment.ID), s.engine.Now()
	if delay == 0 || now.Sub(assignment.Created) < delay {
		return
	}
	g := grantIn(assignment)
	s.identities.Revoke(g.principal, managedidentity.Revoked{
		Assignment: assignment.ID, Scope: engine.Extended(assignment), Role: g.role,
		At: now, Until: now.Add(delay),
	})
}

// stillGranted says by which deleted assignment the principal may do it after all; "" if by none.
func (s *Service) stillGranted(principal string, needs Permission, id string) string {
	for _, revoked := range s.identities.Revoked(principal) {
		if s.permits(revoked.Role, needs) && azure.Within(id, revoked.Scope) && !s.madeAfter(revoked) {
			return fmt.Sprintf("role assignment %s, deleted %s ago, still works",
				engine.LastName(revoked.Assignment), s.engine.Now().Sub(revoked.At).Round(time.Second))
		}
	}
	return ""
}

// madeAfter reports whether the scope is another one than that of the grant, under the same name.
func (s *Service) madeAfter(revoked managedidentity.Revoked) bool {
	scope := s.engine.Find("", revoked.Scope)
	return scope != nil && scope.Created.After(revoked.At)
}
