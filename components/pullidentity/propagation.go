package pullidentity

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/gate"
	"private-acr/internal/arm"
	"private-acr/internal/schema"
	"private-acr/spec"
)

// margin is what the gate waits beyond the window, for Azure's clock and its reads to catch up.
const margin = 5 * time.Minute

// propagated is the propagation gate: it gives the grant's id when the grant is old enough to be honoured. A
// preview passes through it, as an age says nothing about what the preview is to show.
func (i *Identity) propagated(
	ctx *pulumi.Context, name string, in *spec.PullIdentity, client *arm.Client,
) pulumi.StringOutput {
	return i.RoleAssignment.ID().ToStringOutput().ApplyT(func(grantID string) (string, error) {
		if ctx.DryRun() {
			return grantID, nil
		}
		window := schema.Duration(in.PropagationWindow)
		g := gate.Of(ctx, i, window+margin)
		grantID, err := gate.Wait(ctx.Context(), g, observeAge(client, grantID, window))
		if err != nil {
			return "", fmt.Errorf("waiting for the grant of pull identity %q: %w", name, err)
		}
		return grantID, nil
	}).(pulumi.StringOutput)
}

func observeAge(client *arm.Client, grantID string, window time.Duration) gate.Observe[string] {
	return func(ctx context.Context) (gate.Observation[string], error) {
		age, err := client.RoleAssignmentAge(ctx, grantID)
		if notFound(err) {
			// Azure's reads lag behind its writes, and the assignment has just been made or read.
			return gate.Observation[string]{Reason: "waiting for the grant to be listed"}, nil
		}
		if err != nil {
			return gate.Observation[string]{}, err
		}
		shown := age.Truncate(time.Second)
		return gate.Observation[string]{
			Value: grantID, Holds: age >= window,
			Reason: fmt.Sprintf("waiting for the grant to take effect: %s of %s", shown, window),
		}, nil
	}
}

func notFound(err error) bool {
	var answer *arm.Error
	return errors.As(err, &answer) && answer.Status == http.StatusNotFound
}
