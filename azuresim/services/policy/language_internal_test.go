package policy

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"private-acr/azuresim/engine"
)

// read is an object in JSON.
func read(t *testing.T, text string) engine.Body {
	t.Helper()
	body := engine.Body{}
	if err := json.Unmarshal([]byte(text), &body); err != nil {
		t.Fatalf("%s: %s", text, err)
	}
	return body
}

// endpoint is what the tests of this file are about: a private endpoint with two connections.
func endpoint(t *testing.T) *subject {
	t.Helper()
	id := "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/privateEndpoints/pe"
	return &subject{
		resource: &engine.Resource{ID: id, Type: "Microsoft.Network/privateEndpoints", Body: read(t, `{
			"location": "koreacentral", "tags": {"Team": "hub"}, "sku": {"name": "Premium"},
			"properties": {"subnet": {"id": "/x"}, "count": 3, "open": true,
			"privateLinkServiceConnections": [
				{"properties": {"groupIds": ["registry"]}},
				{"properties": {"groupIds": ["vault", "registry"]}}]}
		}`)},
		group: read(t, `{"id": "/subscriptions/s/resourceGroups/rg", "tags": {"cost": "7"}}`),
		parameters: read(t, `{
			"name": "pe", "list": ["a", "pe"], "Tag": "team", "places": ["Korea Central"]
		}`),
	}
}

// holding are conditions that are true of the endpoint, and failing such as are not. "~" stands for its type,
// GROUPS for the ids of all its groups.
var (
	holding = []string{
		`{"ANYOF": [{"FIELD": "name", "EQUALS": "pe"}]}`,
		`{"field": "type", "equals": "microsoft.network/privateendpoints"}`,
		`{"field": "name", "equals": "[parameters('name')]"}`,
		`{"field": "fullName", "like": "p*"}`,
		`{"field": "name", "in": "[parameters('list')]"}`,
		`{"field": "name", "notIn": ["a", "b"]}`,
		`{"field": "name", "contains": "E"}`,
		`{"field": "name", "matchInsensitively": "?."}`,
		`{"field": "location", "in": "[parameters('places')]"}`,
		`{"field": "tags['team']", "equals": "HUB"}`,
		`{"field": "[concat('tags[', parameters('Tag'), ']')]", "exists": "true"}`,
		`{"field": "tags.none", "exists": false}`,
		`{"field": "tags", "containsKey": "TEAM"}`,
		`{"field": "~subnet.id", "equals": "/x"}`,
		`{"field": "~nothing", "notEquals": "x"}`,
		`{"field": "~sku.name", "equals": "premium"}`,
		`{"field": "~open", "equals": "true"}`,
		`{"field": "~count", "greater": 2}`,
		`{"field": "GROUPS", "notEquals": "queue"}`,
		`{"count": {"field": "GROUPS"}, "equals": 3}`,
		`{"count": {"field": "GROUPS", "where": {"field": "GROUPS", "equals": "registry"}}, "equals": 2}`,
		`{"value": "[field('name')]", "equals": "pe"}`,
		`{"value": "[resourceGroup().tags[concat('co', 'st')]]", "equals": "7"}`,
		`{"value": "2026-01-02T00:00:00Z", "greater": "2026-01-01T23:00:00Z"}`,
		`{"anyOf": [{"field": "name", "equals": "pe"}, {"field": "name", "equals": "x"}]}`,
	}
	failing = []string{
		`{"field": "type", "equals": "~x"}`,
		`{"field": "name", "notLike": "p*"}`,
		`{"field": "name", "matchInsensitively": "#."}`,
		`{"field": "location", "equals": "Korea South"}`,
		`{"field": "~nothing", "exists": true}`,
		`{"field": "~nothing", "like": "*"}`,
		`{"field": "Microsoft.Network/virtualNetworks/subnet.id", "exists": true}`,
		`{"field": "~count", "lessOrEquals": 2}`,
		`{"field": "GROUPS", "contains": "r"}`,
		`{"value": "[length(field('tags'))]", "less": 1}`,
		`{"not": {"field": "name", "equals": "pe"}}`,
		`{"allOf": [{"field": "name", "equals": "pe"}, {"field": "name", "equals": "x"}]}`,
	}
)

