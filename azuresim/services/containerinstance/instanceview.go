package containerinstance

import (
	"fmt"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerinstance/armcontainerinstance/v2"

	"private-acr/azuresim/engine"
	"private-acr/azuresim/pull"
	"private-acr/azuresim/services/containerregistry"
)

// The states of a group and of its containers. Azure docs: container-instances/container-state.
const (
	stateFailed     = "Failed"
	statePending    = "Pending"
	stateRunning    = "Running"
	stateStopped    = "Stopped"
	stateSucceeded  = "Succeeded"
	stateTerminated = "Terminated"
	stateWaiting    = "Waiting"
)

// viewGroup shows how the group and its containers are now.
func (s *Service) viewGroup(group *engine.Resource, body engine.Body) {
	shown := engine.Properties(body)
	shown["instanceView"] = engine.Body{"state": s.stateOf(group), "events": []any{}}
	for _, list := range []string{"initContainers", "containers"} {
		items, _ := shown[list].([]any)
		for _, item := range items {
			c, isObject := item.(engine.Body)
			if !isObject {
				continue
			}
			name, _ := c["name"].(string)
			image, _ := engine.Properties(c)["image"].(string)
			view := definition{name: name, image: image, init: list == "initContainers"}
			engine.Properties(c)["instanceView"] = s.viewContainer(group, view)
		}
	}
}

// stateOf is the state of a group as a whole: of its containers, the one that says most.
func (s *Service) stateOf(group *engine.Resource) string {
	state := engine.State[groupState](group)
	if !state.Stopped.IsZero() {
		return stateStopped
	}
	running := false
	worst := stateSucceeded
	for _, c := range definitions(propertiesOf(group)) {
		switch known := state.Containers[c.name]; {
		case known.Started.IsZero():
			return statePending
		case !c.ends(group, known.Behaviour):
			running = true
		case known.Behaviour == containerregistry.Crashes:
			worst = stateFailed
		}
	}
	if running {
		return stateRunning
	}
	return worst
}

// ends reports whether the container, if it behaves so, is left alone when it ends. Azure docs:
// container-instances-restart-policy, container-instances-init-container.
func (d definition) ends(group *engine.Resource, behaviour containerregistry.Behaviour) bool {
	policy := propertiesOf(group).RestartPolicy
	always := engine.Is(policy, armcontainerinstance.ContainerGroupRestartPolicyAlways)
	never := engine.Is(policy, armcontainerinstance.ContainerGroupRestartPolicyNever)
	if behaviour == containerregistry.Completes {
		return d.init || !always
	}
	return behaviour == containerregistry.Crashes && never
}

// viewContainer is the instance view of a container.
func (s *Service) viewContainer(group *engine.Resource, d definition) engine.Body {
	c := engine.State[groupState](group).Containers[d.name]
	view := engine.Body{
		"restartCount": 0.0, "events": events(c, d.image), "currentState": s.currentState(group, d, c),
	}
	if d.loops(group, c) {
		view["restartCount"] = float64(pull.Restarts(s.engine.Now().Sub(c.Started)))
		view["previousState"] = c.ended(c.Started)
	}
	return view
}

// loops reports whether a container ends again and again.
func (d definition) loops(group *engine.Resource, c containerState) bool {
	short := c.Behaviour == containerregistry.Completes || c.Behaviour == containerregistry.Crashes
	return short && !d.ends(group, c.Behaviour)
}

// currentState has for a container that is started again and again the words of Kubernetes, which Container
// Instances repeats. Azure docs: container-instances-troubleshooting.
func (s *Service) currentState(group *engine.Resource, d definition, c containerState) engine.Body {
	stopped := engine.State[groupState](group).Stopped
	switch {
	case c.Started.IsZero():
		return engine.Body{"state": stateWaiting, "detailStatus": ""}
	case !stopped.IsZero():
		return containerState{Started: c.Started}.ended(stopped)
	case d.ends(group, c.Behaviour):
		return c.ended(c.Started)
	case d.loops(group, c):
		next := pull.Again(pull.Restarts(s.engine.Now().Sub(c.Started)) + 1)
		backOff := fmt.Sprintf("CrashLoopBackOff: Back-off %s restarting failed", next)
		return engine.Body{"state": stateWaiting, "detailStatus": backOff}
	}
	return engine.Body{"state": stateRunning, "startTime": stamp(c.Started), "detailStatus": ""}
}

// ended is the state of a container after its end, with its exit code and the word for that. One that was
// stopped has neither a failure nor a word.
func (c containerState) ended(at time.Time) engine.Body {
	code, word := 0.0, ""
	switch c.Behaviour {
	case containerregistry.Completes:
		word = "Completed"
	case containerregistry.Crashes:
		code, word = 1.0, "Error"
	case containerregistry.Runs, containerregistry.NeverReady:
	}
	return engine.Body{
		"state": stateTerminated, "startTime": stamp(c.Started), "finishTime": stamp(at), "exitCode": code,
		"detailStatus": word,
	}
}

// events are what a container's instance view tells of its image. Azure docs: container-instances-get-logs,
// container-instances-troubleshooting.
func events(c containerState, image string) []any {
	all := []any{}
	add := func(kind, name, message string, values ...any) {
		count, from, to := 1, c.Started, c.Started
		if c.Failures > 0 {
			count, from, to = c.Failures, c.First, c.Last
		}
		all = append(all, engine.Body{
			"count": float64(count), "firstTimestamp": stamp(from), "lastTimestamp": stamp(to),
			"type": kind, "name": name, "message": fmt.Sprintf(message, values...),
		})
	}
	switch {
	case c.Failures > 0:
		add("Normal", "Pulling", "pulling image \"%s\"", image)
		add("Warning", "Failed", "%s", c.Failed)
		add("Normal", "BackOff", "Back-off pulling image \"%s\"", image)
	case !c.Started.IsZero():
		add("Normal", "Pulling", "pulling image \"%s\"", image)
		add("Normal", "Pulled", "Successfully pulled image \"%s\"", image)
		add("Normal", "Created", "Created container")
		add("Normal", "Started", "Started container")
	}
	return all
}

func stamp(at time.Time) string { return at.Format(time.RFC3339) }
