package recovery

import (
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
)

// State is where a stack's state is kept.
type State interface {
	// Export reads the state, its secrets encrypted.
	Export(ctx context.Context) (apitype.TypedDeployment, error)
	// Import replaces the state.
	Import(ctx context.Context, state apitype.TypedDeployment) error
}

// Recovery takes over what an interrupted run left in the state of one stack.
type Recovery struct {
	// State is the stack's state.
	State State
	// Refresh reads every resource of the stack back from Azure into the state.
	Refresh func(context.Context) error
	// Subscription is the id of the subscription in which a resource group is whose own creation was
	// interrupted; any other resource has it in the ids that the state holds.
	Subscription string
	// Log gets a line for each thing that takes a while.
	Log io.Writer
}

const (
	// patience is how long an operation that a run has left behind may go on; Azure needs minutes.
	patience = 30 * time.Minute
	interval = 2 * time.Second
)

// Run resolves the operations that the state holds as unfinished. A state without one is left as it is.
func (r *Recovery) Run(ctx context.Context) error {
	state, err := r.export(ctx)
	if err != nil {
		return err
	}
	open := len(state.Deployment.PendingOperations) + countUnread(state.Deployment)
	if open == 0 {
		return nil
	}
	r.say("An earlier run was interrupted during %d operations: reading their resources back.", open)
	if err := r.adopt(ctx, state); err != nil {
		return err
	}
	return r.read(ctx)
}

// Note enters the steps whose outcome nobody knows into the state, for the next [Recovery.Run] to read. They
// are not read at once: the plugin that died may still be dead.
func (r *Recovery) Note(ctx context.Context, lost []apitype.StepEventMetadata) error {
	if len(lost) == 0 {
		return nil
	}
	state, err := r.export(ctx)
	if err != nil {
		return err
	}
	r.say("What became of %d operations is not known: the next recovery will look.", len(lost))
	note(state.Deployment, lost)
	return r.adopt(ctx, state)
}

// adopt writes the state with its unfinished operations resolved.
func (r *Recovery) adopt(ctx context.Context, state apitype.TypedDeployment) error {
	if err := adoptPendingCreates(state.Deployment, r.Subscription); err != nil {
		return err
	}
	keepInputs(state.Deployment)
	return r.State.Import(ctx, state)
}

// read refreshes until Azure has done with everything: see [isAtWork].
func (r *Recovery) read(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		if err := r.Refresh(ctx); err != nil {
			return err
		}
		state, err := r.export(ctx)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(state.Deployment.Resources, isAtWork) {
			return r.finish(ctx, state)
		}
		r.say("Azure is still at work on resources: waiting.")
		if err := wait(ctx); err != nil {
			return fmt.Errorf("waiting for Azure's operations: %w", err)
		}
	}
}

func wait(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(interval):
		return nil
	}
}

// finish puts right what the refresh has done to the state: the inputs of resources that it read for the
// first time, and the mark of those that Azure holds as failed, without which an update would leave them as
// they are.
func (r *Recovery) finish(ctx context.Context, state apitype.TypedDeployment) error {
	restored, marked := restoreInputs(state.Deployment), markFailed(state.Deployment)
	if !restored && !marked {
		return nil
	}
	return r.State.Import(ctx, state)
}

// export reads the state; one that never held a resource has an empty deployment.
func (r *Recovery) export(ctx context.Context) (apitype.TypedDeployment, error) {
	state, err := r.State.Export(ctx)
	if state.Deployment == nil {
		state.Deployment = &apitype.DeploymentV3{}
	}
	return state, err
}

func (r *Recovery) say(format string, values ...any) {
	_, _ = fmt.Fprintf(r.Log, format+"\n", values...)
}
