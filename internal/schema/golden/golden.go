// Package golden compares what users read with pages that are committed, so that a change of words is seen
// and reviewed as one.
//
//	GOLDEN=write go test ./spec ./internal/schema ./settings
//
// writes the pages anew.
package golden

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Compare holds lines, in any order, against the page of the name in the test's testdata.
func Compare(t *testing.T, name string, lines []string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	got := strings.Join(slices.Sorted(slices.Values(lines)), "\n") + "\n"
	if os.Getenv("GOLDEN") == "write" {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file) //nolint:gosec // A page beside the test.
	if diff := cmp.Diff(string(want), got); err != nil || diff != "" {
		t.Errorf("%s differs (write it with GOLDEN=write): %v, (-want +got):\n%s", file, err, diff)
	}
}
