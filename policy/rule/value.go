package rule

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/pulumi/pulumi/sdk/v3/go/property"
)

// Value is a property as a rule may look at it. Reading one never panics: what is computed, or of another
// type than the reader asks for, answers [Unknown]. Null and absent are the same, as they are to Azure.
type Value struct {
	property property.Value
	path     string
	secret   bool
	// stray says that a step of the path led into something that has no properties, a text for example.
	stray bool
	// steps counts how often a property is looked up, where somebody asks: see [Value.Counting].
	steps *atomic.Int64
}

// NewValue is the view of a property under the path, which findings show.
func NewValue(path string, p property.Value) Value {
	return Value{property: p, path: path, secret: p.Secret()}
}

// Counting is the value with a count of the properties that are looked up in it, which is what the work of
// rules is measured by.
func (v Value) Counting(steps *atomic.Int64) Value {
	v.steps = steps
	return v
}

func (v Value) count() {
	if v.steps != nil {
		v.steps.Add(1)
	}
}

// redacted is what `pulumi policy analyze` puts in the place of a secret that it cannot decrypt.
const redacted = "[secret]"

// Path says where the property is in its resource: "sku.name", "registries[0].identity".
func (v Value) Path() string { return v.path }

// At is the property under the keys, one below the other.
func (v Value) At(keys ...string) Value {
	for _, key := range keys {
		v = v.child(key)
	}
	return v
}

// AtPath is the property at a path of keys: "sku.name".
func (v Value) AtPath(path string) Value { return v.At(strings.Split(path, ".")...) }

func (v Value) child(key string) Value {
	path := key
	if v.path != "" {
		path = v.path + "." + key
	}
	switch {
	case v.property.IsMap():
		return v.step(path, v.property.AsMap().Get(key))
	case v.isComputed(), v.property.IsNull():
		return v.step(path, v.property)
	default:
		return Value{path: path, stray: true, secret: v.secret, steps: v.steps}
	}
}

func (v Value) step(path string, p property.Value) Value {
	v.count()
	return Value{property: p, path: path, secret: v.secret || p.Secret(), stray: v.stray, steps: v.steps}
}

// Or is the value, or what Azure takes where none is given: a text, a boolean or a number.
func (v Value) Or(absent any) Value {
	if v.Exists() != No {
		return v
	}
	v.property, _ = property.Any(absent)
	return v
}

// Exists answers whether the property is given.
func (v Value) Exists() Answer {
	if v.isComputed() {
		return Unknown
	}
	return Known(!v.property.IsNull())
}

// isComputed is true for what cannot be read yet, and for what is not what the path to it expects.
func (v Value) isComputed() bool {
	return v.stray || v.property.IsComputed() || v.property.IsString() && v.property.AsString() == redacted
}

// Is answers whether the property equals a text, without regard to case as Azure compares its words, or a
// boolean.
func (v Value) Is(want any) Answer {
	switch want := want.(type) {
	case string:
		return v.Like(func(text string) bool { return strings.EqualFold(text, want) })
	case bool:
		return v.flag(want)
	default:
		return Unknown
	}
}

// IsOneOf answers whether the property is one of the texts, without regard to case.
func (v Value) IsOneOf(wanted ...string) Answer {
	answer := No
	for _, want := range wanted {
		answer = answer.Or(v.Is(want))
	}
	return answer
}

// Like answers whether the property is a text for which the test holds. An absent one is none.
func (v Value) Like(test func(string) bool) Answer {
	text, known := v.Text()
	if known != Yes {
		return known
	}
	return Known(test(text))
}

// HasText answers whether the property is a text that is not empty: Azure gives back an empty one for many
// properties that were not given.
func (v Value) HasText() Answer {
	return v.Like(func(text string) bool { return text != "" })
}

func (v Value) flag(want bool) Answer {
	switch {
	case v.Exists() != Yes:
		return v.Exists()
	case v.property.IsBool():
		return Known(v.property.AsBool() == want)
	default:
		return Unknown
	}
}

