package automation

import (
	"context"
	"fmt"
	"os"

	"github.com/pulumi/pulumi/sdk/v3/go/auto"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/events"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optdestroy"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optpreview"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optrefresh"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optup"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"

	"private-acr/platform"
)

// Stack is one stack and the way to drive it. Its operations come one after the other.
type Stack struct {
	name    string
	options Options
	stack   auto.Stack
	// program is the Go function that is the stack's program; nil where a folder has it.
	program *goProgram
	// temporary is the folder that goes with the stack, "" for none.
	temporary string
}

// Deployed is what an update has made.
type Deployed struct {
	// Changes counts what was done.
	Changes Changes
	// Contract is what other stacks build on; nil where the program exports none.
	Contract *platform.Contract
	// Outputs are all outputs of the stack, secrets in plain text.
	Outputs auto.OutputMap
}

// Name is the stack's name.
func (s *Stack) Name() string { return s.name }

// Close removes the temporary files of the stack. The stack itself, its state and its resources stay.
func (s *Stack) Close() error {
	if s.temporary == "" {
		return nil
	}
	return os.RemoveAll(s.temporary)
}

// Preview tells what [Stack.Up] would do, checked by the policy pack, and changes nothing.
func (s *Stack) Preview(ctx context.Context) (Changes, error) {
	if err := s.prepare(ctx); err != nil {
		return nil, err
	}
	return s.preview(ctx)
}

func (s *Stack) preview(ctx context.Context) (Changes, error) {
	r, err := s.operate(ctx, "previewing", func(stream chan<- events.EngineEvent) error {
		_, err := s.stack.Preview(ctx,
			optpreview.PolicyPacks(s.options.Policy.packs()...),
			optpreview.PolicyPackConfigs(s.options.Policy.configs()...),
			optpreview.ProgressStreams(streams(s.options.Stdout)...),
			optpreview.ErrorProgressStreams(streams(s.options.Stderr)...),
			optpreview.EventStreams(stream))
		return err
	})
	return r.changes, err
}

// Up previews the stack, which changes nothing and ends here where the program fails or a mandatory rule is
// broken, and then builds what the program asks for, checked by the same policy pack. Where the
// policy is disabled there is no preview.
func (s *Stack) Up(ctx context.Context) (*Deployed, error) {
	if err := s.prepare(ctx); err != nil {
		return nil, err
	}
	if !s.options.Policy.Disabled {
		if _, err := s.preview(ctx); err != nil {
			return nil, refused(err)
		}
	}
	return s.update(ctx)
}

func (s *Stack) update(ctx context.Context) (*Deployed, error) {
	var result auto.UpResult
	r, err := s.operate(ctx, "updating", func(stream chan<- events.EngineEvent) (err error) {
		result, err = s.stack.Up(ctx, optup.SuppressOutputs(),
			optup.PolicyPacks(s.options.Policy.packs()...),
			optup.PolicyPackConfigs(s.options.Policy.configs()...),
			optup.ProgressStreams(streams(s.options.Stdout)...),
			optup.ErrorProgressStreams(streams(s.options.Stderr)...),
			optup.EventStreams(stream))
		return err
	})
	if err != nil {
		return nil, s.noted(ctx, r, err)
	}
	contract, err := readContract(result.Outputs)
	if err != nil {
		return nil, fmt.Errorf("reading stack output %q: %w", platform.ContractOutput, err)
	}
	return &Deployed{Changes: r.changes, Contract: contract, Outputs: result.Outputs}, nil
}

// Refresh reads every resource back from Azure into the state.
func (s *Stack) Refresh(ctx context.Context) (Changes, error) {
	if err := s.prepare(ctx); err != nil {
		return nil, err
	}
	return s.refresh(ctx)
}

func (s *Stack) refresh(ctx context.Context) (Changes, error) {
	r, err := s.operate(ctx, "refreshing", func(stream chan<- events.EngineEvent) error {
		_, err := s.stack.Refresh(ctx,
			optrefresh.ProgressStreams(streams(s.options.Stdout)...),
			optrefresh.ErrorProgressStreams(streams(s.options.Stderr)...),
			optrefresh.EventStreams(stream))
		return err
	})
	return r.changes, err
}

// Destroy destroys every resource of the stack. It is an error if the state still holds one afterwards. The
// stack itself stays, empty.
func (s *Stack) Destroy(ctx context.Context) (Changes, error) {
	if err := s.prepare(ctx); err != nil {
		return nil, err
	}
	r, err := s.operate(ctx, "destroying", func(stream chan<- events.EngineEvent) error {
		_, err := s.stack.Destroy(ctx,
			optdestroy.ProgressStreams(streams(s.options.Stdout)...),
			optdestroy.ErrorProgressStreams(streams(s.options.Stderr)...),
			optdestroy.EventStreams(stream))
		return err
	})
	if err != nil {
		return r.changes, s.noted(ctx, r, err)
	}
	return r.changes, s.empty(ctx)
}

// empty is an error where the state holds a resource.
func (s *Stack) empty(ctx context.Context) error {
	left, err := state{s}.Export(ctx)
	if err != nil {
		return err
	}
	if left.Deployment != nil && len(left.Deployment.Resources) > 0 {
		return fmt.Errorf("destroying stack %q: %d resources are still in its state",
			s.name, len(left.Deployment.Resources))
	}
	return nil
}

// operate runs one operation of the engine and classifies its error.
func (s *Stack) operate(
	ctx context.Context, doing string, run func(chan<- events.EngineEvent) error,
) (*record, error) {
	r := &record{}
	stream, stop := listen(func(event apitype.EngineEvent) {
		r.add(event)
		if s.options.Events != nil {
			s.options.Events(event)
		}
	})
	if s.program != nil {
		s.program.keep(nil)
	}
	err := run(stream)
	stop()
	if err != nil {
		failed := failure(ctx, doing, s.name, err, s.programError(), r)
		failed.shown = s.options.Stdout != nil && s.options.Stderr != nil
		return r, failed
	}
	return r, nil
}

func (s *Stack) programError() error {
	if s.program == nil {
		return nil
	}
	return s.program.lastError()
}
