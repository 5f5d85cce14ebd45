package spec

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

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

// below is the path whose beginning is another one.
func below(prefix, path string) string {
	if prefix != "" && path != "" && path[0] != '[' {
		return prefix + "." + path
	}
	return prefix + path
}

// within reports whether a path is the other one or leads into it.
func within(path, outer string) bool {
	rest, begins := strings.CutPrefix(path, outer)
	return begins && (rest == "" || outer == "" || rest[0] == '.' || rest[0] == '[')
}

var numbers = regexp.MustCompile(`\d+|\D+`)

// comparePaths compares runs of digits as numbers.
func comparePaths(a, b string) int {
	return slices.CompareFunc(numbers.FindAllString(a, -1), numbers.FindAllString(b, -1), compareParts)
}

func compareParts(a, b string) int {
	first, err := strconv.ParseUint(a, 10, 64)
	second, otherErr := strconv.ParseUint(b, 10, 64)
	if err == nil && otherErr == nil {
		return cmp.Compare(first, second)
	}
	return cmp.Compare(a, b)
}
