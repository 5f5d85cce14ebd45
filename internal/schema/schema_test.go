package schema_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/schema"
	"private-acr/internal/schema/golden"
	"private-acr/spec"
)

// Color is a text out of a few.
type Color string

// Values lists the colors.
func (Color) Values() []Color { return []Color{"red", "green"} }

// Part is a spec within another one.
type Part struct {
	Size int    `pulumi:"size" rule:"range=1..9"`
	Note string `pulumi:"note,optional" rule:"length=0..3" derived:"none"`
}

// Annotate documents the fields.
func (p *Part) Annotate(a spec.Annotator) {
	a.Describe(&p.Size, "Size of it.")
	a.Describe(&p.Note, "Note on it.")
}

// Check knows a size that is never right.
func (p *Part) Check(f *spec.Faults) {
	const unlucky = 4
	if p.Size == unlucky {
		f.Add("size", "must not be 4", p.Size, "choose 5")
	}
}

// Thing has a field of every form.
type Thing struct {
	Name   string                        `pulumi:"name,optional" rule:"name=container-app" derived:"ca-<name>" without:"id"`
	ID     string                        `pulumi:"id,optional" derived:"none"`
	Count  *int                          `pulumi:"count,optional" rule:"range=0..9"`
	Share  float64                       `pulumi:"share,optional" rule:"range=0.5..2 step=0.5"`
	On     bool                          `pulumi:"on,optional"`
	Color  Color                         `pulumi:"color,optional"`
	List   []string                      `pulumi:"list,optional" rule:"region" derived:"none"`
	Parts  []Part                        `pulumi:"parts,optional" derived:"none"`
	Keyed  map[string]*Part              `pulumi:"keyed,optional" keys:"key" derived:"none"`
	One    *Part                         `pulumi:"one,optional" derived:"off"`
	Text   pulumi.StringInput            `pulumi:"text,optional" rule:"length=1..5" derived:"none"`
	Texts  map[string]pulumi.StringInput `pulumi:"texts,optional" rule:"filled" derived:"none"`
	Inner  Inner                         `pulumi:"inner,optional"`
	Double int                           `pulumi:"double,optional" rule:"range=1..18" derived:"twice the count"`

	Where pulumi.StringInput `pulumi:"where" rule:"region" from:"deployment"`
}

// Inner is a spec that is always there.
type Inner struct {
	Size int `pulumi:"size,optional" rule:"range=1..9"`
}

// Annotate documents the fields.
func (i *Inner) Annotate(a spec.Annotator) {
	a.Describe(&i.Size, "Size of it.")
	a.SetDefault(&i.Size, 3)
}

// Annotate documents the fields.
func (t *Thing) Annotate(a spec.Annotator) {
	for _, field := range []any{
		&t.Name, &t.ID, &t.Count, &t.Share, &t.On, &t.Color, &t.List, &t.Parts, &t.Keyed, &t.One, &t.Text,
		&t.Texts, &t.Inner,
		&t.Double,
	} {
		a.Describe(field, "Something.")
	}
	a.Describe(&t.Where, "ARM id of somewhere.")
	a.SetDefault(&t.Count, 2)
	a.SetDefault(&t.Share, 1.0)
	a.SetDefault(&t.Color, "red")
}

// Complete follows the count.
func (t *Thing) Complete() {
	if t.Double == 0 {
		t.Double = 2 * *t.Count
	}
}

func decoded(t *testing.T, text string, secret bool) (Thing, *spec.Faults) {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var raw map[string]any
	if err := decoder.Decode(&raw); err != nil {
		t.Fatal(err)
	}
	var thing Thing
	faults := &spec.Faults{}
	schema.Decode(raw, &thing, "", secret, faults)
	return thing, faults
}

