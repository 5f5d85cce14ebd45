package containerregistry

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerregistry/armcontainerregistry/v3"

	"private-acr/azuresim/engine"
	"private-acr/azuresim/services/network"
	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

const jobImport = "importImage"

// ImportTakes is how long an import takes, in Azure's time. Assumed; scripts allow 30 minutes for large
// images.
const ImportTakes = 20 * time.Second

// imageImport is an import on its way: the request without its credentials, which nobody checks here.
type imageImport struct {
	RegistryURI string   `json:"registryUri,omitempty"`
	ResourceID  string   `json:"resourceId,omitempty"`
	Source      string   `json:"source"`
	Targets     []string `json:"targets"`
	Force       bool     `json:"force,omitempty"`
}

func readImport(body engine.Body) (imageImport, error) {
	given, err := engine.Read[armcontainerregistry.ImportImageParameters](body)
	if err != nil {
		return imageImport{}, err
	}
	source := engine.Value(given.Source)
	in := imageImport{
		RegistryURI: engine.Value(source.RegistryURI), ResourceID: engine.Value(source.ResourceID),
		Source: engine.Value(source.SourceImage),
		Force:  engine.Is(given.Mode, armcontainerregistry.ImportModeForce),
	}
	if in.Source == "" {
		return in, engine.BadRequest("InvalidParameters", "The import request names no source image.")
	}
	tags := engine.Values(given.TargetTags)
	if len(tags) == 0 {
		tags = []string{in.Source}
	}
	for _, tag := range tags {
		in.Targets = append(in.Targets, localName(tag))
	}
	return in, nil
}

func (s *Service) startImport(reg *engine.Resource, body engine.Body) (engine.Result, error) {
	in, err := readImport(body)
	if err != nil {
		return engine.Result{}, err
	}
	if reg.Ready.IsZero() || reg.Operation != "" {
		return engine.Result{}, s.engine.Busy(reg)
	}
	if !Public(reg) && !TrustsServices(reg) {
		return engine.Result{}, engine.Refusal(http.StatusForbidden, "DENIED", "client with IP '%s' is not "+
			"allowed access. Refer https://aka.ms/acr/firewall to grant access.",
			network.PublicAddress(reg.ID))
	}
	if err := in.clash(reg); err != nil {
		return engine.Result{}, err
	}
	return s.engine.Start(jobImport, reg, ImportTakes, in)
}

// clash refuses tags that are there already, unless the import is forced.
func (in imageImport) clash(reg *engine.Resource) error {
	for _, target := range in.Targets {
		if _, exists := engine.State[registryState](reg).Images[target]; exists && !in.Force {
			return engine.Conflict("Conflict", "Tag %s already exists in target registry.", target)
		}
	}
	return nil
}

func (s *Service) finishImport(reg *engine.Resource, input json.RawMessage) error {
	var in imageImport
	if err := json.Unmarshal(input, &in); err != nil {
		return err
	}
	digest, err := s.source(in)
	if err != nil {
		return err
	}
	if err := in.clash(reg); err != nil {
		return err
	}
	for _, target := range in.Targets {
		s.store(reg, target, digest)
	}
	return nil
}

// source is the digest of the image that is to be imported. The code of the refusal is assumed.
func (s *Service) source(in imageImport) (string, error) {
	if in.ResourceID == "" {
		image, _ := azure.ParseImage(in.RegistryURI + "/" + in.Source)
		if digest, exists := s.Elsewhere(image); exists {
			return digest, nil
		}
		return "", engine.NotFound("ImageNotFound", "The source image '%s' was not found.", fullName(image))
	}
	reg := s.engine.Find(catalog.Registry.ARM, in.ResourceID)
	if reg == nil {
		return "", engine.NotFound("ResourceNotFound", "The source registry '%s' was not found.",
			in.ResourceID)
	}
	if !exports(propertiesOf(reg)) {
		return "", engine.Refusal(http.StatusForbidden, "DENIED", "The export policy of registry '%s' is "+
			"disabled.", reg.Name())
	}
	digest, exists := engine.State[registryState](reg).Images[localName(in.Source)]
	if !exists {
		return "", engine.NotFound("ImageNotFound", "The source image '%s' was not found in registry '%s'.",
			in.Source, reg.Name())
	}
	return digest, nil
}
