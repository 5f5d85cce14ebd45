// Command mutate tells how good the tests of packages are: it changes a package in one small way after the
// other (a condition negated, a boundary moved, a text compared with another) and looks whether a test fails.
// A change that no test notices has survived, and shows what the tests leave open.
//
//	go run ./tools/mutate ./internal/azure ./policy/rules/...
//
// Mutants that no test can tell from what they were made of are accepted in testdata/mutants.txt of their
// package, below the reason. The command fails for every other survivor, and for what is accepted but killed
// or gone.
//
// All mutants of a package are compiled into one test binary, with a switch each, because building takes
// seconds and running milliseconds. What functions do is changed, not tables and messages. Three-valued
// answers are known by their methods (Not, And, Or): what is unknown becomes no, and yes.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	parallel := flag.Int("p", runtime.NumCPU(), "how many mutants to run at a time")
	verbose := flag.Bool("v", false, "name the mutants whose tests did not end, too")
	flag.Parse()
	how := options{parallel: *parallel, patience: 5 * time.Second}
	if err := mutate(ctx, os.Stdout, flag.Args(), how, *verbose); err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		stop()
		os.Exit(1) //nolint:gocritic // Nothing is left to do but what stop does.
	}
}

// mutate prints what became of the mutants of the packages.
func mutate(ctx context.Context, to io.Writer, patterns []string, how options, verbose bool) error {
	if len(patterns) == 0 {
		return errors.New("name the packages, such as ./internal/azure")
	}
	results, err := test(ctx, patterns, how)
	if err != nil {
		return err
	}
	return report(to, results, verbose)
}

// report prints the scores, and fails for what is not as the packages accept it.
func report(to io.Writer, results []result, verbose bool) error {
	var faults []error
	for _, r := range results {
		printLine(to, r)
		accepted, err := readAccepted(r.folder)
		faults = append(append(faults, err), accepted.faults(r)...)
		for _, m := range r.hung {
			if verbose {
				printLine(to, "  hung: "+m.String())
			}
		}
	}
	printLine(to, total(results))
	return errors.Join(faults...)
}

// printLine drops the error: a report that cannot be printed has nowhere to say so.
func printLine(to io.Writer, line any) { _, _ = fmt.Fprintln(to, line) }