// Text reads a text. The answer is no where there is none, and unknown where it is computed or no text.
func (v Value) Text() (string, Answer) {
	switch {
	case v.Exists() != Yes:
		return "", v.Exists()
	case v.property.IsString():
		return v.property.AsString(), Yes
	default:
		return "", Unknown
	}
}

// Number reads a number, with the answers of [Value.Text].
func (v Value) Number() (float64, Answer) {
	switch {
	case v.Exists() != Yes:
		return 0, v.Exists()
	case v.property.IsNumber():
		return v.property.AsNumber(), Yes
	default:
		return 0, Unknown
	}
}

// Items are the elements of a list. The answer is yes where all are there to be looked at, each of which may
// still be computed; an absent list has none. It is unknown where the list is computed or no list.
func (v Value) Items() ([]Value, Answer) {
	switch {
	case v.Exists() == No:
		return nil, Yes
	case v.property.IsArray() && !v.stray:
		list := v.property.AsArray()
		items := make([]Value, list.Len())
		for i := range items {
			items[i] = v.step(v.path+"["+strconv.Itoa(i)+"]", list.Get(i))
		}
		return items, Yes
	default:
		return nil, Unknown
	}
}

// IsEmpty answers whether the property is a list without items, or absent.
func (v Value) IsEmpty() Answer {
	items, known := v.Items()
	return known.And(Known(len(items) == 0))
}

// Keys are the keys of an object, or the texts of a list: azure-native takes sets, user-assigned identities
// for example, as a list and gives them back as an object. Sorted; the answers are those of [Value.Items].
func (v Value) Keys() ([]string, Answer) {
	if v.property.IsMap() && !v.stray {
		var keys []string
		for key := range v.property.AsMap().AllStable {
			keys = append(keys, key)
		}
		return keys, Yes
	}
	items, answer := v.Items()
	var keys []string
	for _, item := range items {
		text, known := item.Text()
		answer = answer.And(known)
		if known == Yes {
			keys = append(keys, text)
		}
	}
	sort.Strings(keys)
	return keys, answer
}

// Secret says that the property, or what it lies in, is a secret.
func (v Value) Secret() bool { return v.secret }

// Walk calls visit with the value and with all that lies in it, in the order of keys.
func (v Value) Walk(visit func(Value)) {
	visit(v)
	switch {
	case v.stray:
	case v.property.IsMap():
		for key := range v.property.AsMap().AllStable {
			v.child(key).Walk(visit)
		}
	case v.property.IsArray():
		items, _ := v.Items()
		for _, item := range items {
			item.Walk(visit)
		}
	}
}

// String shows the value in a message: "(secret)" for a secret, and the type for what is no single value.
func (v Value) String() string {
	switch {
	case v.secret:
		return "(secret)"
	case v.isComputed() || v.property.IsNull():
		return v.TypeName()
	case v.property.IsString():
		return strconv.Quote(v.property.AsString())
	case v.property.IsBool():
		return strconv.FormatBool(v.property.AsBool())
	case v.property.IsNumber():
		return strconv.FormatFloat(v.property.AsNumber(), 'f', -1, 64)
	default:
		return v.TypeName()
	}
}

// TypeName names what the property is: "a text", "a list of 3".
func (v Value) TypeName() string {
	switch p := v.property; {
	case v.stray:
		return "inside of something that is no object"
	case v.isComputed():
		return "computed"
	case p.IsNull():
		return "not set"
	case p.IsString():
		return "a text"
	case p.IsBool():
		return "a boolean"
	case p.IsNumber():
		return "a number"
	case p.IsArray():
		return fmt.Sprintf("a list of %d", p.AsArray().Len())
	case p.IsMap():
		return "an object"
	default:
		return "a file or a reference"
	}
}

// Raw is the property as Pulumi has it, for whoever does more with it than to read it.
func (v Value) Raw() property.Value { return v.property }
