package driver

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"private-acr/internal/catalog"
)

// state is a stack's exported state.
type state struct {
	Version    int                  `json:"version"`
	Deployment apitype.DeploymentV3 `json:"deployment"`
}

// recover settles the operations that a killed run left unfinished in the state.
//
// Pulumi knows that a creation was under way, but not whether Azure has the resource; creating it again
// fails with "cannot create already existing resource". Its own answer is an interactive refresh in which
// a person looks up and types every id. An ARM id follows from the resource's type and inputs, so here the
// resource is entered into the state with that id and the refresh reads it, or drops it if Azure has none.
func (d *Driver) recover(ctx context.Context) error {
	s, err := d.export(ctx)
	if err != nil {
		return err
	}
	pending := len(s.Deployment.PendingOperations)
	open := pending + countUnread(&s.Deployment)
	if open == 0 {
		return nil
	}
	_, _ = fmt.Fprintf(d.Stderr,
		"An earlier run was interrupted during %d operations: reading their resources back.\n", open)
	if pending > 0 {
		if err := d.adopt(ctx, s); err != nil {
			return err
		}
	}
	return d.refresh(ctx)
}

const (
	// deletionPatience is how long a deletion that a run has left behind may go on; Azure needs minutes.
	deletionPatience = 30 * time.Minute
	deletionInterval = 2 * time.Second
)

// refresh reads everything until nothing is being deleted. A resource on its way out can still be read, so it
// would count as there and be gone when something is built on it.
func (d *Driver) refresh(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, deletionPatience)
	defer cancel()
	for {
		if err := d.show(ctx, "refresh", "--yes", "--skip-preview"); err != nil {
			return err
		}
		s, err := d.export(ctx)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(s.Deployment.Resources, isBeingDeleted) {
			return d.noteFailed(ctx, s)
		}
		_, _ = fmt.Fprintln(d.Stderr, "Azure is still deleting resources: waiting.")
		select {
		case <-ctx.Done():
			return fmt.Errorf("waiting for deletions of stack %q: %w", d.Stack, ctx.Err())
		case <-time.After(deletionInterval):
		}
	}
}

// noteFailed marks the resources that Azure holds as failed. The refresh has taken away that mark, and an
// update would then leave them as they are.
func (d *Driver) noteFailed(ctx context.Context, s *state) error {
	if !markFailed(&s.Deployment) {
		return nil
	}
	return d.replaceState(ctx, s)
}

// markFailed tells whether there was anything to mark.
func markFailed(deployment *apitype.DeploymentV3) bool {
	found := false
	for i, r := range deployment.Resources {
		if ended := r.Outputs["provisioningState"]; ended == "Failed" || ended == "Canceled" {
			deployment.Resources[i].InitErrors = []string{"its last operation failed"}
			found = true
		}
	}
	return found
}

func isBeingDeleted(r apitype.ResourceV3) bool {
	return r.Outputs["provisioningState"] == "Deleting"
}

// adopt writes the state with its unfinished operations settled.
func (d *Driver) adopt(ctx context.Context, s *state) error {
	if err := adoptPendingCreates(&s.Deployment); err != nil {
		return fmt.Errorf("recovering stack %q: %w", d.Stack, err)
	}
	return d.replaceState(ctx, s)
}

// unread marks a resource that was entered into the state and not read since; a refresh takes the mark away.
// It stands among the errors of its initialisation, so that an update that comes first writes it anew.
const unread = "its creation was interrupted, and it has not been read since"

func countUnread(deployment *apitype.DeploymentV3) int {
	count := 0
	for _, r := range deployment.Resources {
		if slices.Contains(r.InitErrors, unread) {
			count++
		}
	}
	return count
}

// adoptPendingCreates turns each unfinished creation into a resource of the deployment. Unfinished updates
// and deletions need nothing: their resources are in the state already and the refresh reads them.
func adoptPendingCreates(deployment *apitype.DeploymentV3) error {
	subscription := subscriptionOf(deployment)
	for _, operation := range deployment.PendingOperations {
		if operation.Type != apitype.OperationTypeCreating || !inAzure(operation.Resource) {
			continue
		}
		created, err := adopted(operation.Resource, subscription)
		if err != nil {
			return err
		}
		enter(deployment, created)
	}
	deployment.PendingOperations = nil
	return nil
}

// enter puts a resource into the state, in the place of the one that it was to replace, which is gone when
// its successor is being made. One that the state has already, it has with more than we know.
func enter(deployment *apitype.DeploymentV3, created apitype.ResourceV3) {
	same := func(r apitype.ResourceV3) bool { return r.URN == created.URN && !r.Delete }
	i := slices.IndexFunc(deployment.Resources, same)
	switch {
	case i < 0:
		if created.Dependencies == nil {
			created.Dependencies = inAzureSoFar(deployment)
		}
		deployment.Resources = append(deployment.Resources, created)
	case deployment.Resources[i].PendingReplacement:
		if created.Dependencies == nil {
			created.Dependencies = deployment.Resources[i].Dependencies
		}
		deployment.Resources[i] = created
	}
}

// inAzureSoFar is what a resource of unknown dependencies may stand on. It is more than the truth, which the
// next update puts right, and keeps a destroy that comes first from taking any of it away too early.
func inAzureSoFar(deployment *apitype.DeploymentV3) []resource.URN {
	var urns []resource.URN
	for _, r := range deployment.Resources {
		if inAzure(r) {
			urns = append(urns, r.URN)
		}
	}
	return urns
}

// inAzure tells a resource of Azure from what exists in the state alone, components and providers, which the
// next update simply makes again.
func inAzure(r apitype.ResourceV3) bool {
	return r.Custom && !strings.HasPrefix(string(r.Type), "pulumi:")
}

func adopted(r apitype.ResourceV3, subscription string) (apitype.ResourceV3, error) {
	inputs := resource.NewPropertyMapFromMap(r.Inputs)
	id, known := catalog.ResourceID(string(r.Type), inputs, subscription)
	if !known || subscription == "" {
		return r, fmt.Errorf("the creation of %q was interrupted and its id cannot be worked out: "+
			"run `pulumi refresh` by hand and answer its questions", r.URN)
	}
	r.ID, r.InitErrors = resource.ID(id), []string{unread}
	return r, nil
}

// subscriptionOf finds the subscription in the ids that the state holds already. The resource group is the
// first resource of all, so only when that itself is pending there is none: then it is the login's.
func subscriptionOf(deployment *apitype.DeploymentV3) string {
	for _, r := range deployment.Resources {
		if id, err := arm.ParseResourceID(string(r.ID)); err == nil && id.SubscriptionID != "" {
			return id.SubscriptionID
		}
	}
	return os.Getenv("ARM_SUBSCRIPTION_ID")
}

func (d *Driver) replaceState(ctx context.Context, s *state) error {
	edited, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("writing the state of stack %q: %w", d.Stack, err)
	}
	if _, err := d.pipe(ctx, bytes.NewReader(edited), "stack", "import", "--stack", d.Stack); err != nil {
		return fmt.Errorf("importing the state of stack %q: %w", d.Stack, err)
	}
	return nil
}
