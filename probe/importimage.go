package probe

import (
	"context"
	"time"
)

const (
	sample = "hello-world:latest"
	copied = "hello:1"
)

// importOf copies an image of Microsoft's own registry.
func importOf(source string) Body {
	return Body{
		"source":     Body{"registryUri": "mcr.microsoft.com", "sourceImage": source},
		"targetTags": []any{copied}, "mode": "NoForce",
	}
}

func (s *Scene) onlyRegistry() []made { return []made{{s.registry(), s.closedRegistry()}} }

var importOfTakenTag = Probe{
	Name: "import-of-taken-tag", Simulated: "409 Conflict",
	Question: "What does the import of an image answer whose tag is there?",
	Sources:  "Azure docs: container-registry-import-images, without the code",
	Makes:    []Priced{premiumRegistry}, Takes: 20 * time.Minute,
	Ask: importing((*Scene).onlyRegistry, func(*Scene) Body { return importOf(sample) }, importOf(sample)),
}

var importOfNothing = Probe{
	Name: "import-of-nothing", Simulated: "accepted, then ImageNotFound", Sources: "nobody",
	Question: "What does the import of an image answer that does not exist?",
	Makes:    []Priced{premiumRegistry}, Takes: 20 * time.Minute,
	Ask: importing((*Scene).onlyRegistry, func(*Scene) Body { return importOf("no-such-image:latest") }),
}

var importWithoutExport = Probe{
	Name: "import-without-export", Simulated: "accepted, then DENIED",
	Question: "What does the import of an image answer from a registry whose export policy is disabled?",
	Sources:  "Azure docs: data-loss-prevention, without the code",
	Makes:    []Priced{premiumRegistry, basicRegistry}, Takes: 30 * time.Minute, Ask: askExport,
}

// exportless is a registry from which no image may leave.
func (s *Scene) exportless() Body {
	return with(s.closedRegistry(), func(p Body) {
		p["policies"] = Body{"exportPolicy": Body{"status": "disabled"}}
	})
}

func askExport(ctx context.Context, s *Scene) (Finding, error) {
	target := s.registry() + "2"
	err := s.stocked(ctx, sample, made{s.registry(), s.exportless()}, made{target, s.basic()})
	if err != nil {
		return Finding{}, err
	}
	answer, err := s.Post(ctx, target, "importImage", Body{
		"source":     Body{"resourceId": s.registry(), "sourceImage": copied},
		"targetTags": []any{copied}, "mode": "NoForce",
	})
	return answer.finding(), err
}

var publicWithoutExport = Probe{
	Name: "public-without-export", Simulated: "made: 400 BadRequest; opened: 400 BadRequest",
	Question: "What does a registry answer that is to be public without an export policy?",
	Sources:  "holiday-peak-hub#830 for one that is opened; nobody for a new one",
	Makes:    []Priced{premiumRegistry, premiumRegistry}, Takes: 30 * time.Minute,
	Ask: puttingEach(
		func(s *Scene) []made { return []made{{s.registry(), s.exportless()}} },
		func(s *Scene) []attempt {
			public := with(s.exportless(), func(p Body) { p["publicNetworkAccess"] = "Enabled" })
			return []attempt{
				{as: "made", id: s.registry() + "2", body: public},
				{as: "opened", id: s.registry(), body: public},
			}
		}),
}
