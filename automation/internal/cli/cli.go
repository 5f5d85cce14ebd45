// Package cli runs the Pulumi CLI for the Automation API, in the way that suits a person at a terminal and a
// run that may be killed.
package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/auto"
)

// childrenPatience is how long output is read after the CLI has ended. The children of a killed CLI live on
// for minutes, idle, and hold its pipes.
const childrenPatience = 2 * time.Second

// Command is an [auto.PulumiCommand] that differs from the Automation API's own in three ways:
//
//   - A single file that output goes to, as a terminal is, is handed to the CLI itself, together with Stdin,
//     and the CLI is left to find out whether it is a terminal. The Automation API copies all output through
//     pipes and says --non-interactive, so that there is no display that redraws itself and no colour.
//   - A context that is cancelled asks the CLI to end, once, and waits until it has finished its steps,
//     written its state and unlocked it. The Automation API kills it after ten seconds.
//   - The CLI stays in our process group, so that Ctrl-C reaches it, and on Linux it dies with us: an engine
//     that nobody waits for would go on writing the state that the next run takes over.
type Command struct {
	// PulumiCommand is the CLI as the Automation API found it; it answers the version.
	auto.PulumiCommand

	// Path is the name or the path of the CLI.
	Path string
	// Stdin is handed to the CLI where its output goes to a file; nil is no input.
	Stdin io.Reader
}

// Find finds the CLI on PATH and makes sure that the Automation API accepts its version.
func Find(stdin io.Reader) (*Command, error) {
	found, err := auto.NewPulumiCommand(nil)
	if err != nil {
		return nil, fmt.Errorf("looking for the Pulumi CLI on PATH: %w", err)
	}
	return &Command{PulumiCommand: found, Path: "pulumi", Stdin: stdin}, nil
}

// Run runs the CLI as [auto.PulumiCommand] says. It returns what the CLI prints, but for what went to a file.
func (c *Command) Run(
	ctx context.Context, folder string, stdin io.Reader, outputs, errorOutputs []io.Writer, env []string,
	args ...string,
) (stdout, stderr string, code int, err error) {
	if err := ctx.Err(); err != nil {
		return "", "", -1, err
	}
	var out, complaints bytes.Buffer
	cmd := exec.Command(c.Path, args...) //nolint:gosec,noctx // The context interrupts it, see run.
	cmd.Dir, cmd.Env = folder, append(append(os.Environ(), env...), "PULUMI_AUTOMATION_API=true")
	cmd.Stdin, cmd.Stderr = stdin, io.MultiWriter(append(errorOutputs, &complaints)...)
	if file := onlyFile(outputs); file != nil {
		cmd.Stdin, cmd.Stdout = c.Stdin, file
	} else {
		cmd.Args = append(cmd.Args, "--non-interactive")
		cmd.Stdout = io.MultiWriter(append(outputs, &out)...)
	}
	err = run(ctx, cmd)
	return out.String(), complaints.String(), cmd.ProcessState.ExitCode(), err
}

// onlyFile is the file that all output goes to, if it does.
func onlyFile(outputs []io.Writer) *os.File {
	if len(outputs) != 1 {
		return nil
	}
	file, _ := outputs[0].(*os.File)
	return file
}

// run runs the command to its end, which a cancelled context asks it to come to.
func run(ctx context.Context, cmd *exec.Cmd) error {
	// The kernel's parent-death signal is about the thread that starts the command, so keep it.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	cmd.SysProcAttr, cmd.WaitDelay = dieWithUs(), childrenPatience
	if err := cmd.Start(); err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() { interrupt(cmd.Process) })
	defer stop()
	if err := cmd.Wait(); !errors.Is(err, exec.ErrWaitDelay) {
		return err
	}
	return nil
}

// interrupt asks the process to end in order, which not every system has a signal for.
func interrupt(process *os.Process) {
	if err := process.Signal(os.Interrupt); err != nil {
		_ = process.Kill() // Or it has just ended.
	}
}