func TestConditions(t *testing.T) {
	t.Parallel()
	short := strings.NewReplacer("GROUPS", "~privateLinkServiceConnections[*].groupIds[*]")
	long := strings.NewReplacer("~", "Microsoft.Network/privateEndpoints/")
	for i, condition := range slices.Concat(holding, failing) {
		body := read(t, long.Replace(short.Replace(condition)))
		if err := checkCondition(body); err != nil {
			t.Errorf("%s is refused: %s", condition, err)
		}
		if got := endpoint(t).holds(body); got != (i < len(holding)) {
			t.Errorf("%s: got %t", condition, got)
		}
	}
}

func TestExpressions(t *testing.T) {
	t.Parallel()
	for expression, want := range map[string]any{
		"plain":      "plain",
		"[[escaped]": "[escaped]",
		"[concat(parameters('name'), '/', 'it''s')]": "pe/it's",
		"[resourceGroup().id]":                       "/subscriptions/s/resourceGroups/rg",
		"[subscription().subscriptionId]":            "s",
		"[toUpper(first(parameters('list')))]":       "A",
		"[last(split('a/b', '/'))]":                  "b",
		"[split('a/b', '/')[0]]":                     "a",
		"[replace('a-b', '-', '')]":                  "ab",
		"[if(empty(parameters('none')), 1, 2)]":      1.0,
		"[not(equals(toLower('A'), 'a'))]":           false,
		"[contains('abc', 'B')]":                     true,
		"[parameters('none').deep]":                  nil,
	} {
		if diff := cmp.Diff(want, endpoint(t).resolve(expression)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", expression, diff)
		}
	}
}

// TestUnknownLanguage refuses what is not understood: it would be evaluated wrongly.
func TestUnknownLanguage(t *testing.T) {
	t.Parallel()
	for _, condition := range []string{
		`{"field": "name"}`, `{"field": "name", "resembles": "x"}`, `{"allOf": [{"field": "name"}]}`,
		`{"field": "name", "equals": "[utcNow()]"}`, `{"field": "name", "equals": "[concat('a']"}`,
		`{"field": "name", "equals": "[concat('a') 'b']"}`, `{"value": "[]", "equals": 1}`,
		`{"count": {"value": [1]}, "equals": 1}`,
	} {
		if checkCondition(read(t, condition)) == nil {
			t.Errorf("%s is taken", condition)
		}
	}
}

func TestOperations(t *testing.T) {
	t.Parallel()
	for operation, want := range map[string]string{
		`{"operation": "add", "field": "tags.Team", "value": "x"}`:             `{"Team": "hub"}`,
		`{"operation": "addOrReplace", "field": "tags['team']", "value": "x"}`: `{"Team": "x"}`,
		`{"operation": "add", "field": "tags.new", "value": "x"}`:              `{"Team": "hub", "new": "x"}`,
		`{"operation": "remove", "field": "tags.Team"}`:                        `{}`,
	} {
		about := endpoint(t)
		about.operate(read(t, operation))
		if diff := cmp.Diff(read(t, want), about.resource.Body["tags"]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", operation, diff)
		}
	}
	about := endpoint(t)
	for _, field := range []string{"customNetworkInterfaceName", "policies.audience.status", "sku.name"} {
		about.operate(engine.Body{
			"operation": "addOrReplace", "field": "Microsoft.Network/privateEndpoints/" + field, "value": "x",
		})
	}
	p := about.resource.Properties()
	if p["customNetworkInterfaceName"] != "x" || about.resource.Body["sku"].(engine.Body)["name"] != "x" ||
		about.field("Microsoft.Network/privateEndpoints/policies.audience.status")[0] != "x" {
		t.Errorf("got %v", about.resource.Body)
	}
}
