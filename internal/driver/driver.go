package driver

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
)

// contractOutput is the stack output that holds the contract; see package platform.
const contractOutput = "contract"

// Driver runs Pulumi on one stack.
type Driver struct {
	// Pulumi is the CLI to run: a name on PATH or a path.
	Pulumi string
	// Stack is the stack's name. It is created where it does not exist.
	Stack string
	// Dir is the folder of the Pulumi project; "" is the current one.
	Dir string
	// Unlock says that nobody else uses the stack's state, so that a lock in it was left by a run that was
	// killed and may be cleared. A shared backend must leave it false: the lock may be a colleague's.
	Unlock bool
	// Policy is the policy pack that previews and updates are judged by; without one, nothing is.
	Policy Policy
	// Stdin, Stdout and Stderr are handed to the CLI, whose progress display wants a terminal.
	Stdin          io.Reader
	Stdout, Stderr io.Writer
}

// Up builds what the program asks for and prints the contract as JSON. Where there is a policy pack, a
// preview with it comes first: an update runs rules about the whole stack only after everything is built.
func (d *Driver) Up(ctx context.Context) error {
	if err := d.prepare(ctx); err != nil {
		return err
	}
	if d.Policy.Pack != "" {
		if err := d.judgedPreview(ctx); err != nil {
			return err
		}
	}
	flags := append(d.Policy.flags(), "--yes", "--skip-preview", "--suppress-outputs")
	if err := d.change(ctx, "up", flags...); err != nil {
		return err
	}
	contract, err := d.output(ctx, "stack", "output", contractOutput, "--json", "--stack", d.Stack)
	if err != nil {
		return fmt.Errorf("reading stack output %q: %w", contractOutput, err)
	}
	_, err = fmt.Fprintf(d.Stdout, "\nThe contract of stack %q, for app teams and pipelines:\n%s",
		d.Stack, contract)
	return err
}

// Preview shows what Up would change.
func (d *Driver) Preview(ctx context.Context) error {
	if err := d.prepare(ctx); err != nil {
		return err
	}
	return d.judgedPreview(ctx)
}

// Down destroys every resource of the stack. It is an error if the state still holds one afterwards.
func (d *Driver) Down(ctx context.Context) error {
	if err := d.prepare(ctx); err != nil {
		return err
	}
	if err := d.change(ctx, "destroy", "--yes", "--skip-preview"); err != nil {
		return err
	}
	left, err := d.export(ctx)
	if err != nil {
		return err
	}
	if n := len(left.Deployment.Resources); n > 0 {
		return fmt.Errorf("destroying stack %q: %d resources are still in its state", d.Stack, n)
	}
	_, err = fmt.Fprintf(d.Stdout, "state of stack %q: 0 resources\n", d.Stack)
	return err
}

// prepare selects the stack, creating it where needed, and recovers what an interrupted run left.
func (d *Driver) prepare(ctx context.Context) error {
	if _, err := d.output(ctx, "stack", "select", "--create", d.Stack); err != nil {
		return fmt.Errorf("selecting stack %q: %w", d.Stack, err)
	}
	if d.Unlock {
		if _, err := d.output(ctx, "cancel", "--yes", "--stack", d.Stack); err != nil {
			return fmt.Errorf("clearing the lock of stack %q: %w", d.Stack, err)
		}
	}
	return d.recover(ctx)
}

// show runs the CLI on the stack with the terminal attached.
func (d *Driver) show(ctx context.Context, command string, args ...string) error {
	// The kernel's parent-death signal is about the thread that starts the command, so keep it.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	cmd := d.command(ctx, append([]string{command, "--stack", d.Stack}, args...)...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = d.Stdin, d.Stdout, d.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("running pulumi %s on stack %q: %w", command, d.Stack, err)
	}
	return nil
}

// output runs the CLI and returns what it printed; its complaints become the error.
func (d *Driver) output(ctx context.Context, args ...string) ([]byte, error) {
	return d.pipe(ctx, nil, args...)
}

func (d *Driver) pipe(ctx context.Context, stdin io.Reader, args ...string) ([]byte, error) {
	cmd := d.command(ctx, append(args, "--non-interactive")...)
	var complaints bytes.Buffer
	cmd.Stdin, cmd.Stderr = stdin, &complaints
	out, err := cmd.Output()
	if err != nil {
		return nil, errors.Join(err, errors.New(strings.TrimSpace(complaints.String())))
	}
	return out, nil
}

func (d *Driver) command(ctx context.Context, args ...string) *exec.Cmd {
	//nolint:gosec // Running the CLI that the caller names is what a Driver is for.
	cmd := exec.CommandContext(ctx, d.Pulumi, args...)
	cmd.Dir = d.Dir
	// The engine's events are for debugging only, says Pulumi, and hides their flag without this.
	cmd.Env = append(os.Environ(), "PULUMI_DEBUG_COMMANDS=true")
	cmd.SysProcAttr = dieWithUs()
	// Pulumi ends in order when it is asked to: it finishes its steps, writes its state and unlocks it.
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	return cmd
}

// export reads the stack's state, secrets left encrypted.
func (d *Driver) export(ctx context.Context) (*state, error) {
	out, err := d.output(ctx, "stack", "export", "--stack", d.Stack)
	if err != nil {
		return nil, fmt.Errorf("exporting stack %q: %w", d.Stack, err)
	}
	var s state
	if err := json.Unmarshal(out, &s); err != nil {
		return nil, fmt.Errorf("reading the state of stack %q: %w", d.Stack, err)
	}
	return &s, nil
}
