package containerregistry

import (
	"slices"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerregistry/armcontainerregistry/v3"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).webhook)

// webhook is kept and calls nobody. Where it would call, and with which headers, may hold secrets: Azure
// shows neither again.
func (s *Service) webhook() engine.Type {
	return engine.Type{
		Row: catalog.Webhook, NameCode: badName, BusyCode: busy,
		Takes: engine.Durations{
			Create: 5 * time.Second, Update: 5 * time.Second, Delete: 5 * time.Second, Source: "assumed",
		},
		WriteOnly: []string{"properties.serviceUri", "properties.customHeaders"},
		Accept:    s.acceptWebhook,
		Example: engine.Example{Name: "hookexample", Body: func(func(catalog.Type) string) engine.Body {
			return engine.Body{"location": "koreacentral", "properties": engine.Body{
				"serviceUri": "https://ci.example.com/hook?key=planted", "actions": []any{"push"},
				"customHeaders": engine.Body{"Authorization": "Basic planted"},
			}}
		}},
	}
}

// acceptWebhook uses assumed codes and texts.
func (s *Service) acceptWebhook(r *engine.Request) error {
	given, err := engine.Read[armcontainerregistry.WebhookCreateParameters](r.Resource.Body)
	if err != nil {
		return err
	}
	reg := s.engine.Find(catalog.Registry.ARM, engine.ParentID(r.ID))
	p := engine.Value(given.Properties)
	switch {
	case engine.Value(p.ServiceURI) == "":
		return engine.BadRequest("WebhookServiceUriRequired", "The webhook '%s' has no service URI.",
			r.ID.Name)
	case len(p.Actions) == 0:
		return engine.BadRequest("WebhookActionRequired", "The webhook '%s' has no actions.", r.ID.Name)
	case !slices.Contains(s.regions(reg), r.Resource.Region()):
		return engine.BadRequest("WebhookLocationInvalid",
			"The webhook '%s' is in '%s', where registry '%s' "+
				"has no replica.", r.ID.Name, r.Resource.Region(), reg.Name())
	}
	engine.Fill(r.Properties(), engine.Body{"status": "enabled", "scope": ""})
	return nil
}
