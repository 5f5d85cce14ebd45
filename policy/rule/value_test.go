package rule

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/asset"
	"github.com/pulumi/pulumi/sdk/v3/go/property"
)

var computedProperty = property.New(property.Computed)

// value is the view of anything that a property can be made of.
func value(t *testing.T, of any) Value {
	t.Helper()
	return NewValue("p", propertyOf(t, of))
}

func propertyOf(t *testing.T, of any) property.Value {
	t.Helper()
	switch of := of.(type) {
	case property.Value:
		return of
	case map[string]any:
		object := map[string]property.Value{}
		for key, inner := range of {
			object[key] = propertyOf(t, inner)
		}
		return property.New(object)
	case []any:
		list := make([]property.Value, len(of))
		for i, inner := range of {
			list[i] = propertyOf(t, inner)
		}
		return property.New(list)
	default:
		plain, err := property.Any(of)
		if err != nil {
			t.Fatal(err)
		}
		return plain
	}
}

func file(t *testing.T) property.Value {
	t.Helper()
	made, err := asset.FromText("text")
	if err != nil {
		t.Fatal(err)
	}
	return property.New(made)
}

// TestTypesOfValues reads every type of property in every way.
func TestTypesOfValues(t *testing.T) {
	t.Parallel()
	list := property.New([]property.Value{property.New("b"), property.New("a")})
	object := property.New(map[string]property.Value{"b": property.New(1.0), "a": property.New(2.0)})
	type answers struct{ Exists, Text, Number, True, Items, Keys Answer }
	for _, row := range []struct {
		name             string
		value            Value
		want             answers
		typeName, string string
	}{
		{"null", Value{}, answers{No, No, No, No, Yes, Yes}, "not set", "not set"},
		{"text", value(t, "a"), answers{Yes, Yes, Unknown, Unknown, Unknown, Unknown}, "a text", `"a"`},
		{"true", value(t, true), answers{Yes, Unknown, Unknown, Yes, Unknown, Unknown}, "a boolean", "true"},
		{
			"false", value(t, false),
			answers{Yes, Unknown, Unknown, No, Unknown, Unknown},
			"a boolean", "false",
		},
		{"half", value(t, 1.5), answers{Yes, Unknown, Yes, Unknown, Unknown, Unknown}, "a number", "1.5"},
		{
			"large", value(t, 1e6),
			answers{Yes, Unknown, Yes, Unknown, Unknown, Unknown},
			"a number", "1000000",
		},
		{
			"list", value(t, list),
			answers{Yes, Unknown, Unknown, Unknown, Yes, Yes},
			"a list of 2", "a list of 2",
		},
		{
			"object", value(t, object),
			answers{Yes, Unknown, Unknown, Unknown, Unknown, Yes},
			"an object", "an object",
		},
		{
			"file", value(t, file(t)),
			answers{Yes, Unknown, Unknown, Unknown, Unknown, Unknown},
			"a file or a reference", "a file or a reference",
		},
		{"computed", value(t, computedProperty), answers{}, "computed", "computed"},
		{"redacted secret", value(t, "[secret]"), answers{}, "computed", "computed"},
		{
			"stray", value(t, "a").At("b"),
			answers{},
			"inside of something that is no object", "inside of something that is no object",
		},
		{
			"secret", value(t, property.New("a").WithSecret(true)),
			answers{Yes, Yes, Unknown, Unknown, Unknown, Unknown},
			"a text", "(secret)",
		},
		{"secret computed", value(t, computedProperty.WithSecret(true)), answers{}, "computed", "(secret)"},
	} {
		var got answers
		got.Exists = row.value.Exists()
		_, got.Text = row.value.Text()
		_, got.Number = row.value.Number()
		got.True = row.value.Is(true)
		_, got.Items = row.value.Items()
		_, got.Keys = row.value.Keys()
		if diff := cmp.Diff(row.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", row.name, diff)
		}
		if row.value.TypeName() != row.typeName || row.value.String() != row.string {
			t.Errorf("%s is %s and shown as %s", row.name, row.value.TypeName(), row.value)
		}
	}
}

