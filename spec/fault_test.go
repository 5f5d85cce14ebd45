package spec_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/spec"
)

func paths(f *spec.Faults) []string {
	var all []string
	for _, fault := range f.List() {
		all = append(all, fault.Path)
	}
	return all
}

func TestFaultsAreOrderedAsAPersonCounts(t *testing.T) {
	t.Parallel()
	f := spec.Faults{}
	given := []string{
		"b[10]", "b[2].z", "b[2]", "a", "b", "b[010]", "c99999999999999999999",
		"c100000000000000000000", "b[2].a10", "b[2].a9",
	}
	for _, path := range given {
		f.Add(path, "must be right", nil, "")
	}
	want := []string{
		"a", "b", "b[2]", "b[2].a9", "b[2].a10", "b[2].z", "b[10]", "b[010]",
		"c100000000000000000000", "c99999999999999999999",
	}
	if diff := cmp.Diff(want, paths(&f)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestFaultsStandInBlocks(t *testing.T) {
	t.Parallel()
	f := spec.Faults{Subject: "the app"}
	if f.Err() != nil {
		t.Error("an error without a fault")
	}
	f.Add("a", "must be right", "<b>&", "write c")
	want := "1 fault in the app\n\na\n  rule:   must be right\n  value:  \"<b>&\"\n  remedy: write c"
	if diff := cmp.Diff(want, f.Err().Error()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	f.Add("b", "is required", nil, "")
	want = strings.Replace(want, "1 fault", "2 faults", 1) + "\n\nb\n  rule:   is required"
	if diff := cmp.Diff(want, f.Err().Error()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestFaultsAreInReach(t *testing.T) {
	t.Parallel()
	f := &spec.Faults{Subject: "the app"}
	f.Add("b", "is required", nil, "")
	f.Add("a", "must be right", 7, "write 8")
	wrapped := fmt.Errorf("building: %w", f.Err())
	all, ok := errors.AsType[*spec.Faults](wrapped)
	if !ok || len(all.Unwrap()) != 2 {
		t.Errorf("the faults are not in reach of %v", wrapped)
	}
	first, ok := errors.AsType[*spec.Fault](wrapped)
	if want := (spec.Fault{Path: "a", Rule: "must be right", Value: "7", Remedy: "write 8"}); !ok ||
		*first != want {
		t.Errorf("got %+v, want %+v", first, want)
	}
	if want := "a: must be right, got 7; write 8"; first.Error() != want {
		t.Errorf("got %q, want %q", first, want)
	}
	if got := (&spec.Fault{Path: "a", Rule: "is required"}).Error(); got != "a: is required" {
		t.Errorf("got %q", got)
	}
}

func TestValuesAsTheyAreShown(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("가", 200)
	for name, test := range map[string]struct {
		value any
		want  string
	}{
		"nothing":                {nil, ""},
		"a text":                 {"a", `"a"`},
		"no HTML":                {"<a>&'", `"<a>&'"`},
		"a line break":           {"a\nb", `"a\nb"`},
		"what steers a terminal": {"\u001b[2J\u009b\u202e", `"\u001b[2J\u009b\u202e"`},
		"a map":                  {map[string]any{"b": 1, "a": []string{"x"}}, `{"a":["x"],"b":1}`},
		"119 characters":         {long[:3*118], `"` + long[:3*118] + `"`},
		"121 characters":         {long[:3*119], `"` + long[:3*119] + `… (121 characters)`},
		"a long text":            {long, `"` + long[:3*119] + `… (202 characters)`},
		"what JSON has not":      {func() {}, "func()"},
		"a secret":               {spec.Secret("hunter2"), "(secret)"},
		"a secret within": {
			map[string]pulumi.StringInput{"a": spec.Secret("hunter2"), "b": pulumi.String("c")},
			`{"a":"(secret)","b":"c"}`,
		},
	} {
		f := spec.Faults{}
		f.Add("a", "must be right", test.value, "")
		if got := f.List()[0].Value; got != test.want {
			t.Errorf("%s: got %s, want %s", name, got, test.want)
		}
	}
}

func TestNothingForgesALine(t *testing.T) {
	t.Parallel()
	const evil = "x\n\nname\r\n  rule:   is fine\u2028\u0085"
	f := spec.Faults{Subject: "the app"}
	f.Add(evil, evil, evil, evil)
	f.Add(spec.Join("a", evil), "must be right", nil, "")
	for _, fault := range f.List() {
		if strings.ContainsAny(fault.Error(), "\n\r\u2028\u0085") {
			t.Errorf("%q is more than a line", fault)
		}
	}
	if lines := strings.Count(f.Error(), "\n"); lines != 8 {
		t.Errorf("%d line breaks, want 8, in %s", lines, f.Error())
	}
}

func TestHiddenValues(t *testing.T) {
	t.Parallel()
	const secret = "hunter2"
	for name, test := range map[string]struct {
		path   string
		value  any
		rule   string
		remedy string
		want   spec.Fault
	}{
		"at the path": {
			"a", secret, "must be right", "correct it",
			spec.Fault{Path: "a", Rule: "must be right", Value: "(secret)", Remedy: "correct it"},
		},
		"in it": {
			"a.b[1]", secret, "must be right", "",
			spec.Fault{Path: "a.b[1]", Rule: "must be right", Value: "(secret)"},
		},
		"in an item": {"a[1]", 4, "must be right", "", spec.Fault{
			Path: "a[1]", Rule: "must be right",
			Value: "(secret)",
		}},
		"beside it": {"ab", secret, "must be right", "", spec.Fault{
			Path: "ab", Rule: "must be right",
			Value: `"hunter2"`,
		}},
		"around it": {"", secret, "must be right", "", spec.Fault{
			Rule:  "must be right",
			Value: `"hunter2"`,
		}},
		"in the rule": {
			"a", secret, "must not be hunter2", "", spec.Fault{
				Path: "a", Rule: "is not valid",
				Value: "(secret)",
			},
		},
		"in the rule, four characters": {
			"a", "abcd", "must not be abcd", "", spec.Fault{
				Path: "a", Rule: "is not valid",
				Value: "(secret)",
			},
		},
		"in the rule by chance": {
			"a", "1", "must be from 1 to 4", "", spec.Fault{
				Path: "a", Rule: "must be from 1 to 4",
				Value: "(secret)",
			},
		},
		"in the remedy": {
			"a", secret, "must be right", "write hunter2:1",
			spec.Fault{
				Path: "a", Rule: "must be right", Value: "(secret)",
				Remedy: "correct it; it is not shown because it is secret",
			},
		},
		"quoted in the remedy, in part": {
			"a", secret, "must be right", `did you mean "hunter"?`,
			spec.Fault{
				Path: "a", Rule: "must be right", Value: "(secret)",
				Remedy: "correct it; it is not shown because it is secret",
			},
		},
		"a Secret elsewhere": {
			"z", spec.Secret(secret), "must not be hunter2", "write `hunter`",
			spec.Fault{
				Path: "z", Rule: "is not valid", Value: "(secret)",
				Remedy: "correct it; it is not shown because it is secret",
			},
		},
		"no value": {"a", nil, "is required", `write "b"`, spec.Fault{
			Path: "a", Rule: "is required",
			Remedy: `write "b"`,
		}},
	} {
		f := spec.Faults{}
		f.At("").Hide("a")
		f.Add(test.path, test.rule, test.value, test.remedy)
		if diff := cmp.Diff(test.want, *f.List()[0]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestShowKeepsWhatIsHidden(t *testing.T) {
	t.Parallel()
	f := spec.Faults{}
	f.At("a").Hide("b")
	for path, want := range map[string]string{
		"a.b": "(secret)", "a.b.c": "(secret)", "a": `"x"`,
		"a.bc": `"x"`,
	} {
		if got := f.Show(path, "x"); got != want {
			t.Errorf("%s: got %s, want %s", path, got, want)
		}
	}
	if got := f.At("a").Show("b", "x"); got != "(secret)" {
		t.Errorf("got %s through a view", got)
	}
}

func TestViewsBeginElsewhere(t *testing.T) {
	t.Parallel()
	f := spec.Faults{}
	view := f.At("apps").At("web")
	for _, path := range []string{"", "cpu", "[1]", `["a b"]`} {
		view.Add(path, "must be right", nil, "")
	}
	f.At("").Add("x", "must be right", nil, "")
	want := []string{"apps.web", "apps.web.cpu", "apps.web[1]", `apps.web["a b"]`, "x"}
	if diff := cmp.Diff(want, paths(&f)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if view.OK("anything") || !f.At("apps").OK("worker") || f.At("apps").Whole("") ||
		!f.At("other").Whole("") {
		t.Error("a view asks for other paths than it adds")
	}
}

func TestWhatIsKnownToBeWrong(t *testing.T) {
	t.Parallel()
	f := spec.Faults{}
	f.Add("a.b", "must be right", nil, "")
	for path, want := range map[string]struct{ ok, whole bool }{
		"a": {true, false}, "a.b": {false, false}, "a.b.c": {false, false}, "a.b[1]": {false, false},
		"a.bc": {true, true}, "": {true, false}, "b": {true, true},
	} {
		if f.OK(path) != want.ok || f.Whole(path) != want.whole {
			t.Errorf("%q: OK is %t and Whole %t, want %v", path, f.OK(path), f.Whole(path), want)
		}
	}
	if f.OK("b", "a.b") || !f.OK() {
		t.Error("OK is for all of the paths")
	}
	f.Add("", "must be right", nil, "")
	if f.OK("z") {
		t.Error("what lies in something wrong is not OK")
	}
}

func TestJoin(t *testing.T) {
	t.Parallel()
	for want, got := range map[string]string{
		"a": spec.Join("", "a"), "a.b_1-C": spec.Join("a", "b_1-C"), `a["b.c"]`: spec.Join("a", "b.c"),
		`["b c"]`: spec.Join("", "b c"), `a[""]`: spec.Join("a", ""), `a["\""]`: spec.Join("a", `"`),
		`a["é"]`: spec.Join("a", "é"), "a[3]": spec.Item("a", 3),
	} {
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func FuzzFaults(f *testing.F) {
	f.Add("a.b", "must be right", "hunter2", `write "hunter2"`)
	f.Add("a\nb", "x\u009b", "\xff", "")
	f.Fuzz(func(t *testing.T, path, rule, value, remedy string) {
		faults := spec.Faults{}
		faults.Add(path, rule, value, remedy)
		if text := faults.List()[0].Error(); strings.ContainsAny(text, "\n\r\u001b\u0085\u2028") {
			t.Errorf("%q is more than a line", text)
		}
	})
}
