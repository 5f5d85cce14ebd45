package automation

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"

	"private-acr/automation/recovery"
)

// Recover takes over what an interrupted run has left in the state: resources that were being created,
// changed or deleted when the engine or the connection died. It reads them back from Azure, and changes
// nothing there. A lock is cleared only where the options say that nobody else uses the state. See package
// recovery.
func (s *Stack) Recover(ctx context.Context) error {
	if s.options.Unlock {
		if err := s.stack.Cancel(ctx); err != nil {
			return failure(ctx, "clearing the lock of", s.name, err, nil, &record{})
		}
	}
	if err := s.recovery().Run(ctx); err != nil {
		return fmt.Errorf("recovering stack %q: %w", s.name, err)
	}
	return nil
}

// prepare recovers the stack where the caller has asked for it.
func (s *Stack) prepare(ctx context.Context) error {
	if !s.options.Recover {
		return nil
	}
	return s.Recover(ctx)
}

// noted is the error of an operation, once the steps that got no answer are in the state, where the caller
// has asked for that. They are noted as well when the operation was cancelled.
func (s *Stack) noted(ctx context.Context, r *record, failed error) error {
	if !s.options.Recover {
		return failed
	}
	if err := s.recovery().Note(context.WithoutCancel(ctx), r.watch.Lost()); err != nil {
		return errors.Join(failed, fmt.Errorf("noting the steps that got no answer: %w", err))
	}
	return failed
}

func (s *Stack) recovery() *recovery.Recovery {
	return &recovery.Recovery{
		State: state{s},
		Refresh: func(ctx context.Context) error {
			_, err := s.refresh(ctx)
			return err
		},
		Subscription: s.options.variable("ARM_SUBSCRIPTION_ID"),
		Log:          s.options.log(),
	}
}

// state is the stack's state as the CLI gives it, secrets encrypted. The Automation API's own Export decrypts
// them, and its Import puts what it is given into a temporary file.
type state struct{ stack *Stack }

func (s state) Export(ctx context.Context) (apitype.TypedDeployment, error) {
	var exported apitype.TypedDeployment
	text, err := s.pulumi(ctx, nil, "export")
	if err != nil {
		return exported, err
	}
	if err := json.Unmarshal([]byte(text), &exported); err != nil {
		return exported, fmt.Errorf("decoding the state of stack %q: %w", s.stack.name, err)
	}
	return exported, nil
}

func (s state) Import(ctx context.Context, edited apitype.TypedDeployment) error {
	text, err := json.Marshal(edited)
	if err != nil {
		return fmt.Errorf("encoding the state of stack %q: %w", s.stack.name, err)
	}
	_, err = s.pulumi(ctx, bytes.NewReader(text), "import")
	return err
}

func (s state) pulumi(ctx context.Context, stdin io.Reader, verb string) (string, error) {
	work := s.stack.stack.Workspace()
	var env []string
	for name, value := range work.GetEnvVars() {
		env = append(env, name+"="+value)
	}
	if home := work.PulumiHome(); home != "" {
		env = append(env, "PULUMI_HOME="+home)
	}
	stdout, stderr, _, err := work.PulumiCommand().
		Run(ctx, work.WorkDir(), stdin, nil, nil, env, "stack", verb, "--stack", s.stack.name)
	if err != nil {
		return "", fmt.Errorf("running pulumi stack %s on stack %q: %w\n%s",
			verb, s.stack.name, err, plain(stderr))
	}
	return stdout, nil
}
