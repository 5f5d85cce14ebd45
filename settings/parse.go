package settings

import (
	"encoding/json"
	"io"
	"strings"
)

// Parse reads a stack's settings out of its configuration: texts by full key ("private-acr:location"),
// objects and arrays as JSON, as the engine hands them to programs. Keys of other namespaces are left
// alone. An object that is empty counts as absent, so that Pulumi.yaml can declare objects as optional by a
// default of {}.
//
// The result has every default filled in. The error is [Faults], all of them at once.
func Parse(values map[string]string) (Settings, error) {
	var s Settings
	p := &parser{workload: &s.Name, given: map[string]bool{}}
	p.block("", own(values), s.fields())
	s.completeEnvironment()
	s.completeNetwork(p)
	s.checkNetwork(p)
	s.checkRegistry(p)
	s.checkPrivateLink(p)
	s.checkConsumers(p)
	if len(p.faults) > 0 {
		return Settings{}, p.faults.sorted()
	}
	return s, nil
}

// own picks the project's keys, bare of their namespace. Whether a text is JSON cannot be told from the
// text: a name may be "null" or 1234. So only what looks like an object or an array is read as one, for a
// text that is neither is a fault where an object is wanted, and none of the settings that take a text
// allow "{" or "[" as its beginning.
func own(values map[string]string) map[string]any {
	out := map[string]any{}
	for full, value := range values {
		if key, mine := strings.CutPrefix(full, Namespace+":"); mine {
			out[key] = structured(value)
		}
	}
	return out
}

func structured(value string) any {
	if !strings.HasPrefix(value, "{") && !strings.HasPrefix(value, "[") {
		return value
	}
	decoder := json.NewDecoder(strings.NewReader(value))
	// Numbers keep their text, or faults would show 1e+06 where the user wrote 1000000.
	decoder.UseNumber()
	var decoded any
	if err := decoder.Decode(&decoded); err != nil {
		return value
	}
	if _, err := decoder.Token(); err != io.EOF {
		return value
	}
	return decoded
}
