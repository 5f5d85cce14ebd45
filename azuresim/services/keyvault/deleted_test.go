package keyvault_test

import (
	"net/http"
	"path/filepath"
	"testing"
	"time"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/world"
)

const deletedID = bench.Subscription + "/providers/Microsoft.KeyVault/locations/" + bench.Region +
	"/deletedVaults/kv-myapp"

func recovered() world.Body {
	return bench.Changed(vault(), func(p world.Body) { p["createMode"] = "recover" })
}

// TestDeletedVaultsOutlive their group and a restart, until their days are over.
func TestDeletedVaultsOutlive(t *testing.T) {
	t.Parallel()
	options := world.Options{Journal: filepath.Join(t.TempDir(), "journal")}
	b := bench.Open(t, options)
	b.Put(vaultID, bench.Changed(vault(), func(p world.Body) { p["softDeleteRetentionInDays"] = 7.0 }))
	b.Remove(bench.Group)
	b.Reopen(options)
	b.Put(bench.Group, world.Body{"location": bench.Region})
	bench.Refused(t, b.Try(vaultID, vault()), "ConflictError", "deleted state")
	b.Pass(8 * 24 * time.Hour)
	b.Put(vaultID, vault())
}

func TestRecoveredVaultsAreTheOld(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	bench.Refused(t, b.Try(vaultID, recovered()), "SoftDeletedVaultDoesNotExist", "")
	b.Put(vaultID, bench.Changed(vault(), func(p world.Body) { p["enabledForDeployment"] = true }))
	b.Remove(vaultID)
	b.Put(vaultID, recovered())
	if enabled := b.Property(vaultID, "enabledForDeployment"); enabled != true {
		t.Errorf("a recovered vault lost what it was: %v", b.Get(vaultID))
	}
	if mode := b.Property(vaultID, "createMode"); mode != nil {
		t.Errorf("the way of its creation is shown: %v", mode)
	}
}

func TestProtectedVaultsCannotBePurged(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	_, err := b.World.Call(http.MethodPost, deletedID+"/purge", nil)
	bench.Refused(t, err, "DeletedVaultNotFound", "kv-myapp")
	b.Put(vaultID, bench.Changed(vault(), func(p world.Body) { p["enablePurgeProtection"] = true }))
	b.Remove(vaultID)
	_, err = b.World.Call(http.MethodPost, deletedID+"/purge", nil)
	bench.Refused(t, err, "MethodNotAllowed", "DeletedVaultPurge")
}
