package app

import (
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/appcontainers/armappcontainers/v3"

	"private-acr/azuresim/engine"
)

// listSecrets is the action of that name, which does show the values of an app's or a job's secrets. After a
// restart of the simulation they are not known any more: see engine.Reveal.
func (s *Service) listSecrets(res *engine.Resource, _ engine.Body) (engine.Result, error) {
	var secrets []*armappcontainers.Secret
	if configuration := engine.As[configured](res).Properties.Configuration; configuration != nil {
		secrets = configuration.Secrets
	}
	items := []any{}
	for _, secret := range secrets {
		items = append(items, s.revealed(engine.Value(secret)))
	}
	return engine.Result{Body: engine.Body{"value": items}}, nil
}

// configured is what apps and jobs say of their secrets.
type configured struct {
	Properties struct {
		Configuration *struct {
			Secrets []*armappcontainers.Secret `json:"secrets"`
		} `json:"configuration"`
	} `json:"properties"`
}

func (s *Service) revealed(secret armappcontainers.Secret) engine.Body {
	shown := engine.Body{"name": engine.Value(secret.Name)}
	if value, known := s.engine.Reveal(engine.Value(secret.Value)); known {
		shown["value"] = value
	}
	// Empty references are not shown: terraform-provider-azurerm sends both beside a value, and takes a
	// secret that answers a URL, even an empty one, for a reference.
	references := map[string]*string{"identity": secret.Identity, "keyVaultUrl": secret.KeyVaultURL}
	for key, text := range references {
		if engine.Value(text) != "" {
			shown[key] = *text
		}
	}
	return shown
}
