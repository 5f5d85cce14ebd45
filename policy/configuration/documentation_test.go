package configuration_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"private-acr/policy/configuration"
	"private-acr/policy/rules"
)

var (
	// jsonBlock is a fenced block of JSON, and jsonMember a member of an object within a sentence.
	jsonBlock  = regexp.MustCompile("(?ms)^```json\n(.*?)^```$")
	jsonMember = regexp.MustCompile("`(\"[a-zA-Z-]+\": [^`]+)`")
)

// TestExamplesInTheDocumentation reads every JSON of the documentation, and as the pack does where it is a
// configuration of the pack.
func TestExamplesInTheDocumentation(t *testing.T) {
	t.Parallel()
	configurations := 0
	for _, page := range pages(t) {
		for _, text := range examples(t, page) {
			var object map[string]any
			if err := json.Unmarshal([]byte(text), &object); err != nil {
				t.Errorf("%s: %v in\n%s", page, err, text)
				continue
			}
			if !isConfiguration(page, object) {
				continue
			}
			configurations++
			if err := configuration.CheckFile(rules.All(), write(t, text)); err != nil {
				t.Errorf("%s: %v in\n%s", page, err, text)
			}
		}
	}
	if configurations < 2 {
		t.Errorf("the documentation has %d examples of a configuration", configurations)
	}
}

// pages are the Markdown files of the project.
func pages(t *testing.T) []string {
	t.Helper()
	root := filepath.Join("..", "..")
	pages, err := filepath.Glob(filepath.Join(root, "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(filepath.Join(root, "docs"), func(path string, _ fs.DirEntry, err error) error {
		if filepath.Ext(path) == ".md" {
			pages = append(pages, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// examples are the JSON texts of a page.
func examples(t *testing.T, page string) []string {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	var examples []string
	for _, match := range jsonBlock.FindAllStringSubmatch(string(text), -1) {
		examples = append(examples, match[1])
	}
	for _, match := range jsonMember.FindAllStringSubmatch(string(text), -1) {
		examples = append(examples, "{"+match[1]+"}")
	}
	return examples
}

// isConfiguration is true for what stands on a page about the pack, and elsewhere for an object with a key that
// the pack knows.
func isConfiguration(page string, object map[string]any) bool {
	path := filepath.ToSlash(page)
	if strings.HasSuffix(path, "docs/policy.md") || strings.Contains(path, "docs/rules/") {
		return true
	}
	return slices.ContainsFunc(configuration.Entries(rules.All()), func(entry configuration.Entry) bool {
		return object[entry.ID] != nil
	})
}
