//go:build unix

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

const (
	// lockPatience is how long a run waits for the one before it: what an interrupted pulumi may need to
	// finish the operations it has under way.
	lockPatience = time.Minute
	lockInterval = 100 * time.Millisecond
)

// lock takes the state folder for this run, or returns nil when nothing is kept. The lock lives as long as
// any process has the returned file open. Handing it to the command therefore keeps a new run out while
// the command of a killed one still ends its work.
func (inv invocation) lock(ctx context.Context, notice io.Writer) (*os.File, error) {
	if inv.dir == "" {
		return nil, nil
	}
	if err := os.MkdirAll(inv.dir, 0o750); err != nil {
		return nil, fmt.Errorf("making state folder: %w", err)
	}
	return takeLock(ctx, filepath.Join(inv.dir, "lock"), lockPatience, notice)
}

func takeLock(ctx context.Context, path string, patience time.Duration, notice io.Writer) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600) //nolint:gosec // The user names the folder.
	if err != nil {
		return nil, fmt.Errorf("opening lock: %w", err)
	}
	if err := await(ctx, file, patience, notice); err != nil {
		return nil, errors.Join(fmt.Errorf("locking %q: %w", path, err), file.Close())
	}
	return file, sign(file)
}

// await polls, because flock has no deadline of its own.
func await(ctx context.Context, file *os.File, patience time.Duration, notice io.Writer) error {
	deadline := time.NewTimer(patience)
	defer deadline.Stop()
	tick := time.NewTicker(lockInterval)
	defer tick.Stop()
	for told := false; ; told = true {
		err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if !errors.Is(err, syscall.EWOULDBLOCK) {
			return err
		}
		if !told {
			say(notice, "azuresim: waiting for the previous run to end…\n")
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return ctx.Err()
		case <-deadline.C:
			return stillHeld(file, patience)
		}
	}
}

func stillHeld(file *os.File, patience time.Duration) error {
	holder := make([]byte, 256)
	n, _ := file.ReadAt(holder, 0)
	return fmt.Errorf("the run of process %s, or a command it started, still uses this folder after %v: "+
		"end those processes (see 'ps'), or choose another -dir",
		strings.TrimSpace(string(holder[:n])), patience)
}

// sign leaves our process id in the lock, for the message of whoever waits.
func sign(file *os.File) error {
	if err := file.Truncate(0); err != nil {
		return fmt.Errorf("writing lock: %w", err)
	}
	if _, err := file.WriteAt(fmt.Appendln(nil, os.Getpid()), 0); err != nil {
		return fmt.Errorf("writing lock: %w", err)
	}
	return nil
}
