// Package containerregistry is Microsoft.ContainerRegistry: registries with their images, replicas, tokens
// and what private link offers of them.
package containerregistry

import (
	"fmt"
	"time"

	"private-acr/azuresim/engine"
	"private-acr/azuresim/services/network"
	"private-acr/azuresim/services/privatedns"
	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

// PrivateLink says how registries offer their data endpoints over private link.
type PrivateLink string

const (
	// GroupPrivateLink offers a group registry_data_<region> per region beside the group registry.
	GroupPrivateLink PrivateLink = "group"
	// MemberPrivateLink offers one group, registry, with a member registry_data_<region> per region, as
	// Azure's documentation describes it: container-registry-private-endpoints.
	MemberPrivateLink PrivateLink = "member"
)

// Check refuses what is no way of private link.
func (p PrivateLink) Check() error {
	if p != GroupPrivateLink && p != MemberPrivateLink {
		return fmt.Errorf("private link %q must be %q or %q", p, GroupPrivateLink, MemberPrivateLink)
	}
	return nil
}

// Options say how registries behave.
type Options struct {
	// PrivateLink is how they offer their data endpoints.
	PrivateLink PrivateLink
	// OfferDelay is how long, in Azure's time, after the success of a registry or replica its data group or
	// member is offered.
	OfferDelay time.Duration
	// PasswordDelay is how long, in Azure's time, after its generation a token's password works.
	PasswordDelay time.Duration
	// Images are the public images that exist elsewhere, as full references with a tag.
	Images []string
}

// Service is the registries of one simulated Azure.
type Service struct {
	options Options
	engine  *engine.Engine
	network *network.Service
	dns     *privatedns.Service
	cloud   azure.Cloud
}

var types engine.TypeSet[*Service]

// New makes the service. Private endpoints can lead to its registries.
func New(e *engine.Engine, net *network.Service, dns *privatedns.Service, options Options) *Service {
	s := &Service{options: options, engine: e, network: net, dns: dns, cloud: azure.Public}
	net.LinkTo(catalog.Registry.ARM, linkTarget{s})
	e.Answer(s.calls()...)
	return s
}

// Types are the service's types.
func (s *Service) Types() []engine.Type { return types.Of(s) }

// The codes that the service's types share.
const (
	badName = "ResourceNameInvalid"
	busy    = "ConflictError"
)

func same(a, b string) bool { return azure.SameID(a, b) }
