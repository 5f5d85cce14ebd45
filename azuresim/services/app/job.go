package app

import (
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/appcontainers/armappcontainers/v3"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).job)

// job pulls its images when it is made or they change, as a revision of an app does. It is never run.
func (s *Service) job() engine.Type {
	return engine.Type{
		Row: catalog.Job, NameCode: "ContainerAppJobInvalidName", BusyCode: "ContainerAppOperationInProgress",
		DisplaysLocation: true,
		Takes: engine.Durations{
			Create: 20 * time.Second, Update: 15 * time.Second, Delete: 15 * time.Second, Source: "assumed",
		},
		ReadOnly:  []string{"outboundIpAddresses", "eventStreamEndpoint"},
		WriteOnly: []string{"properties.configuration.secrets.value"},
		State:     engine.StateOf[images],
		Accept:    s.acceptJob, Settle: s.settleJob,
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
	if err := s.accept(r, jobWorkload(job)); err != nil {
		return err
	}
	engine.Fill(r.Properties(), engine.Body{
		"outboundIpAddresses": []any{}, "configuration": engine.Body{"replicaRetryLimit": 0.0},
	})
	return nil
}

func (s *Service) settleJob(res *engine.Resource) error {
	job := engine.As[armappcontainers.Job](res)
	pulled, err := s.pullImages(res, jobWorkload(job), engine.State[images](res).Pulled)
	if err != nil {
		return err
	}
	engine.SetState(res, images{Pulled: pulled})
	return nil
}
