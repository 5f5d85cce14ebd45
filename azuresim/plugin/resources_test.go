package plugin

import (
	"testing"

	"private-acr/azuresim/armschema"
	"private-acr/internal/azurenative"
)

func TestEveryDefinitionHasAModelAndAnOwnName(t *testing.T) {
	t.Parallel()
	seen := make(map[string]bool)
	for _, known := range azurenative.Types() {
		token := known.Name
		typ, _ := lookup("azure-native:" + token)
		if typ.model.Shape == nil || typ.model.Type != typ.ARMType {
			t.Errorf("%s: no model for %q", token, typ.ARMType)
		}
		if len(typ.ID.Parameters) == 0 || typ.APIVersion == "" {
			t.Errorf("%s: parameters %q, API version %q", token, typ.ID.Parameters, typ.APIVersion)
		}
		seen[typ.ARMType] = true
	}
	for _, name := range armschema.Types() {
		if !seen[name] {
			t.Errorf("%s has a model and no definition", name)
		}
	}
}
