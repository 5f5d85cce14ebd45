package automation

import (
	"context"
	"io"
	"maps"
	"os"
	"path/filepath"

	"github.com/pulumi/pulumi/sdk/v3/go/auto"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"

	"private-acr/automation/internal/cli"
)

// Options say how to drive a stack. Only Policy has to be given; what is left empty is as the environment and
// Pulumi have it.
type Options struct {
	// Policy is the policy pack that checks previews and updates.
	Policy Policy

	// Backend is the URL of where the state is kept, such as "azblob://states" or "file:///var/states".
	Backend string
	// SecretsProvider encrypts the secrets of a stack that is created, such as "azurekeyvault://…" or
	// "passphrase". An existing stack keeps its own.
	SecretsProvider string
	// Passphrase is that of the secrets provider "passphrase".
	Passphrase string
	// Home is the folder of Pulumi's plugins and credentials. A stack without files of its own gets an empty
	// one that is removed at its end; give one to keep the plugins. Creating and selecting stacks writes to
	// it, so stacks that are driven at the same time need a Home each.
	Home string
	// Env is added to the environment of the Pulumi CLI, and with it to that of the providers: ARM_CLIENT_ID
	// and the like.
	Env map[string]string

	// Stdout and Stderr get what the engine prints while it works; nil shows nothing. Where Stdout and Stdin
	// are a terminal the engine's display is the one that a person sees who runs pulumi.
	Stdout, Stderr io.Writer
	// Stdin is read by the display at a terminal only.
	Stdin io.Reader
	// Events gets the engine's events, in their order. The engine waits for it.
	Events func(apitype.EngineEvent)

	// Recover has every operation take over first what an interrupted run has left, as [Stack.Recover] does,
	// and has an update or a destroy that fails note in the state which steps got no answer.
	Recover bool
	// Unlock says that nobody else uses the stack's state, so that a lock in it was left by a run that was
	// killed and a recovery may clear it. On a shared backend it must stay false: the lock may be a
	// colleague's.
	Unlock bool

	// Pulumi runs the Pulumi CLI; nil is the one on PATH.
	Pulumi auto.PulumiCommand
}

// complete is a checked copy with the CLI filled in, and with paths that hold in any folder: the CLI runs in
// that of the program.
func (o Options) complete(ctx context.Context) (Options, error) {
	for _, path := range []*string{&o.Home, &o.Policy.Pack, &o.Policy.Config} {
		if err := makeAbsolute(path); err != nil {
			return o, err
		}
	}
	if err := o.Policy.check(ctx); err != nil || o.Pulumi != nil {
		return o, err
	}
	found, err := cli.Find(o.Stdin)
	o.Pulumi = found
	return o, err
}

func makeAbsolute(path *string) (err error) {
	if *path != "" {
		*path, err = filepath.Abs(*path)
	}
	return err
}

// environment is what the CLI gets besides our own environment. The state always tells how the secrets of a
// stack are encrypted: where no file says it, because the stack has none, the CLI would otherwise make a new
// key, of its default kind, each time that the stack is opened.
func (o Options) environment() map[string]string {
	variables := map[string]string{"PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER": "true"}
	for name, value := range map[string]string{
		"PULUMI_BACKEND_URL": o.Backend, "PULUMI_CONFIG_PASSPHRASE": o.Passphrase,
	} {
		if value != "" {
			variables[name] = value
		}
	}
	maps.Copy(variables, o.Env)
	return variables
}

// variable is what the CLI finds in its environment under a name.
func (o Options) variable(name string) string {
	if value, given := o.environment()[name]; given {
		return value
	}
	return os.Getenv(name)
}

// log is where a line about what takes a while goes.
func (o Options) log() io.Writer {
	if o.Stderr == nil {
		return io.Discard
	}
	return o.Stderr
}

// streams makes the list of writers that the Automation API takes.
func streams(writer io.Writer) []io.Writer {
	if writer == nil {
		return nil
	}
	return []io.Writer{writer}
}
