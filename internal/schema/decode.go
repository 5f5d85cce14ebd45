package schema

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/azure"
	"private-acr/spec"
)

// Decode reads a value, as encoding/json decodes it with numbers kept as text, into a spec given by its
// address. What has the wrong type, and what the spec does not have, is noted; rules are for [Resolve]. Where
// secret is true, every text that can be kept secret becomes one.
func Decode(raw map[string]any, target any, path string, secret bool, faults *spec.Faults) {
	decoder{secret, faults}.object(raw, reflect.ValueOf(target).Elem(), path)
}

type decoder struct {
	secret bool
	faults *spec.Faults
}

// object reads the settings that the spec declares.
func (d decoder) object(raw map[string]any, target reflect.Value, path string) {
	var known []string
	for _, f := range Fields(target.Type()) {
		if f.Deployment {
			continue
		}
		known = append(known, f.Key)
		if given := raw[f.Key]; given != nil {
			d.value(given, target.Field(f.index), spec.Join(path, f.Key), f.Rules)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(raw)) {
		if !slices.Contains(known, key) {
			d.faults.Add(spec.Join(path, key), "is no setting", nil, RemedyOfUnknown(key, known))
		}
	}
}

// RemedyOfUnknown proposes the key that was probably meant.
func RemedyOfUnknown(key string, known []string) string {
	if nearest := azure.Nearest(key, known); nearest != "" {
		return fmt.Sprintf("did you mean %q?", nearest)
	}
	return "remove it; known here: " + strings.Join(known, ", ")
}

// value reads what is within a field. The rules are the field's.
func (d decoder) value(raw any, target reflect.Value, path string, rules []Rule) {
	if target.Kind() == reflect.Pointer {
		inner := reflect.New(target.Type().Elem())
		d.value(raw, inner.Elem(), path, rules)
		target.Set(inner)
		return
	}
	switch form := FormOf(target.Type()); form {
	case FormObject:
		if values, ok := as[map[string]any](d, raw, form, path); ok {
			d.object(values, target, path)
		}
	case FormMap:
		if values, ok := as[map[string]any](d, raw, form, path); ok {
			d.entries(values, target, path, rules)
		}
	case FormList:
		if values, ok := as[[]any](d, raw, form, path); ok {
			d.items(values, target, path, rules)
		}
	default:
		d.scalar(raw, target, form, path, rules)
	}
}

// as asserts the type of a raw value, and notes a fault where it is another.
func as[T any](d decoder, raw any, form Form, path string) (T, bool) {
	value, ok := raw.(T)
	if !ok {
		d.mismatch(raw, form, path)
	}
	return value, ok
}

func (d decoder) entries(raw map[string]any, target reflect.Value, path string, rules []Rule) {
	target.Set(reflect.MakeMap(target.Type()))
	for _, key := range slices.Sorted(maps.Keys(raw)) {
		entry := reflect.New(target.Type().Elem()).Elem()
		d.value(raw[key], entry, spec.Join(path, key), rules)
		target.SetMapIndex(reflect.ValueOf(key), entry)
	}
}

func (d decoder) items(raw []any, target reflect.Value, path string, rules []Rule) {
	target.Set(reflect.MakeSlice(target.Type(), len(raw), len(raw)))
	for i, item := range raw {
		d.value(item, target.Index(i), spec.Item(path, i), rules)
	}
}

// scalar stores a single value. A text may stand for a number or a truth value, because that is what `pulumi
// config set` makes of them; nothing but a text stands for a text, or a tag 1.10 would silently become 1.1.
//
// Afterwards a zero means that nothing was given, so one that was is held against the rules here.
func (d decoder) scalar(raw any, target reflect.Value, form Form, path string, rules []Rule) {
	text, typed := scalarText(raw, form)
	_, violation := apply(rules, text)
	switch {
	case !typed && form == FormText && text != "" && violation != nil:
		// As a text it would not be right either.
		d.faults.Add(path, violation.Rule, raw, violation.Remedy)
	case !typed || !d.store(text, target, form):
		d.mismatch(raw, form, path)
	case violation != nil && target.IsZero():
		d.faults.Add(path, violation.Rule, raw, violation.Remedy)
	}
}

// scalarText is a single value as a text, and whether it has the type that the form asks for.
func scalarText(raw any, form Form) (text string, typed bool) {
	switch value := raw.(type) {
	case string:
		return value, true
	case json.Number:
		return value.String(), form == FormInteger || form == FormNumber
	case bool:
		return strconv.FormatBool(value), form == FormBoolean
	}
	return "", false
}

// store reports whether the text is of the form.
func (d decoder) store(text string, target reflect.Value, form Form) bool {
	switch form { //nolint:exhaustive // The forms of scalars.
	case FormBoolean:
		target.SetBool(text == "true")
		return text == "true" || text == "false"
	case FormInteger, FormNumber:
		n, err := strconv.ParseFloat(text, 64)
		return err == nil && decimals.MatchString(text) && storeNumber(n, target)
	}
	d.text(text, target)
	return true
}

// storeNumber reports whether the number is of the target's kind. An integer that no setting can be stays
// zero.
func storeNumber(n float64, target reflect.Value) bool {
	switch whole := n == math.Trunc(n); {
	case target.Kind() != reflect.Int:
		target.SetFloat(n)
	case whole && math.Abs(n) < math.MaxInt32:
		target.SetInt(int64(n))
	default:
		return whole
	}
	return true
}

func (d decoder) text(text string, target reflect.Value) {
	switch {
	case target.Type() != inputType:
		target.SetString(text)
	case d.secret:
		target.Set(reflect.ValueOf(spec.Secret(text)))
	default:
		target.Set(reflect.ValueOf(pulumi.String(text)))
	}
}

func (d decoder) mismatch(raw any, form Form, path string) {
	rule, remedy := "must be a "+string(form), "write digits and at most one point"
	switch form { //nolint:exhaustive // A number's is the one above.
	case FormText:
		rule, remedy = "must be a string", d.textRemedy(raw, path)
	case FormObject, FormMap:
		rule, remedy = "must be an object", "write what it holds below it, each as a key with a value, for "+
			"example with pulumi config set --path '"+path+".<key>'"
	case FormList:
		rule, remedy = "must be an array", "write a list, even of one, for example with "+
			"pulumi config set --path '"+path+"[0]'"
	case FormInteger:
		rule, remedy = "must be an integer", "write digits only"
	case FormBoolean:
		rule, remedy = "must be a boolean", "write true or false"
	}
	d.faults.Add(path, rule, raw, remedy)
}

// textRemedy is for a value that YAML, or pulumi config set, has read as a number or a truth value.
func (d decoder) textRemedy(raw any, path string) string {
	switch raw.(type) {
	case json.Number, bool:
		if d.secret {
			return fmt.Sprintf("on the command line write pulumi config set --secret --path '%s'", path)
		}
		return fmt.Sprintf("in the stack's file put it between quotes; on the command line write pulumi "+
			"config set --path --type string '%s' %v", path, raw)
	}
	return "write a text"
}

// HoldsInput reports whether a type has a place for a text that can be kept secret.
func HoldsInput(t reflect.Type) bool {
	switch FormOf(t) { //nolint:exhaustive // A number or a truth value is none.
	case FormText:
		return t == inputType
	case FormList, FormMap:
		return HoldsInput(structOf(t).Elem())
	case FormObject:
		setting := func(f Field) bool { return !f.Deployment && HoldsInput(f.Type) }
		return slices.ContainsFunc(Fields(t), setting)
	}
	return false
}
