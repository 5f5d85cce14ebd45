package packtest

import (
	"os"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
)

// ReadSARIF reads the one run of a report, which has to follow the schema of SARIF.
func ReadSARIF(tb testing.TB, path string) *sarif.Run {
	tb.Helper()
	text, err := os.ReadFile(path) //nolint:gosec // The test's own file.
	if err != nil {
		tb.Fatal(err)
	}
	whole, err := sarif.FromBytes(text, sarif.WithStrictValidation())
	if err != nil {
		tb.Fatalf("the report is no JSON: %v", err)
	}
	if err := whole.Validate(); err != nil {
		tb.Fatal(err)
	}
	if len(whole.Runs) != 1 || whole.Version != "2.1.0" {
		tb.Fatalf("the report has %d runs of version %s", len(whole.Runs), whole.Version)
	}
	return whole.Runs[0]
}
