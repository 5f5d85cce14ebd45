// Package resources is Microsoft.Resources: the resource groups that everything else lies in.
package resources

import (
	"time"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

// Types are the service's types.
func Types() []engine.Type {
	return []engine.Type{resourceGroup()}
}

// resourceGroup holds everything else; deleting it deletes that.
func resourceGroup() engine.Type {
	return engine.Type{
		Row: catalog.ResourceGroup, NameCode: "InvalidResourceGroup", BusyCode: "ResourceGroupBeingDeleted",
		OmitsTags: true,
		Takes:     engine.Durations{Delete: 30 * time.Second, Source: "assumed; creating is immediate"},
		Example: engine.Example{Name: "rg-example", Body: func(func(catalog.Type) string) engine.Body {
			return engine.Body{"location": "koreacentral"}
		}},
	}
}
