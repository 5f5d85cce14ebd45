package resources_test

import (
	"fmt"
	"strings"
	"testing"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/world"
)

// tagged is the body of a resource with tags.
func tagged(location string, tags world.Body) world.Body {
	return world.Body{"location": location, "tags": tags}
}

func many(count int) world.Body {
	tags := world.Body{}
	for i := range count {
		tags[fmt.Sprintf("t%d", i)] = "x"
	}
	return tags
}

func TestTags(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		tags           world.Body
		identity, zone string
	}{
		"fine":           {world.Body{"team": "a", "Cost": "b/<c>"}, "", ""},
		"fifteen":        {many(15), "", ""},
		"sixteen":        {many(16), "", "TooManyTags"},
		"fifty-one":      {many(51), "TooManyTags", "TooManyTags"},
		"a space":        {world.Body{"my team": "a"}, "", "InvalidTagName"},
		"a digit":        {world.Body{"1team": "a"}, "", "InvalidTagName"},
		"a slash":        {world.Body{"a/b": "a"}, "InvalidTagNameCharacters", "InvalidTagNameCharacters"},
		"a hidden slash": {world.Body{"hidden-link:/a": "a"}, "", ""},
		"Azure's":        {world.Body{"AzureTeam": "a"}, "InvalidTagName", "InvalidTagName"},
		"a long name":    {world.Body{strings.Repeat("a", 513): "a"}, "InvalidTagName", "InvalidTagName"},
		"a long value": {
			world.Body{"a": strings.Repeat("a", 257)}, "InvalidTagValueLength", "InvalidTagValueLength",
		},
		"the same but case": {
			world.Body{"team": "a", "Team": "b"}, "DuplicateTagNames", "DuplicateTagNames",
		},
		"the longest values": {world.Body{strings.Repeat("a", 512): strings.Repeat("a", 256)}, "", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := bench.Open(t, world.Options{})
			bench.Refused(t, b.Try(bench.IdentityID, tagged(bench.Region, test.tags)), test.identity, "")
			bench.Refused(t, b.Try(bench.ZoneID, tagged("global", test.tags)), test.zone, "")
		})
	}
}

func TestReservedNames(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	registries := bench.Resource("Microsoft.ContainerRegistry/registries/")
	vaults := bench.Resource("Microsoft.KeyVault/vaults/")
	for id, reserved := range map[string]bool{
		registries + "myMicrosoftAcr": true,
		registries + "loginacr":       true,
		registries + "azureacr":       true,
		registries + "office365":      true,
		registries + "officeacr":      false,
		vaults + "windows-kv":         true,
		vaults + "login-kv":           true,
		vaults + "kv-login":           false,
		vaults + "azure-kv":           false,
		vaults + "azure":              true,
		bench.Resource("Microsoft.ManagedIdentity/userAssignedIdentities/microsoft"): false,
	} {
		body := bench.Registry()
		if strings.HasPrefix(id, vaults) {
			body = world.Body{"location": bench.Region, "properties": world.Body{
				"tenantId": "7a6d0c11-5b1e-4f0a-9c2b-0a2c1f3e5d01", "accessPolicies": []any{},
				"sku": world.Body{"family": "A", "name": "standard"},
			}}
		}
		code := map[bool]string{true: "ReservedResourceName"}[reserved]
		bench.Refused(t, b.Try(id, body), code, "is a trademarked or reserved word")
	}
}
