// Package local declares pointers to a type of its own.
package local

type kind struct{ name string }

var group = &kind{name: "group"}

var value = kind{name: "value"}
