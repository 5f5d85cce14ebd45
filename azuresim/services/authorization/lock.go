package authorization

import (
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/resources/armlocks"

	"private-acr/azuresim/engine"
	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).lock)

// lock keeps everybody from deleting, or from changing, what it is on and all that lies in it. Azure docs:
// azure-resource-manager/management/lock-resources.
func (s *Service) lock() engine.Type {
	return engine.Type{
		Row: catalog.LockAtScope, Stateless: true, Extension: true, Accept: acceptLock,
		Missing: func(name string) *engine.Error {
			return engine.NotFound("LockNotFound", "The lock '%s' could not be found.", name)
		},
		Example: engine.Example{
			Name: "keep", On: catalog.Registry,
			Body: func(func(catalog.Type) string) engine.Body {
				return engine.Body{"properties": engine.Body{"level": string(armlocks.LockLevelCanNotDelete)}}
			},
		},
	}
}

func levelIn(lock *engine.Resource) armlocks.LockLevel {
	return engine.Value(engine.Value(engine.As[armlocks.ManagementLockObject](lock).Properties).Level)
}

// acceptLock uses an assumed code.
func acceptLock(r *engine.Request) error {
	lock, err := engine.Read[armlocks.ManagementLockObject](r.Resource.Body)
	if err != nil {
		return err
	}
	level := engine.Value(lock.Properties).Level
	if !engine.Is(level, armlocks.LockLevelCanNotDelete) && !engine.Is(level, armlocks.LockLevelReadOnly) {
		return engine.BadRequest("InvalidLockLevel", "The level '%s' of lock '%s' is not valid. It must be "+
			"'CanNotDelete' or 'ReadOnly'.", engine.Value(level), r.ID.Name)
	}
	return nil
}

// lockedWrite refuses what a read-only lock keeps as it is. Locks themselves are never locked.
func (s *Service) lockedWrite(r *engine.Request) error {
	if r.Resource.Type == catalog.LockAtScope.ARM {
		return nil
	}
	return s.lockedAct(r.Resource)
}

// lockedAct refuses every action on what a read-only lock keeps as it is, from an image import to the listing
// of keys, which changes nothing: Azure docs, storage/common/lock-account-resource, says so of all POSTs. The
// Azure CLI reports the refused listing of a storage account's keys by the word "write" too.
func (s *Service) lockedAct(res *engine.Resource) error {
	return scopeLocked(res.ID, "write", s.scopesOf(func(lock *engine.Resource) bool {
		level := levelIn(lock)
		return engine.Is(&level, armlocks.LockLevelReadOnly) && azure.Within(res.ID, engine.Extended(lock))
	}))
}

// lockedDelete refuses to delete what is locked, lies in what is locked, or has something locked in it.
func (s *Service) lockedDelete(res *engine.Resource) error {
	if res.Type == catalog.LockAtScope.ARM {
		return nil
	}
	return scopeLocked(res.ID, "delete", s.scopesOf(func(lock *engine.Resource) bool {
		scope := engine.Extended(lock)
		return azure.Within(res.ID, scope) || azure.Within(scope, res.ID)
	}))
}

// lockedRemove fails a deletion, after it was accepted, that would take along a part of something locked: an
// endpoint's connection is a part of what it leads to. terraform-provider-azurerm#17478.
func (s *Service) lockedRemove(res *engine.Resource) error {
	owned := s.engine.Select(func(other *engine.Resource) bool {
		return azure.SameID(other.Owner, res.ID)
	})
	for _, part := range owned {
		locked := s.lockedDelete(part)
		if locked == nil {
			continue
		}
		parent := part.Type[:strings.LastIndex(part.Type, "/")]
		return engine.Conflict("ScopeLocked", "Call to %s failed. Error message: %s", parent,
			engine.AsError(locked).Message)
	}
	return nil
}

func (s *Service) scopesOf(holds func(lock *engine.Resource) bool) []string {
	var scopes []string
	for _, lock := range s.engine.OfType(catalog.LockAtScope.ARM) {
		if holds(lock) {
			scopes = append(scopes, engine.Extended(lock))
		}
	}
	return scopes
}

// scopeLocked is the refusal for the sake of locks on some scopes; nil for none.
func scopeLocked(id, verb string, locked []string) error {
	if len(locked) == 0 {
		return nil
	}
	return engine.Conflict("ScopeLocked", "The scope '%s' cannot perform %s operation because following "+
		"scope(s) are locked: '%s'. Please remove the lock and try again.", id, verb,
		strings.Join(locked, ","))
}
