package schema

import "sync"

// Kind is the type of a value, in the words of azure-native's messages.
type Kind string

// The kinds of values.
const (
	Any     Kind = "any"
	Array   Kind = "array"
	Boolean Kind = "boolean"
	Integer Kind = "integer"
	Map     Kind = "map"
	Number  Kind = "number"
	Object  Kind = "object"
	String  Kind = "string"
)

// Resource is a resource type in one API version.
type Resource struct {
	// Token is that of the catalogue, "network:Subnet".
	Token string
	// APIVersion is "2023-02-01".
	APIVersion string
	// Inputs and Outputs have the properties flattened, as programs see them.
	Inputs, Outputs *Type
}

// Type is a kind of object.
type Type struct {
	// Name is "SubnetType"; that of a resource's inputs and outputs is the resource's.
	Name string
	// Properties are by the names that programs use.
	Properties map[string]*Property
}

// Value is what a value can be.
type Value struct {
	Kind Kind
	// Items is for arrays and maps.
	Items *Value
	// Type is for objects.
	Type *Type
}

// Property is one property of a type.
type Property struct {
	Value

	// Required: an input that cannot be left out.
	Required bool
	// Default is the value that counts as set where none is; nil for none.
	Default any
	// Maintained: the items can be resources of their own, such as a network's subnets. Where a program
	// leaves the property out, the plugin neither removes the items in an update nor shows them as drift.
	Maintained bool
	// keys are the properties that identify the items of an array in some version: see ItemKeys.
	keys []string
	// Form is what a string has to look like; nil where anything goes.
	Form *Form
}

// ItemKeys are the properties that identify the items of an array, whose order then means nothing; nil where
// positions do. A version whose items lack such a property has none.
func (p *Property) ItemKeys() []string {
	for _, key := range p.keys {
		if p.Items == nil || p.Items.Type == nil || p.Items.Type.Properties[key] == nil {
			return nil
		}
	}
	return p.keys
}

// all are the resources by token, in each the oldest version first.
var all = sync.OnceValue(func() map[string][]*Resource { return read(generated) })

// For finds the resource of a token of the catalogue in an API version. Of a version that is not known, the
// newest known one answers; ok is false where the token is unknown.
func For(token, apiVersion string) (found *Resource, ok bool) {
	known := all()[token]
	for _, found = range known {
		if found.APIVersion == apiVersion {
			return found, true
		}
	}
	return found, len(known) > 0
}

// All lists every resource in every version that is known.
func All() []*Resource {
	var list []*Resource
	for _, versions := range all() {
		list = append(list, versions...)
	}
	return list
}
