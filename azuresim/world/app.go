package world

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"private-acr/internal/azure"
)

const typeContainerApp = "Microsoft.App/containerApps"

// containerApp pulls its images at the end of a create or update that names new ones.
var containerApp = kind{
	typ: typeContainerApp, name: azure.NameContainerApp, nameCode: "ContainerAppInvalidName",
	place: regional, takes: containerAppTakes, busyCode: "ContainerAppOperationInProgress",
	readOnly: []string{
		"latestRevisionName", "latestReadyRevisionName", "latestRevisionFqdn", "outboundIpAddresses",
		"customDomainVerificationId", "eventStreamEndpoint", "runningStatus",
	},
	accept: acceptApp, begin: beginApp, settle: settleApp,
}

type appView struct {
	Properties struct {
		ManagedEnvironmentID string `json:"managedEnvironmentId"`
		EnvironmentID        string `json:"environmentId"`
		Configuration        struct {
			Registries []credential `json:"registries"`
			Ingress    *struct {
				External bool `json:"external"`
			} `json:"ingress"`
		} `json:"configuration"`
		Template struct {
			Containers     []containerView `json:"containers"`
			InitContainers []containerView `json:"initContainers"`
		} `json:"template"`
	} `json:"properties"`
}

type containerView struct {
	Name  string `json:"name"`
	Image string `json:"image"`
}

// credential is what a consumer logs in to a registry with. Passwords are not simulated.
type credential struct {
	Server   string `json:"server"`
	Identity string `json:"identity"`
}

func (v appView) environment() string {
	if id := v.Properties.ManagedEnvironmentID; id != "" {
		return id
	}
	return v.Properties.EnvironmentID
}

func (v appView) containers() []containerView {
	return append(slices.Clone(v.Properties.Template.InitContainers), v.Properties.Template.Containers...)
}

func environmentOf(app *record) string {
	return see[appView](app.Body).environment()
}

func acceptApp(r *request) error {
	v, err := read[appView](r.rec.Body)
	if err != nil {
		return err
	}
	if err := r.checkEnvironment(v); err != nil {
		return err
	}
	if len(v.Properties.Template.Containers) == 0 {
		return badRequest("ContainerAppContainerRequired", "Container app '%s' must have at least one "+
			"container.", r.id.Name)
	}
	if err := r.attachIdentities(); err != nil {
		return err
	}
	for _, c := range v.Properties.Configuration.Registries {
		if usesIdentity(c) && !attached(r.rec.Body, c.Identity) {
			// The code is assumed.
			return badRequest("InvalidRegistryIdentity", "The identity '%s' of registry '%s' is not "+
				"assigned to container app '%s'.", c.Identity, c.Server, r.id.Name)
		}
	}
	fill(r.properties(), Body{
		"managedEnvironmentId": v.environment(), "environmentId": v.environment(), "runningStatus": "Running",
		"outboundIpAddresses": []any{}, "customDomainVerificationId": strings.ToUpper(digestOf(tenant)[7:]),
		"configuration": Body{"activeRevisionsMode": "Single"},
	})
	return nil
}

func usesIdentity(c credential) bool {
	return strings.HasPrefix(c.Identity, "/")
}

func (r *request) checkEnvironment(v appView) error {
	environment := r.w.find(typeEnvironment, v.environment())
	switch {
	case environment == nil:
		return badRequest("EnvironmentNotFound", "The environment '%s' of container app '%s' does not exist.",
			v.environment(), r.id.Name)
	case !environment.works():
		return badRequest("ManagedEnvironmentNotProvisioned", "The environment '%s' is not provisioned: it "+
			"is in state %s.", environment.name(), environment.state())
	case r.old != nil && !same(environmentOf(r.old), environment.ID):
		return badRequest("ContainerAppEnvironmentChangeNotAllowed", "The environment of container app '%s' "+
			"cannot be changed.", r.id.Name)
	}
	return nil
}

// beginApp counts revisions: only a change of the template makes a new one.
func beginApp(r *request) {
	if r.old == nil || template(r.old.Body) != template(r.rec.Body) {
		r.rec.Facts.Revision++
	}
}

func template(body Body) string {
	text, err := json.Marshal(properties(body)["template"])
	if err != nil {
		return ""
	}
	return string(text)
}

// settleApp validates the images that have changed. A template whose images are those last validated is not
// looked at again, however broken its path has become. Azure docs:
// container-apps/troubleshoot-image-pull-failures.
func settleApp(w *World, rec *record) error {
	v := see[appView](rec.Body)
	var images []string
	for _, c := range v.containers() {
		images = append(images, c.Image)
		if slices.Contains(rec.Facts.Pulled, c.Image) {
			continue
		}
		if fault := w.pull(w.appConsumer(rec, v), c.Image); fault != nil {
			return appFault(rec, c, fault)
		}
	}
	rec.Facts.Pulled = images
	w.revise(rec, v)
	return nil
}

func (w *World) appConsumer(rec *record, v appView) consumer {
	environment := w.find(typeEnvironment, v.environment())
	c := consumer{
		rec: rec, credentials: v.Properties.Configuration.Registries, armAudience: true,
		resolver: appsResolver,
	}
	if environment != nil && environment.Facts.Subnet != "" {
		c.network = network(environment.Facts.Subnet)
		if vnet := w.find(typeVirtualNetwork, c.network); vnet != nil {
			c.dnsServers = see[vnetView](vnet.Body).Properties.DHCP.DNSServers
		}
	}
	return c
}

// revise shows the revision that now runs.
func (w *World) revise(rec *record, v appView) {
	p := properties(rec.Body)
	revision := fmt.Sprintf("%s--%07d", rec.name(), rec.Facts.Revision)
	p["latestRevisionName"], p["latestReadyRevisionName"] = revision, revision
	environment := w.find(typeEnvironment, v.environment())
	if v.Properties.Configuration.Ingress == nil || environment == nil {
		return
	}
	domain := see[environmentView](environment.Body).Properties.DefaultDomain
	if !v.Properties.Configuration.Ingress.External {
		domain = "internal." + domain
	}
	within(within(p, "configuration"), "ingress")["fqdn"] = rec.name() + "." + domain
	p["latestRevisionFqdn"] = revision + "." + domain
}

// appFault puts a failed pull in the words of Container Apps.
func appFault(rec *record, c containerView, fault *pullError) *Error {
	code := "ContainerAppOperationError"
	if fault.unauthorized {
		code = "InvalidParameterValueInContainerTemplate"
	}
	return badRequest(code, "Failed to provision revision for container app '%s'. Error details: The "+
		"following field(s) are either invalid or missing. Field 'template.containers.%s.image' is invalid "+
		"with details: 'Invalid value: \"%s\": %s';..", rec.name(), c.Name, c.Image, fault.text)
}
