package app

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/appcontainers/armappcontainers/v3"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

// The jobs of an app.
const (
	jobStart = "start"
	jobStop  = "stop"
	// switchTakes is assumed.
	switchTakes = 10 * time.Second
	// lookAgain is how often an operation looks whether the revision is ready that it waits for.
	lookAgain = 30 * time.Second
)

// rollOut makes the revision of a new template. An app that had one succeeds with that, whatever becomes of
// it (pulumi-azure-native#2779, azure-cli-extensions#6251), and so does a first one that crashes
// (azure-container-apps#484); a first one that does not become ready fails in the end
// (azure-container-apps#670, terraform-azure-container-apps#53).
func (s *Service) rollOut(res *engine.Resource, app armappcontainers.ContainerApp) error {
	name := revisionName(res, app)
	revision := s.engine.Find(catalog.Revision.ARM, res.ID+"/revisions/"+name)
	if revision == nil {
		var err error
		if revision, err = s.newRevision(res, name); err != nil {
			return err
		}
	}
	if s.waitsFor(res, revision) {
		return s.wait(res, revision)
	}
	res.Properties()["latestRevisionName"] = name
	s.showHosts(res, revision, app)
	s.reconcile(res)
	return nil
}

// revisionName is that of the present template. One whose suffix was there before makes no new revision
// (azure-container-apps#650).
func revisionName(res *engine.Resource, app armappcontainers.ContainerApp) string {
	template := engine.Value(engine.Value(app.Properties).Template)
	if suffix := engine.Value(template.RevisionSuffix); suffix != "" {
		return res.Name() + "--" + suffix
	}
	return fmt.Sprintf("%s--%07d", res.Name(), engine.State[appState](res).Revision)
}

func (s *Service) newRevision(app *engine.Resource, name string) (*engine.Resource, error) {
	id := app.ID + "/revisions/" + name
	revision := s.engine.NewImplicit(id, catalog.Revision.ARM, app, engine.Body{
		"id": id, "name": name, "type": catalog.Revision.ARM,
		"properties": engine.Body{"template": copied(app.Properties()["template"])},
	})
	engine.SetState(revision, revisionState{})
	s.engine.Keep(revision)
	return revision, s.activate(revision)
}

// copied shares nothing with a part of a body.
func copied(part any) any {
	text, err := json.Marshal(part)
	if err != nil {
		return nil
	}
	var again any
	if json.Unmarshal(text, &again) != nil {
		return nil
	}
	return again
}

// waitsFor reports whether an app's operation waits for a revision: for the first, unless it crashes.
func (s *Service) waitsFor(app, revision *engine.Resource) bool {
	first := len(s.revisionsOf(app)) == 1 && app.Properties()["latestRevisionName"] == nil
	return first && !s.ready(revision) && crashingIn(s.replicasOf(revision)) == ""
}

// wait goes on until the revision has had its time, and then leaves an app without one: tutor#118.
func (s *Service) wait(app, revision *engine.Resource) error {
	if s.engine.Now().Sub(revision.Created) < gracePeriod {
		return engine.Later(lookAgain)
	}
	s.engine.Remove(revision)
	w := appWorkload(engine.As[armappcontainers.ContainerApp](app))
	return notProvisioned(w, app.Name(), "Operation expired.")
}

// showHosts shows where the app and its latest revision answer.
func (s *Service) showHosts(res, revision *engine.Resource, app armappcontainers.ContainerApp) {
	if suffix := s.hostSuffix(app); suffix != "" {
		p := res.Properties()
		engine.Within(engine.Within(p, "configuration"), "ingress")["fqdn"] = res.Name() + "." + suffix
		p["latestRevisionFqdn"] = revision.Name() + "." + suffix
	}
}

// revisionHost is where a revision answers, empty without ingress.
func (s *Service) revisionHost(app, revision *engine.Resource) string {
	suffix := s.hostSuffix(engine.As[armappcontainers.ContainerApp](app))
	if suffix == "" {
		return ""
	}
	return revision.Name() + "." + suffix
}

func (s *Service) hostSuffix(app armappcontainers.ContainerApp) string {
	environment := s.engine.Find(catalog.ManagedEnvironment.ARM, appWorkload(app).environment)
	ingress := engine.Value(engine.Value(app.Properties).Configuration).Ingress
	switch {
	case ingress == nil || environment == nil:
		return ""
	case engine.Value(ingress.External):
		return domain(environment)
	}
	return "internal." + domain(environment)
}

// ScaleOut stands for load on an app: its latest revision then has that many replicas, within what its scale
// allows. Each new one pulls.
func (s *Service) ScaleOut(appID string, replicas int) error {
	app := s.engine.Find(catalog.ContainerApp.ARM, appID)
	if app == nil {
		return fmt.Errorf("scaling %q: there is no such app", appID)
	}
	revisions := s.revisionsOf(app)
	if len(revisions) == 0 {
		return fmt.Errorf("scaling %q: it has no revision", appID)
	}
	latest := revisions[len(revisions)-1]
	for range min(replicas, s.most(latest)) - len(s.replicasOf(latest)) {
		if err := s.startReplica(latest, ""); err != nil {
			return err
		}
	}
	return s.engine.Commit()
}

// switchApp is the action that starts or stops an app.
func (s *Service) switchApp(job string) engine.Action {
	return func(app *engine.Resource, _ engine.Body) (engine.Result, error) {
		if err := s.engine.Idle(app); err != nil {
			return engine.Result{}, err
		}
		return s.engine.Start(job, app, switchTakes, nil)
	}
}

func (s *Service) stopApp(app *engine.Resource, _ json.RawMessage) error {
	for _, revision := range s.revisionsOf(app) {
		for _, replica := range s.replicasOf(revision) {
			s.engine.Remove(replica)
		}
	}
	app.Properties()["runningStatus"] = "Stopped"
	s.engine.Keep(app)
	return nil
}

// startApp starts replicas where there are none: each pulls, and no old one serves meanwhile.
func (s *Service) startApp(app *engine.Resource, _ json.RawMessage) error {
	app.Properties()["runningStatus"] = "Running"
	s.engine.Keep(app)
	for _, revision := range s.revisionsOf(app) {
		if !engine.State[revisionState](revision).Active || len(s.replicasOf(revision)) > 0 {
			continue
		}
		if err := s.activate(revision); err != nil {
			return err
		}
	}
	return nil
}

// shown is the app as a job answers it.
func (s *Service) shown(app *engine.Resource, _ json.RawMessage) engine.Body {
	body, err := s.engine.Show(app)
	if err != nil {
		return nil
	}
	return body
}
