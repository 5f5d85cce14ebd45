package armschema

// Nest turns azure-native's flattened inputs into the body that Resource Manager takes. At every depth, a key
// that the model has not but its "properties" have goes there; a list of strings where the model has a map
// of models (userAssignedIdentities) becomes a map of empty objects. Keys that neither knows stay as they
// are, so that Check finds them. The argument is not changed.
func (s *Shape) Nest(flat map[string]any) map[string]any {
	body := make(map[string]any, len(flat))
	nested := make(map[string]any)
	for name, value := range flat {
		key := s.bodyName(name)
		if own := s.Properties()[key]; own != nil {
			body[key] = own.nest(value)
		} else if key, inner := s.nestedProperty(name); inner != nil {
			nested[key] = inner.nest(value)
		} else {
			body[key] = value
		}
	}
	if len(nested) > 0 {
		body[envelopeKey] = merge(nested, body[envelopeKey])
	}
	return body
}

// nestedProperty is the property under "properties" that azure-native calls by the name, and its key there.
func (s *Shape) nestedProperty(name string) (string, *Shape) {
	inner := s.envelope()
	if inner == nil {
		return name, nil
	}
	key := inner.bodyName(name)
	return key, inner.Properties()[key]
}

// merge lets what was nested already win over what flattening brought together.
func merge(nested map[string]any, already any) map[string]any {
	if existing, ok := already.(map[string]any); ok {
		for key, value := range existing {
			nested[key] = value
		}
	}
	return nested
}

func (s *Shape) nest(value any) any {
	if set, ok := s.setOf(value); ok {
		return set
	}
	return s.each(value, (*Shape).nest, (*Shape).Nest)
}

// setOf turns a list of names into the map that the model has in its place: azure-native takes a set of
// identities as a list because the values of the map are read-only.
func (s *Shape) setOf(value any) (map[string]any, bool) {
	names, ok := value.([]any)
	if !ok || s.json != jsonMap || s.Element().json != jsonObject {
		return nil, false
	}
	set := make(map[string]any, len(names))
	for _, name := range names {
		text, ok := name.(string)
		if !ok {
			return nil, false
		}
		set[text] = map[string]any{}
	}
	return set, true
}

// Flatten turns a body that Resource Manager answers into azure-native's flattened outputs: at every depth it
// lifts what is under "properties" next to the model's own properties, which win if both have a name. The
// argument is not changed.
func (s *Shape) Flatten(body map[string]any) map[string]any {
	flat := make(map[string]any, len(body))
	for key, value := range body {
		inner, isObject := value.(map[string]any)
		if key == envelopeKey && s.envelope() != nil && isObject {
			for name, lifted := range s.envelope().Flatten(inner) {
				if _, taken := body[name]; !taken {
					flat[name] = lifted
				}
			}
			continue
		}
		flat[s.outputName(key)] = flattenAs(s.Properties()[key], value)
	}
	return flat
}

func (s *Shape) bodyName(name string) string {
	if key, ok := renamed[s.typ][name]; ok {
		return key
	}
	return name
}

func (s *Shape) outputName(key string) string {
	for name, renamedKey := range renamed[s.typ] {
		if key == renamedKey {
			return name
		}
	}
	return key
}

func flattenAs(shape *Shape, value any) any {
	if shape == nil {
		return value
	}
	return shape.flatten(value)
}

func (s *Shape) flatten(value any) any {
	return s.each(value, (*Shape).flatten, (*Shape).Flatten)
}

// each applies item to the items of a list or map and model to a model's body; other values stay.
func (s *Shape) each(
	value any, item func(*Shape, any) any, model func(*Shape, map[string]any) map[string]any,
) any {
	list, isList := value.([]any)
	object, isObject := value.(map[string]any)
	switch {
	case isList && s.json == jsonArray:
		items := make([]any, len(list))
		for i, element := range list {
			items[i] = item(s.Element(), element)
		}
		return items
	case isObject && s.json == jsonMap:
		entries := make(map[string]any, len(object))
		for key, element := range object {
			entries[key] = item(s.Element(), element)
		}
		return entries
	case isObject && s.json == jsonObject:
		return model(s, object)
	default:
		return value
	}
}
