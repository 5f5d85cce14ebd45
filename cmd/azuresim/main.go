//go:build unix

// Command azuresim runs simulated Azure from a shell.
//
//	azuresim exec -dir .azure -- pulumi up   # for the length of one command
//	azuresim serve -dir .azure               # until interrupted; prints the environment to use
//
// With -dir, state outlives the run, and one run at a time uses the folder: another waits for it. Without,
// everything is forgotten at the end.
package main

import (
	"context"
	"os"

	"private-acr/internal/scratch"
)

func main() {
	os.Exit(scratch.Around(func() int {
		return run(context.Background(), os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr})
	}))
}
