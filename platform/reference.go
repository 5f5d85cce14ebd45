package platform

import (
	"reflect"
	"strings"
)

// ContractField describes one value of the [Contract].
type ContractField struct {
	// Path is where the value stands below the output, such as "registry.loginServer".
	Path string
	// Description is one line for the reader of a table.
	Description string
}

// ContractReference lists the values of the contract in order. The README's table is made of it.
func ContractReference() []ContractField {
	return contractFields("", reflect.TypeFor[Contract]())
}

func contractFields(prefix string, structure reflect.Type) []ContractField {
	var fields []ContractField
	for i := range structure.NumField() {
		field := structure.Field(i)
		if !field.IsExported() {
			continue
		}
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if description := field.Tag.Get("doc"); description != "" {
			fields = append(fields, ContractField{Path: prefix + name, Description: description})
		}
		if nested := structOf(field.Type); nested != nil {
			fields = append(fields, contractFields(prefix+name+".", nested)...)
		}
	}
	return fields
}

func structOf(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil
	}
	return t
}
