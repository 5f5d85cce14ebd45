package catalog_test

import (
	"testing"

	"private-acr/internal/catalog"
)

func TestOffers(t *testing.T) {
	t.Parallel()
	for version, want := range map[string]bool{
		"2023-07-01": true, "2023-07-01-PREVIEW": false, "2023-05-01": false, "2016-06-27-preview": false,
		"2024-11-01-preview": true,
	} {
		if got := catalog.Registry.Offers(version); got != want {
			t.Errorf("registries have %s: %t", version, got)
		}
	}
	if !catalog.Subnet.Offers("2015-01-01") {
		t.Error("a type whose versions nobody has listed refuses one")
	}
}

// TestOwnVersionsAreOffered looks for versions in the catalogue that the same row says do not exist.
func TestOwnVersionsAreOffered(t *testing.T) {
	t.Parallel()
	for _, row := range catalog.All() {
		for _, added := range row.Added {
			for _, version := range []string{row.APIVersion, added.Stable, added.Preview} {
				if version != "" && !row.Offers(version) {
					t.Errorf("%s has no api-version %s", row.ARM, version)
				}
			}
		}
	}
}
