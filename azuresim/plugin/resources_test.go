package plugin

import (
	"testing"

	"private-acr/azuresim/armschema"
)

func TestEveryDefinitionHasAModelAndAnOwnName(t *testing.T) {
	t.Parallel()
	seen := make(map[string]bool)
	for token, typ := range byToken() {
		if typ.model.Shape == nil || typ.model.Type != typ.armType {
			t.Errorf("%s: no model for %q", token, typ.armType)
		}
		if len(typ.id.parameters) == 0 || typ.apiVersion == "" {
			t.Errorf("%s: parameters %q, API version %q", token, typ.id.parameters, typ.apiVersion)
		}
		seen[typ.armType] = true
	}
	for _, name := range armschema.Types() {
		if !seen[name] {
			t.Errorf("%s has a model and no definition", name)
		}
	}
}
