package schema

import "reflect"

// Clone is a copy of a spec that shares nothing but its Inputs with it.
func Clone[T any](source *T) *T {
	made := new(T)
	if source != nil {
		reflect.ValueOf(made).Elem().Set(clone(reflect.ValueOf(source).Elem()))
	}
	return made
}

func clone(value reflect.Value) reflect.Value {
	copied := reflect.New(value.Type()).Elem()
	copied.Set(value)
	switch t := value.Type(); {
	case value.IsZero() || t == inputType:
	case t.Kind() == reflect.Pointer:
		copied.Set(reflect.New(t.Elem()))
		copied.Elem().Set(clone(value.Elem()))
	case t.Kind() == reflect.Struct:
		for i := range t.NumField() {
			copied.Field(i).Set(clone(value.Field(i)))
		}
	case t.Kind() == reflect.Slice:
		copied.Set(reflect.MakeSlice(t, value.Len(), value.Len()))
		for i := range value.Len() {
			copied.Index(i).Set(clone(value.Index(i)))
		}
	case t.Kind() == reflect.Map:
		copied.Set(reflect.MakeMap(t))
		for _, key := range sortedKeys(value) {
			copied.SetMapIndex(key, clone(value.MapIndex(key)))
		}
	}
	return copied
}
