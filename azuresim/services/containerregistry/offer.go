package containerregistry

import (
	"encoding/json"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

// jobOffer is the time until private link knows a region.
const jobOffer = "offer"

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

func (s *Service) startOffer(res *engine.Resource) error {
	_, err := s.engine.Start(jobOffer, res, s.options.OfferDelay, nil)
	return err
}

// finishOffer makes private link know the data endpoint of a registry's or replica's region. In the member
// world every endpoint of the registry gains the name that goes with the address it has already.
func (s *Service) finishOffer(res *engine.Resource, _ json.RawMessage) error {
	setOffered(res)
	s.engine.Keep(res)
	if reg := s.registryOf(res); reg != nil {
		for _, endpoint := range s.network.EndpointsTo(reg) {
			s.dns.Publish(endpoint)
		}
	}
	return nil
}
