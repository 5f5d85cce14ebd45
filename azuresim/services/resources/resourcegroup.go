package resources

import (
	"time"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).resourceGroup)

// resourceGroup holds everything else; deleting it deletes that.
func (*Service) resourceGroup() engine.Type {
	return engine.Type{
		Row: catalog.ResourceGroup, NameCode: "InvalidResourceGroup", BusyCode: "ResourceGroupBeingDeleted",
		OmitsTags: true,
		Takes:     engine.Durations{Delete: 30 * time.Second, Source: "assumed; creating is immediate"},
		Example: engine.Example{Name: "rg-example", Body: func(func(catalog.Type) string) engine.Body {
			return engine.Body{"location": "koreacentral"}
		}},
	}
}
