package authorization

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

// Granted checks that one of the roles is the principal's by now on the resource with the id, and says by
// which assignment. The error says why not.
func (s *Service) Granted(principal string, roles []azure.Role, id string) (string, error) {
	missing := fmt.Errorf("no role assignment lets principal %s pull from %s", principal, id)
	for _, assignment := range s.engine.OfType(catalog.RoleAssignment.ARM) {
		g := grantIn(assignment)
		has := func(role azure.Role) bool { return strings.EqualFold(role.GUID, g.role) }
		if g.principal != principal || !slices.ContainsFunc(roles, has) ||
			!azure.Within(id, scopeOf(assignment)) {
			continue
		}
		age := s.engine.Now().Sub(assignment.Created)
		if age >= s.delay {
			return fmt.Sprintf("role assignment %s is %s old", assignment.Name(), age.Round(time.Second)), nil
		}
		missing = fmt.Errorf("role assignment %s is %s old and works only after %s", assignment.Name(),
			age.Round(time.Second), s.delay)
	}
	return "", missing
}
