package settings

import (
	"encoding/json"
	"io"
	"strings"

	"private-acr/spec"
)

// structured reads a text of the configuration. Whether it is JSON cannot be told from the text: a name may
// be "null" or 1234. So only what looks like an object or an array is read as one, for none of the settings
// that take a text allow "{" or "[" as its beginning.
func structured(text, path string, faults *spec.Faults) any {
	if !strings.HasPrefix(text, "{") && !strings.HasPrefix(text, "[") {
		return text
	}
	decoder := json.NewDecoder(strings.NewReader(text))
	// Numbers keep their text, or faults would show 1e+06 where the user wrote 1000000.
	decoder.UseNumber()
	value, err := readJSON(decoder, path, faults)
	if _, more := decoder.Token(); err != nil || more != io.EOF {
		faults.Add(path, "must be valid JSON", nil, "write it with pulumi config set --path, or in the "+
			"stack's file as YAML")
	}
	return value
}

// readJSON is encoding/json's decoding, but for a key that an object has twice: of two values one would be
// lost.
func readJSON(decoder *json.Decoder, path string, faults *spec.Faults) (any, error) {
	token, err := decoder.Token()
	switch token {
	case json.Delim('{'):
		return readObject(decoder, path, faults)
	case json.Delim('['):
		return readArray(decoder, path, faults)
	}
	return token, err
}

func readObject(decoder *json.Decoder, path string, faults *spec.Faults) (any, error) {
	object := map[string]any{}
	for decoder.More() {
		token, err := decoder.Token()
		if err != nil {
			return object, err
		}
		key, _ := token.(string)
		at := spec.Join(path, key)
		if _, twice := object[key]; twice {
			faults.Add(at, "is given twice", nil, "remove one of them")
		}
		if object[key], err = readJSON(decoder, at, faults); err != nil {
			return object, err
		}
	}
	_, err := decoder.Token()
	return object, err
}

func readArray(decoder *json.Decoder, path string, faults *spec.Faults) (any, error) {
	array := []any{}
	for decoder.More() {
		item, err := readJSON(decoder, spec.Item(path, len(array)), faults)
		if err != nil {
			return array, err
		}
		array = append(array, item)
	}
	_, err := decoder.Token()
	return array, err
}
