package mutation

import (
	"fmt"
	"strings"
)

// Mutant is one change of one expression.
type Mutant struct {
	// Package is the import path, and File the name of the source in it.
	Package, File string
	Line          int
	// Function is where the mutant is; it is empty in a function that has no name.
	Function string
	// Change says what is done to which expression.
	Change string

	id int
	// repeat is how many mutants of the function before it have the same change.
	repeat int
	// tests are the tests that are to notice, as the -test.run flag takes them.
	tests string
}

// Name is what a mutant is called where lines may move: file, function and change, and its number where the
// function has several alike.
func (m Mutant) Name() string {
	name := m.folder() + "/" + m.File
	if m.Function != "" {
		name += ", " + m.Function
	}
	name += ": " + m.Change
	if m.repeat > 0 {
		name += fmt.Sprintf(" (%d)", m.repeat+1)
	}
	return name
}

// String says where the mutant is and what it is.
func (m Mutant) String() string {
	return fmt.Sprintf("%s/%s:%d: %s", m.folder(), m.File, m.Line, m.Change)
}

// folder is the last part of the import path.
func (m Mutant) folder() string { return m.Package[strings.LastIndex(m.Package, "/")+1:] }
