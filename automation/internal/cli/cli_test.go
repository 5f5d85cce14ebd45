//go:build unix

package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// script is a CLI made of shell.
func script(t *testing.T, lines ...string) *Command {
	t.Helper()
	path := filepath.Join(t.TempDir(), "pulumi")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+strings.Join(lines, "\n")+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return &Command{Path: path, Stdin: strings.NewReader("typed")}
}

// TestATerminalIsHandedOver gives the CLI the file itself and what is typed, and does not call it
// non-interactive.
func TestATerminalIsHandedOver(t *testing.T) {
	t.Parallel()
	file, err := os.Create(filepath.Join(t.TempDir(), "terminal"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	c := script(t, `echo "$@, $(cat), $FROM_ENV"; echo oh >&2`)
	stdout, stderr, code, err := c.Run(t.Context(), t.TempDir(), nil, []io.Writer{file}, nil,
		[]string{"FROM_ENV=yes"}, "up", "--yes")
	if err != nil || code != 0 {
		t.Fatalf("code %d, %v", code, err)
	}
	shown, err := os.ReadFile(file.Name())
	if err != nil || string(shown) != "up --yes, typed, yes\n" {
		t.Errorf("the file has %q, %v", shown, err)
	}
	if stdout != "" || stderr != "oh\n" {
		t.Errorf("returned %q and %q", stdout, stderr)
	}
}

func TestOtherOutputIsReturned(t *testing.T) {
	t.Parallel()
	var shown, complaints bytes.Buffer
	c := script(t, `echo "$@, $(cat)"; echo oh >&2; exit 5`)
	stdout, stderr, code, err := c.Run(t.Context(), t.TempDir(), strings.NewReader("state"),
		[]io.Writer{&shown}, []io.Writer{&complaints}, nil, "stack", "import")
	if err == nil || code != 5 {
		t.Errorf("code %d, %v", code, err)
	}
	if want := "stack import --non-interactive, state\n"; stdout != want || shown.String() != want {
		t.Errorf("returned %q and showed %q", stdout, shown.String())
	}
	if stderr != "oh\n" || complaints.String() != "oh\n" {
		t.Errorf("returned %q and showed %q as errors", stderr, complaints.String())
	}
}

// signaller calls a function at the first write.
type signaller func()

func (s signaller) Write(p []byte) (int, error) {
	s()
	return len(p), nil
}

// TestCancellingInterrupts lets the CLI end in its own way.
func TestCancellingInterrupts(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	c := script(t, `trap 'echo state written; exit 8' INT`, `echo working`, `while :; do sleep 0.01; done`)
	stdout, _, code, err := c.Run(ctx, t.TempDir(), nil, []io.Writer{signaller(cancel)}, nil, nil, "up")
	if err == nil || code != 8 || !strings.Contains(stdout, "state written") {
		t.Errorf("code %d, %v, printed %q", code, err, stdout)
	}
	_, _, _, err = c.Run(ctx, t.TempDir(), nil, nil, nil, nil, "up")
	if !errors.Is(err, context.Canceled) {
		t.Errorf("with a cancelled context: %v", err)
	}
}

// TestChildrenAreNotWaitedFor returns although a child of the CLI holds its output.
func TestChildrenAreNotWaitedFor(t *testing.T) {
	t.Parallel()
	stdout, _, code, err := script(t, `sleep 600 &`, `echo $!`).
		Run(t.Context(), t.TempDir(), nil, nil, nil, nil, "up")
	if err != nil || code != 0 {
		t.Errorf("code %d, %v", code, err)
	}
	child, err := strconv.Atoi(strings.TrimSpace(stdout))
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(child, syscall.SIGKILL); err != nil {
		t.Errorf("the child had ended: %v", err)
	}
}
