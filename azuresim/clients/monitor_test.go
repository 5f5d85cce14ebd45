package clients_test

import (
	"net/http"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/monitor/armmonitor"
)

// scoped makes the constructor of a client that is for every subscription one like those of others.
func scoped[C any](build func(azcore.TokenCredential, *arm.ClientOptions) (*C, error)) func(
	string, azcore.TokenCredential, *arm.ClientOptions,
) (*C, error) {
	return func(_ string, credential azcore.TokenCredential, options *arm.ClientOptions) (*C, error) {
		return build(credential, options)
	}
}

func aSetting(category string) armmonitor.DiagnosticSettingsResource {
	return armmonitor.DiagnosticSettingsResource{Properties: &armmonitor.DiagnosticSettings{
		WorkspaceID: to.Ptr(workspaceID),
		Logs: []*armmonitor.LogSettings{{
			Category: to.Ptr(category), Enabled: to.Ptr(true),
		}},
	}}
}

func TestDiagnosticSetting(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, theRegistry(), generic(workspaceID, "2021-12-01-preview", object{}))
	c, ctx := client(t, a, scoped(armmonitor.NewDiagnosticSettingsClient)), t.Context()
	const logins, pushes = "ContainerRegistryLoginEvents", "ContainerRegistryRepositoryEvents"
	put := func(category string) func() (any, error) {
		body := aSetting(category)
		return func() (any, error) { return c.CreateOrUpdate(ctx, registryID, "logs", body, nil) }
	}
	life{
		id:   registryID + "/providers/Microsoft.Insights/diagnosticSettings/logs",
		sent: aSetting(logins), changed: aSetting(pushes), gone: "ResourceNotFound",
		create: put(logins), change: put(pushes),
		get:  func() (any, error) { return c.Get(ctx, registryID, "logs", nil) },
		list: func() ([]map[string]any, error) { return listed(ctx, c.NewListPager(registryID, nil)) },
		remove: func() error {
			_, err := c.Delete(ctx, registryID, "logs", nil)
			return err
		},
	}.run(t)
	_, err := put("AuditEvent")()
	wantCode(t, err, http.StatusBadRequest, "BadRequest")
}

func TestCategories(t *testing.T) {
	t.Parallel()
	a := start(t)
	a.has(t, theRegistry())
	c, ctx := client(t, a, scoped(armmonitor.NewDiagnosticSettingsCategoryClient)), t.Context()
	all, err := listed(ctx, c.NewListPager(registryID, nil))
	if err != nil || len(all) != 3 {
		t.Errorf("the categories are %v, %v", all, err)
	}
	one, err := c.Get(ctx, registryID, "AllMetrics", nil)
	if err != nil || *one.Properties.CategoryType != armmonitor.CategoryTypeMetrics {
		t.Errorf("AllMetrics is %+v, %v", one, err)
	}
}
