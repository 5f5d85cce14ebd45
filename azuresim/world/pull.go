package world

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"private-acr/internal/azure"
)

// Pull is the trace of a consumer's attempt to pull an image.
type Pull struct {
	// Time is Azure's.
	Time time.Time `json:"time"`
	// Consumer is the id of the container app or container group.
	Consumer string `json:"consumer"`
	// Image is the reference as the consumer wrote it.
	Image string `json:"image"`
	// Steps end with the first that went wrong.
	Steps []Step `json:"steps"`
	// Error is empty when the image was pulled.
	Error string `json:"error,omitempty"`
	// Reason is what the system log of Container Apps calls the failure: ImagePullUnauthorized or
	// ImagePullFailed. It is empty when the image was pulled.
	Reason string `json:"reason,omitempty"`
}

// Step is one link of the path from a consumer to an image.
type Step struct {
	Name   string `json:"name"`
	Detail string `json:"detail"`
	OK     bool   `json:"ok"`
}

// keptPulls is how many traces are kept, in memory.
const keptPulls = 100

// Pulls are the traces of the latest pulls, the oldest first.
func (w *World) Pulls() []Pull {
	w.mu.Lock()
	defer w.mu.Unlock()
	// As for Now: what cannot be written down is reported by the next change.
	_ = w.advance()
	return slices.Clone(w.pulls)
}

// consumer is what pulls, as far as a pull is concerned.
type consumer struct {
	rec *record
	// network is the key of the virtual network that it is in, "" for none.
	network     string
	credentials []credential
	// trusted consumers come in as Azure's trusted services, and need that bypass. Azure docs:
	// container-instances/using-azure-container-registry-mi.
	trusted bool
	// armAudience consumers log in with a token whose audience is the Resource Manager. Azure docs:
	// container-apps/managed-identity-image-pull.
	armAudience bool
	// resolver is the one that errors name.
	resolver string
	// dnsServers are those that the consumer asks instead of Azure's.
	dnsServers []string
}

// pullError is a failed pull in the words of a container runtime.
type pullError struct {
	text         string
	unauthorized bool
	detail       error
}

// Error is the text.
func (f *pullError) Error() string {
	return f.text
}

// reason is from the logs in azure-container-apps-practical-guide.
func (f *pullError) reason() string {
	if f.unauthorized {
		return "ImagePullUnauthorized"
	}
	return "ImagePullFailed"
}

// journey is one pull on its way.
type journey struct {
	w     *World
	c     consumer
	image imageName
	reg   *record
	login answer
}

// stage is a step before it is taken: it returns what it found, or a *pullError.
type stage struct {
	name string
	walk func(*journey) (string, error)
}

// privateStages are those of a pull from a registry; others only need the image to exist.
var privateStages = []stage{
	{"resolve login server", (*journey).resolveLogin},
	{"reach login server", (*journey).reachLogin},
	{"log in", (*journey).authenticate},
	{"check grant", (*journey).authorise},
	{"read manifest", (*journey).manifest},
	{"fetch layers", (*journey).fetchLayers},
}

// pull lets the consumer pull the image, and keeps the trace. A nil fault is success.
func (w *World) pull(c consumer, image string) *pullError {
	j := &journey{w: w, c: c, image: parseImage(image)}
	stages := privateStages
	if j.reg = w.registryAt(j.image.host); j.reg == nil {
		stages = []stage{{"read manifest", (*journey).publicManifest}}
	}
	trace := Pull{Time: w.at, Consumer: c.rec.ID, Image: image}
	var fault *pullError
	for _, s := range stages {
		detail, err := s.walk(j)
		if errors.As(err, &fault) {
			detail = fault.detail.Error()
			trace.Error, trace.Reason = fault.text, fault.reason()
		}
		trace.Steps = append(trace.Steps, Step{Name: s.name, Detail: detail, OK: fault == nil})
		if fault != nil {
			break
		}
	}
	w.pulls = append(w.pulls, trace)
	if extra := len(w.pulls) - keptPulls; extra > 0 {
		w.pulls = slices.Clone(w.pulls[extra:])
	}
	return fault
}

// publicManifest finds an image that is not in a registry of this world.
func (j *journey) publicManifest() (string, error) {
	switch {
	case slices.Contains(j.w.options.Images, j.image.String()):
		return j.image.String() + " is public", nil
	case strings.HasSuffix(j.image.host, "."+j.w.cloud.RegistrySuffix):
		return "", j.noSuchHost(j.image.host, errors.New("there is no registry of this name"))
	}
	return "", j.unknownManifest()
}

func (j *journey) resolveLogin() (string, error) {
	found, err := j.w.resolve(j.c, j.image.host, len(j.w.endpoints(j.reg)) > 0)
	if err != nil {
		return "", j.noSuchHost(j.image.host, err)
	}
	j.login = found
	return found.detail, nil
}

func (j *journey) reachLogin() (string, error) {
	return j.reach(j.login, azure.RegistryGroup)
}

