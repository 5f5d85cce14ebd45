package azure_test

import (
	"testing"

	"private-acr/internal/azure"
)

func TestEveryRegionHasAPlace(t *testing.T) {
	t.Parallel()
	for _, region := range azure.Regions() {
		if _, known := azure.Kilometres(region, "Korea Central"); !known {
			t.Errorf("%s has none", region)
		}
	}
}

func TestKilometres(t *testing.T) {
	t.Parallel()
	tests := []struct {
		a, b        string
		least, most float64
	}{
		{"koreacentral", "Korea Central", 0, 1},
		{"koreacentral", "koreasouth", 250, 450},
		{"koreacentral", "japaneast", 900, 1400},
		{"westeurope", "eastus", 5500, 7500},
		{"westus", "japaneast", 7500, 9000},
	}
	for _, test := range tests {
		got, known := azure.Kilometres(test.a, test.b)
		if !known || got < test.least || got > test.most {
			t.Errorf("from %s to %s: got %.0f, %v", test.a, test.b, got, known)
		}
	}
	if _, known := azure.Kilometres("koreacentral", "atlantisnorth"); known {
		t.Error("the place of a region that does not exist is known")
	}
}
