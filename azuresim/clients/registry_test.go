package clients_test

import (
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerregistry/armcontainerregistry/v3"
)

func TestRegistry(t *testing.T) {
	t.Parallel()
	c, ctx := client(t, start(t), armcontainerregistry.NewRegistriesClient), t.Context()
	type access = armcontainerregistry.PublicNetworkAccess
	body := func(team string, public access) armcontainerregistry.Registry {
		return armcontainerregistry.Registry{
			Location: to.Ptr(region), Tags: tags(team),
			SKU: &armcontainerregistry.SKU{Name: to.Ptr(armcontainerregistry.SKUNamePremium)},
			Properties: &armcontainerregistry.RegistryProperties{
				PublicNetworkAccess: to.Ptr(public), DataEndpointEnabled: to.Ptr(true),
			},
		}
	}
	const on = armcontainerregistry.PublicNetworkAccessEnabled
	const off = armcontainerregistry.PublicNetworkAccessDisabled
	put := func(b armcontainerregistry.Registry) func() (any, error) {
		return func() (any, error) { return begun(c.BeginCreate(ctx, group, "imagehub", b, nil)).done(ctx) }
	}
	life{
		id:   registryID,
		sent: body("hub", on), changed: body("hub", off), patched: body("spoke", off),
		create: put(body("hub", on)), change: put(body("hub", off)), gone: "ResourceNotFound",
		patch: func() (any, error) {
			patch := armcontainerregistry.RegistryUpdateParameters{Tags: tags("spoke")}
			return begun(c.BeginUpdate(ctx, group, "imagehub", patch, nil)).done(ctx)
		},
		get:  func() (any, error) { return c.Get(ctx, group, "imagehub", nil) },
		list: func() ([]map[string]any, error) { return listed(ctx, c.NewListPager(nil)) },
		remove: func() error {
			_, err := begun(c.BeginDelete(ctx, group, "imagehub", nil)).done(ctx)
			return err
		},
	}.run(t)
}

func TestReplication(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, theRegistry())
	c, ctx := client(t, a, armcontainerregistry.NewReplicationsClient), t.Context()
	body := func(team string) armcontainerregistry.Replication {
		return armcontainerregistry.Replication{
			Location: to.Ptr("westeurope"), Tags: tags(team),
			Properties: &armcontainerregistry.ReplicationProperties{RegionEndpointEnabled: to.Ptr(true)},
		}
	}
	put := func(b armcontainerregistry.Replication) func() (any, error) {
		return func() (any, error) {
			return begun(c.BeginCreate(ctx, group, "imagehub", "westeurope", b, nil)).done(ctx)
		}
	}
	life{
		id:   registryID + "/replications/westeurope",
		sent: body("hub"), changed: body("spoke"), patched: body("edge"), gone: "ResourceNotFound",
		create: put(body("hub")), change: put(body("spoke")),
		patch: func() (any, error) {
			patch := armcontainerregistry.ReplicationUpdateParameters{Tags: tags("edge")}
			return begun(c.BeginUpdate(ctx, group, "imagehub", "westeurope", patch, nil)).done(ctx)
		},
		get:  func() (any, error) { return c.Get(ctx, group, "imagehub", "westeurope", nil) },
		list: func() ([]map[string]any, error) { return listed(ctx, c.NewListPager(group, "imagehub", nil)) },
		remove: func() error {
			_, err := begun(c.BeginDelete(ctx, group, "imagehub", "westeurope", nil)).done(ctx)
			return err
		},
	}.run(t)
}

func TestWhatRegistriesDo(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, theRegistry())
	c := client(t, a, armcontainerregistry.NewRegistriesClient)
	groups, err := listed(t.Context(), c.NewListPrivateLinkResourcesPager(group, "imagehub", nil))
	if err != nil || len(groups) == 0 || text(groups[0]["name"]) != "registry" {
		t.Errorf("private link resources are %v, %v", groups, err)
	}
	_, err = begun(c.BeginImportImage(t.Context(), group, "imagehub",
		armcontainerregistry.ImportImageParameters{
			Source: &armcontainerregistry.ImportSource{
				RegistryURI: to.Ptr("mcr.microsoft.com"),
				SourceImage: to.Ptr("azuredocs/aci-helloworld:latest"),
			},
			TargetTags: []*string{to.Ptr("hello:1")},
		}, nil)).done(t.Context())
	if err != nil {
		t.Errorf("importing: %v", err)
	}
}

// TestGenerateCredentials has the SDK's poller follow the operation to the passwords that it ends with.
func TestGenerateCredentials(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, theRegistry())
	tokens, ctx := client(t, a, armcontainerregistry.NewTokensClient), t.Context()
	puller := armcontainerregistry.Token{Properties: &armcontainerregistry.TokenProperties{
		ScopeMapID: to.Ptr(registryID + "/scopeMaps/_repositories_pull"),
	}}
	made, err := begun(tokens.BeginCreate(ctx, group, "imagehub", "puller", puller, nil)).done(ctx)
	if err != nil {
		t.Fatalf("token %+v, %v", made, err)
	}
	registries := client(t, a, armcontainerregistry.NewRegistriesClient)
	poller, err := registries.BeginGenerateCredentials(ctx, group, "imagehub",
		armcontainerregistry.GenerateCredentialsParameters{TokenID: to.Ptr(registryID + "/tokens/puller")},
		nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := poller.PollUntilDone(ctx, nil)
	if err != nil || *answer.Username != "puller" || len(answer.Passwords) != 2 {
		t.Fatalf("got %+v, %v", answer, err)
	}
	for _, password := range answer.Passwords {
		if password.Value == nil || *password.Value == "" {
			t.Errorf("%s has no value", *password.Name)
		}
	}
	found, err := tokens.Get(ctx, group, "imagehub", "puller", nil)
	if err != nil || len(found.Properties.Credentials.Passwords) != 2 ||
		found.Properties.Credentials.Passwords[0].Value != nil {
		t.Errorf("token is %+v, %v", found.Properties, err)
	}
}

func TestWebhook(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, theRegistry())
	c, ctx := client(t, a, armcontainerregistry.NewWebhooksClient), t.Context()
	body := armcontainerregistry.WebhookCreateParameters{
		Location: to.Ptr(region),
		Properties: &armcontainerregistry.WebhookPropertiesCreateParameters{
			ServiceURI: to.Ptr("https://ci.example.com/hook"),
			Actions:    []*armcontainerregistry.WebhookAction{to.Ptr(armcontainerregistry.WebhookActionPush)},
		},
	}
	if _, err := begun(c.BeginCreate(ctx, group, "imagehub", "deploy", body, nil)).done(ctx); err != nil {
		t.Fatal(err)
	}
	found, err := c.Get(ctx, group, "imagehub", "deploy", nil)
	if err != nil || *found.Properties.Status != armcontainerregistry.WebhookStatusEnabled {
		t.Errorf("webhook is %+v, %v", found.Properties, err)
	}
}
