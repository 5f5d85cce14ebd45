package tiny

import (
	"slices"
	"testing"

	"private-acr/tools/mutate/testdata/answer"
)

func TestOpen(t *testing.T) {
	if !slices.Contains(open.kinds, answer.Door) {
		t.Error("doors are not asked")
	}
	if open.ask("") == "" || open.ask("shut") != "" || open.ask("?") == "" {
		t.Error("ask errs")
	}
	if open.same("Open") != answer.Yes {
		t.Error("same errs")
	}
}

func TestJoined(t *testing.T) {
	for _, a := range []answer.Answer{answer.Yes, answer.No, answer.Unknown} {
		for _, b := range []answer.Answer{answer.Yes, answer.No, answer.Unknown} {
			if Joined(a, b, answer.No) != a.And(b) || Joined(a, b, answer.Yes) != answer.Yes {
				t.Error("Joined errs")
			}
		}
	}
}

func TestKinds(t *testing.T) {
	given, absent := answer.Value("none"), answer.Value("")
	lists := [][]answer.Value{nil, {given}, {given, absent}}
	for i, want := range []string{"nothing", "something", "something"} {
		if Name(lists[i]) != want || Few(lists[i]) != (i < 2) || Full(lists[i]) != (i == 2) {
			t.Errorf("a list of %d errs", i)
		}
	}
	if All([]answer.Value{"?"}, answer.Yes) != answer.Unknown || All(lists[1], answer.Yes) != answer.No ||
		All(lists[1], answer.No) != answer.Unknown || All(lists[2], answer.Yes) != answer.Unknown {
		t.Error("All errs")
	}
	if !slices.Equal(places(), []string{"", "none", "there"}) {
		t.Error("places errs")
	}
	if Twice(2) != 2 || Twice(3) != 6 {
		t.Error("Twice errs")
	}
}
