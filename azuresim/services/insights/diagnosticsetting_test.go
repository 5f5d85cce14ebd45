package insights_test

import (
	"net/http"
	"strconv"
	"testing"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/world"
)

const (
	workspaceID = bench.Group + "/providers/Microsoft.OperationalInsights/workspaces/log-myapp"
	storageID   = bench.Group + "/providers/Microsoft.Storage/storageAccounts/st"
	settings    = bench.RegistryID + "/providers/Microsoft.Insights/diagnosticSettings/"
	logins      = "ContainerRegistryLoginEvents"
	vaults      = "AuditEvent"

	toLogs, toStorage = "workspaceId", "storageAccountId"
)

func open(t *testing.T) *bench.Bench {
	t.Helper()
	b := bench.Open(t, world.Options{})
	b.Put(bench.RegistryID, bench.Registry())
	b.Put(workspaceID, world.Body{"location": bench.Region})
	return b
}

// sending is a setting that sends a category of logs to the sink of the property.
func sending(sink, id, category string) world.Body {
	return world.Body{"properties": world.Body{
		sink: id, "logs": []any{world.Body{"category": category, "enabled": true}},
	}}
}

func TestSettingsAreRefused(t *testing.T) {
	t.Parallel()
	metric := func(name string) world.Body {
		return world.Body{"properties": world.Body{
			"workspaceId": workspaceID, "metrics": []any{world.Body{"category": name, "enabled": true}},
		}}
	}
	group := func(name string) world.Body {
		return world.Body{"properties": world.Body{
			"workspaceId": workspaceID, "logs": []any{world.Body{"categoryGroup": name, "enabled": true}},
		}}
	}
	tests := map[string]struct {
		id, code, part string
		body           world.Body
	}{
		"to nobody": {settings + "a", "BadRequest", "data sink", sending(toStorage, "", logins)},
		"to nothing": {
			settings + "a", "ResourceNotFound", "none", sending(toLogs, workspaceID+"none", logins),
		},
		"of others":      {settings + "a", "BadRequest", vaults, sending(toLogs, workspaceID, vaults)},
		"logs as metric": {settings + "a", "BadRequest", logins, metric(logins)},
		"no such group":  {settings + "a", "BadRequest", "most", group("most")},
		"twice":          {settings + "a", "Conflict", "already used", sending(toLogs, workspaceID, logins)},
		"elsewhere too":  {settings + "a", "", "", sending(toStorage, storageID, logins)},
		"changed":        {settings + "first", "", "", sending(toLogs, workspaceID, logins)},
		"metrics":        {settings + "a", "", "", metric("AllMetrics")},
		"of no resource": {
			bench.RegistryID + "none/providers/Microsoft.Insights/diagnosticSettings/a",
			"ParentResourceNotFound", "", metric("AllMetrics"),
		},
		"of a group": {
			bench.Group + "/providers/Microsoft.Insights/diagnosticSettings/a",
			"ResourceTypeNotSupported", "", metric("AllMetrics"),
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := open(t)
			b.Put(settings+"first", sending(toLogs, workspaceID, logins))
			bench.Refused(t, b.Try(test.id, test.body), test.code, test.part)
		})
	}
}

func TestSettingsAreFew(t *testing.T) {
	t.Parallel()
	b := open(t)
	for i := range 5 {
		n := strconv.Itoa(i)
		b.Put(settings+n, sending(toStorage, storageID+n, logins))
	}
	err := b.Try(settings+"sixth", sending(toLogs, workspaceID, logins))
	bench.Refused(t, err, "Conflict", "limit of 5")
}

func TestCategoriesOfNothing(t *testing.T) {
	t.Parallel()
	b := open(t)
	const path = "/providers/Microsoft.Insights/diagnosticSettingsCategories"
	for id, code := range map[string]string{
		bench.RegistryID + "none" + path:          "ResourceNotFound",
		bench.Group + path:                        "ResourceTypeNotSupported",
		bench.RegistryID + path + "/" + "unknown": "NotFound",
	} {
		_, err := b.World.Call(http.MethodGet, id, nil)
		bench.Refused(t, err, code, "")
	}
}
