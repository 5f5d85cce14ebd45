package clients_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	preview "github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerregistry/armcontainerregistry"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerregistry/armcontainerregistry/v3"
)

const credentialSetID = registryID + "/credentialSets/docker-hub"

func aCredentialSet(server string) armcontainerregistry.CredentialSet {
	const secrets = "https://vault.vault.azure.net/secrets/"
	return armcontainerregistry.CredentialSet{
		Identity: &armcontainerregistry.IdentityProperties{
			Type: to.Ptr(armcontainerregistry.ResourceIdentityTypeSystemAssigned),
		},
		Properties: &armcontainerregistry.CredentialSetProperties{
			LoginServer: to.Ptr(server),
			AuthCredentials: []*armcontainerregistry.AuthCredential{{
				Name:                     to.Ptr(armcontainerregistry.CredentialNameCredential1),
				UsernameSecretIdentifier: to.Ptr(secrets + "user"),
				PasswordSecretIdentifier: to.Ptr(secrets + "password"),
			}},
		},
	}
}

func TestCredentialSet(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, theRegistry())
	c, ctx := client(t, a, armcontainerregistry.NewCredentialSetsClient), t.Context()
	put := func(server string) func() (any, error) {
		return func() (any, error) {
			body := aCredentialSet(server)
			return begun(c.BeginCreate(ctx, group, "imagehub", "docker-hub", body, nil)).done(ctx)
		}
	}
	life{
		id:   credentialSetID,
		sent: aCredentialSet("docker.io"), changed: aCredentialSet("ghcr.io"), gone: "ResourceNotFound",
		create: put("docker.io"), change: put("ghcr.io"),
		get:  func() (any, error) { return c.Get(ctx, group, "imagehub", "docker-hub", nil) },
		list: func() ([]map[string]any, error) { return listed(ctx, c.NewListPager(group, "imagehub", nil)) },
		remove: func() error {
			_, err := begun(c.BeginDelete(ctx, group, "imagehub", "docker-hub", nil)).done(ctx)
			return err
		},
	}.run(t)
}

func TestCacheRule(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, theRegistry())
	c, ctx := client(t, a, armcontainerregistry.NewCacheRulesClient), t.Context()
	body := func(target string) armcontainerregistry.CacheRule {
		return armcontainerregistry.CacheRule{Properties: &armcontainerregistry.CacheRuleProperties{
			SourceRepository: to.Ptr("docker.io/library/nginx"), TargetRepository: to.Ptr(target),
		}}
	}
	put := func(target string) func() (any, error) {
		return func() (any, error) {
			return begun(c.BeginCreate(ctx, group, "imagehub", "cache", body(target), nil)).done(ctx)
		}
	}
	life{
		id:   registryID + "/cacheRules/cache",
		sent: body("nginx"), changed: body("mirror/nginx"), gone: "ResourceNotFound",
		create: put("nginx"), change: put("mirror/nginx"),
		get:  func() (any, error) { return c.Get(ctx, group, "imagehub", "cache", nil) },
		list: func() ([]map[string]any, error) { return listed(ctx, c.NewListPager(group, "imagehub", nil)) },
		remove: func() error {
			_, err := begun(c.BeginDelete(ctx, group, "imagehub", "cache", nil)).done(ctx)
			return err
		},
	}.run(t)
}

func TestAgentPool(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, theRegistry(), theNetwork())
	c, ctx := client(t, a, preview.NewAgentPoolsClient), t.Context()
	body := func(team string) preview.AgentPool {
		return preview.AgentPool{
			Location: to.Ptr(region), Tags: tags(team),
			Properties: &preview.AgentPoolProperties{
				Tier: to.Ptr("S1"), VirtualNetworkSubnetResourceID: to.Ptr(subnetID),
			},
		}
	}
	put := func(team string) func() (any, error) {
		return func() (any, error) {
			return begun(c.BeginCreate(ctx, group, "imagehub", "builders", body(team), nil)).done(ctx)
		}
	}
	life{
		id:   registryID + "/agentPools/builders",
		sent: body("hub"), changed: body("spoke"), gone: "ResourceNotFound",
		create: put("hub"), change: put("spoke"),
		get:  func() (any, error) { return c.Get(ctx, group, "imagehub", "builders", nil) },
		list: func() ([]map[string]any, error) { return listed(ctx, c.NewListPager(group, "imagehub", nil)) },
		remove: func() error {
			_, err := begun(c.BeginDelete(ctx, group, "imagehub", "builders", nil)).done(ctx)
			return err
		},
	}.run(t)
}

func aTask(team string) preview.Task {
	return preview.Task{
		Location: to.Ptr(region), Tags: tags(team),
		Properties: &preview.TaskProperties{
			Platform: &preview.PlatformProperties{OS: to.Ptr(preview.OSLinux)},
			Step: &preview.DockerBuildStep{
				Type: to.Ptr(preview.StepTypeDocker), DockerFilePath: to.Ptr("Dockerfile"),
				ContextPath: to.Ptr("https://example.com/app.git"),
			},
		},
	}
}

func TestTask(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, theRegistry())
	c, ctx := client(t, a, preview.NewTasksClient), t.Context()
	put := func(team string) func() (any, error) {
		return func() (any, error) { return c.Create(ctx, group, "imagehub", "build", aTask(team), nil) }
	}
	life{
		id:   registryID + "/tasks/build",
		sent: aTask("hub"), changed: aTask("spoke"), gone: "ResourceNotFound",
		create: put("hub"), change: put("spoke"),
		get:  func() (any, error) { return c.Get(ctx, group, "imagehub", "build", nil) },
		list: func() ([]map[string]any, error) { return listed(ctx, c.NewListPager(group, "imagehub", nil)) },
		remove: func() error {
			_, err := c.Delete(ctx, group, "imagehub", "build", nil)
			return err
		},
	}.run(t)
}

