package managedidentity_test

import (
	"testing"
	"time"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/world"
)

func TestIdentityIsNewWhenMadeAnew(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Put(bench.IdentityID, world.Body{"location": bench.Region})
	first := b.Principal()
	b.Put(bench.IdentityID, world.Body{
		"location":   bench.Region,
		"properties": world.Body{"principalId": "mine"},
	})
	if again := b.Principal(); again != first {
		t.Errorf("an update changed the principal from %s to %s", first, again)
	}
	b.Remove(bench.IdentityID)
	b.Pass(time.Second)
	b.Put(bench.IdentityID, world.Body{"location": bench.Region})
	if b.Principal() == first {
		t.Error("a new identity has the principal of the old one")
	}
}
