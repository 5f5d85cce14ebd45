package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// untilSignalled is a context that ends when we are asked to end. Pulumi then finishes the steps under way,
// writes its state and unlocks it.
//
// A terminal sends Ctrl-C to pulumi as well. Passing it on would make two of it, and pulumi takes the second
// as the wish to stop without clearing up, so there we only outlive it. It is not ignored, because pulumi
// would inherit that.
func untilSignalled(ctx context.Context) (context.Context, context.CancelFunc) {
	if !atTerminal() {
		return signal.NotifyContext(ctx, syscall.SIGTERM, os.Interrupt)
	}
	signal.Notify(make(chan os.Signal, 1), os.Interrupt)
	return signal.NotifyContext(ctx, syscall.SIGTERM)
}

// atTerminal tells whether we have a terminal that sends signals, wherever input and output go.
func atTerminal() bool {
	terminal, err := os.Open("/dev/tty")
	if err != nil {
		return false
	}
	_ = terminal.Close()
	return true
}
