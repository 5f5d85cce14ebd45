package app

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/appcontainers/armappcontainers/v3"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).containerApp)

// containerApp has its images checked by a create or update that names new ones, and its revisions pull them.
func (s *Service) containerApp() engine.Type {
	return engine.Type{
		Row: catalog.ContainerApp, DisplaysLocation: true, NameCode: "ContainerAppInvalidName",
		BusyCode: "ContainerAppOperationInProgress",
		Takes: engine.Durations{
			Create: 25 * time.Second, Update: 20 * time.Second, Delete: 20 * time.Second,
			Source: "assumed: a part of the figures above",
		},
		ReadOnly: []string{
			"latestRevisionName", "latestReadyRevisionName", "latestRevisionFqdn", "outboundIpAddresses",
			"customDomainVerificationId", "eventStreamEndpoint", "runningStatus",
		},
		WriteOnly: []string{"properties.configuration.secrets.value"},
		State:     engine.StateOf[appState],
		Accept:    s.acceptApp, Settle: s.settleApp,
		Actions: map[string]engine.Action{
			"listSecrets": s.listSecrets, jobStart: s.switchApp(jobStart), jobStop: s.switchApp(jobStop),
		},
		Jobs: map[string]engine.Job{
			jobStart: {Finish: s.startApp, Result: s.shown}, jobStop: {Finish: s.stopApp, Result: s.shown},
		},
		Example: engine.Example{Name: "ca-example", Body: func(id func(catalog.Type) string) engine.Body {
			return engine.Body{"location": "koreacentral", "properties": engine.Body{
				"managedEnvironmentId": id(catalog.ManagedEnvironment),
				"configuration": engine.Body{
					"secrets": []any{engine.Body{"name": "key", "value": "planted"}},
				},
				"template": exampleTemplate(),
			}}
		}},
	}
}

// exampleTemplate runs a public image.
func exampleTemplate() engine.Body {
	return engine.Body{"containers": []any{engine.Body{
		"name": "example", "image": "mcr.microsoft.com/k8se/quickstart:latest",
	}}}
}

// appState is what an app has come to.
type appState struct {
	images
	// Revision counts the templates.
	Revision int `json:"revision,omitempty"`
}

func appWorkload(app armappcontainers.ContainerApp) workload {
	p := engine.Value(app.Properties)
	configuration, template := engine.Value(p.Configuration), engine.Value(p.Template)
	environment := engine.Value(p.ManagedEnvironmentID)
	if environment == "" {
		environment = engine.Value(p.EnvironmentID)
	}
	return workload{
		noun: "container app", environment: environment,
		containers: containersOf(template.InitContainers, template.Containers),
		registries: configuration.Registries, secrets: configuration.Secrets,
	}
}

func (s *Service) acceptApp(r *engine.Request) error {
	app, err := engine.Read[armappcontainers.ContainerApp](r.Resource.Body)
	if err != nil {
		return err
	}
	w := appWorkload(app)
	if err := s.accept(r, w); err != nil {
		return err
	}
	engine.Fill(r.Properties(), engine.Body{
		"managedEnvironmentId": w.environment, "environmentId": w.environment, "runningStatus": "Running",
		"outboundIpAddresses": []any{}, "customDomainVerificationId": verificationID,
		"configuration": engine.Body{"activeRevisionsMode": "Single"},
	})
	state := engine.State[appState](r.Resource)
	if r.Old == nil || template(r.Old) != template(r.Resource) {
		state.Revision++
	}
	state.Pulled, err = s.checkAtRequest(r, w, state.Pulled)
	engine.SetState(r.Resource, state)
	return err
}

// verificationID proves that a custom domain is the tenant's.
var verificationID = func() string {
	sum := sha256.Sum256([]byte(engine.TenantID))
	return strings.ToUpper(hex.EncodeToString(sum[:]))
}()

// template is what a change of makes a new revision.
func template(app *engine.Resource) string {
	text, err := json.Marshal(app.Properties()["template"])
	if err != nil {
		return ""
	}
	return string(text)
}

// settleApp checks the images that nobody has looked at yet, and rolls the template out.
func (s *Service) settleApp(res *engine.Resource) error {
	app := engine.As[armappcontainers.ContainerApp](res)
	state := engine.State[appState](res)
	pulled, err := s.checkInOperation(res, appWorkload(app), state.Pulled)
	if err != nil {
		return err
	}
	state.Pulled = pulled
	engine.SetState(res, state)
	return s.rollOut(res, app)
}
