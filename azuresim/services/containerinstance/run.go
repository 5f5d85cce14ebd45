package containerinstance

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"private-acr/azuresim/engine"
	"private-acr/azuresim/pull"
	"private-acr/azuresim/services/containerregistry"
	"private-acr/azuresim/services/network"
)

// The jobs of a container group.
const (
	jobPull  = "pull"
	jobStart = "start"
	// startTakes is assumed.
	startTakes = time.Minute
	// patience is how long a group may wait for its network until its operation fails. Azure docs:
	// container-instances/container-state; dev-box-images#17.
	patience = 30 * time.Minute
	// lookAgain is how often it tries meanwhile; assumed.
	lookAgain = 30 * time.Second
)

// groupState is what has become of a group.
type groupState struct {
	network.Tenancy
	// Containers are those whose images somebody has tried to pull, by their names.
	Containers map[string]containerState `json:"containers,omitempty"`
	// Waiting is since when it cannot leave its network.
	Waiting time.Time `json:"waiting,omitzero"`
	// Stopped is when somebody stopped it.
	Stopped time.Time `json:"stopped,omitzero"`
}

// containerState is what has become of a container.
type containerState struct {
	// Behaviour is what it does since it was Started.
	Behaviour containerregistry.Behaviour `json:"behaviour,omitempty"`
	Started   time.Time                   `json:"started,omitzero"`
	// Failed is why its image cannot be pulled, Failures how often it could not, since First.
	Failed   string    `json:"failed,omitempty"`
	Failures int       `json:"failures,omitempty"`
	First    time.Time `json:"first,omitzero"`
	Last     time.Time `json:"last,omitzero"`
}

// failedPull is a pull that failed, with its image.
type failedPull struct {
	*pull.Error

	image string
}

// pullAll pulls the images of all containers, from anew each time: a group never runs with what an earlier
// pull has left. The first failure ends it; nil is success.
func (s *Service) pullAll(group *engine.Resource) *failedPull {
	p, state := propertiesOf(group), engine.State[groupState](group)
	before := state.Containers
	state.Containers, state.Stopped = map[string]containerState{}, time.Time{}
	defer func() {
		engine.SetState(group, state)
		s.engine.Keep(group)
	}()
	for _, c := range definitions(p) {
		image, failed := s.puller.Pull(consumer(group, p), c.image)
		if failed == nil {
			state.Containers[c.name] = containerState{Behaviour: image.Behaviour, Started: s.engine.Now()}
			continue
		}
		if !failed.NoWayOut {
			state.Containers[c.name] = before[c.name].again(c.image, failed, s.engine.Now())
		}
		return &failedPull{failed, c.image}
	}
	state.Waiting = time.Time{}
	return nil
}

// again is the state of a container after one more pull that failed.
func (c containerState) again(image string, failed *pull.Error, now time.Time) containerState {
	if c.Failures == 0 {
		c.First = now
	}
	return containerState{
		Failed: fmt.Sprintf("Failed to pull image \"%s\": rpc error: code Unknown desc %s", image,
			failed.Daemon()),
		First: c.First, Last: now, Failures: c.Failures + 1,
	}
}

// settleGroup pulls, and shows the group's address. A group that reaches nothing waits, without events
// (microsoft/finops-toolkit#1816), and fails when its time is over, with what deployments then say
// (Azure/ResourceModules#2635).
func (s *Service) settleGroup(group *engine.Resource) error {
	failed := s.pullAll(group)
	switch {
	case failed == nil:
		s.showAddress(group)
		return nil
	case !failed.NoWayOut:
		return inaccessible(group, failed)
	}
	state := engine.State[groupState](group)
	if state.Waiting.IsZero() {
		state.Waiting = s.engine.Now()
		engine.SetState(group, state)
	}
	if s.engine.Now().Sub(state.Waiting) < patience {
		return engine.Later(lookAgain)
	}
	state.Waiting = time.Time{}
	engine.SetState(group, state)
	return engine.Refusal(http.StatusRequestTimeout, "ResourceDeploymentFailure", "The resource provision "+
		"operation did not complete within the allowed timeout period.")
}

func inaccessible(group *engine.Resource, failed *failedPull) *engine.Error {
	return engine.BadRequest("InaccessibleImage", "The image '%s' in container group '%s' is not "+
		"accessible. Please check the image and registry credential.", failed.image, group.Name())
}

func (s *Service) showAddress(group *engine.Resource) {
	if propertiesOf(group).IPAddress == nil {
		return
	}
	ip := network.PublicAddress(group.ID)
	if addresses := network.AddressesOf(group); len(addresses) > 0 {
		ip = addresses[0].IP
	}
	engine.Within(group.Properties(), "ipAddress")["ip"] = ip
}

// idle is an action that a group refuses during an operation.
func (s *Service) idle(act engine.Action) engine.Action {
	return func(group *engine.Resource, body engine.Body) (engine.Result, error) {
		if err := s.engine.Idle(group); err != nil {
			return engine.Result{}, err
		}
		return act(group, body)
	}
}

// stop is the action that stops a group at once.
func (s *Service) stop(group *engine.Resource, _ engine.Body) (engine.Result, error) {
	state := engine.State[groupState](group)
	state.Stopped = s.engine.Now()
	engine.SetState(group, state)
	s.engine.Keep(group)
	return engine.Result{NoContent: true}, nil
}

// restart is the action that starts the containers again, which pulls.
func (s *Service) restart(group *engine.Resource, _ engine.Body) (engine.Result, error) {
	return engine.Result{NoContent: true}, s.pullAgain(group, nil)
}

// start is the action that starts a group that was stopped.
func (s *Service) start(group *engine.Resource, _ engine.Body) (engine.Result, error) {
	return s.engine.Start(jobStart, group, startTakes, nil)
}

func (s *Service) started(group *engine.Resource, _ json.RawMessage) error {
	if failed := s.pullAll(group); failed != nil {
		return inaccessible(group, failed)
	}
	return nil
}

// pullAgain pulls for a group that runs already, and goes on trying: what fails then is told by events only
// (Azure/acr#633).
func (s *Service) pullAgain(group *engine.Resource, _ json.RawMessage) error {
	if s.pullAll(group) == nil {
		return nil
	}
	failures := 1
	for _, c := range engine.State[groupState](group).Containers {
		failures = max(failures, c.Failures)
	}
	_, err := s.engine.Start(jobPull, group, pull.Again(failures), nil)
	return err
}

// logs are the words of the sample images.
var logs = map[containerregistry.Behaviour]string{
	containerregistry.Runs:       "listening on port 80\n",
	containerregistry.Completes:  "done\n",
	containerregistry.Crashes:    "fatal: this image crashes\n",
	containerregistry.NeverReady: "listening on port 80\nnot ready\n",
}

// containerLogs is the action that reads what a container has written.
func (s *Service) containerLogs(group *engine.Resource, name string, _ engine.Body) (engine.Result, error) {
	for _, c := range definitions(propertiesOf(group)) {
		if c.name == name {
			state := engine.State[groupState](group).Containers[name]
			return engine.Result{Body: engine.Body{"content": logs[state.Behaviour]}}, nil
		}
	}
	return engine.Result{}, engine.NotFound("ContainerNotFound", "The container '%s' was not found in "+
		"container group '%s'.", name, group.Name())
}
