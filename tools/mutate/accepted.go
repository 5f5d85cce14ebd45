package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// acceptedFile has, in a package's folder, the mutants that no test can tell from what they were made of, by
// [mutant.name]. A line that begins with "# " is the reason of the mutants below it.
const acceptedFile = "testdata/mutants.txt"

// accepted has the reason of each accepted mutant.
type accepted map[string]string

// readAccepted reads the file of the package in the folder. There need not be one.
func readAccepted(folder string) (accepted, error) {
	text, err := os.ReadFile(filepath.Join(folder, acceptedFile)) //nolint:gosec // It is beside a source.
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	all, reason := accepted{}, ""
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "#"):
			reason = strings.TrimSpace(strings.TrimPrefix(line, "#"))
		case line != "":
			all[line] = reason
		}
	}
	return all, nil
}

// faults are survivors that are not accepted, and accepted mutants that do not survive or have no reason.
func (a accepted) faults(r result) []error {
	var faults []error
	survived := map[string]bool{}
	for _, m := range r.survivors {
		survived[m.name()] = true
		if _, has := a[m.name()]; !has {
			fault := fmt.Errorf("%s: %s: no test notices, in line %d", r.pkg, m.name(), m.line)
			faults = append(faults, fault)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(a)) {
		switch {
		case !survived[name]:
			faults = append(faults, fmt.Errorf("%s: %s: is accepted, but is killed or gone", r.pkg, name))
		case a[name] == "":
			faults = append(faults, fmt.Errorf("%s: %s: is accepted without a reason", r.pkg, name))
		}
	}
	return faults
}
