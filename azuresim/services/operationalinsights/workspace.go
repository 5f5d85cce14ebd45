package operationalinsights

import (
	"encoding/base64"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/operationalinsights/armoperationalinsights"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).workspace)

func (s *Service) workspace() engine.Type {
	return engine.Type{
		Row: catalog.Workspace, NameCode: "InvalidResourceName", Etag: engine.StrongEtag,
		Takes: engine.Durations{
			Create: 30 * time.Second, Source: "assumed; changing and deleting are immediate",
		},
		ReadOnly: []string{"customerId", "createdDate", "modifiedDate", "privateLinkScopedResources"},
		Accept:   s.acceptWorkspace, Removed: s.bury,
		Actions: map[string]engine.Action{"sharedKeys": sharedKeys},
		Example: engine.Example{Name: "log-example", Body: func(func(catalog.Type) string) engine.Body {
			return engine.Body{"location": "koreacentral", "properties": engine.Body{"retentionInDays": 30.0}}
		}},
	}
}

// The days that a workspace may keep data, but for those of the free tiers. Azure docs:
// azure-monitor/logs/data-retention-configure.
const (
	shortestRetention = 30
	longestRetention  = 730
)

func (s *Service) acceptWorkspace(r *engine.Request) error {
	workspace, err := engine.Read[armoperationalinsights.Workspace](r.Resource.Body)
	if err != nil {
		return err
	}
	if err := checkRetention(engine.Value(workspace.Properties)); err != nil {
		return err
	}
	s.recover(r)
	stamp := s.engine.Now().Format(engine.TimeFormat)
	if engine.Value(engine.Value(workspace.Properties).RetentionInDays) == 0 {
		delete(r.Properties(), "retentionInDays")
	}
	engine.Fill(r.Properties(), workspaceDefaults())
	engine.Fill(r.Properties(), engine.Body{"customerId": r.Resource.GUID("customer"), "createdDate": stamp})
	r.Properties()["modifiedDate"] = stamp
	return nil
}

// checkRetention leaves the free tiers alone, whose bounds are others. Zero is what clients send that leave
// it to Azure, as terraform-provider-azurerm does. The code is assumed.
func checkRetention(p armoperationalinsights.WorkspaceProperties) error {
	sku, days := engine.Value(p.SKU).Name, p.RetentionInDays
	paid := sku == nil || engine.Is(sku, armoperationalinsights.WorkspaceSKUNameEnumPerGB2018)
	if engine.Value(days) == 0 || !paid || (*days >= shortestRetention && *days <= longestRetention) {
		return nil
	}
	return engine.BadRequest("InvalidParameter",
		"'RetentionInDays' property doesn't match the SKU limits: it "+
			"must be between %d and %d, not %d.", shortestRetention, longestRetention, *days)
}

// workspaceDefaults are those of the API's specification and of workspaces made in the portal.
func workspaceDefaults() engine.Body {
	return engine.Body{
		"sku":                             engine.Body{"name": "PerGB2018"},
		"retentionInDays":                 float64(shortestRetention),
		"publicNetworkAccessForIngestion": "Enabled",
		"publicNetworkAccessForQuery":     "Enabled",
		"workspaceCapping": engine.Body{
			"dailyQuotaGb": -1.0, "dataIngestionStatus": "RespectQuota",
		},
		"features": engine.Body{
			"enableLogAccessUsingOnlyResourcePermissions": true, "legacy": 0.0, "searchVersion": 1.0,
		},
	}
}

// sharedKeys answers keys of the right form that open nothing.
func sharedKeys(workspace *engine.Resource, _ engine.Body) (engine.Result, error) {
	return engine.Result{Body: engine.Body{
		"primarySharedKey":   sharedKey(workspace, "primary"),
		"secondarySharedKey": sharedKey(workspace, "secondary"),
	}}, nil
}

func sharedKey(workspace *engine.Resource, which string) string {
	return base64.StdEncoding.EncodeToString(
		[]byte(workspace.GUID(which) + workspace.Created.Format(time.RFC3339)))
}
