package recovery

import (
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
)

// What a refresh makes of inputs: azure-native compares what Azure answered before with what it answers
// now, and what has changed becomes an input. Of a resource whose outputs were never seen, that is
// everything that a program could set, Azure's own defaults and the other names of what was set among it.
// The next update would find inputs that the program does not have, and where such a property cannot
// change, managedEnvironmentId of a container app or zoneRedundant of an environment, replace what is
// alive.
//
// So the inputs that the program gave are kept over the refresh, in the state itself, so that a recovery
// that is killed in the midst of it loses nothing. They are kept as components: a refresh leaves these as
// they are, and an update or a destroy that comes first takes them away, as no program has them. The
// engine's list of operations under way would be the obvious place, but `pulumi stack import` empties it.

// keptInputs is the type of the components that keep inputs: the name is that of the resource, the inputs are
// its own and the id its id.
const keptInputs tokens.Type = "private-acr:recovery:Inputs"

// isUnsettled tells a resource of Azure whose outputs nobody has seen, or not all of them: azure-native keeps
// the id alone of a creation whose end it did not see, and a refresh reads what is still being made.
func isUnsettled(r apitype.ResourceV3) bool {
	return inAzure(r) && r.ID != "" && !r.External && !r.Delete && (len(r.Outputs) == 0 || isAtWork(r))
}

// keepInputs keeps those of the resources of which a refresh is going to see more than before. What is kept
// already is from before an earlier refresh.
func keepInputs(deployment *apitype.DeploymentV3) {
	for _, r := range slices.Clone(deployment.Resources) {
		kept := keeperOf(r)
		known := slices.ContainsFunc(deployment.Resources, func(other apitype.ResourceV3) bool {
			return other.URN == kept.URN
		})
		if isUnsettled(r) && !known {
			deployment.Resources = append(deployment.Resources, kept)
		}
	}
}

// keeperOf is the component that keeps the resource's inputs.
func keeperOf(r apitype.ResourceV3) apitype.ResourceV3 {
	stack, rest, _ := strings.Cut(strings.TrimPrefix(string(r.URN), "urn:pulumi:"), "::")
	project, rest, _ := strings.Cut(rest, "::")
	name := strings.NewReplacer("::", "/", "$", "/").Replace(rest)
	return apitype.ResourceV3{
		URN:    resource.NewURN(tokens.QName(stack), tokens.PackageName(project), "", keptInputs, name),
		Type:   keptInputs,
		Inputs: map[string]any{"id": string(r.ID), "inputs": r.Inputs},
	}
}

// restoreInputs gives resources the inputs that were kept, and forgets these. It tells whether there were
// any. A resource that has another id by now is another one.
func restoreInputs(deployment *apitype.DeploymentV3) bool {
	kept := map[resource.URN]map[string]any{}
	for _, r := range deployment.Resources {
		if r.Type == keptInputs {
			kept[r.URN] = r.Inputs
		}
	}
	deployment.Resources = slices.DeleteFunc(deployment.Resources, func(r apitype.ResourceV3) bool {
		return r.Type == keptInputs
	})
	for i, r := range deployment.Resources {
		before := kept[keeperOf(r).URN]
		if inputs, ok := before["inputs"].(map[string]any); ok && before["id"] == string(r.ID) && !r.Delete {
			deployment.Resources[i].Inputs = inputs
		}
	}
	return len(kept) > 0
}
