//go:build unix

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"runtime"
	"syscall"
)

// execute runs the command to its end and answers its exit code, 128 and the signal's number if one ended it.
func execute(command, env []string, held *os.File, signals <-chan os.Signal, std streams) (int, error) {
	// The kernel's parent-death signal is about the thread that started the command, so keep it.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()

	cmd := exec.Command(command[0], command[1:]...) //nolint:gosec,noctx // It is the user's.
	cmd.Env = append(os.Environ(), env...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = std.in, std.out, std.err
	cmd.SysProcAttr = dieWithUs()
	if held != nil {
		cmd.ExtraFiles = []*os.File{held}
	}
	if err := cmd.Start(); err != nil {
		return startFailure(err), fmt.Errorf("starting %q: %w", command[0], err)
	}
	ended := make(chan struct{})
	defer close(ended)
	go forward(signals, ended, cmd.Process)
	return exitCode(cmd.Wait())
}

func startFailure(err error) int {
	if errors.Is(err, exec.ErrNotFound) || errors.Is(err, fs.ErrNotExist) {
		return exitNotFound
	}
	return exitCannotRun
}

func exitCode(err error) (int, error) {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		if err != nil {
			return exitFailure, fmt.Errorf("waiting for the command: %w", err)
		}
		return 0, nil
	}
	if status, ok := exit.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		return exitSignalBase + int(status.Signal()), nil
	}
	return exit.ExitCode(), nil
}

// forward passes signals on while the command runs; we ourselves outlive it, for it needs Azure to end well.
func forward(signals <-chan os.Signal, ended <-chan struct{}, command *os.Process) {
	for {
		select {
		case s := <-signals:
			if !reachesGroup(s) {
				_ = command.Signal(s) // It may just have ended.
			}
		case <-ended:
			return
		}
	}
}

// reachesGroup tells whether the command has had the signal already: a terminal sends Ctrl-C and its own end
// to every process in the foreground. Passing Ctrl-C on as well would make two of it, and pulumi takes the
// second as the wish to stop without cleaning up.
func reachesGroup(s os.Signal) bool {
	if s != os.Interrupt && s != syscall.SIGHUP {
		return false
	}
	terminal, err := os.Open("/dev/tty")
	if err != nil {
		return false
	}
	_ = terminal.Close()
	return true
}
