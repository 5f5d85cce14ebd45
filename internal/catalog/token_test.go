package catalog_test

import (
	"testing"

	"private-acr/internal/catalog"
)

func TestByToken(t *testing.T) {
	t.Parallel()
	const app, zone, registry = "app:ContainerApp", "network:PrivateZone", "containerregistry:Registry"
	tests := []struct{ token, found, version string }{
		{"azure-native:app:ContainerApp", app, "2022-10-01"},
		{"app:ContainerApp", app, "2022-10-01"},
		{"azure-native:app/v20250101:ContainerApp", app, "2025-01-01"},
		{"azure-native:app/v20241002preview:ContainerApp", app, "2024-10-02-preview"},
		{"azure-native_app_v20250101:app:ContainerApp", app, "2025-01-01"},
		{"azure-native:network:PrivateZone", zone, "2020-06-01"},
		{"azure-native:privatedns:PrivateZone", zone, "2020-06-01"},
		{"azure-native:privatedns/v20240601:PrivateZone", zone, "2024-06-01"},
		{"azure-native_privatedns_v20240601:privatedns:PrivateZone", zone, "2024-06-01"},
		{
			"azure-native_containerregistry_v20241101preview:containerregistry:Registry", registry,
			"2024-11-01-preview",
		},
		{"azure-native:storage:StorageAccount", "", ""},
		{"azure:containerservice/registry:Registry", "", ""},
		{"azure-native:containerregistry:getRegistry", "", ""},
		{"pulumi:providers:azure-native", "", ""},
		{"pulumi:pulumi:Stack", "", ""},
		{"", "", ""},
	}
	for _, test := range tests {
		row, ok := catalog.ByToken(test.token)
		if row.Token != test.found || row.APIVersion != test.version || ok != (test.found != "") {
			t.Errorf("%q is %q of %q, %v; want %q of %q",
				test.token, row.Token, row.APIVersion, ok, test.found, test.version)
		}
	}
}

func TestParseToken(t *testing.T) {
	t.Parallel()
	for token, want := range map[string]catalog.ResourceToken{
		"azure-native:storage:StorageAccount": {Module: "storage", Name: "StorageAccount"},
		"azure-native:storage/v20230101:StorageAccount": {
			Module: "storage", Name: "StorageAccount", Version: "v20230101",
		},
		"azure-native_storage_v20230101:storage:StorageAccount": {
			Module: "storage", Name: "StorageAccount", Version: "v20230101",
		},
		"azure:storage:StorageAccount": {},
	} {
		if got, ok := catalog.ParseToken(token); got != want || ok != (want.Module != "") {
			t.Errorf("%q is %+v, %v; want %+v", token, got, ok, want)
		}
	}
}
