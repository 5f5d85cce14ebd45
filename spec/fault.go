package spec

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Fault is one thing wrong with what a component or a stack was told. It is an error, within reach of
// [errors.As] from every error of a constructor and of settings.Parse.
type Fault struct {
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
type Faults struct {
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
	switch {
	case path == "":
		path = f.prefix
	case f.prefix != "" && path[0] != '[':
		path = f.prefix + "." + path
	default:
		path = f.prefix + path
	}
	return f.outer.all(path)
}

// Add notes a fault. The value is nil where none was given, and a [Secret] where it must not be shown.
func (f *Faults) Add(path, rule string, value any, remedy string) {
	all, path := f.all(path)
	secret, is := value.(Secret)
	switch {
	case is:
		all.list = append(all.list, hiddenFault(path, rule, string(secret), remedy))
	case value != nil && slices.ContainsFunc(all.hidden, func(outer string) bool { return within(path, outer) }):
		all.list = append(all.list, hiddenFault(path, rule, fmt.Sprint(value), remedy))
	default:
		all.list = append(all.list, &Fault{Path: path, Rule: rule, Value: show(value), Remedy: remedy})
	}
}

// hiddenFault says nothing that has the value in it: remedies often repeat a part of it.
func hiddenFault(path, rule, value, remedy string) *Fault {
	fault := &Fault{Path: path, Rule: rule, Value: hidden}
	if value != "" && strings.Contains(rule, value) {
		fault.Rule = "is not valid"
	}
	if !strings.ContainsAny(remedy, "\"'`") {
		fault.Remedy = remedy
	}
	return fault
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

// within reports whether a path is the other one or leads into it.
func within(path, outer string) bool {
	rest, begins := strings.CutPrefix(path, outer)
	return begins && (rest == "" || outer == "" || rest[0] == '.' || rest[0] == '[')
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

var numbers = regexp.MustCompile(`\d+|\D+`)

// comparePaths compares runs of digits as numbers.
func comparePaths(a, b string) int {
	return slices.CompareFunc(numbers.FindAllString(a, -1), numbers.FindAllString(b, -1), func(a, b string) int {
		first, err := strconv.ParseUint(a, 10, 64)
		second, otherErr := strconv.ParseUint(b, 10, 64)
		if err == nil && otherErr == nil {
			return cmp.Compare(first, second)
		}
		return cmp.Compare(a, b)
	})
}

var plainKey = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// Join is the path of a key below another path, in the form of `pulumi config set --path`: a key with other
// characters than letters, digits, '_' and '-' stands in quotes, so that none can forge a line.
func Join(path, key string) string {
	switch {
	case !plainKey.MatchString(key):
		return path + "[" + quote(key) + "]"
	case path == "":
		return key
	}
	return path + "." + key
}

// Item is the path of an item of a list.
func Item(path string, index int) string { return fmt.Sprintf("%s[%d]", path, index) }

// longestShown is how many characters of a value a fault shows.
const longestShown = 120

// show gives a value as it stands in a fault.
func show(value any) string {
	if value == nil {
		return ""
	}
	runes := []rune(quote(value))
	if len(runes) > longestShown {
		return fmt.Sprintf("%s… (%d characters)", string(runes[:longestShown]), len(runes))
	}
	return string(runes)
}

// quote is the value as JSON without HTML's escapes, on one line.
func quote(value any) string {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return fmt.Sprintf("%T", value)
	}
	return strings.TrimRight(text.String(), "\n")
}
