// Package failing has a test that fails without any mutant.
package failing

// Truth is false.
func Truth() bool { return false }
