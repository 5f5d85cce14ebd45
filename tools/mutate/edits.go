package main

import (
	"cmp"
	"slices"
	"strings"
)

// edit is a piece of a source's text, from offset to end, and what is to stand there. Of those at one offset
// the one of the lowest rank comes first.
type edit struct {
	offset, end, rank int
	text              string
}

// edits are those of one source. An expression's come before those of the expressions in it, which is what
// keeps calls that begin or end at one place nested: the outermost opens first and closes last.
type edits []edit

// open puts text at the offset, where an expression begins.
func (e *edits) open(offset int, text string) {
	*e = append(*e, edit{offset: offset, end: offset, rank: len(*e), text: text})
}

// closes puts text in the place of the source between the offsets, at the first of which an expression ends.
func (e *edits) closes(offset, end int, text string) {
	*e = append(*e, edit{offset: offset, end: end, rank: -len(*e), text: text})
}

// apply is the source with all edits made.
func (e *edits) apply(source string) string {
	ordered := slices.SortedFunc(slices.Values(*e), func(a, b edit) int {
		return cmp.Or(cmp.Compare(a.offset, b.offset), cmp.Compare(a.rank, b.rank))
	})
	var text strings.Builder
	at := 0
	for _, one := range ordered {
		text.WriteString(source[at:one.offset])
		text.WriteString(one.text)
		at = one.end
	}
	return text.String() + source[at:]
}
