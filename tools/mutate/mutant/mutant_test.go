package mutant

import (
	"testing"

	"private-acr/tools/mutate/testdata/answer"
)

// TestSwitches looks at every change, switched off and on. They are all of mutant 0, which is the one that
// lives where the environment names none.
func TestSwitches(t *testing.T) {
	t.Parallel()
	const on, off = 0, 1
	if living != on {
		t.Skipf("a test of tests: mutant %d lives", living)
	}
	const unknown, no, yes = answer.Unknown, answer.No, answer.Yes
	check := func(name string, on, off, wantOn, wantOff any) {
		t.Helper()
		if on != wantOn || off != wantOff {
			t.Errorf("%s is %v switched on, %v switched off, want %v and %v", name, on, off, wantOn, wantOff)
		}
	}
	check("Bool", Bool(on, true), Bool(off, true), false, true)
	check("Bool of false", Bool(on, false), Bool(off, false), true, false)
	check("Text", Text(on, "a"), Text(off, "a"), "a~", "a")
	check("Number", Number(on, 1.5), Number(off, 1.5), 2.5, 1.5)
	check("Pick", Pick(on, 1, 2), Pick(off, 1, 2), 2, 1)
	check("Plus", Plus(on, 3, 2), Plus(off, 3, 2), 1, 5)
	check("Minus", Minus(on, 3.0, 2), Minus(off, 3.0, 2), 5.0, 1.0)
	check("Less", Less(on, 1, 1), Less(off, 1, 1), true, false)
	check("Less of less", Less(on, 1, 2), Less(off, 1, 2), true, true)
	check("AtMost", AtMost(on, 1, 1), AtMost(off, 1, 1), false, true)
	check("AtMost of more", AtMost(on, 2, 1), AtMost(off, 2, 1), false, false)
	check("More", More(on, 1, 1), More(off, 1, 1), true, false)
	check("More of more", More(on, 2, 1), More(off, 2, 1), true, true)
	check("AtLeast", AtLeast(on, 1, 1), AtLeast(off, 1, 1), false, true)
	check("AtLeast of less", AtLeast(on, 1, 2), AtLeast(off, 1, 2), false, false)
	check("Negated", Negated(on, yes), Negated(off, yes), no, yes)
	check("Unknown", Unknown(on, unknown, 2), Unknown(off, unknown, 2), yes, unknown)
	check("Unknown of yes", Unknown(on, yes, 1), Unknown(off, yes, 1), yes, yes)
	check("Not", Not(on, yes), Not(off, yes), yes, no)
	check("And", And(on, yes, no), And(off, yes, no), yes, no)
	check("Or", Or(on, yes, no), Or(off, yes, no), no, yes)
	check("Then", Then(on, no, yes), Then(off, no, yes), yes, unknown)
}
