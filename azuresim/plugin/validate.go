package plugin

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"

	"private-acr/azuresim/plugin/schema"
)

// locationRemedy ends the message of a missing location.
const locationRemedy = ". Either set it explicitly or configure it with " +
	"'pulumi config set azure-native:location <value>'."

// validation collects what is wrong with inputs, in azure-native's words (validateType and validateProperty
// in provider.go). Properties that the schema has not are passed over, as they are there, and so are values
// that are not known yet. Booleans and enumerations are not looked at.
type validation struct{ failures []plugin.CheckFailure }

// validate holds inputs against the schema. The name of the resource itself counts as required: azure-native
// makes it optional only because it can name resources.
func (r resourceType) validate(inputs resource.PropertyMap) []plugin.CheckFailure {
	v := &validation{}
	if own := r.OwnName(); !given(inputs[resource.PropertyKey(own)]) {
		v.fail("missing required property '%s'", own)
	}
	v.object("", r.native.Inputs, inputs)
	return v.failures
}

func (v *validation) fail(format string, values ...any) {
	v.failures = append(v.failures, plugin.CheckFailure{Reason: fmt.Sprintf(format, values...)})
}

func (v *validation) object(path string, typ *schema.Type, values resource.PropertyMap) {
	for _, name := range slices.Sorted(maps.Keys(typ.Properties)) {
		property, at := typ.Properties[name], name
		if path != "" {
			at = path + "." + name
		}
		value := values[resource.PropertyKey(name)]
		switch {
		case given(value):
			v.value(at, &property.Value, value)
			v.form(at, property.Form, value)
		case property.Required && at == "location":
			v.fail("missing required property '%s'%s", at, locationRemedy)
		case property.Required:
			v.fail("missing required property '%s'", at)
		}
	}
}

func (v *validation) value(at string, wanted *schema.Value, value resource.PropertyValue) {
	switch {
	case wanted.Kind == schema.Any:
	case value.IsObject() && wanted.Kind == schema.Object:
		v.object(at, wanted.Type, value.ObjectValue())
	case value.IsArray():
		v.array(at, wanted, value.ArrayValue())
	case value.IsString() && wanted.Kind != schema.String:
		v.mismatch(at, wanted, "a string")
	case value.IsNumber():
		v.number(at, wanted, value.NumberValue())
	}
}

func (v *validation) array(at string, wanted *schema.Value, items []resource.PropertyValue) {
	if wanted.Kind != schema.Array {
		v.mismatch(at, wanted, "an array")
		return
	}
	for i, item := range items {
		v.value(fmt.Sprintf("%s[%d]", at, i), wanted.Items, item)
	}
}

func (v *validation) number(at string, wanted *schema.Value, number float64) {
	switch {
	case wanted.Kind != schema.Number && wanted.Kind != schema.Integer:
		v.mismatch(at, wanted, "a number")
	case wanted.Kind == schema.Integer && number != math.Trunc(number):
		v.fail("'%s' must be an integer but got %f", at, number)
	}
}

// mismatch names the wanted type as the API's specification does, which has none for objects and maps.
func (v *validation) mismatch(at string, wanted *schema.Value, got string) {
	kind := wanted.Kind
	if kind == schema.Object || kind == schema.Map {
		kind = ""
	}
	v.fail("'%s' should be of type '%s' but got %s", at, kind, got)
}

func (v *validation) form(at string, form *schema.Form, value resource.PropertyValue) {
	if form == nil || !value.IsString() {
		return
	}
	text := value.StringValue()
	if len(text) < form.MinLength {
		v.fail("'%s' is too short (%d): at least %d characters required", at, len(text), form.MinLength)
	}
	if form.MaxLength > 0 && len(text) > form.MaxLength {
		v.fail("'%s' is too long (%d): at most %d characters allowed", at, len(text), form.MaxLength)
	}
	if form.Pattern != nil && !form.Pattern.MatchString(text) {
		v.fail("'%s' does not match expression '%s'", at, form.Pattern)
	}
}
