// Package containerregistry is Microsoft.ContainerRegistry: registries with their images, replicas, tokens
// and what private link offers of them.
package containerregistry

import (
	"fmt"
	"slices"
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
	// BothPrivateLink offers the group registry with a member registry_data_<region> per region, and beside
	// it a group of that name, late. So the guide describes it that this project came from:
	// azure-container-apps-practical-guide, private-acr.
	BothPrivateLink PrivateLink = "both"
	// GroupPrivateLink offers a group registry_data_<region> per region, late, and the login server alone in
	// the group registry. It is the strict reading of the same guide.
	GroupPrivateLink PrivateLink = "group"
	// MemberPrivateLink offers one group, registry, with a member registry_data_<region> per region, as
	// Azure's documentation describes it: container-registry-private-endpoints.
	MemberPrivateLink PrivateLink = "member"
)

// PrivateLinks lists the ways of private link, the default first.
func PrivateLinks() []PrivateLink {
	return []PrivateLink{BothPrivateLink, GroupPrivateLink, MemberPrivateLink}
}

// Check refuses what is no way of private link.
func (p PrivateLink) Check() error {
	if !slices.Contains(PrivateLinks(), p) {
		return fmt.Errorf("private link %q must be one of %q", p, PrivateLinks())
	}
	return nil
}

// byMember reports whether endpoints to the group registry carry the data endpoints.
func (p PrivateLink) byMember() bool { return p != GroupPrivateLink }

// byGroup reports whether data endpoints have groups of their own.
func (p PrivateLink) byGroup() bool { return p != MemberPrivateLink }

// Options say how registries behave.
type Options struct {
	// PrivateLink is how they offer their data endpoints.
	PrivateLink PrivateLink
	// OfferDelay is how long, in Azure's time, after the success of a registry or replica its data group or
	// member is offered.
	OfferDelay time.Duration
	// PasswordDelay is how long, in Azure's time, after its generation a token's password works.
	PasswordDelay time.Duration
	// ReplicationDelay is how long, in Azure's time, an image that is at home needs to a replica.
	ReplicationDelay time.Duration
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
