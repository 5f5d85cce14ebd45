// Command private-acr drives a stack of a Pulumi project, the platform program most of all: it previews,
// builds, refreshes, destroys and recovers it, checked by the policy pack, and clears up after runs that were
// killed.
//
//	private-acr up --stack dev
//
// It takes the backend, the passphrase and Azure's credentials from the environment, as pulumi does. Package
// automation is the same for Go programs.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"syscall"

	"private-acr/internal/scratch"
)

func main() {
	keepLock()
	os.Exit(scratch.Around(func() int {
		ctx, stop := untilSignalled(context.Background())
		defer stop()
		return run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	}))
}

// run runs the command that the arguments name and answers its exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	c := &command{stdin: stdin, stdout: stdout, stderr: stderr}
	root := c.root() //nolint:contextcheck // Cobra gives the commands their context.
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	if err != nil {
		_, _ = fmt.Fprintln(stderr, "private-acr: "+c.message(err))
	}
	return c.exitCode(err)
}

// keepLock keeps the lock of azuresim exec, which comes as the first file after the standard ones, from the
// processes that we start. It shall hold until we have seen pulumi end, but pulumi's own children outlive a
// killed pulumi by minutes, idle, and would hold it all that time.
func keepLock() {
	const firstInherited = 3
	syscall.CloseOnExec(firstInherited)
}
