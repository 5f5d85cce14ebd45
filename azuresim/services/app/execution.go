package app

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/appcontainers/armappcontainers/v3"

	"private-acr/azuresim/engine"
	"private-acr/azuresim/services/containerregistry"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).execution)

const (
	// startTakes and runTakes, for one try of a container that ends, are assumed.
	startTakes = 5 * time.Second
	runTakes   = 10 * time.Second
)

// execution is one run of a job. It pulls its images when it starts.
func (s *Service) execution() engine.Type {
	return engine.Type{
		Row: catalog.JobExecution, Stateless: true, State: engine.StateOf[executionState],
		Accept: refuseWrite, Refuse: refuseDelete, View: s.viewExecution,
		Actions: map[string]engine.Action{jobStop: s.stopExecution},
		Jobs: map[string]engine.Job{
			jobPull: {Hidden: true, Finish: s.pullExecution}, jobStop: {Finish: s.endExecution},
		},
		Example: engine.Example{MadeBy: catalog.Job, By: jobStart},
	}
}

// executionState is what has become of an execution.
type executionState struct {
	// Behaviour is what it does, once all images were pulled.
	Behaviour containerregistry.Behaviour `json:"behaviour,omitempty"`
	// Pulled is when they were.
	Pulled time.Time `json:"pulled,omitzero"`
	// Attempts are those to pull that failed.
	Attempts int `json:"attempts,omitempty"`
	// Stopped is when somebody stopped it.
	Stopped time.Time `json:"stopped,omitzero"`
}

// started names what is started, for the operation that starts it.
type started struct {
	Name     string                                 `json:"name"`
	Template *armappcontainers.JobExecutionTemplate `json:"template,omitempty"`
}

// startExecution is the action that starts a job, with a template of its own if the request has one.
func (s *Service) startExecution(job *engine.Resource, body engine.Body) (engine.Result, error) {
	if err := s.engine.Idle(job); err != nil {
		return engine.Result{}, err
	}
	state := engine.State[jobState](job)
	state.Executions++
	engine.SetState(job, state)
	s.engine.Keep(job)
	input := started{Name: job.Name() + "-" + job.GUID(fmt.Sprint("execution", state.Executions))[:7]}
	if len(body) > 0 {
		template, err := engine.Read[armappcontainers.JobExecutionTemplate](body)
		if err != nil {
			return engine.Result{}, err
		}
		input.Template = &template
	}
	return s.engine.Start(jobStart, job, startTakes, input)
}

// startedExecution is what the action answers in the end.
func startedExecution(job *engine.Resource, input json.RawMessage) engine.Body {
	var in started
	if json.Unmarshal(input, &in) != nil {
		return nil
	}
	return engine.Body{"id": job.ID + "/executions/" + in.Name, "name": in.Name}
}

// execute makes the execution.
func (s *Service) execute(job *engine.Resource, input json.RawMessage) error {
	var in started
	if err := json.Unmarshal(input, &in); err != nil {
		return err
	}
	id := job.ID + "/executions/" + in.Name
	body := engine.Body{"id": id, "name": in.Name, "type": catalog.JobExecution.ARM}
	if in.Template != nil {
		engine.Properties(body)["template"] = copied(in.Template)
	} else {
		engine.Properties(body)["template"] = copied(job.Properties()["template"])
	}
	execution := s.engine.NewImplicit(id, catalog.JobExecution.ARM, job, body)
	s.engine.Keep(execution)
	return s.pullExecution(execution, nil)
}

// workloadOfExecution is an execution as what pulls: its own containers, with what its job logs in with.
func (s *Service) workloadOfExecution(execution, job *engine.Resource) workload {
	w := jobWorkload(engine.As[armappcontainers.Job](job))
	own := engine.Value(engine.As[armappcontainers.JobExecution](execution).Properties)
	w.containers = nil
	for _, c := range engine.Value(own.Template).Containers {
		c := engine.Value(c)
		w.containers = append(w.containers, container{
			Name: engine.Value(c.Name), Image: engine.Value(c.Image),
		})
	}
	return w
}

