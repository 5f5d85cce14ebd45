//go:build unix

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

	"private-acr/azuresim"
)

// Exit codes of our own; exec otherwise passes its command's on. A shell uses the last two alike.
const (
	exitFailure    = 1
	exitUsage      = 2
	exitCannotRun  = 126
	exitNotFound   = 127
	exitSignalBase = 128
)

type streams struct {
	in       io.Reader
	out, err io.Writer
}

func run(ctx context.Context, args []string, std streams) int {
	inv, err := parse(args, std.err)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		say(std.err, "azuresim: %v\nRun 'azuresim -h' for help.\n", err)
		return exitUsage
	}
	code, err := inv.run(ctx, std)
	if err != nil {
		say(std.err, "azuresim: %v\n", err)
	}
	return code
}

// run holds the folder's lock for as long as the simulation uses it.
func (inv invocation) run(ctx context.Context, std streams) (code int, err error) {
	held, err := inv.lock(ctx, std.err)
	if err != nil {
		return exitFailure, err
	}
	defer func() { _ = held.Close() }()
	// Only now, so that Ctrl-C ends a run that waits for the lock. From here on, a signal must leave the
	// simulation the time to end after its command.
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer signal.Stop(signals)
	azure, err := azuresim.Start(ctx, inv.options(std.err))
	if err != nil {
		return exitFailure, err
	}
	defer func() { err = errors.Join(err, azure.Close()) }()
	if inv.command == nil {
		serve(ctx, azure, signals, std.out)
		return 0, nil
	}
	code, err = execute(inv.command, azure.Env(), held, signals, std)
	say(std.err, "simulated Azure: %d resources\n", azure.World().Count())
	return code, err
}

// serve prints the environment for a shell to eval, and waits.
func serve(ctx context.Context, azure *azuresim.Azure, signals <-chan os.Signal, out io.Writer) {
	for _, variable := range azure.Env() {
		name, value, _ := strings.Cut(variable, "=")
		say(out, "export %s='%s'\n", name, value)
	}
	say(out, "# Resource Manager: %s (certificate: %s). Ctrl-C ends.\n",
		azure.URL(), azure.CertFile())
	select {
	case <-signals:
	case <-ctx.Done():
	}
}

// say prints for a person, or a shell. Whoever closed our output does not want to hear about it.
func say(to io.Writer, format string, values ...any) {
	_, _ = fmt.Fprintf(to, format, values...)
}
