package settings

// Entry documents one setting.
type Entry struct {
	// Path is the setting as the user writes it, without the namespace: "network.addressSpace".
	Path string
	// Type is string, integer, number, boolean, array or object.
	Type string
	// Default is the value, or in words where the value comes from, when the setting is absent; it is
	// empty for required settings and for objects whose settings have defaults of their own.
	Default string
	// Required says that the setting must be given wherever the object that it belongs to is given.
	Required bool
	// Description is a sentence or two.
	Description string
}

// Reference documents every setting in the order of the table that [Parse] reads by, each object ahead of
// what it holds.
func Reference() []Entry {
	var s Settings
	return entries("", s.fields())
}

func entries(path string, fields []field) []Entry {
	var out []Entry
	for _, f := range fields {
		at := join(path, f.key)
		out = append(out, Entry{
			Path: at, Type: f.into.typeName(), Default: f.fallback + f.derived,
			Required: f.required, Description: f.description,
		})
		if nested, ok := f.into.(object); ok {
			out = append(out, entries(at, nested.fields())...)
		}
	}
	return out
}
