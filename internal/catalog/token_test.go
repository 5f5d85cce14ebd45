package catalog_test

import (
	"testing"

	"private-acr/internal/catalog"
)

func TestByToken(t *testing.T) {
	t.Parallel()
	for token, want := range map[string]struct{ found, version string }{
		"azure-native:app:ContainerApp":                            {"app:ContainerApp", "2022-10-01"},
		"app:ContainerApp":                                         {"app:ContainerApp", "2022-10-01"},
		"azure-native:app/v20250101:ContainerApp":                  {"app:ContainerApp", "2025-01-01"},
		"azure-native:app/v20241002preview:ContainerApp":           {"app:ContainerApp", "2024-10-02-preview"},
		"azure-native_app_v20250101:app:ContainerApp":              {"app:ContainerApp", "2025-01-01"},
		"azure-native:network:PrivateZone":                         {"network:PrivateZone", "2020-06-01"},
		"azure-native:privatedns:PrivateZone":                      {"network:PrivateZone", "2020-06-01"},
		"azure-native:privatedns/v20240601:VirtualNetworkLink":     {"network:VirtualNetworkLink", "2024-06-01"},
		"azure-native_monitor_v20210501:monitor:DiagnosticSetting": {"insights:DiagnosticSetting", "2021-05-01"},
		"azure-native:authorization:ManagementLockByScope":         {"authorization:ManagementLockByScope", "2020-05-01"},
		"azure-native_containerregistry_v20241101preview:containerregistry:Registry": {
			"containerregistry:Registry", "2024-11-01-preview",
		},
		"azure-native:storage:StorageAccount":        {},
		"azure:containerservice/registry:Registry":   {},
		"azure-native:containerregistry:getRegistry": {},
		"pulumi:providers:azure-native":              {},
		"pulumi:pulumi:Stack":                        {},
		"":                                           {},
	} {
		row, ok := catalog.ByToken(token)
		if row.Token != want.found || row.APIVersion != want.version || ok != (want.found != "") {
			t.Errorf("%q is %q of %q, %v; want %q of %q",
				token, row.Token, row.APIVersion, ok, want.found, want.version)
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
