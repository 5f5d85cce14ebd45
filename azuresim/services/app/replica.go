package app

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"private-acr/azuresim/engine"
	"private-acr/azuresim/pull"
	"private-acr/azuresim/services/containerregistry"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).replica)

// jobPull is a replica's next attempt to pull its images.
const jobPull = "pull"

// replica runs the containers of a revision. It pulls each image when it starts, whatever was pulled before:
// the pull policy is always. Azure docs: container-apps/managed-identity-image-pull.
func (s *Service) replica() engine.Type {
	return engine.Type{
		Row: catalog.Replica, Stateless: true, State: engine.StateOf[replicaState],
		Accept: refuseWrite, Refuse: refuseDelete, View: s.viewReplica,
		Jobs:    map[string]engine.Job{jobPull: {Hidden: true, Finish: s.pullAgain}},
		Example: engine.Example{MadeBy: catalog.Revision},
	}
}

// replicaState is what has become of a replica.
type replicaState struct {
	// Runs are its containers, once their images were pulled.
	Runs []run `json:"runs,omitempty"`
	// Started is when they were.
	Started time.Time `json:"started,omitzero"`
	// Attempts are those to pull that failed.
	Attempts int `json:"attempts,omitempty"`
	// Replaces is the id of the replica that this one takes the place of, once it is ready.
	Replaces string `json:"replaces,omitempty"`
}

// run is a container that runs, or ran.
type run struct {
	container
	Behaviour containerregistry.Behaviour `json:"behaviour"`
}

// ready reports whether a container does what it is for: to go on, or to end if others wait for that.
func (r run) ready() bool {
	return r.Behaviour == containerregistry.Runs || r.Init && r.Behaviour == containerregistry.Completes
}

// crashes reports whether a container ends that should go on.
func (r run) crashes() bool {
	return !r.ready() && r.Behaviour != containerregistry.NeverReady
}

func (r replicaState) ready() bool {
	for _, run := range r.Runs {
		if !run.ready() {
			return false
		}
	}
	return !r.Started.IsZero()
}

// crashing is the name of a container that crashes, empty if none does.
func (r replicaState) crashing() string {
	for _, run := range r.Runs {
		if run.crashes() {
			return run.Name
		}
	}
	return ""
}

// startReplica makes a replica of a revision, in the place of another one if that is given.
func (s *Service) startReplica(revision *engine.Resource, replaces string) error {
	state := engine.State[revisionState](revision)
	state.Replicas++
	engine.SetState(revision, state)
	s.engine.Keep(revision)
	digits := strings.ReplaceAll(revision.GUID(fmt.Sprint("replica", state.Replicas)), "-", "")
	id := fmt.Sprintf("%s/replicas/%s-%s-%s", revision.ID, revision.Name(), digits[:10], digits[10:15])
	replica := s.engine.NewImplicit(id, catalog.Replica.ARM, revision, engine.Body{
		"id": id, "name": engine.LastName(id), "type": catalog.Replica.ARM,
	})
	engine.SetState(replica, replicaState{Replaces: replaces})
	s.engine.Keep(replica)
	return s.pullFor(replica)
}

// waitToPull keeps the state of what could not pull, and has it wait for the next attempt.
func (s *Service) waitToPull(res *engine.Resource, state any, attempts int) error {
	engine.SetState(res, state)
	s.engine.Keep(res)
	_, err := s.engine.Start(jobPull, res, pull.Again(attempts), nil)
	return err
}

// pullFor pulls a replica's images, or starts to wait for the next attempt.
func (s *Service) pullFor(replica *engine.Resource) error {
	state := engine.State[replicaState](replica)
	runs, pulled := s.runsOf(replica)
	if !pulled {
		state.Attempts++
		return s.waitToPull(replica, state, state.Attempts)
	}
	state.Runs, state.Started = runs, s.engine.Now()
	engine.SetState(replica, state)
	s.engine.Keep(replica)
	if replaced := s.engine.Find(catalog.Replica.ARM, state.Replaces); replaced != nil && state.ready() {
		s.engine.Remove(replaced)
	}
	return nil
}

// runsOf are the containers of a replica, once it has an address and all their images.
func (s *Service) runsOf(replica *engine.Resource) (runs []run, pulled bool) {
	w := s.workloadOf(s.engine.Find(catalog.Revision.ARM, replica.Owner))
	if environment := s.engine.Find(catalog.ManagedEnvironment.ARM, w.environment); !s.hasRoom(environment) {
		return nil, false
	}
	for _, c := range w.containers {
		image, failed := s.puller.Pull(s.consumer(s.appOf(replica), w), c.Image)
		if failed != nil {
			return nil, false
		}
		runs = append(runs, run{c, image.Behaviour})
	}
	return runs, true
}

// pullAgain is an attempt after one that failed.
func (s *Service) pullAgain(replica *engine.Resource, _ json.RawMessage) error {
	err := s.pullFor(replica)
	s.reconcile(s.appOf(replica))
	return err
}

// appOf is the app of a revision or a replica.
func (s *Service) appOf(part *engine.Resource) *engine.Resource {
	id, _, _ := strings.Cut(engine.Key(part.ID), "/revisions/")
	return s.engine.Find(catalog.ContainerApp.ARM, id)
}

// viewReplica answers as azure-container-apps-practical-guide has captured it in the lab
// revision-provisioning-failure; the words for an image that cannot be pulled are assumed.
func (s *Service) viewReplica(replica *engine.Resource, body engine.Body) {
	state := engine.State[replicaState](replica)
	shown := map[bool][]any{true: {}, false: {}}
	for _, c := range s.workloadOf(s.engine.Find(catalog.Revision.ARM, replica.Owner)).containers {
		shown[c.Init] = append(shown[c.Init], s.containerOf(state, c))
	}
	running := "Running"
	if !state.ready() && (state.crashing() != "" || state.Started.IsZero()) {
		running = "NotRunning"
	}
	body["properties"] = engine.Body{
		"createdTime": replica.Created.Format(time.RFC3339), "runningState": running,
		"runningStateDetails": "", "containers": shown[false], "initContainers": shown[true],
	}
}

// containerOf is a container as its replica shows it.
func (s *Service) containerOf(state replicaState, c container) engine.Body {
	shown := engine.Body{
		"name": c.Name, "ready": false, "started": false, "restartCount": 0.0, "runningState": "Waiting",
		"runningStateDetails": "Container is waiting with reason: ImagePullBackOff on legion.",
	}
	for _, run := range state.Runs {
		switch {
		case run.Name != c.Name || state.Started.IsZero():
		case run.crashes():
			shown["restartCount"] = float64(pull.Restarts(s.engine.Now().Sub(state.Started)))
			shown["runningStateDetails"] = "Container is waiting with reason: CrashLoopBackOff on legion."
		default:
			shown["ready"], shown["started"], shown["runningState"] = run.ready(), true, "Running"
			shown["runningStateDetails"] = ""
		}
	}
	return shown
}