func TestDecode(t *testing.T) {
	t.Parallel()
	got, faults := decoded(t, `{"name":"a","id":"b","count":0,"share":"0.5","on":"true","color":"green",
		"list":["x"],"parts":[{"size":1},{"size":"2","note":"n"}],"keyed":{"k":{"size":3}},"one":{},
		"text":"t","texts":{"a":"b"},
		"inner":{"size":4},"double":7}`, false)
	want := Thing{
		Name: "a", ID: "b", Count: pulumi.IntRef(0), Share: 0.5, On: true, Color: "green",
		List:  []string{"x"},
		Parts: []Part{{Size: 1}, {Size: 2, Note: "n"}}, Keyed: map[string]*Part{"k": {Size: 3}}, One: &Part{},
		Text: pulumi.String("t"), Texts: map[string]pulumi.StringInput{"a": pulumi.String("b")},
		Inner: Inner{4}, Double: 7,
	}
	if diff := cmp.Diff(want, got); faults.Err() != nil || diff != "" {
		t.Errorf("got %v, and the other side of (-want +got):\n%s", faults.Err(), diff)
	}
}

func TestDecodeMakesSecrets(t *testing.T) {
	t.Parallel()
	got, faults := decoded(t, `{"name":"a","text":"t","texts":{"a":"b"}}`, true)
	want := Thing{
		Name: "a", Text: spec.Secret("t"),
		Texts: map[string]pulumi.StringInput{"a": spec.Secret("b")},
	}
	if diff := cmp.Diff(want, got); faults.Err() != nil || diff != "" {
		t.Errorf("got %v, and the other side of (-want +got):\n%s", faults.Err(), diff)
	}
}

// shown are faults, a line each.
func shown(faults *spec.Faults) []string {
	var lines []string
	for _, fault := range faults.List() {
		lines = append(lines, fault.Path+": "+fault.Rule)
	}
	return lines
}

func TestDecodeRefuses(t *testing.T) {
	t.Parallel()
	var page []string
	for text, want := range map[string]string{
		`{"nam":"a"}`:                    "nam: is no setting",
		`{"where":"a"}`:                  "where: is no setting",
		`{"parts":[{"size":1,"x":2}]}`:   "parts[0].x: is no setting",
		`{"name":["a"]}`:                 "name: must be a string",
		`{"id":1}`:                       "id: must be a string",
		`{"count":1.5}`:                  "count: must be an integer",
		`{"count":"1e1x"}`:               "count: must be an integer",
		`{"count":true}`:                 "count: must be an integer",
		`{"count":99999999999}`:          "count: must be from 0 to 9",
		`{"double":0}`:                   "double: must be from 1 to 18",
		`{"double":-99999999999}`:        "double: must be from 1 to 18",
		`{"share":"x"}`:                  "share: must be a number",
		`{"share":0}`:                    "share: must be from 0.5 to 2",
		`{"share":"0x1"}`:                "share: must be a number",
		`{"share":"Inf"}`:                "share: must be a number",
		`{"on":"yes"}`:                   "on: must be a boolean",
		`{"on":1}`:                       "on: must be a boolean",
		`{"color":""}`:                   "color: must be one of red, green",
		`{"list":"a"}`:                   "list: must be an array",
		`{"list":[null]}`:                "list[0]: must be a string",
		`{"list":["eastus",""]}`:         "list[1]: must be a known Azure region",
		`{"parts":{}}`:                   "parts: must be an array",
		`{"parts":[1]}`:                  "parts[0]: must be an object",
		`{"keyed":[]}`:                   "keyed: must be an object",
		`{"keyed":{"a b":1}}`:            `keyed["a b"]: must be an object`,
		`{"one":1}`:                      "one: must be an object",
		`{"text":1}`:                     "text: must be a string",
		`{"text":1234567}`:               "text: must have 1 to 5 characters",
		`{"texts":{"a":{"secure":"x"}}}`: "texts.a: must be a string",
		`{"inner":[]}`:                   "inner: must be an object",
	} {
		_, faults := decoded(t, text, false)
		if got := shown(faults); len(got) != 1 || got[0] != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
		page = append(page, text+": "+faults.List()[0].Error())
	}
	golden.Compare(t, "decode.txt", page)
	for _, text := range []string{
		`{}`, `{"name":null,"parts":null}`, `{"share":"1.50","count":"1e0"}`, `{"on":true}`,
		`{"on":false}`, `{"on":"false"}`,
		`{"count":1e1}`,
	} {
		if _, faults := decoded(t, text, false); faults.Err() != nil {
			t.Errorf("%s: %v", text, faults.Err())
		}
	}
}

