package driver

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"private-acr/internal/azurenative"
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
	if pending == 0 {
		return nil
	}
	_, _ = fmt.Fprintf(d.Stderr,
		"An earlier run was interrupted during %d operations: reading their resources back.\n", pending)
	if err := adoptPendingCreates(&s.Deployment); err != nil {
		return fmt.Errorf("recovering stack %q: %w", d.Stack, err)
	}
	if err := d.replaceState(ctx, s); err != nil {
		return err
	}
	return d.show(ctx, "refresh", "--yes", "--skip-preview")
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
		deployment.Resources = append(deployment.Resources, created)
	}
	deployment.PendingOperations = nil
	return nil
}

// inAzure tells a resource of Azure from what exists in the state alone, components and providers, which the
// next update simply makes again.
func inAzure(r apitype.ResourceV3) bool {
	return r.Custom && !strings.HasPrefix(string(r.Type), "pulumi:")
}

func adopted(r apitype.ResourceV3, subscription string) (apitype.ResourceV3, error) {
	inputs := resource.NewPropertyMapFromMap(r.Inputs)
	id, known := azurenative.ResourceID(string(r.Type), inputs, subscription)
	if !known || subscription == "" {
		return r, fmt.Errorf("the creation of %q was interrupted and its id cannot be worked out: "+
			"run `pulumi refresh` by hand and answer its questions", r.URN)
	}
	r.ID = resource.ID(id)
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
