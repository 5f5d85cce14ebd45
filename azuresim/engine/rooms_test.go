package engine_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestEngineKnowsNoType finds what would make the engine know a type of resource: a type's name, a row of the
// catalogue, a service.
func TestEngineKnowsNoType(t *testing.T) {
	t.Parallel()
	known := regexp.MustCompile(`Microsoft\.|azuresim/(services|pull|world)/?|catalog\.[A-Z]\w*`)
	// The words of the catalogue that are about rows, not of one.
	allowed := []string{"catalog.Type", "catalog.NoLocation", "catalog.Global", "catalog.RegionalIfGiven"}
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") || file == "doc.go" {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range known.FindAllString(string(text), -1) {
			if !strings.Contains(strings.Join(allowed, " ")+" ", found+" ") {
				t.Errorf("%s names %s", file, found)
			}
		}
	}
}
