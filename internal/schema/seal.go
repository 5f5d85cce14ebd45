package schema

import (
	"reflect"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/spec"
)

// Seal replaces every [spec.Secret] in a spec, given by its address, by an output that is a Pulumi secret.
// The SDK takes an input for the text that it is when its type is that of the property, and would send it in
// clear. It comes after [Resolve], whose rules look at what is known.
func Seal(target any) { seal(reflect.ValueOf(target).Elem()) }

func seal(value reflect.Value) {
	switch t := value.Type(); {
	case value.IsZero():
	case t == inputType:
		if input, is := value.Interface().(pulumi.StringInput); is && spec.IsSecret(input) {
			value.Set(reflect.ValueOf(input.ToStringOutput()))
		}
	case t.Kind() == reflect.Pointer:
		seal(value.Elem())
	case t.Kind() == reflect.Struct:
		for i := range t.NumField() {
			seal(value.Field(i))
		}
	case t.Kind() == reflect.Slice:
		for i := range value.Len() {
			seal(value.Index(i))
		}
	case t.Kind() == reflect.Map:
		eachValue(value, func(_ string, inner reflect.Value) { seal(inner) })
	}
}
