package spec

import (
	"fmt"
	"slices"
	"strings"
)

// Fault is one thing wrong with what a component or a stack was told. It is an error, within reach of
// [errors.As] from every error of a constructor and of settings.Parse.
type Fault struct { //nolint:errname // A fault is what users know it as; an error is a Faults.
	// Path is where it stands, as the user writes it: "registry.replicas[1]".
	Path string
	// Rule is what holds there: "must be an Azure region".
	Rule string
	// Value is what was given, as JSON and cut where it is long. It is empty when nothing was given, and says
	// "(secret)" where it must not be shown.
	Value string
	// Remedy is what to write instead. It is empty where the rule says it already.
	Remedy string
}

// Error is the fault in one line.
func (f *Fault) Error() string {
	text := f.Path + ": " + f.Rule
	if f.Value != "" {
		text += ", got " + f.Value
	}
	if f.Remedy != "" {
		text += "; " + f.Remedy
	}
	return text
}

// block is the fault in lines of their own.
func (f *Fault) block() string {
	lines := []string{f.Path}
	for _, line := range [][2]string{{"rule:  ", f.Rule}, {"value: ", f.Value}, {"remedy:", f.Remedy}} {
		if line[1] != "" {
			lines = append(lines, "  "+line[0]+" "+line[1])
		}
	}
	return strings.Join(lines, "\n")
}

// Faults collects everything wrong with one thing, so that its user sees all of it at once. The zero value is
// ready to use.
type Faults struct { //nolint:errname // As above.
	// Subject is what they are about: `the settings of the stack`.
	Subject string

	list   []*Fault
	hidden []string

	// outer and prefix are those of a view: see At.
	outer  *Faults
	prefix string
}

// At is a view of the faults for what lies at the path: the paths given to it begin there.
func (f *Faults) At(path string) *Faults { return &Faults{outer: f, prefix: path} }

// Hide keeps values at the path and in it out of all messages.
func (f *Faults) Hide(path string) {
	all, path := f.all(path)
	all.hidden = append(all.hidden, path)
}

// all is the collector behind a view, and the path as it counts there.
func (f *Faults) all(path string) (*Faults, string) {
	if f.outer == nil {
		return f, path
	}
	return f.outer.all(below(f.prefix, path))
}

// Add notes a fault. The value is nil where none was given, and a [Secret] where it must not be shown.
func (f *Faults) Add(path, rule string, value any, remedy string) {
	all, path := f.all(path)
	fault := &Fault{Path: onLine(path), Rule: onLine(rule), Value: show(value), Remedy: onLine(remedy)}
	if secret, is := value.(Secret); is {
		fault.hide(string(secret))
	} else if value != nil && all.hides(path) {
		fault.hide(fmt.Sprint(value))
	}
	all.list = append(all.list, fault)
}

// Show gives a value at a path as a rule or a remedy about another one may quote it.
func (f *Faults) Show(path string, value any) string {
	if all, path := f.all(path); all.hides(path) {
		return hidden
	}
	return show(value)
}

// hides reports whether the values at the path are kept out of messages.
func (f *Faults) hides(path string) bool {
	return slices.ContainsFunc(f.hidden, func(outer string) bool { return within(path, outer) })
}

// shortestSecret is how many characters a text has at least that is not in a rule by chance.
const shortestSecret = 4

// hide takes out what has the value in it. Remedies often quote a part of it, or what is like it.
func (f *Fault) hide(value string) {
	f.Value = hidden
	if len(value) >= shortestSecret && strings.Contains(f.Rule, value) {
		f.Rule = "is not valid"
	}
	if strings.ContainsAny(f.Remedy, "\"`") || value != "" && strings.Contains(f.Remedy, value) {
		f.Remedy = "correct it; it is not shown because it is secret"
	}
}

// OK reports whether nothing is known to be wrong at the paths, nor with what they lie in. Rules that compare
// values ask it first, so that one mistake is reported once.
func (f *Faults) OK(paths ...string) bool {
	for _, path := range paths {
		all, path := f.all(path)
		if slices.ContainsFunc(all.list, func(fault *Fault) bool { return within(path, fault.Path) }) {
			return false
		}
	}
	return true
}

// Whole reports whether nothing is known to be wrong at the path, in it, or with what it lies in.
func (f *Faults) Whole(path string) bool {
	all, whole := f.all(path)
	inside := func(fault *Fault) bool { return within(fault.Path, whole) }
	return f.OK(path) && !slices.ContainsFunc(all.list, inside)
}

// List is all of them, ordered by path as a person counts: replicas[2] stands before replicas[10].
func (f *Faults) List() []*Fault {
	list := slices.Clone(f.list)
	slices.SortStableFunc(list, func(a, b *Fault) int { return comparePaths(a.Path, b.Path) })
	return list
}

// Err is the faults as one error, nil without any.
func (f *Faults) Err() error {
	if len(f.list) == 0 {
		return nil
	}
	return f
}

// Error has a block for each fault.
func (f *Faults) Error() string {
	noun := "faults"
	if len(f.list) == 1 {
		noun = "fault"
	}
	blocks := []string{fmt.Sprintf("%d %s in %s", len(f.list), noun, f.Subject)}
	for _, fault := range f.List() {
		blocks = append(blocks, fault.block())
	}
	return strings.Join(blocks, "\n\n")
}

// Unwrap is each fault, for [errors.As].
func (f *Faults) Unwrap() []error {
	var all []error
	for _, fault := range f.List() {
		all = append(all, fault)
	}
	return all
}