// reach goes to an address, and expects the registry's member there.
func (j *journey) reach(to answer, wantedMember string) (string, error) {
	if !to.private {
		return j.reachPublic(to)
	}
	endpoint, a := j.w.endpointAt(j.c.network, to.ip)
	target := fmt.Sprintf("%s of %s", wantedMember, j.reg.name())
	switch {
	case endpoint == nil:
		return "", j.timeout(to.ip, fmt.Errorf("no private endpoint in %s has address %s", j.c.network,
			to.ip))
	case !endpoint.works() || !approved(endpoint):
		return "", j.timeout(to.ip, fmt.Errorf("private endpoint %s is %s and its connection %s", endpoint.ID,
			endpoint.state(), stateOf(endpoint).Status))
	case a.Member != wantedMember || !same(see[endpointView](endpoint.Body).link().Properties.ServiceID,
		j.reg.ID):
		return "", j.timeout(to.ip, fmt.Errorf("private endpoint %s serves %s at %s, not %s", endpoint.ID,
			a.Host, to.ip, target))
	}
	return fmt.Sprintf("private endpoint %s serves %s at %s", endpoint.name(), target, to.ip), nil
}

// reachPublic goes to the registry's public address. A group in a network does not count as a trusted service
// there: its network is meant to lead to the private one.
func (j *journey) reachPublic(to answer) (string, error) {
	v := see[registryView](j.reg.Body)
	if v.public() {
		return "public network access is enabled", nil
	}
	if j.c.trusted && j.c.network == "" && v.trusts() {
		return "trusted services may bypass the network rules", nil
	}
	return "", j.unauthorized(fmt.Errorf("%s: public network access of %s is disabled", to.detail,
		j.reg.name()))
}

// authenticate logs in with the consumer's identity.
func (j *journey) authenticate() (string, error) {
	v := see[registryView](j.reg.Body)
	id := j.identity()
	switch {
	case id == "":
		return "", j.unauthorized(fmt.Errorf("the consumer names no identity for %s", j.image.host))
	case !attached(j.c.rec.Body, id) || j.w.find(typeIdentity, id) == nil:
		return "", j.unauthorized(fmt.Errorf("identity %s is not attached to the consumer", id))
	case j.c.armAudience && v.Properties.Policies.ARMAudience.off():
		return "", j.unauthorized(fmt.Errorf("%s takes no tokens of the Resource Manager's audience",
			j.reg.name()))
	case j.c.trusted && !v.public() && !v.trusts():
		return "", j.unauthorized(fmt.Errorf("%s does not let trusted services in", j.reg.name()))
	}
	return "as " + lastName(id), nil
}

// identity is the one that the consumer names for the registry.
func (j *journey) identity() string {
	for _, c := range j.c.credentials {
		if strings.EqualFold(c.Server, j.image.host) {
			return c.Identity
		}
	}
	return ""
}

func (j *journey) authorise() (string, error) {
	identity := j.w.find(typeIdentity, j.identity())
	detail, err := j.w.granted(j.reg, see[identityView](identity.Body).Properties.PrincipalID)
	if err != nil {
		return "", j.unauthorized(err)
	}
	return detail, nil
}

func (j *journey) manifest() (string, error) {
	digest, exists := j.reg.Facts.Images[j.image.local()]
	if !exists {
		return "", j.unknownManifest()
	}
	return j.image.local() + " is " + digest, nil
}

// fetchLayers goes where the manifest's layers are: to the data endpoint of the registry's home region. A
// pull over the public address gets them from wherever the registry says, without a name of this world.
func (j *journey) fetchLayers() (string, error) {
	if !j.login.private {
		return "layers come over the public address", nil
	}
	region := j.reg.region()
	host := azure.DataHost(j.image.host, region)
	found, err := j.w.resolve(j.c, host, true)
	if err != nil {
		return "", j.noSuchHost(host, err)
	}
	return j.reach(found, azure.DataMember(region))
}

func (j *journey) unauthorized(detail error) *pullError {
	query := url.Values{"scope": {"repository:" + j.image.repository + ":pull"}}.Encode()
	return &pullError{unauthorized: true, detail: detail, text: fmt.Sprintf("GET https:?%s&service=%s: "+
		"UNAUTHORIZED: authentication required, visit https://aka.ms/acr/authorization", query, j.image.host)}
}

func (j *journey) noSuchHost(host string, detail error) *pullError {
	return &pullError{detail: detail, text: fmt.Sprintf("failed to resolve registry '%s': lookup %s on %s: "+
		"no such host", host, host, j.c.resolver)}
}

func (j *journey) timeout(ip string, detail error) *pullError {
	return &pullError{detail: detail, text: fmt.Sprintf("Get \"https://%s/v2/\": dial tcp %s:443: i/o "+
		"timeout", j.image.host, ip)}
}

func (j *journey) unknownManifest() *pullError {
	tag := strings.TrimLeft(j.image.tag, ":@")
	return &pullError{
		detail: fmt.Errorf("%s does not exist in %s", j.image.local(), j.image.host),
		text: fmt.Sprintf("GET https:: MANIFEST_UNKNOWN: manifest tagged by \"%s\" is not found; "+
			"map[Tag:%s]", tag, tag),
	}
}
