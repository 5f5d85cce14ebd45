// Command probe asks Azure what public sources do not say, and tells it beside what simulated Azure does.
//
//	probe                          # simulated Azure, which has to agree
//	probe -subscription ID         # real Azure, with the Azure CLI's login or ARM_ and AZURE_ variables
//	probe -subscription ID -clean  # remove what a killed run has left
//
// Against real Azure it says first what it makes and what that costs at most, and asks. The report can be
// attached to an issue: nothing in it tells whose subscription it was.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"private-acr/internal/scratch"
	"private-acr/probe"
)

func main() {
	os.Exit(scratch.Around(func() int {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		defer stop()
		return run(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr})
	}))
}

type streams struct {
	in       io.Reader
	out, err io.Writer
}

// run runs the command and answers its exit code: 0 where Azure does all that simulated Azure does, 1 where
// it does not or a probe failed, 2 for wrong usage.
func run(ctx context.Context, args []string, std streams) int {
	c, err := parse(args, std.err)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		say(std.err, "probe: %v\nRun 'probe -h' for help.\n", err)
		return 2
	}
	agrees, err := c.run(ctx, std)
	if err != nil {
		say(std.err, "probe: %v\n", err)
	}
	if err != nil || !agrees {
		return 1
	}
	return 0
}

func (c command) run(ctx context.Context, std streams) (agrees bool, err error) {
	if c.list {
		say(std.out, "%s", probe.Plan(c.probes, c.location))
		return true, nil
	}
	target, end, err := c.target(ctx)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, end()) }()
	switch {
	case c.clean:
		removed, err := probe.Clean(ctx, target)
		say(std.out, "removed %d resource groups: %s\n", len(removed), strings.Join(removed, ", "))
		return err == nil, err
	case c.real() && !c.yes && !agreed(c.probes, c.location, std):
		return false, errors.New("nothing was asked, because you did not say yes")
	}
	report, err := probe.Run(ctx, target, probe.Options{
		Probes: c.probes, Parallel: c.parallel, Log: std.err,
	})
	if err != nil {
		return false, err
	}
	return report.Agrees(), c.write(report, std.out)
}

// agreed states what will happen and waits for a yes.
func agreed(probes []probe.Probe, location string, std streams) bool {
	say(std.err, "%s\nType yes to go on: ", probe.Plan(probes, location))
	var word string
	_, _ = fmt.Fscanln(std.in, &word) // No word is no yes.
	return word == "yes"
}

func (c command) write(report probe.Report, out io.Writer) error {
	if c.report == "" {
		say(out, "%s", report.Markdown())
		return nil
	}
	//nolint:gosec // The user names the file.
	if err := os.WriteFile(c.report, []byte(report.Markdown()), 0o600); err != nil {
		return fmt.Errorf("writing report %q: %w", c.report, err)
	}
	return nil
}

// say prints for a person, who may have closed the output.
func say(to io.Writer, format string, values ...any) { _, _ = fmt.Fprintf(to, format, values...) }