func TestDecodeProposesWhatWorks(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`{"id":1}`:             "pulumi config set --path --type string 'id' 1",
		`{"texts":{"a":true}}`: "pulumi config set --path --type string 'texts.a' true",
		`{"id":[]}`:            "write a text",
		`{"nam":1}`:            `did you mean "name"?`,
		`{"zzzzzzzz":1}`:       "remove it; known here: name, id, count",
		`{"list":"a"}`:         "pulumi config set --path 'list[0]'",
		`{"one":"a"}`:          "pulumi config set --path 'one.<key>'",
		`{"on":"yes"}`:         "write true or false",
		`{"count":"x"}`:        "write digits only",
		`{"share":"x"}`:        "digits and at most one point",
	} {
		_, faults := decoded(t, text, false)
		if list := faults.List(); len(list) != 1 || !strings.Contains(list[0].Remedy, want) {
			t.Errorf("%s: got %v, want %q", text, list, want)
		}
	}
	if _, faults := decoded(t, `{"id":4711}`, true); !strings.HasSuffix(faults.List()[0].Remedy,
		"--secret --path 'id'") {
		t.Errorf("got %v, want no value", faults.List())
	}
}

func resolved(thing Thing, scope schema.Scope) (Thing, *spec.Faults) {
	faults := &spec.Faults{}
	schema.Resolve(&thing, "myapp", scope, faults)
	return thing, faults
}

func TestResolveFillsIn(t *testing.T) {
	t.Parallel()
	got, faults := resolved(Thing{}, schema.Settings)
	want := Thing{
		Name: "ca-myapp", Count: pulumi.IntRef(2), Share: 1, Color: "red", Inner: Inner{3},
		Double: 4,
	}
	if diff := cmp.Diff(want, got); faults.Err() != nil || diff != "" {
		t.Errorf("got %v, and the other side of (-want +got):\n%s", faults.Err(), diff)
	}
	got, _ = resolved(Thing{ID: "x", Count: pulumi.IntRef(0), Share: 2, Inner: Inner{5}}, schema.Settings)
	want = Thing{ID: "x", Count: pulumi.IntRef(0), Share: 2, Color: "red", Inner: Inner{5}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what is given is kept, and what it excludes is left out (-want +got):\n%s", diff)
	}
}

func TestResolveMakesNamesOfKeys(t *testing.T) {
	t.Parallel()
	type keyed = struct {
		things map[string]string
		name   string
	}
	for _, test := range []keyed{
		{map[string]string{"web": "ca-myapp-web"}, "myapp"},
		{map[string]string{"web": ""}, ""},
		{map[string]string{"Not A Key": ""}, "myapp"},
	} {
		target := Holder{Things: map[string]spec.Environment{}}
		for key := range test.things {
			target.Things[key] = spec.Environment{}
		}
		schema.Resolve(&target, test.name, schema.Settings, &spec.Faults{})
		for key, want := range test.things {
			if got := target.Things[key].Name; got != strings.Replace(want, "ca-", "cae-", 1) {
				t.Errorf("%q of %q: got %q, want %q", key, test.name, got, want)
			}
		}
	}
}

// Holder has a map of specs.
type Holder struct {
	Things map[string]spec.Environment `pulumi:"things"`
}

// Annotate documents the fields.
func (h *Holder) Annotate(a spec.Annotator) { a.Describe(&h.Things, "Things.") }

