package world_test

import (
	"fmt"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestArrowsBetweenServicesAreDocumented compares what services import of each other with the list that
// readers are shown. Go itself sees to it that there is no circle.
func TestArrowsBetweenServicesAreDocumented(t *testing.T) {
	t.Parallel()
	folders, err := filepath.Glob("../services/*")
	if err != nil || len(folders) == 0 {
		t.Fatalf("%d services, %v", len(folders), err)
	}
	var lines []string
	for _, folder := range append(folders, "../pull") {
		line := fmt.Sprintf("%s: %s", filepath.Base(folder), strings.Join(arrowsOf(t, folder), ", "))
		lines = append(lines, strings.TrimSpace(line))
	}
	slices.Sort(lines)
	text, err := os.ReadFile("../../docs/simulation.md")
	if err != nil {
		t.Fatal(err)
	}
	_, list, _ := strings.Cut(string(text), "```\n")
	list, _, _ = strings.Cut(list, "```")
	if diff := cmp.Diff(lines, strings.Split(strings.TrimSpace(list), "\n")); diff != "" {
		t.Errorf("docs/simulation.md lists other arrows than the code has (-code +docs):\n%s", diff)
	}
}

// arrowsOf are the services, and pull, that the package in a folder imports.
func arrowsOf(t *testing.T, folder string) []string {
	t.Helper()
	files, err := filepath.Glob(folder + "/*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range file.Imports {
			imported, _ := strconv.Unquote(spec.Path.Value)
			for _, room := range []string{"private-acr/azuresim/services/", "private-acr/azuresim/pull"} {
				if strings.HasPrefix(imported, room) {
					found[filepath.Base(imported)] = true
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}
