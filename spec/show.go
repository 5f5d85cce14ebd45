package spec

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
)

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
	return onLine(strings.TrimRight(text.String(), "\n"))
}

// onLine escapes, as JSON does, what could begin a new line or steer a terminal: keys and values are the
// user's.
func onLine(text string) string {
	var line strings.Builder
	for _, r := range text {
		if unicode.IsPrint(r) {
			line.WriteRune(r)
		} else {
			fmt.Fprintf(&line, `\u%04x`, r)
		}
	}
	return line.String()
}
