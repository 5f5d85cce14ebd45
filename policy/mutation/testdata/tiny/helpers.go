package tiny

import "private-acr/policy/rule"

// Adult compares with a boundary that no test comes near.
func Adult(age int) bool { return age >= 18 }

// Both joins conditions; its tests tell all four cases.
func Both(a, b bool) bool {
	if a && b {
		return true
	}
	return false
}

// Open has a default that the comparison decides about.
func Open(r *rule.Resource) rule.Answer {
	return r.At("publicNetworkAccess").Or("Enabled").Is("Disabled").Not()
}

// Joined joins answers, all of which its tests try.
func Joined(a, b, c rule.Answer) rule.Answer { return a.And(b).Or(c) }

// Down never ends if its condition is negated.
func Down(n int) int {
	for n != 0 {
		n = 0
	}
	return n
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
