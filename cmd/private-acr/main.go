// Command private-acr runs Pulumi on a stack of this project and clears up after runs that were killed.
//
//	private-acr [flags] up|preview|down
//
// It takes the backend, the passphrase and Azure's credentials from the environment, as pulumi does.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"private-acr/internal/driver"
)

func main() {
	// The terminal sends Ctrl-C to pulumi as well, which ends its steps in order: wait for it to do so.
	// Not signal.Ignore, which pulumi would inherit.
	signal.Notify(make(chan os.Signal, 1), os.Interrupt)
	keepLock()
	d := &driver.Driver{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr}
	flag.StringVar(&d.Stack, "stack", "dev", "the `stack` to work on; created where it does not exist")
	flag.StringVar(&d.Pulumi, "pulumi", "pulumi", "the `path` or name of the Pulumi CLI")
	flag.StringVar(&d.Dir, "C", "", "the `folder` of the Pulumi project (default: the current one)")
	flag.BoolVar(&d.Unlock, "unlock", false,
		"clear a lock that a killed run left; only where nobody else uses the state")
	flag.StringVar(&d.Policy.Pack, "policy-pack", "",
		"the `executable` of a policy pack to judge previews and updates by")
	flag.StringVar(&d.Policy.Config, "policy-pack-config", "",
		"the `file` with the pack's levels and settings")
	flag.Usage = usage
	flag.Parse()
	commands := map[string]func(context.Context) error{"up": d.Up, "preview": d.Preview, "down": d.Down}
	run, known := commands[flag.Arg(0)]
	if !known || flag.NArg() != 1 {
		usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	err := run(ctx)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "private-acr:", err)
		os.Exit(1)
	}
}

// keepLock keeps the lock of azuresim exec, which comes as the first file after the standard ones, from the
// processes that we start. It shall hold until we have seen pulumi end, but pulumi's own children outlive a
// killed pulumi by minutes, idle, and would hold it all that time.
func keepLock() {
	const firstInherited = 3
	syscall.CloseOnExec(firstInherited)
}

func usage() {
	_, _ = fmt.Fprintln(flag.CommandLine.Output(), "usage: private-acr [flags] up|preview|down")
	flag.PrintDefaults()
}
