package main

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
)

func TestTreeFindsAndMendsWhatDiffers(t *testing.T) {
	t.Parallel()
	documents := []document{
		{"docs/rules/README.md", []byte("index\n")},
		{"docs/rules/acr-one.md", []byte("one\n")},
		{"policy/production.json", []byte("{}\n")},
	}
	for fault, damage := range map[string]func(*os.Root) error{
		"policy/production.json is stale": func(root *os.Root) error {
			return root.WriteFile("policy/production.json", []byte("{ }\n"), 0o600)
		},
		"docs/rules/acr-one.md is missing": func(root *os.Root) error {
			return root.Remove("docs/rules/acr-one.md")
		},
		"docs/rules/acr-two.md is a stray": func(root *os.Root) error {
			return root.WriteFile("docs/rules/acr-two.md", []byte("two\n"), 0o600)
		},
	} {
		t.Run(fault, func(t *testing.T) {
			t.Parallel()
			repository := newTree(t)
			mend := func() {
				if err := errors.Join(repository.write(documents), repository.check(documents)); err != nil {
					t.Fatal(err)
				}
			}
			mend()
			if err := damage(repository.root); err != nil {
				t.Fatal(err)
			}
			if err := repository.check(documents); err == nil || !strings.HasPrefix(err.Error(), fault) {
				t.Errorf("the check says %v, want %q", err, fault)
			}
			mend()
		})
	}
}

func TestTreeKeepsWhatIsNoDocument(t *testing.T) {
	t.Parallel()
	repository := newTree(t)
	if err := repository.root.WriteFile("main.go", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	documents := []document{{"docs/rules/README.md", nil}}
	if err := errors.Join(repository.write(documents), repository.check(documents)); err != nil {
		t.Error(err)
	}
	if _, err := fs.Stat(repository.root.FS(), "main.go"); err != nil {
		t.Error(err)
	}
}

func newTree(t *testing.T) tree {
	t.Helper()
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	return tree{root: root, folders: []string{rulesFolder}}
}
