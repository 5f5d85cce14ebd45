package azure_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"private-acr/internal/azure"
)

func TestParseRegion(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"koreacentral":     "koreacentral",
		"Korea Central":    "koreacentral",
		"KOREACENTRAL":     "koreacentral",
		" korea  central ": "koreacentral",
		"East US 2":        "eastus2",
		"US Gov Virginia":  "usgovvirginia",
		"China North 3":    "chinanorth3",

		"unlisted:atlantisnorth":   "atlantisnorth",
		"unlisted: Atlantis North": "atlantisnorth",
		"unlisted:westus4":         "westus4",
		"unlisted:koreacentral":    "koreacentral",
	} {
		if got, err := azure.ParseRegion(given); err != nil || got != want {
			t.Errorf("%q: got %q, %v, want %q", given, got, err, want)
		}
	}
}

func TestParseRegionSuggestsTheNearest(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"koreacentrl":   "koreacentral",
		"Korea-Central": "koreacentral",
		"westeurop":     "westeurope",
		"east us 22":    "eastus2",
		"koeracentral":  "koreacentral",
		"japnaeast":     "japaneast",
		"mars":          "",
		"":              "",
		// Another country, or another direction, is no typing error.
		"austriawest":  "",
		"easteurope":   "",
		"ukcentral":    "",
		"japancentral": "",
		// Nor are two letters out of the four of a country.
		"eastaisa": "",
		// So is another number: regions get them as they come.
		"westus4":       "",
		"koreacentral2": "",
		"westuss3":      "westus3",

		"unlisted:koreacentrl": "koreacentral",
		"unlisted:mars":        "",
		"unlisted:eu-west-1":   "",
	} {
		short, err := azure.ParseRegion(given)
		if short != "" {
			t.Errorf("%q: got %q besides an error", given, short)
		}
		fault, ok := errors.AsType[*azure.RegionError](err)
		if !ok || fault.Nearest != want || fault.Region != given {
			t.Errorf("%q: got %v, want a RegionError that suggests %q", given, err, want)
		}
	}
}

func TestRegionErrorTellsWhatCouldBeARegion(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]bool{
		"Mars North 2": true, "marsnorth": true,
		"mars": false, "mars-north": false, "marsnorth123": false, "": false,
	} {
		_, err := azure.ParseRegion(given)
		if fault, ok := errors.AsType[*azure.RegionError](err); !ok || fault.WellFormed != want {
			t.Errorf("%q: got %+v, want well-formed: %t", given, err, want)
		}
	}
}

func TestSameRegion(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"koreacentral", "koreacentral", true},
		{"Korea Central", "koreacentral", true},
		{"koreacentral", " KOREA  central ", true},
		{"Mars North", "marsnorth", true},
		{"koreacentral", "koreasouth", false},
		{"koreacentral", "", false},
	} {
		if got := azure.SameRegion(test.a, test.b); got != test.want {
			t.Errorf("%q and %q: got %v, want %v", test.a, test.b, got, test.want)
		}
	}
}

func TestRegionErrorSuggestsOnlyWhatItKnows(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"westeurop": `region "westeurop" is not a known Azure region, did you mean "westeurope"`,
		"mars":      `region "mars" is not a known Azure region`,
	} {
		if _, err := azure.ParseRegion(given); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestRegionsAreTheirDisplayNamesInShort(t *testing.T) {
	t.Parallel()
	all := azure.Regions()
	if !slices.IsSorted(all) || len(all) < 60 {
		t.Errorf("got %d regions, sorted: %t", len(all), slices.IsSorted(all))
	}
	for _, region := range all {
		if got, err := azure.ParseRegion(azure.RegionDisplayName(region)); err != nil || got != region {
			t.Errorf("%s: its display name leads to %q, %v", region, got, err)
		}
	}
	if got := azure.RegionDisplayName("mars"); got != "mars" {
		t.Errorf("got %q, want an unknown region as it is", got)
	}
}

func FuzzParseRegion(f *testing.F) {
	f.Add("Korea Central")
	f.Add("koreacentrl")
	f.Add("\xff")
	f.Fuzz(func(t *testing.T, text string) {
		got, err := azure.ParseRegion(text)
		_, vouched := strings.CutPrefix(azure.ShortRegion(text), azure.Unlisted)
		if (err == nil) != (slices.Contains(azure.Regions(), got) || vouched && got != "") {
			t.Errorf("%q: got %q, %v", text, got, err)
		}
		fault, ok := errors.AsType[*azure.RegionError](err)
		if ok && fault.Nearest != "" && !slices.Contains(azure.Regions(), fault.Nearest) {
			t.Errorf("%q: suggests %q, which is no region", text, fault.Nearest)
		}
	})
}

func TestRegionCloud(t *testing.T) {
	t.Parallel()
	count := map[string]int{}
	for _, region := range azure.Regions() {
		count[azure.RegionCloud(region).Name]++
	}
	if count["usgovernment"] != 5 || count["china"] != 6 || count["public"] != len(azure.Regions())-11 {
		t.Errorf("got %v, want 5 regions of the US Government and 6 of China", count)
	}
	if got := azure.RegionCloud("usgovvirginia"); got != azure.USGovernment {
		t.Errorf("got %s, want usgovernment", got.Name)
	}
}

func TestNearest(t *testing.T) {
	t.Parallel()
	known := []string{"location", "network", "name", "registry"}
	for word, want := range map[string]string{
		"locaton":  "location",
		"NETWORK":  "network",
		"nam":      "name",
		"registri": "registry",
		"registry": "registry",
		"xyz":      "",
		"":         "",
	} {
		if got := azure.Nearest(word, known); got != want {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
	}
	for word, want := range map[string]string{"ab": "abcd", "abc": "abcd", "abxy": "abcd", "pqr": "pq"} {
		if got := azure.Nearest(word, []string{"abcd", "abce", "pq"}); got != want {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
	}
	if got := azure.Nearest("name", nil); got != "" {
		t.Errorf("got %q from no words at all", got)
	}
}

func FuzzNearest(f *testing.F) {
	f.Add("locaton", "location")
	f.Fuzz(func(t *testing.T, word, known string) {
		got := azure.Nearest(word, []string{known})
		if got != "" && got != known {
			t.Errorf("got %q, want %q or nothing", got, known)
		}
		if word == known && got != known {
			t.Errorf("the word itself is not the nearest to %q", word)
		}
	})
}

func TestWhatRegionsLookLike(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]bool{
		"atlantisnorth": true, "Atlantis North 2": true, "mars": false, "eu-west-1": false,
		"unlisted:mars": false,
	} {
		_, err := azure.ParseRegion(given)
		if fault, is := errors.AsType[*azure.RegionError](err); !is || fault.WellFormed != want {
			t.Errorf("%q: got %+v", given, err)
		}
	}
}
