// Command figures measures how the Go code of a repository is written: for each top-level folder and for all
// of it the number of functions and their lengths, the exported names that are documented, and the lines of
// code and of tests. Generated files and testdata are left out.
//
//	go run ./tools/figures [-check]
//
// It runs at the root of the repository. With -check, functions that are too long by the median or by the
// 90th percentile, and exported names without a comment, are errors.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"text/tabwriter"
)

// limits are what the lengths of all functions together are held to.
var limits = []struct {
	name          string
	percent, most int
}{
	{"the median function", 50, 9},
	{"the 90th of 100 functions", 90, 20},
}

func main() {
	check := flag.Bool("check", false, "fail when functions are too long or exported names lack a comment")
	flag.Parse()
	if err := run(os.Stdout, ".", *check); err != nil {
		fmt.Fprintln(os.Stderr, "figures:", err)
		os.Exit(1)
	}
}

func run(to io.Writer, root string, check bool) error {
	folders, err := measure(os.DirFS(root))
	if err != nil {
		return err
	}
	all := sum(folders)
	if err := show(to, append(folders, all)); err != nil || !check {
		return err
	}
	return all.faults()
}

// show prints a line for each folder.
func show(to io.Writer, folders []figures) error {
	table := tabwriter.NewWriter(to, 0, 0, 2, ' ', tabwriter.AlignRight)
	_, _ = fmt.Fprintln(table, "folder\tfunctions\tmedian\t90th\tlongest\tdocumented\tlines\ttest lines\t")
	for _, f := range folders {
		_, _ = fmt.Fprintf(table, "%s\t%d\t%d\t%d\t%d\t%s\t%d\t%d\t\n", f.folder, len(f.functions),
			f.percentile(50), f.percentile(90), f.percentile(100), f.documented(), f.lines, f.testLines)
	}
	return table.Flush()
}

// faults are what the figures may not be.
func (f figures) faults() error {
	var faults []error
	for _, limit := range limits {
		if got := f.percentile(limit.percent); got > limit.most {
			fault := fmt.Errorf("%s has %d lines, want at most %d", limit.name, got, limit.most)
			faults = append(faults, fault)
		}
	}
	for _, name := range f.undocumented {
		faults = append(faults, fmt.Errorf("%s is exported, but not documented", name))
	}
	return errors.Join(faults...)
}
