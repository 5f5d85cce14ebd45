package app

import (
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/appcontainers/armappcontainers/v3"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).job)

// job has its images checked when it is made or they change, and pulls them at each execution. Schedules and
// events start none here.
func (s *Service) job() engine.Type {
	return engine.Type{
		Row: catalog.Job, NameCode: "ContainerAppJobInvalidName", BusyCode: "ContainerAppOperationInProgress",
		DisplaysLocation: true,
		Takes: engine.Durations{
			Create: 20 * time.Second, Update: 15 * time.Second, Delete: 15 * time.Second, Source: "assumed",
		},
		ReadOnly:  []string{"outboundIpAddresses", "eventStreamEndpoint"},
		WriteOnly: []string{"properties.configuration.secrets.value"},
		State:     engine.StateOf[jobState],
		Accept:    s.acceptJob, Settle: s.settleJob,
		Actions: map[string]engine.Action{
			"listSecrets": s.listSecrets, jobStart: s.startExecution, jobStop: s.stopExecutions,
		},
		Jobs: map[string]engine.Job{
			jobStart: {Finish: s.execute, Result: startedExecution},
			jobStop:  {Finish: s.endExecutions},
		},
		Example: engine.Example{Name: "job-example", Body: func(id func(catalog.Type) string) engine.Body {
			return engine.Body{"location": "koreacentral", "properties": engine.Body{
				"environmentId": id(catalog.ManagedEnvironment),
				"configuration": engine.Body{
					"triggerType": "Manual", "replicaTimeout": 300.0,
					"secrets": []any{engine.Body{"name": "key", "value": "planted"}},
				},
				"template": exampleTemplate(),
			}}
		}},
	}
}

func jobWorkload(job armappcontainers.Job) workload {
	p := engine.Value(job.Properties)
	configuration, template := engine.Value(p.Configuration), engine.Value(p.Template)
	return workload{
		noun: "job", environment: engine.Value(p.EnvironmentID),
		containers: containersOf(template.InitContainers, template.Containers),
		registries: configuration.Registries, secrets: configuration.Secrets,
	}
}

// acceptJob wants what the API's specification requires. The code is assumed.
func (s *Service) acceptJob(r *engine.Request) error {
	job, err := engine.Read[armappcontainers.Job](r.Resource.Body)
	if err != nil {
		return err
	}
	configuration := engine.Value(engine.Value(job.Properties).Configuration)
	if configuration.TriggerType == nil || configuration.ReplicaTimeout == nil {
		return engine.BadRequest("ContainerAppJobInvalidConfiguration",
			"The job '%s' must have a triggerType "+
				"and a replicaTimeout.", r.ID.Name)
	}
	w := jobWorkload(job)
	if err := s.accept(r, w); err != nil {
		return err
	}
	engine.Fill(r.Properties(), engine.Body{
		"outboundIpAddresses": []any{}, "configuration": engine.Body{"replicaRetryLimit": 0.0},
	})
	state := engine.State[jobState](r.Resource)
	state.Pulled, err = s.checkAtRequest(r, w, state.Pulled)
	engine.SetState(r.Resource, state)
	return err
}

// jobState is what a job has come to.
type jobState struct {
	images
	// Executions counts those that there were.
	Executions int `json:"executions,omitempty"`
}

func (s *Service) settleJob(res *engine.Resource) error {
	state := engine.State[jobState](res)
	pulled, err := s.checkInOperation(res, jobWorkload(engine.As[armappcontainers.Job](res)), state.Pulled)
	if err != nil {
		return err
	}
	state.Pulled = pulled
	engine.SetState(res, state)
	return nil
}
