package pull

import (
	"errors"

	"private-acr/azuresim/engine"
	"private-acr/azuresim/services/authorization"
	"private-acr/azuresim/services/containerregistry"
	"private-acr/azuresim/services/managedidentity"
	"private-acr/azuresim/services/network"
	"private-acr/azuresim/services/privatedns"
	"private-acr/internal/azure"
)

// Puller lets consumers pull in one simulated Azure.
type Puller struct {
	Engine     *engine.Engine
	Network    *network.Service
	DNS        *privatedns.Service
	Registries *containerregistry.Service
	Identities *managedidentity.Service
	Grants     *authorization.Service

	traces []Trace
}

// Consumer is what pulls, as far as a pull is concerned.
type Consumer struct {
	// Resource runs the container.
	Resource *engine.Resource
	// Network is the key of the virtual network that it is in, "" for none.
	Network string
	// Origin is where in the network its connections come from.
	Origin network.Origin
	// Credentials are those that it presents to registries.
	Credentials []Credential
	// Trusted consumers come in as Azure's trusted services, and need that bypass. Azure docs:
	// container-instances/using-azure-container-registry-mi.
	Trusted bool
	// ARMAudience consumers log in with a token whose audience is the Resource Manager. Azure docs:
	// container-apps/managed-identity-image-pull.
	ARMAudience bool
	// Resolver is the one that errors name.
	Resolver string
	// DNSServers are those that the consumer asks instead of Azure's.
	DNSServers []string
}

// attempt is one pull on its way.
type attempt struct {
	*Puller
	consumer Consumer
	image    azure.Image
	registry *engine.Resource
	// login is where the login server's name leads, and session what the login led to.
	login   answer
	session session
	// site is where the registry answers.
	site containerregistry.Site
	// digest is that of the manifest.
	digest string
}

// Image is what a consumer has pulled.
type Image struct {
	Digest    string
	Behaviour containerregistry.Behaviour
}

// step is a Step before it is taken: it returns what it found, or an *Error.
type step struct {
	name string
	take func(*attempt) (string, error)
}

// privateSteps are those of a pull from a registry of this Azure.
var privateSteps = []step{
	{"resolve login server", (*attempt).resolveLogin},
	{"reach login server", (*attempt).reachLogin},
	{"log in", (*attempt).logIn},
	{"check grant", (*attempt).checkGrant},
	{"read manifest", (*attempt).readManifest},
	{"fetch layers", (*attempt).fetchLayers},
}

// publicSteps are those of other images, which need to exist and to be reached.
var publicSteps = []step{
	{"reach login server", (*attempt).reachElsewhere},
	{"read manifest", (*attempt).readPublicManifest},
	{"fetch layers", (*attempt).fetchPublicLayers},
}

// Pull lets the consumer pull the image, and keeps the trace. A nil Error is success.
func (p *Puller) Pull(consumer Consumer, reference string) (Image, *Error) {
	trace := Trace{Time: p.Engine.Now(), Consumer: consumer.Resource.ID, Image: reference}
	image, err := p.walk(consumer, reference, &trace)
	if err != nil {
		trace.Error, trace.Reason = err.Text, err.reason()
	}
	p.keep(trace)
	return image, err
}

func (p *Puller) walk(consumer Consumer, reference string, trace *Trace) (Image, *Error) {
	image, ok := azure.ParseImage(reference)
	if !ok {
		err := noReference(reference)
		trace.Steps = []Step{{Name: "read reference", Detail: err.detail.Error()}}
		return Image{}, err
	}
	a := &attempt{Puller: p, consumer: consumer, image: image}
	steps := privateSteps
	if a.registry = p.Registries.At(image.Host); a.registry == nil {
		steps = publicSteps
	}
	for _, s := range steps {
		detail, err := s.take(a)
		var failed *Error
		if errors.As(err, &failed) {
			trace.Steps = append(trace.Steps, Step{Name: s.name, Detail: failed.detail.Error()})
			return Image{}, failed
		}
		trace.Steps = append(trace.Steps, Step{Name: s.name, Detail: detail, OK: true})
	}
	return Image{a.digest, containerregistry.BehaviourOf(a.digest)}, nil
}
