package app

import (
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/appcontainers/armappcontainers/v3"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).revision)

// revision is a version of an app. Nobody puts one: a new template of the app makes it.
func (s *Service) revision() engine.Type {
	return engine.Type{
		Row: catalog.Revision, State: engine.StateOf[revisionState],
		Accept: refuseWrite, Refuse: refuseDelete, View: s.viewRevision,
		Actions: map[string]engine.Action{
			"activate": s.activateRevision, "deactivate": s.deactivateRevision, "restart": s.restartRevision,
		},
		Example: engine.Example{MadeBy: catalog.ContainerApp},
	}
}

// refuseWrite refuses what only Azure makes; the code is assumed.
func refuseWrite(r *engine.Request) error {
	return engine.Refusal(http.StatusMethodNotAllowed, "MethodNotAllowed", "%s cannot be written.",
		r.Resource.ID)
}

func refuseDelete(res *engine.Resource) error {
	return engine.Refusal(http.StatusMethodNotAllowed, "MethodNotAllowed", "%s cannot be deleted.", res.ID)
}

// revisionState is what has become of a revision.
type revisionState struct {
	// Active revisions have replicas.
	Active bool `json:"active,omitempty"`
	// Replicas counts those that there ever were.
	Replicas int `json:"replicas,omitempty"`
	// Left is when it was last active.
	Left time.Time `json:"left,omitzero"`
}

// gracePeriod is how long a revision may take to become ready: azure-container-apps#1270.
const gracePeriod = 10 * time.Minute

// condition is how a revision is, in the words of Container Apps. The service knows more states than its
// specification lists: azure-rest-api-specs#29102.
type condition struct{ provisioning, health, running, details, problem string }

// conditionOf is how a revision is now. What a failed one shows is captured in
// azure-container-apps-practical-guide, revision-provisioning-failure, and that an old replica keeps a
// revision healthy whose new one cannot pull in acr-network-path-pe-direct; the words of one that is not
// ready in time are in azure-container-apps#1219.
func (s *Service) conditionOf(revision *engine.Resource) condition {
	replicas := s.replicasOf(revision)
	ready, wanted := countReady(replicas), s.wanted(revision)
	crashing := crashingIn(replicas)
	switch {
	case !engine.State[revisionState](revision).Active:
		return condition{"Deprovisioned", "None", "Stopped", "", ""}
	case ready >= wanted && len(replicas) >= s.most(revision):
		return condition{"Provisioned", "Healthy", "RunningAtMaxScale", "", ""}
	case ready >= wanted:
		return condition{"Provisioned", "Healthy", "Running", "", ""}
	case ready > 0:
		return condition{"Provisioned", "Healthy", "Degraded", deadline(ready, wanted), ""}
	case crashing != "":
		problem := "Container crashing: " + crashing
		return condition{"Failed", "Unhealthy", "Failed", fmt.Sprintf("1/%d %s", wanted, problem), problem}
	case len(replicas) == 0:
		return condition{"Provisioned", "None", "Stopped", "", ""}
	case s.engine.Now().Sub(replicas[len(replicas)-1].Created) < gracePeriod:
		return condition{"Provisioning", "None", "Processing", "", ""}
	}
	problem := deadline(ready, wanted)
	return condition{"Failed", "Unhealthy", "ActivationFailed", problem, problem}
}

func deadline(ready, wanted int) string {
	return fmt.Sprintf("Deployment Progress Deadline Exceeded. %d/%d replicas ready.", ready, wanted)
}

func (s *Service) replicasOf(revision *engine.Resource) []*engine.Resource {
	return s.engine.Children(revision.ID, catalog.Replica.ARM)
}

func countReady(replicas []*engine.Resource) (ready int) {
	for _, replica := range replicas {
		if engine.State[replicaState](replica).ready() {
			ready++
		}
	}
	return ready
}

func crashingIn(replicas []*engine.Resource) string {
	for _, replica := range replicas {
		if name := engine.State[replicaState](replica).crashing(); name != "" {
			return name
		}
	}
	return ""
}

func scaleOf(revision *engine.Resource) armappcontainers.Scale {
	p := engine.Value(engine.As[armappcontainers.Revision](revision).Properties)
	return engine.Value(engine.Value(p.Template).Scale)
}

// wanted is how many replicas a revision has without load: never none here, because nobody waits until it
// would scale to zero.
func (s *Service) wanted(revision *engine.Resource) int {
	return max(1, int(engine.Value(scaleOf(revision).MinReplicas)))
}

// most is how many replicas a revision may have. Azure docs: container-apps/scale-app.
func (s *Service) most(revision *engine.Resource) int {
	if given := scaleOf(revision).MaxReplicas; given != nil {
		return int(*given)
	}
	return 10
}

func (s *Service) viewRevision(revision *engine.Resource, body engine.Body) {
	app, is := s.appOf(revision), s.conditionOf(revision)
	p := engine.Properties(body)
	p["active"] = engine.State[revisionState](revision).Active
	p["createdTime"] = revision.Created.Format(time.RFC3339)
	p["replicas"] = float64(len(s.replicasOf(revision)))
	p["trafficWeight"] = s.trafficTo(app, revision)
	p["provisioningState"], p["healthState"], p["runningState"] = is.provisioning, is.health, is.running
	for key, text := range map[string]string{
		"runningStateDetails": is.details, "provisioningError": is.problem,
		"fqdn": s.revisionHost(app, revision),
	} {
		if text != "" {
			p[key] = text
		}
	}
	if left := engine.State[revisionState](revision).Left; !left.IsZero() {
		p["lastActiveTime"] = left.Format(time.RFC3339)
	}
}

// trafficTo is the share of a revision: all for the one that serves, where nothing else is configured.
func (s *Service) trafficTo(app, revision *engine.Resource) float64 {
	p := engine.Value(engine.As[armappcontainers.ContainerApp](app).Properties)
	latest := engine.Value(p.LatestRevisionName) == revision.Name()
	for _, weight := range engine.Value(engine.Value(p.Configuration).Ingress).Traffic {
		w := engine.Value(weight)
		if engine.Value(w.RevisionName) == revision.Name() || engine.Value(w.LatestRevision) && latest {
			return float64(engine.Value(w.Weight))
		}
	}
	serving := engine.Value(p.LatestReadyRevisionName)
	if serving == revision.Name() || serving == "" && latest {
		return 100
	}
	return 0
}

func (s *Service) activateRevision(revision *engine.Resource, _ engine.Body) (engine.Result, error) {
	if engine.State[revisionState](revision).Active {
		return engine.Result{}, nil
	}
	err := s.activate(revision)
	s.reconcile(s.appOf(revision))
	return engine.Result{}, err
}

func (s *Service) deactivateRevision(revision *engine.Resource, _ engine.Body) (engine.Result, error) {
	s.deactivate(revision)
	return engine.Result{}, nil
}

// restartRevision starts a new replica for each, which goes only once the new one is ready:
// azure-container-apps-practical-guide, acr-network-path-pe-direct.
func (s *Service) restartRevision(revision *engine.Resource, _ engine.Body) (engine.Result, error) {
	for _, replica := range s.replicasOf(revision) {
		if err := s.startReplica(revision, replica.ID); err != nil {
			return engine.Result{}, err
		}
	}
	return engine.Result{}, nil
}

// activate gives a revision its replicas.
func (s *Service) activate(revision *engine.Resource) error {
	state := engine.State[revisionState](revision)
	state.Active = true
	engine.SetState(revision, state)
	s.engine.Keep(revision)
	for range s.wanted(revision) {
		if err := s.startReplica(revision, ""); err != nil {
			return err
		}
	}
	return nil
}

// deactivate takes them away.
func (s *Service) deactivate(revision *engine.Resource) {
	state := engine.State[revisionState](revision)
	state.Active, state.Left = false, s.engine.Now()
	engine.SetState(revision, state)
	s.engine.Keep(revision)
	for _, replica := range s.replicasOf(revision) {
		s.engine.Remove(replica)
	}
}

// revisionsOf are those of an app, the oldest first.
func (s *Service) revisionsOf(app *engine.Resource) []*engine.Resource {
	return s.engine.Children(app.ID, catalog.Revision.ARM)
}

// ready reports whether a revision can serve.
func (s *Service) ready(revision *engine.Resource) bool {
	return countReady(s.replicasOf(revision)) >= s.wanted(revision)
}

// reconcile lets the latest revision serve as soon as it is ready. In single mode the others go then, and not
// before. Azure docs: container-apps/revisions; pulumi-azure-native#2779.
func (s *Service) reconcile(app *engine.Resource) {
	revisions := s.revisionsOf(app)
	if len(revisions) == 0 || !s.ready(revisions[len(revisions)-1]) {
		return
	}
	latest := revisions[len(revisions)-1]
	app.Properties()["latestReadyRevisionName"] = latest.Name()
	s.engine.Keep(app)
	p := engine.Value(engine.As[armappcontainers.ContainerApp](app).Properties)
	mode := engine.Value(p.Configuration).ActiveRevisionsMode
	if engine.Is(mode, armappcontainers.ActiveRevisionsModeMultiple) {
		return
	}
	for _, other := range slices.Clone(revisions[:len(revisions)-1]) {
		if engine.State[revisionState](other).Active {
			s.deactivate(other)
		}
	}
}
