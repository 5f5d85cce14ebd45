package settings

import (
	"encoding/json"
	"fmt"
	"os"
)

// configVariable holds the stack's whole configuration, decrypted, as one JSON object of texts by full key.
const configVariable = "PULUMI_CONFIG"

// Configuration returns the stack's whole configuration as the engine hands it to a program. It is read from
// the process's environment because the Pulumi SDK can only be asked for keys one knows, and so cannot tell
// of misspelt ones. Without the variable there is no configuration, and no error.
func Configuration() (map[string]string, error) {
	text := os.Getenv(configVariable)
	if text == "" {
		return map[string]string{}, nil
	}
	var values map[string]string
	if err := json.Unmarshal([]byte(text), &values); err != nil {
		// The cause is left out because it can quote the text, and the text can hold other packages' secrets.
		return nil, fmt.Errorf("reading the variable %q: not a JSON object of texts", configVariable)
	}
	return values, nil
}
