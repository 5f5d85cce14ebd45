package policy

import (
	"encoding/json"
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
			"properties": {"subnet": {"id": "/x"}, "count": 3, "open": true, "privateLinkServiceConnections": [
				{"properties": {"groupIds": ["registry"]}}, {"properties": {"groupIds": ["vault", "registry"]}}]}
		}`)},
		group:      read(t, `{"id": "/subscriptions/s/resourceGroups/rg", "tags": {"cost": "7"}}`),
		parameters: read(t, `{"name": "pe", "list": ["a", "pe"], "Tag": "team", "places": ["Korea Central"]}`),
	}
}

func TestConditions(t *testing.T) {
	t.Parallel()
	const groups = `"Microsoft.Network/privateEndpoints/privateLinkServiceConnections[*].groupIds[*]"`
	for condition, want := range map[string]bool{
		`{"field": "type", "equals": "microsoft.network/privateendpoints"}`:                                           true,
		`{"field": "type", "equals": "Microsoft.Network/privateEndpoints/x"}`:                                         false,
		`{"field": "name", "equals": "[parameters('name')]"}`:                                                         true,
		`{"field": "fullName", "like": "p*"}`:                                                                         true,
		`{"field": "name", "notLike": "p*"}`:                                                                          false,
		`{"field": "name", "in": "[parameters('list')]"}`:                                                             true,
		`{"field": "name", "notIn": ["a", "b"]}`:                                                                      true,
		`{"field": "name", "contains": "E"}`:                                                                          true,
		`{"field": "name", "matchInsensitively": "?."}`:                                                               true,
		`{"field": "name", "matchInsensitively": "#."}`:                                                               false,
		`{"field": "location", "in": "[parameters('places')]"}`:                                                       true,
		`{"field": "location", "equals": "Korea South"}`:                                                              false,
		`{"field": "tags['team']", "equals": "HUB"}`:                                                                  true,
		`{"field": "[concat('tags[', parameters('Tag'), ']')]", "exists": "true"}`:                                    true,
		`{"field": "tags.none", "exists": false}`:                                                                     true,
		`{"field": "tags", "containsKey": "TEAM"}`:                                                                    true,
		`{"field": "Microsoft.Network/privateEndpoints/subnet.id", "equals": "/x"}`:                                   true,
		`{"field": "Microsoft.Network/privateEndpoints/nothing", "exists": true}`:                                     false,
		`{"field": "Microsoft.Network/privateEndpoints/nothing", "notEquals": "x"}`:                                   true,
		`{"field": "Microsoft.Network/privateEndpoints/nothing", "like": "*"}`:                                        false,
		`{"field": "Microsoft.Network/virtualNetworks/subnet.id", "exists": true}`:                                    false,
		`{"field": "Microsoft.Network/privateEndpoints/sku.name", "equals": "premium"}`:                               true,
		`{"field": "Microsoft.Network/privateEndpoints/open", "equals": "true"}`:                                      true,
		`{"field": "Microsoft.Network/privateEndpoints/count", "greater": 2}`:                                         true,
		`{"field": "Microsoft.Network/privateEndpoints/count", "lessOrEquals": 2}`:                                    false,
		`{"field": ` + groups + `, "contains": "r"}`:                                                                  false,
		`{"field": ` + groups + `, "notEquals": "queue"}`:                                                             true,
		`{"count": {"field": ` + groups + `}, "equals": 3}`:                                                           true,
		`{"count": {"field": ` + groups + `, "where": {"field": ` + groups + `, "equals": "registry"}}, "equals": 2}`: true,
		`{"value": "[field('name')]", "equals": "pe"}`:                                                                true,
		`{"value": "[length(field('tags'))]", "less": 1}`:                                                             false,
		`{"value": "[resourceGroup().tags[concat('co', 'st')]]", "equals": "7"}`:                                      true,
		`{"value": "2026-01-02T00:00:00Z", "greater": "2026-01-01T23:00:00Z"}`:                                        true,
		`{"not": {"field": "name", "equals": "pe"}}`:                                                                  false,
		`{"allOf": [{"field": "name", "equals": "pe"}, {"field": "name", "equals": "x"}]}`:                            false,
		`{"anyOf": [{"field": "name", "equals": "pe"}, {"field": "name", "equals": "x"}]}`:                            true,
	} {
		body := read(t, condition)
		if err := checkCondition(body); err != nil {
			t.Errorf("%s is refused: %s", condition, err)
		}
		if got := endpoint(t).holds(body); got != want {
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
