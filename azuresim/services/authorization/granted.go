package authorization

import (
	"fmt"
	"strings"
	"time"

	"private-acr/azuresim/engine"
	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

// Permission is what somebody needs to be allowed: operations of the control plane, such as
// "Microsoft.ContainerRegistry/registries/pull/read", and of the data plane.
type Permission struct{ Actions, DataActions []string }

// Granted checks that a role which permits it is the principal's by now on the resource with the id, and says
// by which assignment. The error says why not.
func (s *Service) Granted(principal string, needs Permission, id string) (string, error) {
	missing := fmt.Errorf("no role assignment lets principal %s pull from %s", principal, id)
	for _, assignment := range s.engine.OfType(catalog.RoleAssignment.ARM) {
		g := grantIn(assignment)
		if !strings.EqualFold(g.principal, principal) || !azure.Within(id, engine.Extended(assignment)) ||
			!s.permits(g.role, needs) {
			continue
		}
		age, delay := s.engine.Now().Sub(assignment.Created), s.propagation.of(assignment.ID)
		if age >= delay {
			return fmt.Sprintf("role assignment %s is %s old", assignment.Name(), age.Round(time.Second)), nil
		}
		missing = fmt.Errorf("role assignment %s is %s old and works only after %s", assignment.Name(),
			age.Round(time.Second), delay)
	}
	if detail := s.stillGranted(principal, needs, id); detail != "" {
		return detail, nil
	}
	return "", missing
}

// permits reports whether the role with the GUID lets somebody do all of it.
func (s *Service) permits(role string, needs Permission) bool {
	for _, permission := range s.permissionsOf(role) {
		if allows(permission.Actions, permission.NotActions, needs.Actions) &&
			allows(permission.DataActions, permission.NotDataActions, needs.DataActions) {
			return true
		}
	}
	return false
}

func allows(granted, denied []*string, operations []string) bool {
	for _, operation := range operations {
		if !matchesAny(granted, operation) || matchesAny(denied, operation) {
			return false
		}
	}
	return true
}

func matchesAny(patterns []*string, operation string) bool {
	for _, pattern := range engine.Values(patterns) {
		if matches(strings.ToLower(pattern), strings.ToLower(operation)) {
			return true
		}
	}
	return false
}

// matches compares with a pattern in which "*" stands for anything, slashes included.
func matches(pattern, operation string) bool {
	head, rest, starred := strings.Cut(pattern, "*")
	if !starred {
		return pattern == operation
	}
	operation, fits := strings.CutPrefix(operation, head)
	if !fits || rest == "" {
		return fits
	}
	for at := range len(operation) + 1 {
		if matches(rest, operation[at:]) {
			return true
		}
	}
	return false
}
