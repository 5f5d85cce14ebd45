package app

import (
	"fmt"
	"hash/fnv"
	"slices"

	"private-acr/azuresim/engine"
	"private-acr/azuresim/pull"
)

// ImageCheck says when Container Apps look whether an image can be pulled.
type ImageCheck string

const (
	// AtRequest refuses the request itself: code InvalidParameterValueInContainerTemplate, and nothing is
	// made. azure-container-apps#863, #892, #1158.
	AtRequest ImageCheck = "request"
	// InOperation fails the operation that was accepted: code ContainerAppOperationError, and the app is
	// there, in state Failed. azure-container-apps#1061; azure-container-apps-practical-guide,
	// acr-pull-failure.
	InOperation ImageCheck = "operation"
)

// Check refuses what is no way to check images. The empty one is: now the one, now the other.
func (c ImageCheck) Check() error {
	if c != "" && c != AtRequest && c != InOperation {
		return fmt.Errorf("image check %q must be %q, %q or empty", c, AtRequest, InOperation)
	}
	return nil
}

// of is the way for a resource with its images. The same faults are met under both codes, and nobody knows
// what decides it: without an option it hangs on the names, so that a diagnosis cannot hang on the code.
func (c ImageCheck) of(id string, w workload) ImageCheck {
	if c != "" {
		return c
	}
	sum := fnv.New32a()
	_, _ = sum.Write([]byte(engine.Key(id)))
	for _, container := range w.containers {
		_, _ = sum.Write([]byte(container.Image))
	}
	return []ImageCheck{AtRequest, InOperation}[sum.Sum32()%2]
}

// checkAtRequest looks at the images of a request, if that is when they are looked at, and returns those that
// can be pulled.
func (s *Service) checkAtRequest(r *engine.Request, w workload, pulled []string) ([]string, error) {
	if s.options.ImageCheck.of(r.Resource.ID, w) != AtRequest {
		return pulled, nil
	}
	return s.checkImages(r.Resource, w, pulled, func(c container, failed *pull.Error) *engine.Error {
		return engine.BadRequest("InvalidParameterValueInContainerTemplate", "%s", invalidImage(c, failed))
	})
}

// checkInOperation looks at the images that nobody has looked at yet.
func (s *Service) checkInOperation(res *engine.Resource, w workload, pulled []string) ([]string, error) {
	return s.checkImages(res, w, pulled, func(c container, failed *pull.Error) *engine.Error {
		return notProvisioned(w, res.Name(), invalidImage(c, failed))
	})
}

// checkImages looks at the images that have changed, and returns all of them. A template whose images are
// those last checked is not looked at again, however broken its path has become. Azure docs:
// container-apps/troubleshoot-image-pull-failures.
func (s *Service) checkImages(
	res *engine.Resource, w workload, pulled []string, refuse func(container, *pull.Error) *engine.Error,
) ([]string, error) {
	var all []string
	for _, c := range w.containers {
		all = append(all, c.Image)
		if slices.Contains(pulled, c.Image) {
			continue
		}
		if _, failed := s.puller.Pull(s.consumer(res, w), c.Image); failed != nil {
			return nil, refuse(c, failed)
		}
	}
	return all, nil
}

// invalidImage puts a failed pull in the words of Container Apps; that jobs have the same is assumed.
func invalidImage(c container, failed *pull.Error) string {
	return fmt.Sprintf("The following field(s) are either invalid or missing. Field 'template.containers.%s."+
		"image' is invalid with details: 'Invalid value: \"%s\": %s';..", c.Name, c.Image, failed.Text)
}

// notProvisioned is the failure of an operation that was accepted.
func notProvisioned(w workload, name, details string) *engine.Error {
	return engine.BadRequest("ContainerAppOperationError", "Failed to provision revision for %s '%s'. Error "+
		"details: %s", w.noun, name, details)
}
