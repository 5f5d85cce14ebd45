package clients_test

import (
	"net/http"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/keyvault/armkeyvault"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/operationalinsights/armoperationalinsights"

	"private-acr/azuresim"
)

func theVault(mode armkeyvault.CreateMode) armkeyvault.VaultCreateOrUpdateParameters {
	return armkeyvault.VaultCreateOrUpdateParameters{
		Location: to.Ptr(region),
		Properties: &armkeyvault.VaultProperties{
			TenantID: to.Ptr(azuresim.TenantID), CreateMode: to.Ptr(mode),
			EnableRbacAuthorization: to.Ptr(true),
			SKU: &armkeyvault.SKU{
				Family: to.Ptr(armkeyvault.SKUFamilyA), Name: to.Ptr(armkeyvault.SKUNameStandard),
			},
		},
	}
}

// TestDeletedVault deletes a vault, recovers it, deletes it again and purges it.
func TestDeletedVault(t *testing.T) {
	t.Parallel()
	c, ctx := client(t, start(t), armkeyvault.NewVaultsClient), t.Context()
	put := func(mode armkeyvault.CreateMode) error {
		_, err := begun(c.BeginCreateOrUpdate(ctx, group, "secrets", theVault(mode), nil)).done(ctx)
		return err
	}
	remove := func() {
		t.Helper()
		if _, err := c.Delete(ctx, group, "secrets", nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := put(armkeyvault.CreateModeDefault); err != nil {
		t.Fatal(err)
	}
	remove()
	wantCode(t, put(armkeyvault.CreateModeDefault), http.StatusConflict, "ConflictError")
	deleted, err := c.GetDeleted(ctx, "secrets", region, nil)
	if err != nil || deleted.Properties.ScheduledPurgeDate == nil {
		t.Errorf("the deleted vault is %+v, %v", deleted, err)
	}
	if all, err := listed(ctx, c.NewListDeletedPager(nil)); err != nil || len(all) != 1 {
		t.Errorf("deleted are %v, %v", all, err)
	}
	if err := put(armkeyvault.CreateModeRecover); err != nil {
		t.Fatalf("recovering: %v", err)
	}
	remove()
	if _, err := begun(c.BeginPurgeDeleted(ctx, "secrets", region, nil)).done(ctx); err != nil {
		t.Fatalf("purging: %v", err)
	}
	_, err = c.GetDeleted(ctx, "secrets", region, nil)
	wantCode(t, err, http.StatusNotFound, "DeletedVaultNotFound")
	if err := put(armkeyvault.CreateModeDefault); err != nil {
		t.Errorf("the name of a purged vault is taken: %v", err)
	}
}

func TestNamesOfVaults(t *testing.T) {
	t.Parallel()
	c, ctx := client(t, start(t), armkeyvault.NewVaultsClient), t.Context()
	body := theVault(armkeyvault.CreateModeDefault)
	if _, err := begun(c.BeginCreateOrUpdate(ctx, group, "secrets", body, nil)).done(ctx); err != nil {
		t.Fatal(err)
	}
	for name, reason := range map[string]armkeyvault.Reason{
		"free-name": "", "Secrets": armkeyvault.ReasonAlreadyExists,
		"9": armkeyvault.ReasonAccountNameInvalid,
	} {
		status, err := c.CheckNameAvailability(ctx, armkeyvault.VaultCheckNameAvailabilityParameters{
			Name: to.Ptr(name), Type: to.Ptr("Microsoft.KeyVault/vaults"),
		}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if free := reason == ""; *status.NameAvailable != free || !free && *status.Reason != reason {
			t.Errorf("%q: %+v", name, status)
		}
	}
}

// TestDeletedWorkspace has a new workspace of the same name be the old one.
func TestDeletedWorkspace(t *testing.T) {
	t.Parallel()
	a, ctx := start(t), t.Context()
	c := client(t, a, armoperationalinsights.NewWorkspacesClient)
	create := func() string {
		t.Helper()
		body := armoperationalinsights.Workspace{Location: to.Ptr(region)}
		made, err := begun(c.BeginCreateOrUpdate(ctx, group, "logs", body, nil)).done(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return *made.Properties.CustomerID
	}
	before := create()
	if _, err := begun(c.BeginDelete(ctx, group, "logs", nil)).done(ctx); err != nil {
		t.Fatal(err)
	}
	deleted := client(t, a, armoperationalinsights.NewDeletedWorkspacesClient)
	if all, err := listed(ctx, deleted.NewListPager(nil)); err != nil || len(all) != 1 {
		t.Errorf("deleted are %v, %v", all, err)
	}
	if after := create(); after != before {
		t.Errorf("the customer id was %s and is %s", before, after)
	}
	if all, err := listed(ctx, deleted.NewListByResourceGroupPager(group, nil)); err != nil || len(all) != 0 {
		t.Errorf("a recovered workspace is deleted: %v, %v", all, err)
	}
}
