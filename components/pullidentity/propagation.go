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
)

// propagated is the propagation gate: it gives the grant's id when the grant is old enough to be honoured. A
// preview passes through it, as an age says nothing about what the preview is to show.
func propagated(
	ctx *pulumi.Context, name string, a Args, i *Identity, client *arm.Client,
) pulumi.StringOutput {
	return i.RoleAssignment.ID().ToStringOutput().ApplyT(func(grantID string) (string, error) {
		if ctx.DryRun() {
			return grantID, nil
		}
		g := gate.Gate{Clock: a.Clock, Deadline: a.PropagationWindow + margin, Report: func(why string) {
			// Ephemeral, so that it shows as the component's status and leaves no lines behind.
			_ = ctx.Log.Info(why, &pulumi.LogArgs{Resource: i, Ephemeral: true})
		}}
		grantID, err := gate.Wait(ctx.Context(), g, lookAtAge(client, grantID, a.PropagationWindow))
		if err != nil {
			return "", fmt.Errorf("waiting for the grant of pull identity %q: %w", name, err)
		}
		return grantID, nil
	}).(pulumi.StringOutput)
}

func lookAtAge(client *arm.Client, grantID string, window time.Duration) gate.Look[string] {
	return func(ctx context.Context) (string, bool, string, error) {
		age, err := client.RoleAssignmentAge(ctx, grantID)
		if notFound(err) {
			// Azure's reads lag behind its writes, and the assignment has just been made or read.
			return "", false, "waiting for the grant to be listed", nil
		}
		if err != nil {
			return "", false, "", err
		}
		shown := age.Truncate(time.Second)
		why := fmt.Sprintf("waiting for the grant to take effect: %s of %s", shown, window)
		return grantID, age >= window, why, nil
	}
}

func notFound(err error) bool {
	var answer *arm.Error
	return errors.As(err, &answer) && answer.Status == http.StatusNotFound
}
