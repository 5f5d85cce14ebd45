package settings

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
)

// The variables in which the engine hands a program the stack's configuration, decrypted, as one JSON object
// of texts by full key, and the keys that hold a secret.
const (
	configVariable = "PULUMI_CONFIG"
	secretVariable = "PULUMI_CONFIG_SECRET_KEYS" //nolint:gosec // The name of a variable.
)

// Source is a stack's configuration.
type Source struct {
	// Values are texts by full key ("private-acr:location"), objects and arrays as JSON.
	Values map[string]string
	// Secret lists the full keys whose value, or some value within, is secret. Which one Pulumi does not say.
	Secret []string
	// Subscription is the GUID of the one that is deployed to; empty where nobody knows it yet.
	Subscription string
}

// Configuration returns the stack's whole configuration as the engine hands it to a program. It is read from
// the process's environment because the Pulumi SDK can only be asked for keys one knows, and so cannot tell
// of misspelt ones. Without the variable there is no configuration, and no error.
func Configuration() (Source, error) {
	source := Source{Values: map[string]string{}}
	targets := map[string]any{configVariable: &source.Values, secretVariable: &source.Secret}
	for variable, target := range targets {
		text := os.Getenv(variable)
		if text == "" {
			continue
		}
		if err := json.Unmarshal([]byte(text), target); err != nil {
			// The cause is left out because it can quote the text, and the text can hold other packages'
			// secrets.
			return Source{}, fmt.Errorf("reading the variable %q: not the JSON that Pulumi's engine writes",
				variable)
		}
	}
	source.Subscription = cmp.Or(source.Values["azure-native:subscriptionId"],
		os.Getenv("ARM_SUBSCRIPTION_ID"))
	return source, nil
}
