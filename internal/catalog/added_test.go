package catalog_test

import (
	"slices"
	"testing"

	"private-acr/internal/catalog"
)

func TestLacks(t *testing.T) {
	t.Parallel()
	both := catalog.Added{Path: "both", Stable: "2025-11-01", Preview: "2025-04-01-preview"}
	stable := catalog.Added{Path: "stable", Stable: "2023-07-01"}
	preview := catalog.Added{Path: "preview", Preview: "2021-12-01-preview"}
	row := catalog.Type{Added: []catalog.Added{both, stable, preview}}
	tests := map[string][]string{
		"2022-12-01":         {"both", "stable", "preview"},
		"2021-11-01-preview": {"both", "stable", "preview"},
		"2021-12-01-preview": {"both", "stable"},
		"2023-07-01":         {"both", "preview"},
		"2023-08-01-Preview": {"both"},
		"2025-04-01-preview": nil,
		"2025-04-01":         {"both", "preview"},
		"2025-11-01":         {"preview"},
		"2026-01-01-preview": nil,
	}
	for version, want := range tests {
		if got := row.Lacks(version); !slices.Equal(got, want) {
			t.Errorf("%s lacks %v, want %v", version, got, want)
		}
	}
}
