package containerregistry

import (
	"encoding/json"

	"private-acr/azuresim/engine"
	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

const (
	// jobOffer is the time until private link knows a region.
	jobOffer = "offer"
	// jobPublish writes the name of a data endpoint whose replica has just succeeded.
	jobPublish = "publish"
)

// offer is the state of what has a region of its own: registries and replications.
type offer struct {
	// Offered says that private link offers the region's data endpoint.
	Offered bool `json:"offered,omitempty"`
}

func (o offer) isOffered() bool { return o.Offered }

func isOffered(res *engine.Resource) bool {
	state, has := engine.StateAs[interface{ isOffered() bool }](res)
	return has && state.isOffered()
}

func setOffered(res *engine.Resource) {
	if res.Type == catalog.Replication.ARM {
		engine.SetState(res, offer{Offered: true})
		return
	}
	state := engine.State[registryState](res)
	state.Offered = true
	engine.SetState(res, state)
}

func (s *Service) offerJob() engine.Job {
	return engine.Job{Hidden: true, Finish: s.finishOffer}
}

func (s *Service) publishJob() engine.Job {
	return engine.Job{Hidden: true, Finish: s.publish}
}

func (s *Service) startOffer(res *engine.Resource) error {
	_, err := s.engine.Start(jobOffer, res, s.options.OfferDelay, nil)
	if err == nil && s.options.PrivateLink == BothPrivateLink {
		_, err = s.engine.Start(jobPublish, res, 0, nil)
	}
	return err
}

// finishOffer makes private link know the data endpoint of a registry's or replica's region.
func (s *Service) finishOffer(res *engine.Resource, input json.RawMessage) error {
	setOffered(res)
	s.engine.Keep(res)
	if s.options.PrivateLink == BothPrivateLink {
		return nil // its name was there before
	}
	return s.publish(res, input)
}

// publish gives every endpoint that carries the data endpoint of a region the name that goes with the address
// it has already.
func (s *Service) publish(res *engine.Resource, _ json.RawMessage) error {
	reg := s.registryOf(res)
	if reg == nil {
		return nil
	}
	for _, endpoint := range s.carriers(reg) {
		s.dns.Publish(endpoint, azure.DataMember(res.Region()))
	}
	return nil
}
