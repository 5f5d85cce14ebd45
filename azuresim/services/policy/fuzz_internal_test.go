package policy

import "testing"

// FuzzExpressions reads arbitrary texts as expressions: none may panic or never end.
func FuzzExpressions(f *testing.F) {
	for _, text := range []string{
		"concat(parameters('name'), '/')", "resourceGroup().tags[parameters('x')]", "split('a', ',')[0]",
		"if(not(empty(field('tags'))), 1, -2)", "a(b(c(", "'", "[", "first()", "length(last(split()))",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		node, err := parse(text)
		if err == nil {
			node.evaluate(endpoint(t))
		}
	})
}