// TestRunOfAClosedRegistry has a run accepted that cannot log in, as `az acr build` meets it.
func TestRunOfAClosedRegistry(t *testing.T) {
	t.Parallel()
	a := start(t)
	closed := theRegistry()
	closed.body.Properties = object{"publicNetworkAccess": "Disabled"}
	a.has(t, closed)
	c, ctx := client(t, a, preview.NewRegistriesClient), t.Context()
	queued, err := c.ScheduleRun(ctx, group, "imagehub", &preview.EncodedTaskRunRequest{
		Type: to.Ptr("EncodedTaskRunRequest"), EncodedTaskContent: to.Ptr("dmVyc2lvbjogdjEuMS4w"),
		Platform: &preview.PlatformProperties{OS: to.Ptr(preview.OSLinux)},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	runs := client(t, a, preview.NewRunsClient)
	for range 1000 {
		run, err := runs.Get(ctx, group, "imagehub", *queued.Properties.RunID, nil)
		if err != nil {
			t.Fatal(err)
		}
		if *run.Properties.Status == preview.RunStatusQueued {
			time.Sleep(time.Millisecond)
			continue
		}
		if *run.Properties.Status != preview.RunStatusFailed || run.Properties.RunErrorMessage == nil {
			t.Errorf("the run ends as %+v", run.Properties)
		}
		return
	}
	t.Error("the run does not end")
}

func TestAdminUser(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, theRegistry())
	c, ctx := client(t, a, armcontainerregistry.NewRegistriesClient), t.Context()
	_, err := c.ListCredentials(ctx, group, "imagehub", nil)
	wantCode(t, err, http.StatusBadRequest, "UnAuthorizedForCredentialOperations")
	on := armcontainerregistry.RegistryUpdateParameters{
		Properties: &armcontainerregistry.RegistryPropertiesUpdateParameters{AdminUserEnabled: to.Ptr(true)},
	}
	if _, err := begun(c.BeginUpdate(ctx, group, "imagehub", on, nil)).done(ctx); err != nil {
		t.Fatal(err)
	}
	before, err := c.ListCredentials(ctx, group, "imagehub", nil)
	if err != nil || len(before.Passwords) != 2 || *before.Username != "imagehub" {
		t.Fatalf("the credentials are %+v, %v", before, err)
	}
	second := armcontainerregistry.RegenerateCredentialParameters{
		Name: to.Ptr(armcontainerregistry.PasswordNamePassword2),
	}
	after, err := c.RegenerateCredential(ctx, group, "imagehub", second, nil)
	if err != nil {
		t.Fatal(err)
	}
	kept, renewed := *before.Passwords[0].Value == *after.Passwords[0].Value,
		*before.Passwords[1].Value != *after.Passwords[1].Value
	if !kept || !renewed {
		t.Errorf("the first password is kept: %v, the second renewed: %v", kept, renewed)
	}
}

func TestNamesOfRegistries(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, theRegistry())
	c, ctx := client(t, a, armcontainerregistry.NewRegistriesClient), t.Context()
	reasons := map[string]string{"free9": "", "ImageHub": "AlreadyExists", "no-dash": "Invalid"}
	for name, reason := range reasons {
		status, err := c.CheckNameAvailability(ctx, armcontainerregistry.RegistryNameCheckRequest{
			Name: to.Ptr(name), Type: to.Ptr("Microsoft.ContainerRegistry/registries"),
		}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if free := reason == ""; *status.NameAvailable != free || !free && *status.Reason != reason {
			t.Errorf("%q: %+v", name, status)
		}
	}
}

func TestUsages(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, theRegistry())
	c := client(t, a, armcontainerregistry.NewRegistriesClient)
	usages, err := c.ListUsages(t.Context(), group, "imagehub", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, usage := range usages.Value {
		if *usage.Name == "ScopeMaps" && (*usage.CurrentValue != 3 || *usage.Limit <= 3) {
			t.Errorf("%+v, want the three that every registry has", usage)
		}
	}
}

func TestWhatWebhooksDo(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, theRegistry())
	c, ctx := client(t, a, armcontainerregistry.NewWebhooksClient), t.Context()
	const where, header = "https://ci.example.com/hook", "Basic abc"
	body := armcontainerregistry.WebhookCreateParameters{
		Location: to.Ptr(region),
		Properties: &armcontainerregistry.WebhookPropertiesCreateParameters{
			ServiceURI: to.Ptr(where), Actions: []*armcontainerregistry.WebhookAction{
				to.Ptr(armcontainerregistry.WebhookActionPush),
			},
			CustomHeaders: map[string]*string{"Authorization": to.Ptr(header)},
		},
	}
	_, err := begun(c.BeginCreate(ctx, group, "imagehub", "onpush", body, nil)).done(ctx)
	if err != nil {
		t.Fatal(err)
	}
	config, err := c.GetCallbackConfig(ctx, group, "imagehub", "onpush", nil)
	if err != nil || *config.ServiceURI != where || *config.CustomHeaders["Authorization"] != header {
		t.Errorf("it calls %+v, %v", config, err)
	}
	if event, err := c.Ping(ctx, group, "imagehub", "onpush", nil); err != nil || *event.ID == "" {
		t.Errorf("a ping answers %+v, %v", event, err)
	}
	events, err := listed(ctx, c.NewListEventsPager(group, "imagehub", "onpush", nil))
	if err != nil || len(events) != 0 {
		t.Errorf("events %v, %v", events, err)
	}
}
