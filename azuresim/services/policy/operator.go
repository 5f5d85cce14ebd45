package policy

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"private-acr/azuresim/engine"
)

// operators are the ways to compare, by their names in lower case. Texts are compared without regard to case.
var operators = map[string]func(value, want any) bool{
	"equals":                equals,
	"notequals":             not(equals),
	"like":                  like,
	"notlike":               not(like),
	"in":                    in,
	"notin":                 not(in),
	"contains":              contains,
	"notcontains":           not(contains),
	"containskey":           containsKey,
	"notcontainskey":        not(containsKey),
	"matchinsensitively":    match,
	"notmatchinsensitively": not(match),
	"exists":                exists,
	"less":                  ordered(func(c int) bool { return c < 0 }),
	"lessorequals":          ordered(func(c int) bool { return c <= 0 }),
	"greater":               ordered(func(c int) bool { return c > 0 }),
	"greaterorequals":       ordered(func(c int) bool { return c >= 0 }),
}

func not(compare func(value, want any) bool) func(value, want any) bool {
	return func(value, want any) bool { return !compare(value, want) }
}

// text is a value as it is compared; absent values are no texts.
func text(value any) string {
	if value == nil {
		return ""
	}
	return strings.ToLower(fmt.Sprint(value))
}

func isTrue(value any) bool { return text(value) == "true" }

func equals(value, want any) bool {
	return (value == nil) == (want == nil) && text(value) == text(want)
}

// like compares with a text in which one "*" stands for anything.
func like(value, want any) bool {
	head, tail, starred := strings.Cut(text(want), "*")
	if value == nil || !starred {
		return value != nil && equals(value, want)
	}
	given := text(value)
	return len(given) >= len(head)+len(tail) && strings.HasPrefix(given, head) &&
		strings.HasSuffix(given, tail)
}

// match compares with a text in which "#" stands for a digit, "?" for a letter and "." for anything.
func match(value, want any) bool {
	given, pattern := []rune(text(value)), []rune(text(want))
	return slices.EqualFunc(given, pattern, func(g, p rune) bool {
		switch p {
		case '#':
			return g >= '0' && g <= '9'
		case '?':
			return g >= 'a' && g <= 'z'
		}
		return p == '.' || p == g
	})
}

func in(value, want any) bool {
	list, _ := want.([]any)
	return slices.ContainsFunc(list, func(item any) bool { return equals(value, item) })
}

func contains(value, want any) bool {
	if list, is := value.([]any); is {
		return in(want, list)
	}
	return value != nil && strings.Contains(text(value), text(want))
}

func containsKey(value, want any) bool {
	for key := range object(value) {
		if equals(key, want) {
			return true
		}
	}
	return false
}

func exists(value, want any) bool {
	return (value != nil) == isTrue(want)
}

// ordered compares numbers with numbers, and times and other texts with texts; whatever else is neither less
// nor greater.
func ordered(is func(int) bool) func(value, want any) bool {
	return func(value, want any) bool {
		if value == nil || want == nil {
			return false
		}
		a, errA := strconv.ParseFloat(text(value), 64)
		b, errB := strconv.ParseFloat(text(want), 64)
		if errA == nil && errB == nil {
			return is(int(max(-1, min(1, (a-b)*1e9))))
		}
		return is(strings.Compare(moment(value), moment(want)))
	}
}

// moment is a time in a form whose order is that of texts, or the text itself.
func moment(value any) string {
	if at, err := time.Parse(time.RFC3339, fmt.Sprint(value)); err == nil {
		return at.UTC().Format(engine.TimeFormat)
	}
	return text(value)
}
