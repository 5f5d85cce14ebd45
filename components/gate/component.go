package gate

import (
	"context"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

type clockKey struct{}

// WithClock has the gates of a program wait by the clock. It is for tests: the arguments of components are
// what people write, in any language, and a clock is none of that.
func WithClock(ctx context.Context, clock Clock) context.Context {
	return context.WithValue(ctx, clockKey{}, clock)
}

// Of is the gate of a component: it waits by the program's clock, and what it waits for shows as the
// component's status, which is ephemeral and leaves no lines behind.
func Of(ctx *pulumi.Context, component pulumi.Resource, deadline time.Duration) Gate {
	clock, _ := ctx.Context().Value(clockKey{}).(Clock)
	return Gate{Clock: clock, Deadline: deadline, Report: func(reason string) {
		_ = ctx.Log.Info(reason, &pulumi.LogArgs{Resource: component, Ephemeral: true})
	}}
}
