package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/spf13/cobra"

	"private-acr/automation"
	"private-acr/platform"
)

// command is what the flags say, and where to read and write.
type command struct {
	stack, folder  string
	policy         automation.Policy
	unlock         bool
	stdin          io.Reader
	stdout, stderr io.Writer
	// begun tells whether the flags were right.
	begun bool
}

func (c *command) root() *cobra.Command {
	root := &cobra.Command{
		Use: "private-acr", Short: "Drive a stack of a private Azure Container Registry", Long: description,
		SilenceErrors: true, SilenceUsage: true,
	}
	flags := root.PersistentFlags()
	flags.StringVarP(&c.stack, "stack", "s", "dev", "the `name` of the stack")
	flags.StringVarP(&c.folder, "cwd", "C", ".", "the `folder` of the Pulumi project")
	flags.BoolVar(&c.unlock, "unlock", false,
		"clear a lock that a killed run has left; only where nobody else uses the state")
	root.AddCommand(
		c.withPolicy(up, c.up), c.withPolicy(preview, c.preview),
		c.withoutPolicy(refresh, c.refresh), c.withoutPolicy(destroy, c.destroy),
		c.withoutPolicy(recovery, c.recover),
	)
	return root
}

// action is what a command does with its stack.
type action func(context.Context, *automation.Stack) error

// withPolicy makes a command that the policy pack checks.
func (c *command) withPolicy(help cobra.Command, do action) *cobra.Command {
	flags := help.Flags()
	flags.StringVar(&c.policy.Pack, "policy-pack", "",
		"the `executable` of the policy pack (default: "+packName+"\nbeside this command, or on PATH)")
	flags.StringVar(&c.policy.Config, "policy-pack-config", "",
		"the `file` with the pack's levels and settings")
	flags.BoolVar(&c.policy.Disabled, "no-policy", false,
		"go without the policy pack, and without the preview before up")
	help.MarkFlagsMutuallyExclusive("no-policy", "policy-pack")
	help.MarkFlagsMutuallyExclusive("no-policy", "policy-pack-config")
	return c.made(help, func(ctx context.Context) error {
		if err := c.choosePack(); err != nil {
			return err
		}
		return c.drive(ctx, do)
	})
}

// withoutPolicy makes a command that does not run the program, so that there is nothing to check.
func (c *command) withoutPolicy(help cobra.Command, do action) *cobra.Command {
	return c.made(help, func(ctx context.Context) error {
		c.policy.Disabled = true
		return c.drive(ctx, do)
	})
}

func (c *command) made(help cobra.Command, run func(context.Context) error) *cobra.Command {
	help.Args = cobra.NoArgs
	help.RunE = func(cmd *cobra.Command, _ []string) error {
		c.begun = true
		return run(cmd.Context())
	}
	return &help
}

const packName = "private-acr-policy"

func (c *command) choosePack() (err error) {
	if c.policy.Pack == "" && !c.policy.Disabled {
		c.policy.Pack, err = findPack()
	}
	return err
}

// findPack finds the policy pack where `make up` has built it, beside this command, or on PATH.
func findPack() (string, error) {
	if own, err := os.Executable(); err == nil {
		beside := filepath.Join(filepath.Dir(own), packName)
		if _, err := os.Stat(beside); err == nil {
			return beside, nil
		}
	}
	found, err := exec.LookPath(packName)
	if err != nil {
		return "", errors.New("there is no " + packName + " beside this command or on PATH\n" +
			"Build it with `go build -o " + packName + " ./policy`, name a pack with --policy-pack, " +
			"or say --no-policy")
	}
	return found, nil
}

// drive opens the stack for the action.
func (c *command) drive(ctx context.Context, do action) error {
	stack, err := automation.FromFolder(ctx, c.folder, c.stack, automation.Options{
		Policy: c.policy, Recover: true, Unlock: c.unlock, Stdin: c.stdin, Stdout: c.stdout, Stderr: c.stderr,
	})
	if err != nil {
		return err
	}
	return do(ctx, stack)
}

func (c *command) up(ctx context.Context, stack *automation.Stack) error {
	deployed, err := stack.Up(ctx)
	if err != nil {
		return err
	}
	return c.printContract(deployed.Contract)
}

func (c *command) printContract(contract *platform.Contract) error {
	if contract == nil {
		return nil
	}
	text, err := json.MarshalIndent(contract, "", "  ")
	if err != nil {
		return fmt.Errorf("encoding the contract of stack %q: %w", c.stack, err)
	}
	return c.print("\nThe contract of stack %q, for app teams and pipelines:\n%s\n", c.stack, text)
}

func (c *command) preview(ctx context.Context, stack *automation.Stack) error {
	_, err := stack.Preview(ctx)
	return err
}

func (c *command) refresh(ctx context.Context, stack *automation.Stack) error {
	_, err := stack.Refresh(ctx)
	return err
}

func (c *command) destroy(ctx context.Context, stack *automation.Stack) error {
	if _, err := stack.Destroy(ctx); err != nil {
		return err
	}
	return c.print("state of stack %q: 0 resources\n", c.stack)
}

func (c *command) recover(ctx context.Context, stack *automation.Stack) error {
	if err := stack.Recover(ctx); err != nil {
		return err
	}
	return c.print("stack %q has no unfinished operations\n", c.stack)
}

func (c *command) print(format string, values ...any) error {
	_, err := fmt.Fprintf(c.stdout, format, values...)
	return err
}
