package containerregistry

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"time"

	"private-acr/azuresim/engine"
	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

// LocalName is what an image is called within its registry: "myapp:1.0.0", or with its digest. Without a tag
// it is "latest", as for every container runtime.
func LocalName(image azure.Image) string {
	switch {
	case image.Digest != "":
		return image.Repository + "@" + image.Digest
	case image.Tag != "":
		return image.Repository + ":" + image.Tag
	}
	return image.Repository + ":latest"
}

// localName reads what a target tag, or an image in a registry that is known, is called.
func localName(reference string) string {
	image, _ := azure.ParseImage(reference)
	return LocalName(image)
}

// Elsewhere is the digest of an image that is among the public ones of other registries, and whether it is.
func (s *Service) Elsewhere(image azure.Image) (digest string, exists bool) {
	name := fullName(image)
	return digestOf(name), isSample(name) || slices.Contains(s.options.Images, name)
}

func fullName(image azure.Image) string { return image.Registry() + "/" + LocalName(image) }

// digestOf stands for the digest of an image with the content.
func digestOf(content string) string {
	sum := sha256.Sum256([]byte(content))
	return "sha256:" + hex.EncodeToString(sum[:])
}

// store keeps a manifest under its tag and its digest.
func (s *Service) store(reg *engine.Resource, local, digest string) {
	state := engine.State[registryState](reg)
	images := maps.Clone(state.Images)
	if images == nil {
		images = map[string]string{}
	}
	stored := maps.Clone(state.Stored)
	if stored == nil {
		stored = map[string]time.Time{}
	}
	image, _ := azure.ParseImage(local)
	for _, name := range []string{local, image.Repository + "@" + digest} {
		images[name], stored[name] = digest, s.engine.Now()
	}
	state.Images, state.Stored = images, stored
	engine.SetState(reg, state)
	s.engine.Keep(reg)
}

// Push stands for a push by somebody inside the network: it makes "repository:tag" exist in the registry.
func (s *Service) Push(registryID, image string) error {
	reg := s.engine.Find(catalog.Registry.ARM, registryID)
	if reg == nil {
		return fmt.Errorf("pushing %q: there is no registry %q", image, registryID)
	}
	s.store(reg, localName(image), digestOf(image))
	return s.engine.Commit()
}
