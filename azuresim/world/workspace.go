package world

import (
	"encoding/base64"
	"regexp"
	"strconv"
	"strings"
	"time"
)

const typeWorkspace = "Microsoft.OperationalInsights/workspaces"

// workspace is a Log Analytics workspace. What is sent to it is not simulated.
var workspace = kind{
	typ: typeWorkspace, place: regional, takes: workspaceTakes,
	readOnly: []string{"customerId", "createdDate", "modifiedDate", "privateLinkScopedResources"},
	accept:   acceptWorkspace,
}

// workspaceName is Azure docs: azure-resource-manager/management/resource-name-rules.
var workspaceName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$`)

// The days that a workspace may keep data, but for those of the free tiers. Azure docs:
// azure-monitor/logs/data-retention-configure.
const (
	shortestRetention = 30
	longestRetention  = 730
)

type workspaceView struct {
	Properties struct {
		SKU struct {
			Name string `json:"name"`
		} `json:"sku"`
		Retention *float64 `json:"retentionInDays"`
	} `json:"properties"`
}

func acceptWorkspace(r *request) error {
	v, err := read[workspaceView](r.rec.Body)
	if err != nil {
		return err
	}
	if !workspaceName.MatchString(r.id.Name) {
		return badRequest("InvalidResourceName", "Workspace name '%s' must be 4 to 63 letters, digits and "+
			"'-', first and last a letter or digit.", r.id.Name)
	}
	if err := checkRetention(v); err != nil {
		return err
	}
	stamp := r.w.at.Format(timeFormat)
	p := r.properties()
	fill(p, workspaceDefaults())
	fill(p, Body{"customerId": guid(r.rec, "customer"), "createdDate": stamp})
	p["modifiedDate"] = stamp
	r.rec.Body["etag"] = `"` + guid(r.rec, strconv.Itoa(r.w.next())) + `"`
	return nil
}

// checkRetention leaves the free tiers alone, whose bounds are others. The code is assumed.
func checkRetention(v workspaceView) error {
	days := v.Properties.Retention
	paid := v.Properties.SKU.Name == "" || strings.EqualFold(v.Properties.SKU.Name, "PerGB2018")
	if days == nil || !paid || (*days >= shortestRetention && *days <= longestRetention) {
		return nil
	}
	return badRequest("InvalidParameter", "'RetentionInDays' property doesn't match the SKU limits: it must "+
		"be between %d and %d, not %g.", shortestRetention, longestRetention, *days)
}

// workspaceDefaults are those of the API's specification and of workspaces made in the portal.
func workspaceDefaults() Body {
	return Body{
		"sku":                             Body{"name": "PerGB2018"},
		"retentionInDays":                 float64(shortestRetention),
		"publicNetworkAccessForIngestion": enabled,
		"publicNetworkAccessForQuery":     enabled,
		"workspaceCapping":                Body{"dailyQuotaGb": -1.0, "dataIngestionStatus": "RespectQuota"},
		"features": Body{
			"enableLogAccessUsingOnlyResourcePermissions": true, "legacy": 0.0, "searchVersion": 1.0,
		},
	}
}

// sharedKeys answers keys of the right form that open nothing.
func (w *World) sharedKeys(rec *record, _ Body) (Result, error) {
	return Result{Body: Body{
		"primarySharedKey": sharedKey(rec, "primary"), "secondarySharedKey": sharedKey(rec, "secondary"),
	}}, nil
}

func sharedKey(rec *record, which string) string {
	return base64.StdEncoding.EncodeToString([]byte(guid(rec, which) + rec.Created.Format(time.RFC3339)))
}
