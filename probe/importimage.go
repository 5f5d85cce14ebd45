package probe

import "time"

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
