package azure

import "strings"

// Nearest returns the known word that a misspelt one probably meant: the one that takes the fewest
// insertions, removals and replacements of a byte, without regard to case, the first of them in a tie. It
// is empty when even the nearest differs in more than half of its bytes, because a far-fetched suggestion
// misleads.
func Nearest(word string, known []string) string {
	best, least := "", len(word)+1
	for _, candidate := range known {
		d := distance(strings.ToLower(word), strings.ToLower(candidate))
		if d < least && 2*d <= len(candidate) {
			best, least = candidate, d
		}
	}
	return best
}

// distance is Levenshtein's, kept to one row of its table.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replaced := diagonal
			if a[i] != b[j] {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
