package recovery

import (
	"context"
	"errors"
	"io"
	"maps"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
)

const registryID = group + "/providers/Microsoft.ContainerRegistry/registries/acrmyapp"

// asked is what the program asks for.
var asked = map[string]any{"resourceGroupName": "rg-myapp", "registryName": "acrmyapp"}

// memory is a stack's state in memory. Azure, at each refresh, says how the registry is.
type memory struct {
	state    apitype.TypedDeployment
	refresh  []string // provisioningState by refresh
	imported int
}

func (m *memory) Export(context.Context) (apitype.TypedDeployment, error) { return m.state, nil }

func (m *memory) Import(_ context.Context, state apitype.TypedDeployment) error {
	state.Deployment.PendingOperations = nil // as `pulumi stack import` does
	m.state, m.imported = state, m.imported+1
	return nil
}

// read is a refresh: it takes every mark away and brings what Azure says next. What was never read before
// gets an input that the program did not give; components stay as they are.
func (m *memory) read(context.Context) error {
	if len(m.refresh) == 0 {
		return errors.New("one refresh too many")
	}
	for i := range m.state.Deployment.Resources {
		r := &m.state.Deployment.Resources[i]
		if !r.Custom {
			continue
		}
		if len(r.Outputs) == 0 {
			r.Inputs = maps.Clone(r.Inputs)
			r.Inputs["zoneRedundant"] = false
		}
		r.InitErrors, r.Outputs = nil, map[string]any{"provisioningState": m.refresh[0]}
	}
	m.refresh = m.refresh[1:]
	return nil
}

func (m *memory) recovery() *Recovery {
	return &Recovery{State: m, Refresh: m.read, Log: io.Discard}
}

// interrupted is a state with a group and a registry under way.
func interrupted() *memory {
	made := custom("azure-native:resources:ResourceGroup", group, nil)
	made.Outputs = map[string]any{"name": "rg-myapp"}
	registry := custom(registryToken, "", maps.Clone(asked))
	return &memory{state: apitype.TypedDeployment{
		Version: 4, Features: []string{"refreshBeforeUpdate"},
		Deployment: &apitype.DeploymentV3{
			Resources:         []apitype.ResourceV3{made},
			PendingOperations: []apitype.OperationV2{pending(apitype.OperationTypeCreating, registry)},
		},
	}}
}

func TestRunAdoptsAndReads(t *testing.T) {
	t.Parallel()
	stack := interrupted()
	stack.refresh = []string{"Succeeded"}
	if err := stack.recovery().Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{group, registryID}, idsOf(stack.state.Deployment.Resources)); diff != "" {
		t.Errorf("resources (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"refreshBeforeUpdate"}, stack.state.Features); diff != "" {
		t.Errorf("features of the state (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(asked, stack.state.Deployment.Resources[1].Inputs); diff != "" {
		t.Errorf("inputs (-asked for +kept):\n%s", diff)
	}
	if err := stack.recovery().Run(t.Context()); err != nil || stack.imported != 2 {
		t.Errorf("a second run: %v, %d imports", err, stack.imported)
	}
}

// TestRunKeepsInputsOfWhatWasNeverRead has azure-native keep the id alone of a creation that it was told to
// give up.
func TestRunKeepsInputsOfWhatWasNeverRead(t *testing.T) {
	t.Parallel()
	stack := interrupted()
	stack.state.Deployment.PendingOperations = nil
	blank := custom(registryToken, registryID, maps.Clone(asked))
	blank.InitErrors = []string{"context canceled"}
	stack.state.Deployment.Resources = append(stack.state.Deployment.Resources, blank)
	stack.refresh = []string{"Succeeded"}
	if err := stack.recovery().Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(asked, stack.state.Deployment.Resources[1].Inputs); diff != "" {
		t.Errorf("inputs (-asked for +kept):\n%s", diff)
	}
}

// TestRunIsTakenOverItself kills a recovery right after its refresh.
func TestRunIsTakenOverItself(t *testing.T) {
	t.Parallel()
	stack := interrupted()
	stack.refresh = []string{"Succeeded", "Succeeded"}
	killed := errors.New("killed")
	first := stack.recovery()
	first.Refresh = func(ctx context.Context) error { return errors.Join(stack.read(ctx), killed) }
	if err := first.Run(t.Context()); !errors.Is(err, killed) {
		t.Fatal(err)
	}
	if err := stack.recovery().Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(asked, stack.state.Deployment.Resources[1].Inputs); diff != "" {
		t.Errorf("inputs (-asked for +kept):\n%s", diff)
	}
	if diff := cmp.Diff([]string{group, registryID}, idsOf(stack.state.Deployment.Resources)); diff != "" {
		t.Errorf("resources (-want +got):\n%s", diff)
	}
}

// TestRunWaitsForAzure refreshes as long as Azure is at work, and keeps what failed marked.
func TestRunWaitsForAzure(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		stack := interrupted()
		stack.refresh = []string{"Deleting", "InfrastructureSetupInProgress", "Failed"}
		start := time.Now()
		if err := stack.recovery().Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		if waited := time.Since(start); waited != 2*interval {
			t.Errorf("waited %v", waited)
		}
		for _, r := range stack.state.Deployment.Resources {
			if len(r.InitErrors) == 0 {
				t.Errorf("%s is not marked as failed", r.ID)
			}
		}
	})
}

func TestRunGivesUp(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		stack := interrupted()
		for range int(patience/interval) + 1 {
			stack.refresh = append(stack.refresh, "Deleting")
		}
		if err := stack.recovery().Run(t.Context()); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("the error is %v", err)
		}
	})
}

// TestNoteIsReadLater enters what failed without an answer, and has the next run read it.
func TestNoteIsReadLater(t *testing.T) {
	t.Parallel()
	stack := interrupted()
	stack.state.Deployment.PendingOperations = nil
	if err := stack.recovery().Note(t.Context(), nil); err != nil || stack.imported > 0 {
		t.Errorf("nothing to note: %v, %d imports", err, stack.imported)
	}
	lost := lostSteps(apitype.OpCreate, "operation timed out")
	if err := stack.recovery().Note(t.Context(), lost); err != nil {
		t.Fatal(err)
	}
	if n := countUnread(stack.state.Deployment); n != 1 {
		t.Errorf("%d resources are to be read, want 1", n)
	}
	stack.refresh = []string{"Succeeded"}
	if err := stack.recovery().Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := countUnread(stack.state.Deployment); n != 0 || len(stack.refresh) > 0 {
		t.Errorf("%d resources are still to be read", n)
	}
}

// TestOfAnEmptyState knows a stack that never held a resource.
func TestOfAnEmptyState(t *testing.T) {
	t.Parallel()
	if err := (&memory{}).recovery().Run(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestSubscriptionOfTheLogin names the group's id where the group itself was under way.
func TestSubscriptionOfTheLogin(t *testing.T) {
	t.Parallel()
	deployment := &apitype.DeploymentV3{PendingOperations: []apitype.OperationV2{
		pending(apitype.OperationTypeCreating, custom("azure-native:resources:ResourceGroup", "",
			map[string]any{"resourceGroupName": "rg-myapp"})),
	}}
	if err := adoptPendingCreates(deployment, "00000000-0000-0000-0000-000000000001"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{group}, idsOf(deployment.Resources)); diff != "" {
		t.Errorf("resources (-want +got):\n%s", diff)
	}
}
