package armschema_test

import (
	"testing"

	"private-acr/azuresim/armschema"
	"private-acr/internal/catalog"
)

// TestRowsAgreeWithTheirModels holds what the catalogue says of tags and locations against the SDK's models.
func TestRowsAgreeWithTheirModels(t *testing.T) {
	t.Parallel()
	for _, row := range catalog.All() {
		model, ok := armschema.For(row.ARM)
		if !ok {
			continue
		}
		properties := model.Shape.Properties()
		if tagged := properties["tags"] != nil; tagged == row.Untagged {
			t.Errorf("%s: untagged is %v, tags in the model %v", row.Token, row.Untagged, tagged)
		}
		if located := properties["location"] != nil; located != (row.Location != catalog.NoLocation) {
			t.Errorf("%s: location is %v, location in the model %v", row.Token, row.Location, located)
		}
	}
}
