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

const description = `private-acr drives a stack of a Pulumi project, such as the platform program's: a private
Azure Container Registry that containers can pull from. It runs the Pulumi CLI on PATH,
which takes the backend, the passphrase and Azure's credentials from the environment:
PULUMI_BACKEND_URL, PULUMI_CONFIG_PASSPHRASE, ARM_CLIENT_ID and so on.

Every command creates the stack where it does not exist, and first takes over what
a run has left that was killed. up and preview are judged by the policy pack.

` + exitCodes

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
		Args: cobra.NoArgs, SilenceErrors: true, SilenceUsage: true,
	}
	flags := root.PersistentFlags()
	flags.StringVarP(&c.stack, "stack", "s", "dev", "the `name` of the stack")
	flags.StringVarP(&c.folder, "cwd", "C", ".", "the `folder` of the Pulumi project")
	flags.BoolVar(&c.unlock, "unlock", false,
		"clear a lock that a killed run has left; only where nobody else uses the state")
	root.AddCommand(
		c.judged("up", "Build what the stack asks for, and print its contract", c.up),
		c.judged("preview", "Show what up would change", c.preview),
		c.plain("refresh", "Read every resource back from Azure into the state", c.refresh),
		c.plain("destroy", "Destroy every resource of the stack", c.destroy),
		c.plain("recover", "Take over what a killed run has left, and do nothing else", c.recover),
	)
	return root
}

// action is what a command does with its stack.
type action func(context.Context, *automation.Stack) error

// judged makes a command that the policy pack judges.
func (c *command) judged(name, short string, do action) *cobra.Command {
	made := c.plain(name, short, do)
	flags := made.Flags()
	flags.StringVar(&c.policy.Pack, "policy-pack", "",
		"the `executable` of the policy pack (default: "+packName+" beside this command, or on PATH)")
	flags.StringVar(&c.policy.Config, "policy-pack-config", "",
		"the `file` with the pack's levels and settings")
	flags.BoolVar(&c.policy.Unjudged, "no-policy", false,
		"go without the policy pack, and up without a preview")
	made.MarkFlagsMutuallyExclusive("no-policy", "policy-pack")
	made.MarkFlagsMutuallyExclusive("no-policy", "policy-pack-config")
	made.PreRunE = func(*cobra.Command, []string) (err error) {
		c.begun = true
		if c.policy.Pack == "" && !c.policy.Unjudged {
			c.policy.Pack, err = findPack()
		}
		return err
	}
	return made
}

// plain makes a command that asks the program nothing, so that there is nothing to judge.
func (c *command) plain(name, short string, do action) *cobra.Command {
	return &cobra.Command{
		Use: name, Short: short, Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			c.begun = true
			return c.open(cmd.Context(), do)
		},
	}
}

const packName = "private-acr-policy"

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

// open opens the stack for the action.
func (c *command) open(ctx context.Context, do action) error {
	policy := c.policy
	policy.Unjudged = policy.Pack == ""
	stack, err := automation.FromFolder(ctx, c.folder, c.stack, automation.Options{
		Policy: policy, Recover: true, Unlock: c.unlock, Stdin: c.stdin, Stdout: c.stdout, Stderr: c.stderr,
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