func TestResolveRefuses(t *testing.T) {
	t.Parallel()
	var page []string
	for want, thing := range map[string]Thing{
		"name: must not be given together with id: one creates, the other adopts": {Name: "ca", ID: "x"},
		`name: must be 2 to 32 characters: lower-case letters, digits and single '-', ` +
			`first a letter, last a letter or digit`: {Name: "A"},
		"share: must be a multiple of 0.5":      {Share: 0.7},
		"share: must be from 0.5 to 2":          {Share: 7},
		"color: must be one of red, green":      {Color: "blue"},
		"count: must be from 0 to 9":            {Count: pulumi.IntRef(10), Double: 1},
		"list[1]: must be a known Azure region": {List: []string{"eastus", "mars"}},
		"parts[0].size: is required":            {Parts: []Part{{}}},
		"parts[1].size: must be from 1 to 9":    {Parts: []Part{{Size: 1}, {Size: 10}}},
		"parts[0].size: must not be 4":          {Parts: []Part{{Size: 4}}},
		"keyed.web.size: must not be 4":         {Keyed: map[string]*Part{"web": {Size: 4}}},
		`keyed["My Web"]: must have a key of 1 to 20 characters: lower-case letters, digits and single ` +
			`'-', first a letter, ` +
			`last no '-'`: {Keyed: map[string]*Part{"My Web": {Size: 1}}},
		"one.note: must have 0 to 3 characters": {One: &Part{Size: 1, Note: "long"}},
		"one.size: is required":                 {One: &Part{}},
		"text: must have 1 to 5 characters":     {Text: pulumi.String("")},
		"texts.a: must not be empty: container groups refuse a variable without a value": {
			Texts: map[string]pulumi.StringInput{"a": pulumi.String("")},
		},
		"texts.b: must be given":          {Texts: map[string]pulumi.StringInput{"b": nil}},
		"inner.size: must be from 1 to 9": {Inner: Inner{Size: -1}},
	} {
		_, faults := resolved(thing, schema.Settings)
		if got := shown(faults); len(got) != 1 || got[0] != want {
			t.Errorf("got %q, want %q", got, want)
		}
		page = append(page, faults.List()[0].Error())
	}
	golden.Compare(t, "resolve.txt", page)
}

func TestScopes(t *testing.T) {
	t.Parallel()
	_, faults := resolved(Thing{}, schema.Component)
	if got := shown(faults); len(got) != 1 || got[0] != "where: is required" ||
		faults.List()[0].Remedy != "set it: ARM id of somewhere" {
		t.Errorf("got %v", faults.List())
	}
	got, faults := resolved(Thing{Where: pulumi.String("East US")}, schema.Component)
	if faults.Err() != nil || got.Where != pulumi.String("eastus") {
		t.Errorf("got %v, %v, want the normal form", got.Where, faults.Err())
	}
}

func TestSecretsKeepTheirForm(t *testing.T) {
	t.Parallel()
	got, faults := resolved(Thing{Where: spec.Secret("East US")}, schema.Component)
	if faults.Err() != nil || got.Where != spec.Secret("eastus") {
		t.Errorf("got %v, %v, want a secret in its normal form", got.Where, faults.Err())
	}
	_, faults = resolved(Thing{Where: spec.Secret("hunter2-")}, schema.Component)
	if text := faults.Err().Error(); strings.Contains(text, "hunter2") || !strings.Contains(text,
		"(secret)") {
		t.Errorf("got %s", text)
	}
}

// mocks serve no resources.
type mocks struct{ pulumi.MockResourceMonitor }

// TestWhatBecomesKnownIsCheckedThen holds that it is said with the same words.
func TestWhatBecomesKnownIsCheckedThen(t *testing.T) {
	t.Parallel()
	now := &spec.Faults{}
	known := Thing{Text: pulumi.String("hunter2")}
	schema.Resolve(&known, "myapp", schema.Settings, now)
	err := pulumi.RunErr(func(ctx *pulumi.Context) error {
		wrong := Thing{Text: pulumi.String("hunter2").ToStringOutput()}
		good := Thing{Where: pulumi.ToSecret(pulumi.String("East US")).(pulumi.StringOutput)}
		for _, thing := range []*Thing{&wrong, &good} {
			faults := &spec.Faults{}
			schema.Resolve(thing, "myapp", schema.Settings, faults)
			schema.Resolve(thing, "myapp", schema.Component, &spec.Faults{})
			if faults.Err() != nil {
				t.Errorf("checked too early: %v", faults.Err())
			}
		}
		normal := make(chan string, 1)
		good.Where.ToStringOutput().ApplyT(func(text string) string { normal <- text; return text })
		if text := <-normal; text != "eastus" || !pulumi.IsSecret(good.Where.ToStringOutput()) {
			t.Errorf("got %q, secret: %t", text, pulumi.IsSecret(good.Where.ToStringOutput()))
		}
		ctx.Export("text", wrong.Text)
		return nil
	}, pulumi.WithMocks("project", "stack", mocks{}))
	fault, is := errors.AsType[*spec.Fault](err)
	if !is || *fault != *now.List()[0] {
		t.Errorf("got %v, want %v", err, now.List()[0])
	}
}

