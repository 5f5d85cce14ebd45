package recovery

import (
	"fmt"
	"slices"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"private-acr/internal/catalog"
)

// unread marks a resource that was entered into the state and not read since; a refresh takes the mark away.
// It stands among the errors of its initialisation, so that an update that comes first writes it anew.
const unread = "its creation was interrupted, and it has not been read since"

// countUnread counts the resources that are to be read: one whose inputs are kept counts by these.
func countUnread(deployment *apitype.DeploymentV3) int {
	kept := map[resource.URN]bool{}
	for _, r := range deployment.Resources {
		if r.Type == keptInputs {
			kept[r.URN] = true
		}
	}
	count := len(kept)
	for _, r := range deployment.Resources {
		if (slices.Contains(r.InitErrors, unread) || isUnsettled(r)) && !kept[keeperOf(r).URN] {
			count++
		}
	}
	return count
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

// atWork are the states in which Azure has an operation of a resource under way, in the words of the
// services that the platform uses; any other state is one to stay in.
var atWork = []any{
	"Accepted", "Creating", "Deleting", "InProgress", "InfrastructureSetupComplete",
	"InfrastructureSetupInProgress", "InitializationInProgress", "Pending", "Provisioning",
	"ScheduledForDelete", "Updating", "UpgradeRequested", "Waiting",
}

// isAtWork tells a resource that Azure has not done with. It can be read all the same, but on its way out it
// would count as there and be gone when something is built on it, and on its way in it lacks what Azure adds,
// which a later refresh would take for a change by somebody else.
func isAtWork(r apitype.ResourceV3) bool {
	return slices.Contains(atWork, r.Outputs["provisioningState"])
}

// note marks what was being deleted, and enters what was being created among what is pending.
func note(deployment *apitype.DeploymentV3, lost []apitype.StepEventMetadata) {
	for _, step := range lost {
		if step.Op != apitype.OpDelete && step.Op != apitype.OpDeleteReplaced {
			deployment.PendingOperations = append(deployment.PendingOperations,
				apitype.OperationV2{Type: apitype.OperationTypeCreating, Resource: requested(*step.New)})
			continue
		}
		for i, r := range deployment.Resources {
			if string(r.URN) == step.URN && string(r.ID) == step.Old.ID {
				deployment.Resources[i].InitErrors = []string{unread}
			}
		}
	}
}

// adoptPendingCreates turns each unfinished creation into a resource of the deployment. Unfinished updates
// and deletions need nothing: their resources are in the state already and the refresh reads them.
func adoptPendingCreates(deployment *apitype.DeploymentV3, fallbackSubscription string) error {
	subscription := subscriptionOf(deployment, fallbackSubscription)
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
func subscriptionOf(deployment *apitype.DeploymentV3, fallback string) string {
	for _, r := range deployment.Resources {
		if id, err := arm.ParseResourceID(string(r.ID)); err == nil && id.SubscriptionID != "" {
			return id.SubscriptionID
		}
	}
	return fallback
}
