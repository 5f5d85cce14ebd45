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
		Actions: map[string]engine.Action{
			"getCallbackConfig": s.callbackConfig, "listEvents": noEvents, "ping": ping,
		},
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

// callbackConfig is where a webhook calls, and with which headers: the one answer that shows it.
func (s *Service) callbackConfig(hook *engine.Resource, _ engine.Body) (engine.Result, error) {
	shown := engine.Body{}
	p := hook.Properties()
	if digest, given := p["serviceUri"].(string); given {
		shown["serviceUri"], _ = s.engine.Reveal(digest)
	}
	headers, _ := p["customHeaders"].(engine.Body)
	for name, value := range headers {
		digest, _ := value.(string)
		engine.Within(shown, "customHeaders")[name], _ = s.engine.Reveal(digest)
	}
	return engine.Result{Body: shown}, nil
}

// ping would call; its answer is the id of the event.
func ping(hook *engine.Resource, _ engine.Body) (engine.Result, error) {
	return engine.Result{Body: engine.Body{"id": hook.GUID("ping")}}, nil
}

func noEvents(*engine.Resource, engine.Body) (engine.Result, error) {
	return engine.Result{Body: engine.ListOf(nil)}, nil
}
