package schema

import (
	"fmt"
	"reflect"
	"strings"

	"private-acr/spec"
)

// Entry documents one setting.
type Entry struct {
	// Path is the setting as the user writes it, without the namespace: "network.addressSpace". "<key>"
	// stands for a key that the user chooses, "[n]" for the position in a list.
	Path string
	// Type is string, integer, number, boolean, array or object.
	Type string
	// Default is the value, or in words where the value comes from, when the setting is left out; it is empty
	// where there is none.
	Default string
	// Required says that the setting must be given wherever the object that it belongs to is given.
	Required bool
	// Description is a sentence or two.
	Description string
}

// Reference documents the settings of a spec in the order of their declaration, each object ahead of what it
// holds.
func Reference(t reflect.Type) []Entry { return entries(t, "") }

func entries(t reflect.Type, path string) []Entry {
	var all []Entry
	for _, f := range Fields(t) {
		if f.Deployment {
			continue
		}
		at := spec.Join(path, f.Key)
		form := FormOf(f.Type)
		all = append(all, Entry{
			Path: at, Type: typeName(form), Default: f.standard(path), Required: f.Required,
			Description: f.Description,
		})
		all = append(all, entriesInside(f.Type, at)...)
	}
	return all
}

func entriesInside(t reflect.Type, path string) []Entry {
	switch t = structOf(t); FormOf(t) { //nolint:exhaustive // A scalar has nothing inside.
	case FormObject:
		return entries(t, path)
	case FormMap:
		return entriesInside(t.Elem(), path+"."+keyPlaceholder)
	case FormList:
		return entriesInside(t.Elem(), path+"[n]")
	}
	return nil
}

// typeName is the form in the words of Pulumi's project schema.
func typeName(form Form) string {
	if form == FormMap {
		return string(FormObject)
	}
	return string(form)
}

// standard is the default. Below a key that the user chooses, names are made of that as well.
func (f Field) standard(path string) string {
	switch {
	case f.Default != nil:
		return fmt.Sprint(f.Default)
	case strings.HasSuffix(path, keyPlaceholder):
		return strings.ReplaceAll(f.Derived, placeholder, placeholder+"-"+keyPlaceholder)
	}
	return f.Derived
}

// keyPlaceholder stands, in a path, for a key that the user chooses.
const keyPlaceholder = "<key>"
