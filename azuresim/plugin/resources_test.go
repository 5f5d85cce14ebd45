package plugin

import (
	"testing"

	"private-acr/internal/catalog"
)

func TestTheRowsWithAModelAreTheTypesOfThePlugin(t *testing.T) {
	t.Parallel()
	for _, row := range catalog.All() {
		typ, ok := lookup("azure-native:" + row.Token)
		if ok != (row.Model != nil) || ok && (typ.Token != row.Token || typ.body.Type != row.ARM) {
			t.Errorf("%s is %s with the model of %q, %v", row.Token, typ.Token, typ.body.Type, ok)
		}
	}
}
