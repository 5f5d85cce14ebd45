// Package untested has no tests.
package untested

// Truth is true.
func Truth() bool { return true }
