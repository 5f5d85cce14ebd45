package containerregistry

import (
	"strings"
	"time"

	preview "github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerregistry/armcontainerregistry"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

var (
	_ = types.Add((*Service).task)
	_ = types.Add((*Service).agentPool)
)

// task is kept; its triggers start nothing.
func (s *Service) task() engine.Type {
	return engine.Type{
		Row: catalog.Task, NameCode: badName, BusyCode: busy,
		// az acr task create takes the answer of a 200 only: azure-cli, command_modules/acr/task.py.
		CreatesWithOK: true,
		ReadOnly:      []string{"creationDate"}, WriteOnly: taskSecrets, Accept: s.acceptTask,
		Actions: map[string]engine.Action{"listDetails": showDetails},
		Example: engine.Example{Name: "task-example", Body: func(func(catalog.Type) string) engine.Body {
			return engine.Body{"location": "koreacentral", "properties": engine.Body{
				"platform": engine.Body{"os": "Linux"},
				"step": engine.Body{
					"type": "Docker", "dockerFilePath": "Dockerfile",
					"contextPath":        "https://example.com/x.git",
					"contextAccessToken": "planted",
				},
			}}
		}},
	}
}

// taskSecrets are written and never shown.
var taskSecrets = []string{
	"properties.step.contextAccessToken",
	"properties.trigger.sourceTriggers.sourceRepository.sourceControlAuthProperties.token",
	"properties.trigger.sourceTriggers.sourceRepository.sourceControlAuthProperties.refreshToken",
}

// acceptTask completes a task as the API's specification says, but for the agents' size: Azure answers none
// that was not given, or terraform-provider-azurerm would show a change. The code of the refusal is assumed.
func (s *Service) acceptTask(r *engine.Request) error {
	step, given := r.Properties()["step"].(engine.Body)
	system, _ := r.Properties()["isSystemTask"].(bool)
	if _, named := step["type"].(string); given && !named || !given && !system {
		return engine.BadRequest("InvalidTask", "The task '%s' has no step.", r.ID.Name)
	}
	engine.Fill(r.Properties(), engine.Body{
		"status": "Enabled", "timeout": 3600.0, "isSystemTask": false,
		"creationDate": s.engine.Now().Format(time.RFC3339Nano),
	})
	return nil
}

// showDetails answers the task with what a GET leaves out; its secrets are not shown here either.
func showDetails(task *engine.Resource, _ engine.Body) (engine.Result, error) {
	body := engine.Body{}
	engine.Fill(body, task.Body)
	return engine.Result{Body: body}, nil
}

// agentPool is a pool of agents in a subnet of one's own. Azure docs: tasks-agent-pools.
func (s *Service) agentPool() engine.Type {
	return engine.Type{
		Row: catalog.AgentPool, NameCode: badName, BusyCode: busy,
		Takes: engine.Durations{
			Create: 5 * time.Minute, Update: time.Minute, Delete: 2 * time.Minute,
			Source: "\"several minutes\", Azure docs: tasks-agent-pools; the rest assumed",
		},
		Accept:  s.acceptAgentPool,
		Actions: map[string]engine.Action{"listQueueStatus": queueStatus},
		Example: engine.Example{Name: "poolexample", Body: func(id func(catalog.Type) string) engine.Body {
			return engine.Body{"location": "koreacentral", "properties": engine.Body{
				"tier": "S1", "virtualNetworkSubnetResourceId": id(catalog.Subnet),
			}}
		}},
	}
}

// acceptAgentPool uses assumed codes and texts.
func (s *Service) acceptAgentPool(r *engine.Request) error {
	pool, err := engine.Read[preview.AgentPool](r.Resource.Body)
	if err != nil {
		return err
	}
	reg := s.engine.Find(catalog.Registry.ARM, engine.ParentID(r.ID))
	if err := premium(reg, notInSKU, "The requested feature agent pool"); err != nil {
		return err
	}
	p := engine.Value(pool.Properties)
	subnet := engine.Value(p.VirtualNetworkSubnetResourceID)
	switch {
	case subnet != "" && s.engine.Find(catalog.Subnet.ARM, subnet) == nil:
		return engine.BadRequest("InvalidSubnet", "The subnet '%s' of agent pool '%s' was not found.", subnet,
			r.ID.Name)
	case p.OS != nil && !strings.EqualFold(string(*p.OS), "Linux"):
		return engine.BadRequest("InvalidAgentPool", "The agent pool '%s' can only run Linux.", r.ID.Name)
	}
	engine.Fill(r.Properties(), engine.Body{"count": 1.0, "os": "Linux", "tier": "S1"})
	return nil
}

func queueStatus(*engine.Resource, engine.Body) (engine.Result, error) {
	return engine.Result{Body: engine.Body{"count": 0.0}}, nil
}
