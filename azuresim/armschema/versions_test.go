package armschema_test

import (
	"strings"
	"testing"

	"private-acr/azuresim/armschema"
	"private-acr/internal/catalog"
)

// TestAddedPropertiesAreOfTheModel finds a path that leads nowhere.
func TestAddedPropertiesAreOfTheModel(t *testing.T) {
	t.Parallel()
	for _, row := range catalog.All() {
		for _, added := range row.Added {
			if !leads(row, added.Path) {
				t.Errorf("%s has no %s", row.Token, added.Path)
			}
		}
	}
}

func leads(row catalog.Type, path string) bool {
	model, _ := armschema.For(row.ARM)
	shape := model.Shape
	for name := range strings.SplitSeq(path, ".") {
		for shape != nil && shape.Element() != nil {
			shape = shape.Element()
		}
		if shape == nil {
			return false
		}
		shape = shape.Properties()[name]
	}
	return shape != nil
}
