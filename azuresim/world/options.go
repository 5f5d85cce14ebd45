package world

import (
	"fmt"
	"time"

	"private-acr/azuresim/engine"
	"private-acr/azuresim/services/app"
	"private-acr/azuresim/services/authorization"
	"private-acr/azuresim/services/containerregistry"
	"private-acr/azuresim/services/network"
)

// Options say what a world is like. The zero value is a world in memory, running as fast as ours.
type Options struct {
	// PrivateLink defaults to BothPrivateLink.
	PrivateLink PrivateLink
	// Clock tells Azure's time. The default is a ScaledClock of Scale that goes on where the journal ends.
	Clock Clock
	// Scale is how many times as fast as ours Azure's time runs; 0 means 1. A Clock should run at it.
	Scale float64
	// DataGroupDelay is how long, in Azure's time, after the success of a registry or replica its data group
	// or member is offered. 0 means 90 s, a negative value at once.
	DataGroupDelay time.Duration
	// GrantDelay is the age, in Azure's time, at which a role assignment works, and how long a deleted one
	// goes on to. 0 means that each has its own: 30 s to DefaultGrantDelay, or what Seed makes of it. A
	// negative value means at once.
	GrantDelay time.Duration
	// Seed makes the world's luck. With 0 everything takes what it usually takes; others have some grants
	// work as late as after LatestGrantDelay.
	Seed uint64
	// PasswordDelay is the age, in Azure's time, at which a generated password of a registry's token works. 0
	// means 60 s, a negative value at once.
	PasswordDelay time.Duration
	// ReplicationDelay is how long, in Azure's time, an image that is pushed or imported needs from the
	// registry's home to its replicas. 0 means 60 s, a negative value not at all.
	ReplicationDelay time.Duration
	// ServiceLinkLag is how long, in Azure's time, a subnet stays tied to a service after an environment or
	// container group in it is gone. 0 means not at all; on Azure up to two days are reported.
	ServiceLinkLag time.Duration
	// ImageCheck is when Container Apps look whether an image can be pulled: with the request, or in the
	// operation. The default is now the one, now the other.
	ImageCheck app.ImageCheck
	// Egress is what lets traffic out of networks where the networks themselves do not decide it.
	Egress network.Egress
	// Journal is the file that keeps the world across restarts; the empty string keeps it in memory only.
	Journal string
	// Images are the public images that exist, as full references with a tag, besides those with which a
	// container fails (docs/simulation.md). The default is a few of Microsoft's samples.
	Images []string
}

// The delays that Options default to.
const (
	// DefaultDataGroupDelay is assumed: the one report of late groups gives no figure.
	DefaultDataGroupDelay = 90 * time.Second
	// DefaultGrantDelay is the upper end of what is typically seen, LatestGrantDelay what Azure documents.
	DefaultGrantDelay = authorization.UsualGrant
	LatestGrantDelay  = authorization.LatestGrant
	// DefaultPasswordDelay is Azure docs: container-registry-token-based-repository-permissions.
	DefaultPasswordDelay = time.Minute
)

// defaultImages are Microsoft's sample images, which need no account.
var defaultImages = []string{
	"mcr.microsoft.com/azuredocs/aci-helloworld:latest",
	"mcr.microsoft.com/azuredocs/containerapps-helloworld:latest",
	"mcr.microsoft.com/k8se/quickstart:latest",
	"mcr.microsoft.com/hello-world:latest",
}

func (o Options) withDefaults() (Options, error) {
	if o.PrivateLink == "" {
		o.PrivateLink = BothPrivateLink
	}
	if err := o.PrivateLink.Check(); err != nil {
		return o, err
	}
	if err := o.ImageCheck.Check(); err != nil {
		return o, err
	}
	if o.Scale == 0 {
		o.Scale = 1
	}
	if o.Scale < 0 {
		return o, fmt.Errorf("scale %g must be positive", o.Scale)
	}
	if o.Images == nil {
		o.Images = defaultImages
	}
	o.DataGroupDelay = delay(o.DataGroupDelay, DefaultDataGroupDelay)
	o.PasswordDelay = delay(o.PasswordDelay, DefaultPasswordDelay)
	o.ReplicationDelay = delay(o.ReplicationDelay, containerregistry.DefaultReplicationDelay)
	return o, nil
}

// delay reads an option whose zero value means the default and whose negative values mean none.
func delay(given, byDefault time.Duration) time.Duration {
	switch {
	case given == 0:
		return byDefault
	case given < 0:
		return 0
	}
	return given
}

func (o Options) engine() engine.Options {
	return engine.Options{
		Clock: o.Clock, Scale: o.Scale, Journal: o.Journal,
		Variant: fmt.Sprintf("private link %q", o.PrivateLink),
	}
}

func (o Options) grants() authorization.Propagation {
	return authorization.Propagation{Delay: o.GrantDelay, Seed: o.Seed}
}

func (o Options) registries() containerregistry.Options {
	return containerregistry.Options{
		PrivateLink: o.PrivateLink, OfferDelay: o.DataGroupDelay, PasswordDelay: o.PasswordDelay,
		ReplicationDelay: o.ReplicationDelay, Images: o.Images,
	}
}