func TestReadingValues(t *testing.T) {
	t.Parallel()
	if text, _ := value(t, "a").Text(); text != "a" {
		t.Errorf("the text is %q", text)
	}
	if number, _ := value(t, 7.0).Number(); number != 7 {
		t.Errorf("the number is %v", number)
	}
	items, _ := value(t, []any{"x", 1.0}).Items()
	if len(items) != 2 || items[1].Path() != "p[1]" || items[0].Is("X") != Yes {
		t.Errorf("the items are %v", items)
	}
	for name, of := range map[string]any{
		"object": map[string]any{"b": 1.0, "a": 2.0}, "list": []any{"b", "a"},
	} {
		if keys, _ := value(t, of).Keys(); !cmp.Equal(keys, []string{"a", "b"}) {
			t.Errorf("the keys of the %s are %q", name, keys)
		}
	}
	partly := property.New([]property.Value{property.New("a"), computedProperty})
	if keys, answer := value(t, partly).Keys(); answer != Unknown || !cmp.Equal(keys, []string{"a"}) {
		t.Errorf("the keys that can be seen are %q (%s)", keys, answer)
	}
	if keys, answer := value(t, []any{"a"}).Keys(); answer != Yes || !cmp.Equal(keys, []string{"a"}) {
		t.Errorf("the only key is %q (%s)", keys, answer)
	}
	for _, of := range []any{nil, 1.0, computedProperty} {
		if text, _ := value(t, of).Text(); text != "" {
			t.Errorf("the text of %v is %q", of, text)
		}
	}
	if raw := value(t, 7.0).Raw(); raw.AsNumber() != 7 {
		t.Errorf("as Pulumi has it the value is %v", raw)
	}
}

func TestPaths(t *testing.T) {
	t.Parallel()
	root := NewValue("", propertyOf(t, map[string]any{
		"sku":  map[string]any{"name": "Premium", "tier": nil},
		"list": []any{map[string]any{"id": "x"}},
	}))
	items, _ := root.At("list").Items()
	for _, row := range []struct {
		value Value
		path  string
		want  Answer
	}{
		{root.At("sku", "name"), "sku.name", Yes},
		{root.At("sku", "tier"), "sku.tier", No},
		{root.At("sku", "other", "deeper"), "sku.other.deeper", No},
		{root.At("sku", "name", "deeper"), "sku.name.deeper", Unknown},
		{root.At("sku", "name", "deeper", "still"), "sku.name.deeper.still", Unknown},
		{root.At("list", "id"), "list.id", Unknown},
		{items[0].At("id"), "list[0].id", Yes},
		{NewValue("a", computedProperty).At("b"), "a.b", Unknown},
	} {
		if row.value.Path() != row.path || row.value.Exists() != row.want {
			t.Errorf("%s exists: %s, want %s exists: %s",
				row.value.Path(), row.value.Exists(), row.path, row.want)
		}
	}
}

func TestDefaults(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name  string
		value Value
		want  string
	}{
		{"absent", Value{}.Or("a"), `"a"`},
		{"absent boolean", Value{}.Or(true), "true"},
		{"given", value(t, "b").Or("a"), `"b"`},
		{"given false", value(t, false).Or(true), "false"},
		{"computed", value(t, computedProperty).Or("a"), "computed"},
		{"stray", value(t, 1.0).At("b").Or("a"), "inside of something that is no object"},
	} {
		if row.value.String() != row.want {
			t.Errorf("%s: %s, want %s", row.name, row.value, row.want)
		}
	}
	if path := value(t, nil).Or("a").Path(); path != "p" {
		t.Errorf("a default has the path %q", path)
	}
}

func TestComparisons(t *testing.T) {
	t.Parallel()
	long := func(text string) bool { return len(text) > 3 }
	for name, row := range map[string]struct{ got, want Answer }{
		"the same text":             {value(t, "Enabled").Is("enabled"), Yes},
		"another text":              {value(t, "Enabled").Is("Disabled"), No},
		"an absent text":            {Value{}.Is("Enabled"), No},
		"a boolean for a text":      {value(t, true).Is("true"), Unknown},
		"a text for a boolean":      {value(t, "true").Is(true), Unknown},
		"the same boolean":          {value(t, false).Is(false), Yes},
		"another boolean":           {value(t, false).Is(true), No},
		"an absent boolean":         {Value{}.Is(false), No},
		"a computed boolean":        {value(t, computedProperty).Is(false), Unknown},
		"what is neither":           {value(t, 1.0).Is(1.0), Unknown},
		"one of the texts":          {value(t, "b").IsOneOf("a", "B"), Yes},
		"none of the texts":         {value(t, "c").IsOneOf("a", "b"), No},
		"one of none":               {value(t, "c").IsOneOf(), No},
		"a computed one of texts":   {value(t, computedProperty).IsOneOf("a"), Unknown},
		"a text like the test":      {value(t, "four").Like(long), Yes},
		"a text unlike it":          {value(t, "two").Like(long), No},
		"an absent one":             {Value{}.Like(long), No},
		"a number where text is":    {value(t, 1.0).Like(long), Unknown},
		"a computed text":           {value(t, computedProperty).Like(long), Unknown},
		"a text that is inside one": {value(t, "a").At("b").Is("a"), Unknown},
	} {
		if row.got != row.want {
			t.Errorf("%s: %s, want %s", name, row.got, row.want)
		}
	}
}

