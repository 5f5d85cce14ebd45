package clients_test

import (
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/appcontainers/armappcontainers/v3"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerinstance/armcontainerinstance/v2"
)

func TestContainerGroup(t *testing.T) {
	t.Parallel()
	c, ctx := client(t, start(t), armcontainerinstance.NewContainerGroupsClient), t.Context()
	body := func(team string) armcontainerinstance.ContainerGroup {
		return armcontainerinstance.ContainerGroup{
			Location: to.Ptr(region), Tags: tags(team),
			Properties: &armcontainerinstance.ContainerGroupPropertiesProperties{
				OSType: to.Ptr(armcontainerinstance.OperatingSystemTypesLinux),
				Containers: []*armcontainerinstance.Container{{
					Name: to.Ptr("job"), Properties: &armcontainerinstance.ContainerProperties{
						Image: to.Ptr(image), Resources: &armcontainerinstance.ResourceRequirements{
							Requests: &armcontainerinstance.ResourceRequests{
								CPU: to.Ptr(1.0), MemoryInGB: to.Ptr(1.5),
							},
						},
					},
				}},
			},
		}
	}
	put := func(b armcontainerinstance.ContainerGroup) func() (any, error) {
		return func() (any, error) {
			return begun(c.BeginCreateOrUpdate(ctx, group, "job", b, nil)).done(ctx)
		}
	}
	life{
		id:   providers + "Microsoft.ContainerInstance/containerGroups/job",
		sent: body("hub"), changed: body("spoke"), patched: body("edge"), gone: "ResourceNotFound",
		create: put(body("hub")), change: put(body("spoke")),
		patch: func() (any, error) {
			return c.Update(ctx, group, "job", armcontainerinstance.Resource{Tags: tags("edge")}, nil)
		},
		get: func() (any, error) { return c.Get(ctx, group, "job", nil) },
		list: func() ([]map[string]any, error) {
			return listed(ctx, c.NewListByResourceGroupPager(group, nil))
		},
		remove: func() error {
			_, err := begun(c.BeginDelete(ctx, group, "job", nil)).done(ctx)
			return err
		},
	}.run(t)
}

func TestManagedEnvironment(t *testing.T) {
	t.Parallel()
	c, ctx := client(t, start(t), armappcontainers.NewManagedEnvironmentsClient), t.Context()
	body := func(team string) armappcontainers.ManagedEnvironment {
		return armappcontainers.ManagedEnvironment{
			Location: to.Ptr(region), Tags: tags(team),
			Properties: &armappcontainers.ManagedEnvironmentProperties{
				WorkloadProfiles: []*armappcontainers.WorkloadProfile{{
					Name: to.Ptr("Consumption"), WorkloadProfileType: to.Ptr("Consumption"),
				}},
			},
		}
	}
	put := func(b armappcontainers.ManagedEnvironment) func() (any, error) {
		return func() (any, error) {
			return begun(c.BeginCreateOrUpdate(ctx, group, "env", b, nil)).done(ctx)
		}
	}
	life{
		id: envID, sent: body("hub"), changed: body("spoke"), patched: body("edge"), gone: "ResourceNotFound",
		create: put(body("hub")), change: put(body("spoke")),
		patch: func() (any, error) {
			patch := armappcontainers.ManagedEnvironment{Location: to.Ptr(region), Tags: tags("edge")}
			return begun(c.BeginUpdate(ctx, group, "env", patch, nil)).done(ctx)
		},
		get:  func() (any, error) { return c.Get(ctx, group, "env", nil) },
		list: func() ([]map[string]any, error) { return listed(ctx, c.NewListBySubscriptionPager(nil)) },
		remove: func() error {
			_, err := begun(c.BeginDelete(ctx, group, "env", nil)).done(ctx)
			return err
		},
	}.run(t)
}

func TestContainerApp(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, generic(envID, "2025-01-01", object{}))
	c, ctx := client(t, a, armappcontainers.NewContainerAppsClient), t.Context()
	body := func(team, variable string) armappcontainers.ContainerApp {
		return armappcontainers.ContainerApp{
			Location: to.Ptr(region), Tags: tags(team),
			Properties: &armappcontainers.ContainerAppProperties{
				ManagedEnvironmentID: to.Ptr(envID),
				Template: &armappcontainers.Template{Containers: []*armappcontainers.Container{{
					Name: to.Ptr("web"), Image: to.Ptr(image),
					Env: []*armappcontainers.EnvironmentVar{{Name: to.Ptr("A"), Value: to.Ptr(variable)}},
				}}},
			},
		}
	}
	put := func(b armappcontainers.ContainerApp) func() (any, error) {
		return func() (any, error) {
			return begun(c.BeginCreateOrUpdate(ctx, group, "web", b, nil)).done(ctx)
		}
	}
	life{
		id:   providers + "Microsoft.App/containerApps/web",
		sent: body("hub", "1"), changed: body("hub", "2"), patched: body("spoke", "2"),
		create: put(body("hub", "1")), change: put(body("hub", "2")), gone: "ResourceNotFound",
		patch: func() (any, error) {
			patch := armappcontainers.ContainerApp{Location: to.Ptr(region), Tags: tags("spoke")}
			return begun(c.BeginUpdate(ctx, group, "web", patch, nil)).done(ctx)
		},
		get: func() (any, error) { return c.Get(ctx, group, "web", nil) },
		list: func() ([]map[string]any, error) {
			return listed(ctx, c.NewListByResourceGroupPager(group, nil))
		},
		remove: func() error {
			_, err := begun(c.BeginDelete(ctx, group, "web", nil)).done(ctx)
			return err
		},
	}.run(t)
}
