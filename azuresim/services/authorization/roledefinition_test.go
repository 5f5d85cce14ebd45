package authorization_test

import (
	"testing"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/engine"
	"private-acr/azuresim/services/app"
	"private-acr/azuresim/world"
	"private-acr/internal/azure"
)

const (
	definitions = "/providers/Microsoft.Authorization/roleDefinitions"
	customGUID  = "5b9a3f60-0d5e-4d4b-8f39-0c7c7f6a1e07"
	customID    = bench.Subscription + definitions + "/" + customGUID
)

// customRole is the body of a custom role with actions and data actions.
func customRole(actions, dataActions []any) world.Body {
	return world.Body{"properties": world.Body{
		"roleName": "Puller", "assignableScopes": []any{bench.Subscription},
		"permissions": []any{world.Body{"actions": actions, "dataActions": dataActions}},
	}}
}

// TestBuiltInRoles reads one of Azure's own roles from everywhere, and finds it in lists.
func TestBuiltInRoles(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Put(bench.RegistryID, bench.Registry())
	for scope, id := range map[string]string{
		"":                 definitions + "/" + azure.AcrPull.GUID,
		bench.Subscription: azure.RoleDefinitionID(bench.SubscriptionGUID, azure.AcrPull),
		bench.RegistryID:   azure.RoleDefinitionID(bench.SubscriptionGUID, azure.AcrPull),
	} {
		body := b.Get(scope + definitions + "/" + azure.AcrPull.GUID)
		if body["id"] != id || engine.Properties(body)["roleName"] != "AcrPull" {
			t.Errorf("from %q: got %v", scope, body)
		}
		listed, err := b.World.List(scope + definitions)
		if err != nil || len(listed) < 10 {
			t.Errorf("from %q: got %d roles, %v", scope, len(listed), err)
		}
	}
	_, err := b.World.Get(bench.Subscription + definitions + "/" + customGUID)
	bench.Refused(t, err, "RoleDefinitionDoesNotExist", "'"+customGUID+"'")
}

func TestCustomRoleRefusals(t *testing.T) {
	t.Parallel()
	pull := []any{"Microsoft.ContainerRegistry/registries/pull/read"}
	changed := func(key string, value any) world.Body {
		return bench.Changed(customRole(pull, nil), func(p world.Body) { p[key] = value })
	}
	tests := map[string]struct {
		id   string
		body world.Body
		code string
	}{
		"again": {customID, customRole(pull, nil), ""},
		"same name": {
			customID[:len(customID)-1] + "8", customRole(pull, nil), "RoleDefinitionWithSameNameExists",
		},
		"Azure's name": {customID, changed("roleName", "acrpull"), "RoleDefinitionWithSameNameExists"},
		"no name":      {customID, changed("roleName", ""), "InvalidRoleDefinition"},
		"no scope":     {customID, changed("assignableScopes", []any{}), "InvalidRoleDefinition"},
		"no GUID": {
			bench.Subscription + definitions + "/puller", customRole(pull, nil), "InvalidRoleDefinitionId",
		},
		"Azure's own": {
			azure.RoleDefinitionID(bench.SubscriptionGUID, azure.AcrPull), customRole(pull, nil),
			"InvalidRoleDefinition",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := bench.Open(t, world.Options{})
			b.Put(customID, customRole(pull, nil))
			bench.Refused(t, b.Try(test.id, test.body), test.code, "")
		})
	}
}

// TestCustomRolesCountByWhatTheyPermit grants a role on the subscription, from which a registry inherits.
func TestCustomRolesCountByWhatTheyPermit(t *testing.T) {
	t.Parallel()
	content := "Microsoft.ContainerRegistry/registries/repositories/content/read"
	metadata := "Microsoft.ContainerRegistry/registries/repositories/metadata/read"
	tests := map[string]struct {
		role world.Body
		mode string
		code string
	}{
		"pulls": {customRole([]any{"Microsoft.ContainerRegistry/registries/pull/read"}, nil), "", ""},
		"reads": {customRole([]any{"Microsoft.ContainerRegistry/*/read"}, nil), "", ""},
		"pushes": {
			customRole([]any{"Microsoft.ContainerRegistry/registries/push/write"}, nil), "",
			"InvalidParameterValueInContainerTemplate",
		},
		"data": {customRole(nil, []any{content, metadata}), azure.ABACMode, ""},
		"data, without ABAC": {
			customRole(nil, []any{content, metadata}), "", "InvalidParameterValueInContainerTemplate",
		},
		"all but data, with ABAC": {
			customRole([]any{"*"}, nil), azure.ABACMode, "InvalidParameterValueInContainerTemplate",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := bench.Open(t, world.Options{GrantDelay: -1, ImageCheck: app.AtRequest})
			b.Path()
			b.Remove(b.AssignmentID())
			b.SetRegistry("roleAssignmentMode", test.mode)
			b.Put(customID, test.role)
			grant := b.Assignment()
			engine.Properties(grant)["roleDefinitionId"] = customID
			id := bench.Subscription + "/providers/Microsoft.Authorization/roleAssignments/" + customGUID
			b.Put(id, grant)
			bench.Refused(t, b.Try(bench.AppID, bench.App(bench.Image)), test.code, "")
			_, err := b.World.Delete(customID)
			bench.Refused(t, err, "RoleDefinitionHasAssignments", "")
		})
	}
}
