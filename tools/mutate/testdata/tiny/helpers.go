package tiny

import (
	"errors"
	"strings"

	"private-acr/tools/mutate/testdata/answer"
)

// Adult compares with a boundary that no test comes near.
func Adult(age int) bool { return age >= 18 }

// Both joins conditions; its tests tell all four cases.
func Both(a, b bool) bool {
	if a && b {
		return true
	}
	return false
}

// Joined joins answers, all of which its tests try.
func Joined(a, b, c answer.Answer) answer.Answer { return a.And(b).Or(c) }

// Down never ends if its condition is negated.
func Down(busy bool) {
	for busy {
		busy = false
	}
}

// Listed compares with several texts, one of which no test has.
func Listed(name string) bool {
	switch name {
	case "a", "b":
		return true
	default:
		return false
	}
}

// Marked has a function with an opposite, and a message.
func Marked(name string) error {
	if strings.HasPrefix(name, "-") {
		return errors.New("begins with a dash")
	}
	return nil
}

// Padded computes.
func Padded(width uint8) uint8 { return 2*width + 1 - width }
