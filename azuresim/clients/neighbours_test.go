package clients_test

import (
	"net/http"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/keyvault/armkeyvault"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/operationalinsights/armoperationalinsights"

	"private-acr/azuresim"
)

const workspaceID = providers + "Microsoft.OperationalInsights/workspaces/logs"

func aWorkspace(team string, days int32) armoperationalinsights.Workspace {
	return armoperationalinsights.Workspace{
		Location: to.Ptr(region), Tags: tags(team),
		Properties: &armoperationalinsights.WorkspaceProperties{
			RetentionInDays: to.Ptr(days),
			SKU: &armoperationalinsights.WorkspaceSKU{
				Name: to.Ptr(armoperationalinsights.WorkspaceSKUNameEnumPerGB2018),
			},
			Features: &armoperationalinsights.WorkspaceFeatures{
				DisableLocalAuth:     to.Ptr(true),
				AdditionalProperties: map[string]any{"clusterDefinitionId": "any"},
			},
		},
	}
}

func TestWorkspace(t *testing.T) {
	t.Parallel()
	a := start(t)
	c, ctx := client(t, a, armoperationalinsights.NewWorkspacesClient), t.Context()
	put := func(b armoperationalinsights.Workspace) func() (any, error) {
		return func() (any, error) {
			return begun(c.BeginCreateOrUpdate(ctx, group, "logs", b, nil)).done(ctx)
		}
	}
	life{
		id:   workspaceID,
		sent: aWorkspace("hub", 30), changed: aWorkspace("hub", 90), patched: aWorkspace("spoke", 90),
		create: put(aWorkspace("hub", 30)), change: put(aWorkspace("hub", 90)), gone: "ResourceNotFound",
		patch: func() (any, error) {
			patch := armoperationalinsights.WorkspacePatch{Tags: tags("spoke")}
			return c.Update(ctx, group, "logs", patch, nil)
		},
		get: func() (any, error) { return c.Get(ctx, group, "logs", nil) },
		list: func() ([]map[string]any, error) {
			return listed(ctx, c.NewListByResourceGroupPager(group, nil))
		},
		remove: func() error {
			_, err := begun(c.BeginDelete(ctx, group, "logs", nil)).done(ctx)
			return err
		},
	}.run(t)
}

func TestWhatWorkspacesAnswer(t *testing.T) {
	t.Parallel()
	a := start(t)
	c, ctx := client(t, a, armoperationalinsights.NewWorkspacesClient), t.Context()
	bare := armoperationalinsights.Workspace{Location: to.Ptr(region)}
	made, err := begun(c.BeginCreateOrUpdate(ctx, group, "logs", bare, nil)).done(ctx)
	if err != nil {
		t.Fatal(err)
	}
	p := made.Properties
	if *p.RetentionInDays != 30 || *p.CustomerID == "" || *p.SKU.Name != "PerGB2018" {
		t.Errorf("defaults are %+v", p)
	}
	sharing := client(t, a, armoperationalinsights.NewSharedKeysClient)
	keys, err := sharing.GetSharedKeys(ctx, group, "logs", nil)
	if err != nil || *keys.PrimarySharedKey == *keys.SecondarySharedKey {
		t.Errorf("shared keys are %+v, %v", keys, err)
	}
	_, err = begun(c.BeginCreateOrUpdate(ctx, group, "logs", aWorkspace("hub", 7), nil)).done(ctx)
	wantCode(t, err, http.StatusBadRequest, "InvalidParameter")
	_, err = begun(c.BeginCreateOrUpdate(ctx, group, "-logs", bare, nil)).done(ctx)
	wantCode(t, err, http.StatusBadRequest, "InvalidResourceName")
}

const vaultID = providers + "Microsoft.KeyVault/vaults/hub-vault"

