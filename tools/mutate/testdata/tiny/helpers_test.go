package tiny_test

import (
	"testing"

	"private-acr/tools/mutate/testdata/tiny"
)

// These tests are outside of the package, as many are.

func TestAdult(t *testing.T) {
	if !tiny.Adult(30) || tiny.Adult(3) {
		t.Error("Adult errs")
	}
}

func TestBoth(t *testing.T) {
	if !tiny.Both(true, true) || tiny.Both(true, false) || tiny.Both(false, true) || tiny.Both(false, false) {
		t.Error("Both errs")
	}
}

func TestDown(*testing.T) { tiny.Down(false) }

func TestListed(t *testing.T) {
	if !tiny.Listed("a") || tiny.Listed("c") {
		t.Error("Listed errs")
	}
}

func TestMarked(t *testing.T) {
	if tiny.Marked("-a") == nil || tiny.Marked("a") != nil {
		t.Error("Marked errs")
	}
}

func TestPadded(t *testing.T) {
	if tiny.Padded(1) != 2 || tiny.Padded(4) != 5 {
		t.Error("Padded errs")
	}
}
