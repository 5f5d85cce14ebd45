package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
)

// document is a generated file.
type document struct {
	// path is where it stands below the root of the repository, with slashes.
	path string
	text []byte
}

// tree is the repository as documents are written to it.
type tree struct {
	root *os.Root
	// folders hold documents and nothing else.
	folders []string
}

// check finds every document that is missing or differs, and every stray.
func (t tree) check(documents []document) error {
	var faults []error
	for _, d := range documents {
		old, err := t.root.ReadFile(d.path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			faults = append(faults, fmt.Errorf("%s is missing", d.path))
		case err != nil:
			faults = append(faults, fmt.Errorf("reading %s: %w", d.path, err))
		case !bytes.Equal(old, d.text):
			faults = append(faults, fmt.Errorf("%s is stale", d.path))
		}
	}
	strays, err := t.strays(documents)
	for _, stray := range strays {
		faults = append(faults, fmt.Errorf("%s is a stray: nothing generates it", stray))
	}
	return errors.Join(append(faults, err)...)
}

// write writes the documents and removes the strays.
func (t tree) write(documents []document) error {
	for _, d := range documents {
		if err := t.root.MkdirAll(path.Dir(d.path), 0o755); err != nil {
			return fmt.Errorf("making the folder of %s: %w", d.path, err)
		}
		if err := t.root.WriteFile(d.path, d.text, 0o644); err != nil {
			return fmt.Errorf("writing %s: %w", d.path, err)
		}
	}
	strays, err := t.strays(documents)
	if err != nil {
		return err
	}
	for _, stray := range strays {
		if err := t.root.Remove(stray); err != nil {
			return fmt.Errorf("removing %s: %w", stray, err)
		}
	}
	return nil
}

// strays are the files in the folders for documents that are none.
func (t tree) strays(documents []document) ([]string, error) {
	var strays []string
	for _, folder := range t.folders {
		files, err := fs.ReadDir(t.root.FS(), folder)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("reading %s: %w", folder, err)
		}
		for _, file := range files {
			name := path.Join(folder, file.Name())
			if !slices.ContainsFunc(documents, func(d document) bool { return d.path == name }) {
				strays = append(strays, name)
			}
		}
	}
	return strays, nil
}
