package schema_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"private-acr/internal/schema"
	"private-acr/internal/schema/golden"
	"private-acr/settings"
	"private-acr/spec"
)

// Palette has what [Thing] has not.
type Palette struct {
	Colors []Color          `pulumi:"colors,optional" derived:"none"`
	ByKey  map[string]Color `pulumi:"byKey,optional" derived:"none"`
	Inners []Inner          `pulumi:"inners,optional" derived:"none"`
	Part   Part             `pulumi:"part,optional"`
	Note   string           `pulumi:"note,optional" derived:"what <name> says"`
	Long   string           `pulumi:"long,optional" rule:"length=0..99 name=container-app" derived:"ca-<name>"`
}

// Annotate documents the fields.
func (p *Palette) Annotate(a spec.Annotator) {
	for _, field := range []any{&p.Colors, &p.ByKey, &p.Inners, &p.Part, &p.Note, &p.Long} {
		a.Describe(field, "Something.")
	}
}

func TestResolveWithinListsAndMaps(t *testing.T) {
	t.Parallel()
	palette := Palette{
		Colors: []Color{"red", "blue"}, ByKey: map[string]Color{"a": "green", "b": "black"},
		Inners: []Inner{{}, {Size: 4}},
	}
	faults := &spec.Faults{}
	schema.Resolve(&palette, strings.Repeat("a", 40), schema.Settings, faults)
	want := []string{
		"byKey.b: must be one of red, green", "colors[1]: must be one of red, green",
		"part.size: is required",
	}
	if diff := cmp.Diff(want, shown(faults)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if palette.Inners[0].Size != 3 || palette.Inners[1].Size != 4 || palette.Note != "" ||
		len(palette.Long) != 32 {
		t.Errorf("got %+v", palette)
	}
}

func TestWhatIsRefusedIsNotRequired(t *testing.T) {
	t.Parallel()
	thing, faults := decoded(t, `{"parts":[{"size":"x"}],"list":["East US"]}`, false)
	schema.Resolve(&thing, "myapp", schema.Settings, faults)
	if diff := cmp.Diff([]string{"parts[0].size: must be an integer"}, shown(faults)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"eastus"}, thing.List); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestWhatEditorsAreTold has the JSON Schema of the settings as a page.
func TestWhatEditorsAreTold(t *testing.T) {
	t.Parallel()
	text, err := json.MarshalIndent(schema.JSON(reflect.TypeFor[settings.Settings]()), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, "settings.json.txt", []string{string(text)})
	if _, is := schema.JSON(reflect.TypeFor[Inner]())["required"]; is {
		t.Error("nothing is required, and said to be")
	}
}
