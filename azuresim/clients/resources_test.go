package clients_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/resources/armresources"
)

func TestResourceGroup(t *testing.T) {
	t.Parallel()
	c, ctx := client(t, start(t), armresources.NewResourceGroupsClient), t.Context()
	body := func(team string) armresources.ResourceGroup {
		return armresources.ResourceGroup{Location: to.Ptr(region), Tags: tags(team)}
	}
	put := func(b armresources.ResourceGroup) func() (any, error) {
		return func() (any, error) { return c.CreateOrUpdate(ctx, "spokes", b, nil) }
	}
	life{
		id:   strings.TrimSuffix(groupID, group) + "spokes",
		sent: body("hub"), changed: body("spoke"), patched: body("edge"), gone: "ResourceGroupNotFound",
		create: put(body("hub")), change: put(body("spoke")),
		patch: func() (any, error) {
			return c.Update(ctx, "spokes", armresources.ResourceGroupPatchable{Tags: tags("edge")}, nil)
		},
		get:  func() (any, error) { return c.Get(ctx, "spokes", nil) },
		list: func() ([]map[string]any, error) { return listed(ctx, c.NewListPager(nil)) },
		remove: func() error {
			exists, err := c.CheckExistence(ctx, "spokes", nil)
			if err != nil || !exists.Success {
				return err
			}
			_, err = begun(c.BeginDelete(ctx, "spokes", nil)).done(ctx)
			return err
		},
	}.run(t)
}

func TestGroupsComeInPages(t *testing.T) {
	t.Parallel()
	c, ctx := client(t, start(t), armresources.NewResourceGroupsClient), t.Context()
	for i := range 6 {
		_, err := c.CreateOrUpdate(ctx, fmt.Sprintf("spoke-%d", i),
			armresources.ResourceGroup{Location: to.Ptr(region)}, nil)
		if err != nil {
			t.Fatal(err)
		}
	}
	pager := c.NewListPager(&armresources.ResourceGroupsClientListOptions{Top: to.Ptr(int32(3))})
	var sizes []int
	for pager.More() {
		page, err := pager.NextPage(ctx)
		if err != nil {
			t.Fatal(err)
		}
		sizes = append(sizes, len(page.Value))
	}
	if fmt.Sprint(sizes) != "[3 3 1]" {
		t.Errorf("seven groups come in pages of %v", sizes)
	}
}

func TestAnyResourceByID(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, theNetwork(), theRegistry())
	c, ctx := client(t, a, armresources.NewClient), t.Context()
	found, err := c.GetByID(ctx, strings.ToUpper(vnetID), "2023-02-01", nil)
	if err != nil || *found.ID != vnetID || *found.Name != "net" {
		t.Errorf("network in capitals is %+v, %v", found, err)
	}
	for id, want := range map[string]bool{vnetID: true, vnetID + "2": false} {
		exists, err := c.CheckExistenceByID(ctx, id, "2023-02-01", nil)
		if err != nil || exists.Success != want {
			t.Errorf("%s exists: %v, %v", id, exists.Success, err)
		}
	}
	networks := &armresources.ClientListByResourceGroupOptions{
		Filter: to.Ptr("resourceType eq 'Microsoft.Network/virtualNetworks'"),
	}
	items, err := listed(ctx, c.NewListByResourceGroupPager(group, networks))
	if err != nil || len(items) != 1 || text(items[0]["id"]) != vnetID {
		t.Errorf("networks of the group are %v, %v", items, err)
	}
	if _, err := begun(c.BeginDeleteByID(ctx, vnetID, "2023-02-01", nil)).done(ctx); err != nil {
		t.Error(err)
	}
}

func TestProviders(t *testing.T) {
	t.Parallel()
	c, ctx := client(t, start(t), armresources.NewProvidersClient), t.Context()
	registered, err := c.Register(ctx, "Microsoft.ContainerRegistry", nil)
	if err != nil || *registered.RegistrationState != "Registered" {
		t.Errorf("registering answers %+v, %v", registered, err)
	}
	found, err := c.Get(ctx, "microsoft.keyvault", nil)
	if err != nil || *found.Namespace != "Microsoft.KeyVault" || len(found.ResourceTypes) != 1 {
		t.Errorf("provider is %+v, %v", found, err)
	}
	all, err := listed(ctx, c.NewListPager(nil))
	if err != nil || len(all) < 8 {
		t.Errorf("providers are %v, %v", all, err)
	}
	_, err = c.Get(ctx, "Nobody.Knows", nil)
	wantCode(t, err, http.StatusNotFound, "InvalidResourceNamespace")
}

func TestSigningIn(t *testing.T) {
	t.Parallel()
	a := start(t)
	token, err := a.credential.GetToken(t.Context(), policy.TokenRequestOptions{
		Scopes: []string{a.URL() + "/.default"},
	})
	if err != nil || strings.Count(token.Token, ".") != 2 {
		t.Errorf("token is %q, %v", token.Token, err)
	}
	groups, err := listed(t.Context(), client(t, a, armresources.NewResourceGroupsClient).NewListPager(nil))
	if err != nil || len(groups) != 1 || text(groups[0]["name"]) != group {
		t.Errorf("groups are %v, %v", groups, err)
	}
}