// TestSecretThatBecomesKnownIsHidden has a wrong one, which the fault must not show.
func TestSecretThatBecomesKnownIsHidden(t *testing.T) {
	t.Parallel()
	err := pulumi.RunErr(func(ctx *pulumi.Context) error {
		wrong := Thing{Text: pulumi.ToSecret(pulumi.String("hunter2")).(pulumi.StringOutput)}
		schema.Resolve(&wrong, "myapp", schema.Settings, &spec.Faults{})
		ctx.Export("text", wrong.Text)
		return nil
	}, pulumi.WithMocks("project", "stack", mocks{}))
	fault, is := errors.AsType[*spec.Fault](err)
	if !is || fault.Value != "(secret)" || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("got %v, want a fault without the value", err)
	}
}

func TestClonesShareNothing(t *testing.T) {
	t.Parallel()
	made := func() *Thing {
		return &Thing{
			Name: "a", Count: pulumi.IntRef(1), List: []string{"eastus"}, Parts: []Part{{Size: 1}},
			Keyed: map[string]*Part{"web": {Size: 1}}, One: &Part{Size: 1}, Text: pulumi.String("t"),
			Texts: map[string]pulumi.StringInput{"a": pulumi.String("b")}, Inner: Inner{1},
		}
	}
	original := made()
	clone := schema.Clone(original)
	if diff := cmp.Diff(original, clone); diff != "" {
		t.Errorf("the clone differs: %s", diff)
	}
	clone.Name, *clone.Count, clone.List[0], clone.Parts[0].Size = "b", 2, "westus", 2
	clone.Keyed["web"].Size, clone.One.Size, clone.Texts["a"], clone.Inner.Size = 2, 2, nil, 2
	clone.Keyed["x"], clone.Text = nil, nil
	if diff := cmp.Diff(made(), original); diff != "" {
		t.Errorf("changing the clone changes its source: %s", diff)
	}
	if empty := schema.Clone[Thing](nil); !reflect.DeepEqual(empty, &Thing{}) {
		t.Errorf("the clone of nothing is %+v", empty)
	}
	if got := schema.Clone(&Thing{}); !reflect.DeepEqual(got, &Thing{}) {
		t.Errorf("the clone of what is empty is %+v", got)
	}
}

func TestResolveLeavesAClonesSourceAlone(t *testing.T) {
	t.Parallel()
	source := Thing{List: []string{"East US"}, Keyed: map[string]*Part{"web": {Size: 1}}}
	schema.Resolve(schema.Clone(&source), "myapp", schema.Settings, &spec.Faults{})
	want := Thing{List: []string{"East US"}, Keyed: map[string]*Part{"web": {Size: 1}}}
	if diff := cmp.Diff(want, source); diff != "" {
		t.Error(diff)
	}
}

