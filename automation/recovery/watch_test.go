package recovery

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
)

const registryToken = "azure-native:containerregistry/v20241101preview:Registry"

// lostSteps is what a watch makes of the events of one failed step.
func lostSteps(op apitype.OpType, message string) []apitype.StepEventMetadata {
	state := &apitype.StepEventStateMetadata{
		URN: "urn:registry", Type: registryToken, Custom: true, ID: group,
		Inputs: map[string]any{"resourceGroupName": "rg-myapp", "registryName": "acrmyapp"},
	}
	var watch Watch
	for _, event := range []apitype.EngineEvent{
		{DiagnosticEvent: &apitype.DiagnosticEvent{URN: state.URN, Severity: "error", Message: message}},
		{ResOpFailedEvent: &apitype.ResOpFailedEvent{
			Metadata: apitype.StepEventMetadata{Op: op, URN: state.URN, Old: state, New: state},
		}},
	} {
		watch.See(event)
	}
	return watch.Lost()
}

func TestLostSteps(t *testing.T) {
	t.Parallel()
	const dead = "error reading from server: EOF"
	tests := map[string]struct {
		op      apitype.OpType
		message string
		lost    int
	}{
		"the plugin died creating":    {apitype.OpCreate, dead, 1},
		"the plugin died replacing":   {apitype.OpCreateReplacement, dead, 1},
		"the plugin died deleting":    {apitype.OpDelete, dead, 1},
		"the plugin died updating":    {apitype.OpUpdate, dead, 0},
		"the connection broke":        {apitype.OpCreate, `Put "https://management.azure.com/x": EOF`, 1},
		"nobody waited for the end":   {apitype.OpCreate, "operation timed out", 1},
		"the engine was told to stop": {apitype.OpDelete, "context canceled", 1},
		"told of its own first try":   {apitype.OpCreate, `Status=409 Code="ConflictError"`, 1},
		"nobody knows how it went":    {apitype.OpDelete, `Get "https://management.azure.com/x": EOF`, 1},
		"out of order":                {apitype.OpDelete, `Status=503 Code="ServiceUnavailable"`, 1},
		"refused":                     {apitype.OpCreate, `Status=400 Code="InvalidParameter"`, 0},
		"somebody else's":             {apitype.OpCreate, "cannot create already existing resource", 0},
		"the plugin was dead already": {apitype.OpCreate, "transport: Error while dialing: refused", 0},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			lost := lostSteps(test.op, test.message)
			if len(lost) != test.lost {
				t.Errorf("lost %d steps, want %d: %v", len(lost), test.lost, lost)
			}
		})
	}
}

// TestLostStepsAreNoted sees a lost creation entered with its id and a lost deletion marked, both to be read.
func TestLostStepsAreNoted(t *testing.T) {
	t.Parallel()
	made := custom("azure-native:resources:ResourceGroup", group, nil)
	made.URN = "urn:group"
	deployment := &apitype.DeploymentV3{Resources: []apitype.ResourceV3{made}}
	lost := lostSteps(apitype.OpCreate, "operation timed out")
	lost = append(lost, apitype.StepEventMetadata{
		Op: apitype.OpDelete, URN: "urn:group", Old: &apitype.StepEventStateMetadata{ID: group},
	})
	note(deployment, lost)
	if err := adoptPendingCreates(deployment, ""); err != nil {
		t.Fatal(err)
	}
	want := []string{group, group + "/providers/Microsoft.ContainerRegistry/registries/acrmyapp"}
	if diff := cmp.Diff(want, idsOf(deployment.Resources)); diff != "" {
		t.Errorf("resources (-want +got):\n%s", diff)
	}
	if n := countUnread(deployment); n != len(want) {
		t.Errorf("%d resources are to be read, want %d", n, len(want))
	}
}

// TestSuccessorTakesThePlace enters what was being made in place of a resource that is gone, and not twice.
func TestSuccessorTakesThePlace(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		replaced bool
		want     string
	}{
		"while it was replaced": {true, "new"},
		"known already":         {false, "old"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			old := custom(registryToken, "old", nil)
			old.PendingReplacement = test.replaced
			deployment := &apitype.DeploymentV3{Resources: []apitype.ResourceV3{old}}
			enter(deployment, custom(registryToken, "new", nil))
			if diff := cmp.Diff([]string{test.want}, idsOf(deployment.Resources)); diff != "" {
				t.Errorf("resources (-want +got):\n%s", diff)
			}
		})
	}
}
