package world_test

import (
	"path/filepath"
	"testing"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/world"
)

func TestWholePath(t *testing.T) {
	t.Parallel()
	bench.EachPrivateLink(t, func(t *testing.T, link world.PrivateLink) {
		t.Helper()
		b := bench.Open(t, world.Options{PrivateLink: link, Journal: filepath.Join(t.TempDir(), "journal")})
		b.Path()
		b.Put(bench.AppID, bench.App(bench.Image))
		b.Put(bench.ContainerID, bench.ContainerGroup(bench.Image))
		for _, pull := range b.World.Pulls() {
			if pull.Error != "" {
				t.Errorf("pull of %s failed: %+v", pull.Consumer, pull)
			}
		}
		if got := b.Property(bench.AppID, "latestRevisionName"); got != "ca-myapp--0000001" {
			t.Errorf("got revision %v", got)
		}
		b.Remove(bench.Group)
		if got := b.World.Count(); got != 0 {
			t.Errorf("got %d resources after all are deleted", got)
		}
		if got := len(b.World.Engine().All()); got != 0 {
			t.Errorf("got %d records after all are deleted", got)
		}
	})
}

func TestUnwindingOneByOne(t *testing.T) {
	t.Parallel()
	bench.EachPrivateLink(t, func(t *testing.T, link world.PrivateLink) {
		t.Helper()
		b := bench.Open(t, world.Options{PrivateLink: link})
		b.Path()
		b.Put(bench.AppID, bench.App(bench.Image))
		b.Put(bench.ContainerID, bench.ContainerGroup(bench.Image))
		order := []string{
			bench.AppID, bench.ContainerID, bench.EnvID, b.AssignmentID(), bench.IdentityID,
			bench.DataPE + bench.ZoneGroupOf, bench.DataPE,
			bench.LoginPE + bench.ZoneGroupOf, bench.LoginPE, bench.RegistryID, bench.LinkID, bench.ZoneID,
			bench.VNetID, bench.Group,
		}
		for _, id := range order {
			b.Remove(id)
		}
		if got := len(b.World.Engine().All()); got != 0 {
			t.Errorf("got %d records after all are deleted", got)
		}
	})
}
