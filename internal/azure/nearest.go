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

// OneSlip reports whether two words differ by one slip of the finger at most: a byte more, less or other, or
// two neighbours that have changed places.
func OneSlip(a, b string) bool {
	if distance(a, b) <= 1 {
		return true
	}
	i := 0
	for i < min(len(a), len(b))-2 && a[i] == b[i] {
		i++
	}
	return len(a) == len(b) && len(a) > 1 && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
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