func aVault(team string, rbac bool) armkeyvault.VaultCreateOrUpdateParameters {
	return armkeyvault.VaultCreateOrUpdateParameters{
		Location: to.Ptr(region), Tags: tags(team),
		Properties: &armkeyvault.VaultProperties{
			TenantID:                to.Ptr(azuresim.TenantID),
			EnableRbacAuthorization: to.Ptr(rbac),
			SKU: &armkeyvault.SKU{
				Family: to.Ptr(armkeyvault.SKUFamilyA), Name: to.Ptr(armkeyvault.SKUNameStandard),
			},
			AccessPolicies: []*armkeyvault.AccessPolicyEntry{{
				TenantID: to.Ptr(azuresim.TenantID), ObjectID: to.Ptr(azuresim.ObjectID),
				Permissions: &armkeyvault.Permissions{
					Secrets: []*armkeyvault.SecretPermissions{to.Ptr(armkeyvault.SecretPermissionsGet)},
				},
			}},
		},
	}
}

func TestVault(t *testing.T) {
	t.Parallel()
	c, ctx := client(t, start(t), armkeyvault.NewVaultsClient), t.Context()
	put := func(b armkeyvault.VaultCreateOrUpdateParameters) func() (any, error) {
		return func() (any, error) {
			return begun(c.BeginCreateOrUpdate(ctx, group, "hub-vault", b, nil)).done(ctx)
		}
	}
	life{
		id:   vaultID,
		sent: aVault("hub", false), changed: aVault("hub", true), patched: aVault("spoke", true),
		create: put(aVault("hub", false)), change: put(aVault("hub", true)), gone: "ResourceNotFound",
		patch: func() (any, error) {
			patch := armkeyvault.VaultPatchParameters{Tags: tags("spoke")}
			return c.Update(ctx, group, "hub-vault", patch, nil)
		},
		get: func() (any, error) { return c.Get(ctx, group, "hub-vault", nil) },
		list: func() ([]map[string]any, error) {
			return listed(ctx, c.NewListBySubscriptionPager(nil))
		},
		remove: func() error {
			_, err := c.Delete(ctx, group, "hub-vault", nil)
			return err
		},
	}.run(t)
}

func TestWhatVaultsRefuse(t *testing.T) {
	t.Parallel()
	c, ctx := client(t, start(t), armkeyvault.NewVaultsClient), t.Context()
	_, err := begun(c.BeginCreateOrUpdate(ctx, group, "hub--vault", aVault("hub", true), nil)).done(ctx)
	wantCode(t, err, http.StatusBadRequest, "VaultNameNotValid")
	for name, change := range map[string]func(*armkeyvault.VaultProperties){
		"no tenant":        func(p *armkeyvault.VaultProperties) { p.TenantID = nil },
		"no SKU":           func(p *armkeyvault.VaultProperties) { p.SKU = nil },
		"soft delete off":  func(p *armkeyvault.VaultProperties) { p.EnableSoftDelete = to.Ptr(false) },
		"purge protection": func(p *armkeyvault.VaultProperties) { p.EnablePurgeProtection = to.Ptr(false) },
		"no access whatsoever": func(p *armkeyvault.VaultProperties) {
			p.AccessPolicies, p.EnableRbacAuthorization = nil, nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			body := aVault("hub", true)
			change(body.Properties)
			_, err := begun(c.BeginCreateOrUpdate(ctx, group, "another", body, nil)).done(ctx)
			wantCode(t, err, http.StatusBadRequest, "BadRequest")
		})
	}
}

func TestWhatVaultsAnswer(t *testing.T) {
	t.Parallel()
	c, ctx := client(t, start(t), armkeyvault.NewVaultsClient), t.Context()
	made, err := begun(c.BeginCreateOrUpdate(ctx, group, "hub-vault", aVault("hub", true), nil)).done(ctx)
	if err != nil || *made.Properties.VaultURI != "https://hub-vault.vault.azure.net/" ||
		!*made.Properties.EnableSoftDelete {
		t.Fatalf("vault is %+v, %v", made.Properties, err)
	}
	_, err = begun(c.BeginCreateOrUpdate(ctx, "HUB", "Hub-Vault", aVault("hub", true), nil)).done(ctx)
	if err != nil {
		t.Errorf("the same vault in other letters: %v", err)
	}
	items, err := listed(ctx, c.NewListPager(nil))
	if err != nil || len(items) != 1 || text(items[0]["name"]) != "hub-vault" {
		t.Errorf("lists %v, %v", items, err)
	}
}
