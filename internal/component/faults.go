package component

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// ArgError is one fault of a component's arguments, which the caller can mend.
type ArgError struct {
	// Path is the property as the caller writes it, such as `privateEndpoints.addressPrefix`.
	Path string
	// Rule says what must hold, such as "must be an address block in CIDR notation".
	Rule string
	// Value is what was given; empty when nothing was given or when it must not be shown.
	Value string
	// Remedy says what to write instead; empty when the rule says it already.
	Remedy string
}

// Error gives path, rule, value and remedy in one line.
func (e *ArgError) Error() string {
	text := e.Path + ": " + e.Rule
	if e.Value != "" {
		text += fmt.Sprintf(", got %q", e.Value)
	}
	if e.Remedy != "" {
		text += "; " + e.Remedy
	}
	return text
}

// Faults collects the faults of a component's arguments, so that the caller sees all of them at once.
// The zero value is ready to use.
type Faults struct {
	list []*ArgError
}

// Add notes a fault.
func (f *Faults) Add(path, rule, value, remedy string) {
	f.list = append(f.list, &ArgError{Path: path, Rule: rule, Value: value, Remedy: remedy})
}

// Check notes err, when it is one, as the fault of path. The error's text is expected to state the
// rule and the value, as those of internal/azure do.
func (f *Faults) Check(path string, err error) {
	if err != nil {
		f.Add(path, err.Error(), "", "")
	}
}

// Require notes a fault when given is false, which says that a needed argument is missing.
func (f *Faults) Require(path string, given bool, remedy string) {
	if !given {
		f.Add(path, "must be given", "", remedy)
	}
}

// Err joins the faults, ordered by path, under the component they belong to: "checking arguments of
// network \"hub\"". It is nil without faults. Each fault is within reach of [errors.As].
func (f *Faults) Err(noun, name string) error {
	if len(f.list) == 0 {
		return nil
	}
	slices.SortStableFunc(f.list, func(a, b *ArgError) int { return cmp.Compare(a.Path, b.Path) })
	all := make([]error, len(f.list))
	for i, fault := range f.list {
		all[i] = fault
	}
	return fmt.Errorf("checking arguments of %s %q: %w", noun, name, errors.Join(all...))
}