func TestSecretsAreInherited(t *testing.T) {
	t.Parallel()
	inner := map[string]property.Value{"list": property.New([]property.Value{property.New("hidden")})}
	root := NewValue("", property.New(map[string]property.Value{
		"secret": property.New(inner).WithSecret(true), "open": property.New(inner),
	}))
	items, _ := root.At("secret", "list").Items()
	if !items[0].Secret() || items[0].String() != "(secret)" {
		t.Errorf("what lies in a secret is shown as %s", items[0])
	}
	if stray := items[0].At("b"); !stray.Secret() || stray.String() != "(secret)" {
		t.Errorf("what would lie in a secret text is shown as %s", stray)
	}
	if shown := root.At("secret", "absent").Or("standard").String(); shown != "(secret)" {
		t.Errorf("the default in a secret is shown as %s", shown)
	}
	items, _ = root.At("open", "list").Items()
	if items[0].Secret() || root.Secret() {
		t.Error("what lies beside a secret is one")
	}
}

func TestWalk(t *testing.T) {
	t.Parallel()
	var paths []string
	value(t, map[string]any{"b": []any{"x", map[string]any{"c": nil}}, "a": 1.0}).Walk(func(v Value) {
		paths = append(paths, v.Path())
	})
	want := []string{"p", "p.a", "p.b", "p.b[0]", "p.b[1]", "p.b[1].c"}
	if diff := cmp.Diff(want, paths); diff != "" {
		t.Errorf("the walk (-want +got):\n%s", diff)
	}
	visits := 0
	value(t, "text").At("inside").Walk(func(Value) { visits++ })
	if visits != 1 {
		t.Errorf("what is inside of a text was visited %d times, want once", visits)
	}
}

// marker is in every text that lies in a secret, and in no other.
const marker = "hunter2"

// FuzzValue reads any property at any path in every way.
func FuzzValue(f *testing.F) {
	f.Add([]byte{8, 2, 3, 11, 8, 1, 3}, "a.b")
	f.Add([]byte{7, 3, 11, 3, 4, 0}, "")
	f.Add([]byte{11, 8, 3, 1, 7, 1, 3, 2, 5, 6}, "c.a.b")
	f.Fuzz(func(t *testing.T, shape []byte, path string) {
		made := (&maker{shape: shape, file: file(t)}).property(false, 0)
		root := NewValue("", made)
		check := func(v Value) {
			for _, v := range []Value{v, v.Or("standard"), v.At("a"), v.At(strings.Split(path, ".")...)} {
				readAll(t, v)
			}
		}
		root.Walk(check)
		check(root.At(strings.Split(path, ".")...))
	})
}

// readAll reads the value in every way and looks at what is shown of it.
func readAll(t *testing.T, v Value) {
	t.Helper()
	_, text := v.Text()
	_, number := v.Number()
	if text == Yes && number == Yes || text == Yes && v.Is(true) != Unknown {
		t.Errorf("%s is several things at once", v.Path())
	}
	if items, known := v.Items(); known != Yes && len(items) > 0 {
		t.Errorf("%s has items, though it is not known", v.Path())
	}
	_, _ = v.Keys()
	if v.Is("a").Not() != v.Like(func(text string) bool { return !strings.EqualFold(text, "a") }) &&
		v.Exists() != No {
		t.Errorf("%s is and is not", v.Path())
	}
	r := &Resource{Type: Registry, Name: "acr"}
	for _, answer := range []Answer{Yes, No, Unknown} {
		for _, finding := range r.When(answer, v, "is %s, %v, %q", v, v, v) {
			if strings.Contains(finding.String(), marker) {
				t.Errorf("%q shows a secret", finding)
			}
		}
	}
	if strings.Contains(v.String()+v.TypeName(), marker) {
		t.Errorf("%s is shown as %s", v.Path(), v)
	}
}

// maker makes a property out of bytes: each chooses a type, or how many parts there are.
type maker struct {
	shape []byte
	file  property.Value
}

func (m *maker) next() int {
	if len(m.shape) == 0 {
		return 0
	}
	b := m.shape[0]
	m.shape = m.shape[1:]
	return int(b)
}

func (m *maker) property(inSecret bool, depth int) property.Value {
	text := "open"
	if inSecret {
		text = marker
	}
	chosen := m.next() % 12
	if depth > 8 && chosen >= 7 {
		chosen = 0
	}
	switch chosen {
	case 1:
		return computedProperty
	case 2:
		return property.New(true)
	case 3:
		return property.New(text)
	case 4:
		return property.New(-0.5)
	case 5:
		return m.file
	case 6:
		return property.New(redacted)
	case 7:
		list := make([]property.Value, m.next()%4)
		for i := range list {
			list[i] = m.property(inSecret, depth+1)
		}
		return property.New(list)
	case 8, 9, 10:
		object := map[string]property.Value{}
		for range m.next() % 4 {
			object[string(rune('a'+m.next()%3))] = m.property(inSecret, depth+1)
		}
		return property.New(object)
	case 11:
		return m.property(true, depth+1).WithSecret(true)
	default:
		return property.Value{}
	}
}
