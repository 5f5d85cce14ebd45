package authorization_test

import (
	"testing"
	"time"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/engine"
	"private-acr/azuresim/world"
)

const locks = "/providers/Microsoft.Authorization/locks/keep"

func locked(level string) world.Body {
	return world.Body{"properties": world.Body{"level": level}}
}

// TestLocks writes to a registry and deletes it under each lock on each scope.
func TestLocks(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		scope, level  string
		write, remove string
	}{
		"delete, resource":       {bench.RegistryID, "CanNotDelete", "", "ScopeLocked"},
		"delete, group":          {bench.Group, "CanNotDelete", "", "ScopeLocked"},
		"delete, subscription":   {bench.Subscription, "CanNotDelete", "", "ScopeLocked"},
		"read, resource":         {bench.RegistryID, "readOnly", "ScopeLocked", "ScopeLocked"},
		"read, group":            {bench.Group, "ReadOnly", "ScopeLocked", "ScopeLocked"},
		"delete, something else": {bench.IdentityID, "CanNotDelete", "", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := bench.Open(t, world.Options{})
			b.Put(bench.RegistryID, bench.Registry())
			b.Put(bench.IdentityID, world.Body{"location": bench.Region})
			b.Put(test.scope+locks, locked(test.level))
			part := "following scope(s) are locked: '" + test.scope + "'. Please remove the lock"
			bench.Refused(t, b.Try(bench.RegistryID, bench.Registry()), test.write, part)
			_, err := b.World.Delete(bench.RegistryID)
			bench.Refused(t, err, test.remove, part)
			b.Pass(time.Minute)
			_, err = b.World.Delete(bench.Group)
			bench.Refused(t, err, "ScopeLocked", "cannot perform delete operation")
			b.Remove(test.scope + locks)
			b.Remove(bench.Group)
		})
	}
}

// TestLocksHoldExtensions cannot delete a grant on a locked registry, nor make one on a read-only one.
func TestLocksHoldExtensions(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Put(bench.RegistryID, bench.Registry())
	b.Put(bench.IdentityID, world.Body{"location": bench.Region})
	b.Put(bench.RegistryID+locks, locked("ReadOnly"))
	bench.Refused(t, b.Try(b.AssignmentID(), b.Assignment()), "ScopeLocked", "cannot perform write operation")
	b.Put(bench.RegistryID+locks, locked("CanNotDelete"))
	b.Put(b.AssignmentID(), b.Assignment())
	_, err := b.World.Delete(b.AssignmentID())
	bench.Refused(t, err, "ScopeLocked", "cannot perform delete operation")
}

// TestEndpointOfSomethingLocked fails to be deleted, because its connection is a part of what it leads to.
func TestEndpointOfSomethingLocked(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Path()
	b.Put(bench.RegistryID+locks, locked("CanNotDelete"))
	result, err := b.World.Delete(bench.LoginPE)
	bench.Refused(t, err, "", "")
	bench.Refused(t, b.Await(result.Operation), "ScopeLocked",
		"Call to Microsoft.ContainerRegistry/registries failed. Error message: The scope")
	if got := b.Property(bench.LoginPE, "provisioningState"); got != engine.Failed {
		t.Errorf("the endpoint is %v", got)
	}
	b.Put(bench.AppID, bench.App(bench.Image))
}

func TestUnknownLevel(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	bench.Refused(t, b.Try(bench.Group+locks, locked("Everything")), "InvalidLockLevel", "'Everything'")
}
