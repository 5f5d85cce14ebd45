package containerregistry

import (
	"fmt"
	"slices"
	"time"

	preview "github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerregistry/armcontainerregistry"

	"private-acr/azuresim/engine"
	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

// runTakes is how long a run takes, in Azure's time. Assumed: the one in Azure/acr#662 failed after some
// three seconds, builds take as long as they take.
const runTakes = 30 * time.Second

// run is a run of a task, or of a request without one.
type run struct {
	ID      string    `json:"id"`
	Type    string    `json:"type"`
	Task    string    `json:"task,omitempty"`
	Pool    string    `json:"pool,omitempty"`
	Created time.Time `json:"created"`
	// Denied says why the agent cannot log in to the registry; empty if it can.
	Denied string `json:"denied,omitempty"`
}

// scheduleRun accepts a run whatever will become of it, as Azure does: Azure/acr#662. What it builds and runs
// is not simulated.
func (s *Service) scheduleRun(reg *engine.Resource, body engine.Body) (engine.Result, error) {
	kind, _ := body["type"].(string)
	if !slices.Contains(runTypes, kind) {
		return engine.Result{}, engine.BadRequest("InvalidRunRequest", "The run has no valid type: '%s'.",
			kind)
	}
	state := engine.State[registryState](reg)
	r := run{ID: fmt.Sprintf("c%d", len(state.Runs)+1), Type: "QuickRun", Created: s.engine.Now()}
	if kind == "DockerBuildRequest" {
		r.Type = "QuickBuild"
	}
	task, err := s.taskOf(reg, body)
	if err != nil {
		return engine.Result{}, err
	}
	r.Pool, _ = body["agentPoolName"].(string)
	if task != nil {
		r.Task = task.Name()
		r.Pool = engine.Value(engine.As[taskModel](task).Properties.AgentPoolName)
	}
	r.Denied = s.denied(reg, task, r.Pool)
	state.Runs = append(slices.Clone(state.Runs), r)
	engine.SetState(reg, state)
	s.engine.Keep(reg)
	return engine.Result{Body: s.shownRun(reg, r)}, nil
}

// runTypes are the requests that the API's specification has.
var runTypes = []string{
	"DockerBuildRequest", "EncodedTaskRunRequest", "FileTaskRunRequest", "TaskRunRequest",
}

// taskModel is what runs need to know of a task: the SDK's own model has a step of many forms.
type taskModel struct {
	Identity   *preview.IdentityProperties `json:"identity"`
	Properties struct {
		AgentPoolName *string `json:"agentPoolName"`
	} `json:"properties"`
}

func (s *Service) taskOf(reg *engine.Resource, body engine.Body) (*engine.Resource, error) {
	id, named := body["taskId"].(string)
	if !named {
		return nil, nil
	}
	task := s.engine.Find(catalog.Task.ARM, id)
	if task == nil || !same(azure.ParentID(task.ID), reg.ID) {
		return nil, engine.NotFound("TaskNotFound", "The task '%s' was not found in registry '%s'.", id,
			reg.Name())
	}
	return task, nil
}

// denied says why an agent cannot log in to the registry. Hosted agents come from the internet: they are let
// in by an open registry, or as a trusted service if they have the task's system-assigned identity and the
// registry lets tasks bypass its rules. Agents of a pool are in its subnet. Azure docs:
// manage-network-bypass-policy-for-tasks, tasks-agent-pools; the text is in azure-cli#27253.
func (s *Service) denied(reg, task *engine.Resource, pool string) string {
	trusted := engine.Value(propertiesOf(reg).NetworkRuleBypassAllowedForTasks) && TrustsServices(reg) &&
		hasSystemIdentity(task)
	if Public(reg) || trusted || s.isInNetwork(reg, pool) {
		return ""
	}
	return "failed to login, ran out of retries: failed to set docker credentials: Error response from " +
		"daemon: Get \"https://" + LoginServer(reg) + "/v2/\": denied: client with IP '203.0.113.250' is " +
		"not allowed access. Refer https://aka.ms/acr/firewall to grant access."
}

func hasSystemIdentity(task *engine.Resource) bool {
	if task == nil {
		return false
	}
	identity := engine.Value(engine.As[taskModel](task).Identity)
	return engine.Is(identity.Type, preview.ResourceIdentityTypeSystemAssigned) ||
		engine.Is(identity.Type, preview.ResourceIdentityTypeSystemAssignedUserAssigned)
}

func (s *Service) isInNetwork(reg *engine.Resource, pool string) bool {
	found := s.engine.Find(catalog.AgentPool.ARM, reg.ID+"/agentPools/"+pool)
	if found == nil {
		return false
	}
	p := engine.Value(engine.As[preview.AgentPool](found).Properties)
	return engine.Value(p.VirtualNetworkSubnetResourceID) != ""
}

func (s *Service) registryIn(asked engine.Asked) (*engine.Resource, error) {
	v := asked.Values
	id := "/subscriptions/" + v["subscription"] + "/resourceGroups/" + v["group"] +
		"/providers/" + catalog.Registry.ARM + "/" + v["registry"]
	reg := s.engine.Find(catalog.Registry.ARM, id)
	if reg == nil {
		return nil, engine.NotFound("ResourceNotFound", "The Resource '%s/%s' under resource group '%s' was "+
			"not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
			catalog.Registry.ARM, v["registry"], v["group"])
	}
	return reg, nil
}

func (s *Service) listRuns(asked engine.Asked) (engine.Result, error) {
	reg, err := s.registryIn(asked)
	if err != nil {
		return engine.Result{}, err
	}
	items := []engine.Body{}
	for _, r := range slices.Backward(engine.State[registryState](reg).Runs) {
		items = append(items, s.shownRun(reg, r))
	}
	return engine.Result{Body: engine.ListOf(items)}, nil
}

func (s *Service) getRun(asked engine.Asked) (engine.Result, error) {
	reg, err := s.registryIn(asked)
	if err != nil {
		return engine.Result{}, err
	}
	for _, r := range engine.State[registryState](reg).Runs {
		if r.ID == asked.Values["run"] {
			return engine.Result{Body: s.shownRun(reg, r)}, nil
		}
	}
	return engine.Result{}, engine.NotFound("RunNotFound", "The run '%s' was not found.", asked.Values["run"])
}

// shownRun is a run as it is now.
func (s *Service) shownRun(reg *engine.Resource, r run) engine.Body {
	properties := engine.Body{
		"runId": r.ID, "runType": r.Type, "status": "Queued", "provisioningState": engine.Succeeded,
		"createTime": r.Created.Format(time.RFC3339Nano),
	}
	if r.Task != "" {
		properties["task"] = r.Task
	}
	if ends := r.Created.Add(runTakes); !s.engine.Now().Before(ends) {
		properties["status"], properties["finishTime"] = engine.Succeeded, ends.Format(time.RFC3339Nano)
		if r.Denied != "" {
			properties["status"], properties["runErrorMessage"] = engine.Failed, r.Denied
		}
	}
	return engine.Body{
		"id": reg.ID + "/runs/" + r.ID, "name": r.ID, "type": catalog.Registry.ARM + "/runs",
		"properties": properties,
	}
}
