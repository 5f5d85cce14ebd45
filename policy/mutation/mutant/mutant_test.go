package mutant

import (
	"testing"

	"private-acr/policy/rule"
)

// TestSwitches looks at every change, switched off and on. They are all of mutant 0, which is the one that
// lives where the environment names none.
func TestSwitches(t *testing.T) {
	t.Parallel()
	const on, off = 0, 1
	if living != on {
		t.Skipf("a test of tests: mutant %d lives", living)
	}
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
	check("Type", Type(on, rule.Token), Type(off, rule.Token), rule.RootStack, rule.Token)
	check("Pick", Pick(on, 1, 2), Pick(off, 1, 2), 2, 1)
	check("Less", Less(on, 1, 1), Less(off, 1, 1), true, false)
	check("Less of less", Less(on, 1, 2), Less(off, 1, 2), true, true)
	check("AtMost", AtMost(on, 1, 1), AtMost(off, 1, 1), false, true)
	check("AtMost of more", AtMost(on, 2, 1), AtMost(off, 2, 1), false, false)
	check("More", More(on, 1, 1), More(off, 1, 1), true, false)
	check("More of more", More(on, 2, 1), More(off, 2, 1), true, true)
	check("AtLeast", AtLeast(on, 1, 1), AtLeast(off, 1, 1), false, true)
	check("AtLeast of less", AtLeast(on, 1, 2), AtLeast(off, 1, 2), false, false)
	check("Negated", Negated(on, rule.Yes), Negated(off, rule.Yes), rule.No, rule.Yes)
	check("Unknown", Unknown(on, rule.Unknown, 2), Unknown(off, rule.Unknown, 2), rule.Yes, rule.Unknown)
	check("Unknown of yes", Unknown(on, rule.Yes, 1), Unknown(off, rule.Yes, 1), rule.Yes, rule.Yes)
	check("Not", Not(on, rule.Yes), Not(off, rule.Yes), rule.Yes, rule.No)
	check("And", And(on, rule.Yes, rule.No), And(off, rule.Yes, rule.No), rule.Yes, rule.No)
	check("Or", Or(on, rule.Yes, rule.No), Or(off, rule.Yes, rule.No), rule.No, rule.Yes)
	check("Then", Then(on, rule.No, rule.Yes), Then(off, rule.No, rule.Yes), rule.Yes, rule.Unknown)
}