func TestReference(t *testing.T) {
	t.Parallel()
	var got []string
	for _, entry := range schema.Reference(reflect.TypeFor[Thing]()) {
		got = append(got, fmt.Sprintf("%s %s %q %t", entry.Path, entry.Type, entry.Default, entry.Required))
	}
	want := []string{
		`name string "ca-<name>" false`, `id string "none" false`, `count integer "2" false`,
		`share number "1" false`,
		`on boolean "" false`, `color string "red" false`, `list array "none" false`,
		`parts array "none" false`,
		`parts[n].size integer "" true`, `parts[n].note string "none" false`, `keyed object "none" false`,
		`keyed.<key>.size integer "" true`, `keyed.<key>.note string "none" false`, `one object "off" false`,
		`one.size integer "" true`, `one.note string "none" false`, `text string "none" false`,
		`texts object "none" false`,
		`inner object "" false`, `inner.size integer "3" false`, `double integer "twice the count" false`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestJSON(t *testing.T) {
	t.Parallel()
	text, err := json.Marshal(schema.JSON(reflect.TypeFor[Part]()))
	want := `{"additionalProperties":false,"properties":{"note":{"description":"Note on it.",` +
		`"maxLength":3,"minLength":0,` +
		`"type":"string"},"size":{"anyOf":[{"maximum":9,"minimum":1,"type":"integer"},` +
		`{"pattern":"^-?[0-9]+$",` +
		`"type":"string"}],"description":"Size of it."}},"required":["size"],"type":"object"}`
	if diff := cmp.Diff(want, string(text)); err != nil || diff != "" {
		t.Errorf("got %v, (-want +got):\n%s", err, diff)
	}
	properties, _ := schema.JSON(reflect.TypeFor[Thing]())["properties"].(map[string]any)
	for key, want := range map[string]string{
		"texts": `{"additionalProperties":{"anyOf":[{"type":"string"},` +
			`{"additionalProperties":false,"properties":` +
			`{"secure":{"type":"string"}},"required":["secure"],"type":"object"}]},` +
			`"description":"Something.","type":"object"}`,
		"color": `{"default":"red","description":"Something.","enum":["red","green"],"type":"string"}`,
		"list":  `{"description":"Something.","items":{"type":"string"},"type":"array"}`,
		"on": `{"anyOf":[{"type":"boolean"},{"pattern":"^(true|false)$","type":"string"}],` +
			`"description":"Something."}`,
	} {
		text, err := json.Marshal(properties[key])
		if diff := cmp.Diff(want, string(text)); err != nil || diff != "" {
			t.Errorf("%s: got %v, (-want +got):\n%s", key, err, diff)
		}
	}
	if keyed, _ := properties["keyed"].(map[string]any); keyed["propertyNames"] == nil {
		t.Errorf("nothing is said of keys: %v", keyed)
	}
}

func TestHoldsInput(t *testing.T) {
	t.Parallel()
	for of, want := range map[reflect.Type]bool{
		reflect.TypeFor[Thing](): true, reflect.TypeFor[*Thing](): true, reflect.TypeFor[[]Thing](): true,
		reflect.TypeFor[map[string]Thing](): true, reflect.TypeFor[pulumi.StringInput](): true,
		reflect.TypeFor[Part](): false, reflect.TypeFor[map[string]*Part](): false,
		reflect.TypeFor[[]string](): false,
		reflect.TypeFor[string]():   false, reflect.TypeFor[spec.PullIdentity](): false,
	} {
		if schema.HoldsInput(of) != want {
			t.Errorf("%s: got %t", of, !want)
		}
	}
}

// The misdeclared specs.
type (
	untagged struct{ A string }
	strange  struct {
		A uint8 `pulumi:"a"`
	}
	bare struct {
		A string `pulumi:"a"`
	}
	elsewhere struct {
		A string `pulumi:"a"`
	}
)

// Annotate documents nothing.
func (*untagged) Annotate(spec.Annotator) {}

// Annotate describes what is no field of it.
func (e *elsewhere) Annotate(a spec.Annotator) { a.Describe(new(string), "Nothing.") }

func TestMisdeclaredSpecsPanic(t *testing.T) {
	t.Parallel()
	for name, of := range map[string]reflect.Type{
		"no tag": reflect.TypeFor[untagged](), "a type of no form": reflect.TypeFor[strange](),
		"no documentation": reflect.TypeFor[bare](), "documentation of another": reflect.TypeFor[elsewhere](),
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			schema.Fields(of)
			if name == "a type of no form" {
				schema.JSON(of)
			}
		}()
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(`{"parts":[{"size":1}],"texts":{"a":"b"},"count":1e9}`, true)
	f.Add(`{"keyed":{"a":{"size":"-0"}},"share":-0,"inner":{"size":99999999999999999999}}`, false)
	f.Fuzz(func(t *testing.T, text string, secret bool) {
		decoder := json.NewDecoder(strings.NewReader(text))
		decoder.UseNumber()
		var raw map[string]any
		if decoder.Decode(&raw) != nil {
			return
		}
		var thing Thing
		faults := &spec.Faults{}
		schema.Decode(raw, &thing, "", secret, faults)
		schema.Resolve(&thing, "myapp", schema.Settings, faults)
		if thing.Count == nil || faults.Err() == nil && (thing.Share == 0 || thing.Inner.Size == 0) {
			t.Errorf("a default is missing: %+v", thing)
		}
	})
}