// pullExecution pulls an execution's images, or starts to wait for the next attempt, which is made while the
// execution still has time.
func (s *Service) pullExecution(execution *engine.Resource, _ json.RawMessage) error {
	if now, _ := s.statusOf(execution); now != armappcontainers.JobExecutionRunningStateRunning {
		return nil
	}
	state := engine.State[executionState](execution)
	behaviour, pulled := s.behaviourOf(execution)
	if !pulled {
		state.Attempts++
		return s.waitToPull(execution, state, state.Attempts)
	}
	state.Behaviour, state.Pulled = behaviour, s.engine.Now()
	engine.SetState(execution, state)
	s.engine.Keep(execution)
	return nil
}

// behaviourOf is what an execution does, once it has all its images: what the last container does that does
// not simply run.
func (s *Service) behaviourOf(execution *engine.Resource) (does containerregistry.Behaviour, pulled bool) {
	job := s.engine.Find(catalog.Job.ARM, execution.Owner)
	w := s.workloadOfExecution(execution, job)
	does = containerregistry.Runs
	for _, c := range w.containers {
		image, failed := s.puller.Pull(s.consumer(job, w), c.Image)
		if failed != nil {
			return "", false
		}
		if image.Behaviour != containerregistry.Runs {
			does = image.Behaviour
		}
	}
	return does, true
}

// status is that of an execution.
type status = armappcontainers.JobExecutionRunningState

// statusOf is the status of an execution, and when it ended. It fails after its last try, and when its time
// is over. Azure docs: container-apps/jobs.
func (s *Service) statusOf(execution *engine.Resource) (status, time.Time) {
	state := engine.State[executionState](execution)
	job := engine.As[armappcontainers.Job](s.engine.Find(catalog.Job.ARM, execution.Owner))
	configuration := engine.Value(engine.Value(job.Properties).Configuration)
	ends := execution.Created.Add(time.Duration(engine.Value(configuration.ReplicaTimeout)) * time.Second)
	end := armappcontainers.JobExecutionRunningStateFailed
	tries := int(engine.Value(configuration.ReplicaRetryLimit)) + 1
	if state.Behaviour == containerregistry.Completes {
		end, tries = armappcontainers.JobExecutionRunningStateSucceeded, 1
	}
	if state.Behaviour == containerregistry.Completes || state.Behaviour == containerregistry.Crashes {
		ends = earlier(ends, state.Pulled, time.Duration(tries*int(runTakes)))
	}
	if !state.Stopped.IsZero() && state.Stopped.Before(ends) {
		return armappcontainers.JobExecutionRunningStateStopped, state.Stopped
	}
	if s.engine.Now().Before(ends) {
		return armappcontainers.JobExecutionRunningStateRunning, time.Time{}
	}
	return end, ends
}

// earlier is the end of what takes a while, from when it has begun, unless the limit is before.
func earlier(limit, begun time.Time, takes time.Duration) time.Time {
	if end := begun.Add(takes); !begun.IsZero() && end.Before(limit) {
		return end
	}
	return limit
}

func (s *Service) viewExecution(execution *engine.Resource, body engine.Body) {
	now, ended := s.statusOf(execution)
	p := engine.Properties(body)
	p["status"], p["startTime"] = string(now), execution.Created.Format(time.RFC3339)
	if !ended.IsZero() {
		p["endTime"] = ended.Format(time.RFC3339)
	}
}

func (s *Service) stopExecution(execution *engine.Resource, _ engine.Body) (engine.Result, error) {
	return s.engine.Start(jobStop, execution, startTakes, nil)
}

func (s *Service) endExecution(execution *engine.Resource, _ json.RawMessage) error {
	state := engine.State[executionState](execution)
	state.Stopped = s.engine.Now()
	engine.SetState(execution, state)
	s.engine.Keep(execution)
	return nil
}

func (s *Service) stopExecutions(job *engine.Resource, _ engine.Body) (engine.Result, error) {
	return s.engine.Start(jobStop, job, startTakes, nil)
}

func (s *Service) endExecutions(job *engine.Resource, _ json.RawMessage) error {
	for _, execution := range s.engine.Children(job.ID, catalog.JobExecution.ARM) {
		if err := s.endExecution(execution, nil); err != nil {
			return err
		}
	}
	return nil
}
