package arm

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerregistry/armcontainerregistry"
)

// Import names an image to copy into a registry.
type Import struct {
	// Source is the image to copy, with its registry's host:
	// "mcr.microsoft.com/azuredocs/aci-helloworld:latest".
	Source string
	// Target is the repository and tag to copy it to: "samples/helloworld:v1".
	Target string
}

// ImportImage copies a public image into the registry and waits until Azure has done so. A target tag that
// exists is left as it is, and is no error. The copy is the service's own work, so it needs no network path
// to the registry (Azure docs: container-registry-import-images).
func (c *Client) ImportImage(ctx context.Context, registryID string, image Import) error {
	doing := fmt.Sprintf("importing image %q into registry %q", image.Source, nameOf(registryID))
	client, id, err := c.registries(registryID)
	if err != nil {
		return wrap(doing, err)
	}
	parameters, err := image.parameters()
	if err != nil {
		return wrap(doing, err)
	}
	poller, err := client.BeginImportImage(ctx, id.ResourceGroupName, id.Name, parameters, nil)
	if err == nil {
		// A second is azcore's shortest interval; the server's Retry-After goes before it.
		_, err = poller.PollUntilDone(ctx, &runtime.PollUntilDoneOptions{Frequency: time.Second})
	}
	if err = wrap(doing, err); alreadyThere(err) {
		return nil
	}
	return err
}

func (i Import) parameters() (armcontainerregistry.ImportImageParameters, error) {
	registry, image, found := strings.Cut(i.Source, "/")
	if !found || image == "" {
		return armcontainerregistry.ImportImageParameters{}, errors.New("the source has no registry host")
	}
	return armcontainerregistry.ImportImageParameters{
		// Forcing would move a tag that somebody may be running.
		Mode:       to.Ptr(armcontainerregistry.ImportModeNoForce),
		Source:     &armcontainerregistry.ImportSource{RegistryURI: &registry, SourceImage: &image},
		TargetTags: []*string{&i.Target},
	}, nil
}

func alreadyThere(err error) bool {
	var answer *Error
	return errors.As(err, &answer) && strings.Contains(answer.Message, "already exists in target registry")
}
