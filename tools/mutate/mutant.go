package main

import (
	"fmt"
	"path"
)

// mutant is one change of one expression.
type mutant struct {
	// pkg is the import path, and file the name of the source in it.
	pkg, file string
	line      int
	// function is where the mutant is; it is empty in a function that has no name, and outside of functions.
	function string
	// change says what is done to which expression.
	change string

	// id is the number that switches the mutant on.
	id int
	// repeat is how many mutants of the function before it have the same change.
	repeat int
}

// name is what a mutant is called in its package where lines may move: file, function and change, and its
// number where the function has several alike.
func (m mutant) name() string {
	name := m.file
	if m.function != "" {
		name += ", " + m.function
	}
	name += ": " + m.change
	if m.repeat > 0 {
		name += fmt.Sprintf(" (%d)", m.repeat+1)
	}
	return name
}

// String says where the mutant is and what it is.
func (m mutant) String() string {
	return fmt.Sprintf("%s/%s:%d: %s", path.Base(m.pkg), m.file, m.line, m.change)
}
