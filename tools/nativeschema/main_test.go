package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// schemaFile is what the tool writes.
const schemaFile = "../../azuresim/plugin/schema/schema.gen.txt"

// TestTheSchemaIsThatOfTheSDK fails when the SDK has moved on, or the catalogue, and nobody has generated.
func TestTheSchemaIsThatOfTheSDK(t *testing.T) {
	t.Parallel()
	if err := run(schemaFile, true); err != nil {
		t.Error(err)
	}
}

func TestRunTellsAStaleFile(t *testing.T) {
	t.Parallel()
	stale := filepath.Join(t.TempDir(), "schema.txt")
	if err := os.WriteFile(stale, []byte("# other\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := run(stale, true); err == nil || !strings.Contains(err.Error(), "run go generate") {
		t.Errorf("error %v", err)
	}
	if err := run(stale+".none", true); err == nil {
		t.Error("no error for a file that is not there")
	}
}
