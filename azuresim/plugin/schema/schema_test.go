package schema

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestEveryLineIsRead counts the properties of the text, and of what was read of it.
func TestEveryLineIsRead(t *testing.T) {
	t.Parallel()
	written, defaults := 0, 0
	for line := range strings.Lines(generated) {
		if strings.HasPrefix(line, " ") {
			written++
		}
		if strings.Contains(line, " =") && !strings.HasPrefix(line, "#") {
			defaults++
		}
	}
	found, withDefault := 0, 0
	for _, typ := range everyType() {
		found += len(typ.Properties)
		for _, property := range typ.Properties {
			if property.Default != nil {
				withDefault++
			}
		}
	}
	if found != written || withDefault != defaults || found == 0 {
		t.Errorf("%d properties and %d defaults are written, %d and %d read",
			written, defaults, found, withDefault)
	}
}

// everyType lists inputs, outputs and all that they lead to, each once.
func everyType() []*Type {
	seen := map[*Type]bool{}
	for _, known := range All() {
		walk(known.Inputs, seen)
		walk(known.Outputs, seen)
	}
	return slices.Collect(maps.Keys(seen))
}

func walk(typ *Type, seen map[*Type]bool) {
	if seen[typ] {
		return
	}
	seen[typ] = true
	for _, property := range typ.Properties {
		for value := &property.Value; value != nil; value = value.Items {
			if value.Type != nil {
				walk(value.Type, seen)
			}
		}
	}
}

// TestEveryTypeHasProperties finds a name that no lines follow; those of Azure that are empty are listed.
func TestEveryTypeHasProperties(t *testing.T) {
	t.Parallel()
	for _, typ := range everyType() {
		if len(typ.Properties) == 0 {
			t.Errorf("%s has no properties", typ.Name)
		}
	}
}

func TestForPrefersTheVersionThatIsAsked(t *testing.T) {
	t.Parallel()
	for asked, want := range map[string]string{
		"2022-12-01": "2022-12-01", "2024-11-01-preview": "2024-11-01-preview",
		"2023-07-01": "2024-11-01-preview", "": "2024-11-01-preview",
	} {
		if got, ok := For("containerregistry:Registry", asked); !ok || got.APIVersion != want {
			t.Errorf("version %q answers for %q, want %q", got.APIVersion, asked, want)
		}
	}
	if _, ok := For("network:LoadBalancer", "2023-02-01"); ok {
		t.Error("a type that nobody knows was found")
	}
}

// TestHandWrittenFactsAreOfProperties finds a row that is misspelt, or of something that is gone.
func TestHandWrittenFactsAreOfProperties(t *testing.T) {
	t.Parallel()
	keyed, formed := map[string]bool{}, map[*Form]bool{}
	for _, typ := range everyType() {
		for name, property := range typ.Properties {
			if len(property.ItemKeys()) > 0 {
				keyed[strings.Join(append(property.keys, name), " ")] = true
			}
			if property.Form != nil {
				formed[property.Form] = true
				if property.Kind != String {
					t.Errorf("%s.%s is no string", typ.Name, name)
				}
			}
		}
	}
	for place, names := range keys {
		_, property, _ := strings.Cut(place, ".")
		if !keyed[strings.Join(append(names, property), " ")] {
			t.Errorf("%s has no items with %q", place, names)
		}
	}
	for place, form := range forms {
		if !formed[form] {
			t.Errorf("%s is no property", place)
		}
	}
	for token := range located {
		if found, ok := For(token, ""); !ok || !found.Inputs.Properties["location"].Required {
			t.Errorf("%s does not require a location", token)
		}
	}
}

func TestSelect(t *testing.T) {
	t.Parallel()
	group, _ := For("containerinstance:ContainerGroup", "")
	identities := map[string]any{"/b": nil, "/a": map[string]any{}}
	given := map[string]any{
		"osType": "Linux", "provisioningState": "Succeeded", "restartPolicy": nil,
		"tags":       map[string]any{"a": "b", "none": nil},
		"identity":   map[string]any{"userAssignedIdentities": identities},
		"containers": []any{map[string]any{"name": "c", "instanceView": map[string]any{}}, nil},
	}
	want := map[string]any{
		"osType":     "Linux",
		"tags":       map[string]any{"a": "b"},
		"identity":   map[string]any{"userAssignedIdentities": []any{"/a", "/b"}},
		"containers": []any{map[string]any{"name": "c"}},
	}
	if diff := cmp.Diff(want, group.Inputs.Select(given)); diff != "" {
		t.Errorf("inputs (-want +got):\n%s", diff)
	}
	outputs := group.Outputs.Select(given)
	if _, isMap := outputs["identity"].(map[string]any)["userAssignedIdentities"].(map[string]any); !isMap {
		t.Errorf("outputs %v have no map of identities", outputs)
	}
}
