package recovery

import (
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
)

// What a refresh makes of inputs: azure-native compares what Azure answered before with what it answers
// now, and what has changed becomes an input. Of a resource whose outputs were never seen, that is
// everything that a program could set, Azure's own defaults and the other names of what was set among it.
// The next update would find inputs that the program does not have, and where such a property cannot
// change, managedEnvironmentId of a container app or zoneRedundant of an environment, replace what is
// alive.
//
// So the inputs that the program gave are kept over the refresh, in the engine's own list of creations under
// way. A refresh leaves that list alone, so a recovery that is killed in the midst of it loses nothing.

// isUnsettled tells a resource of Azure whose outputs nobody has seen, or not all of them: azure-native keeps
// the id alone of a creation whose end it did not see, and a refresh reads what is still being made.
func isUnsettled(r apitype.ResourceV3) bool {
	return inAzure(r) && r.ID != "" && !r.External && (len(r.Outputs) == 0 || isAtWork(r))
}

// rememberInputs enters the resources of which a refresh is going to see more than before among the creations
// under way.
func rememberInputs(deployment *apitype.DeploymentV3) {
	for _, r := range deployment.Resources {
		known := slices.ContainsFunc(deployment.PendingOperations, func(operation apitype.OperationV2) bool {
			return isOf(operation, r)
		})
		if isUnsettled(r) && !known {
			deployment.PendingOperations = append(deployment.PendingOperations,
				apitype.OperationV2{Type: apitype.OperationTypeCreating, Resource: r})
		}
	}
}

// restoreInputs gives the resources whose creation was under way the inputs that the program gave them, and
// clears the list. It tells whether there was one.
func restoreInputs(deployment *apitype.DeploymentV3) bool {
	for _, operation := range deployment.PendingOperations {
		for i, r := range deployment.Resources {
			if isOf(operation, r) {
				deployment.Resources[i].Inputs = operation.Resource.Inputs
			}
		}
	}
	found := len(deployment.PendingOperations) > 0
	deployment.PendingOperations = nil
	return found
}

// isOf tells whether an operation is the creation of the resource. The id has to be the same as well,
// because a successor may have been under way beside what it was to replace.
func isOf(operation apitype.OperationV2, r apitype.ResourceV3) bool {
	return operation.Resource.URN == r.URN && operation.Resource.ID == r.ID && !r.Delete
}
