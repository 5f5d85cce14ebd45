package plugin

import (
	"fmt"

	"github.com/google/uuid"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"

	"private-acr/internal/catalog"
)

const (
	// createBeforeDelete marks inputs whose random name lets the replacement exist beside the old resource.
	createBeforeDelete = "__createBeforeDelete"

	// suffixLength is the number of random hexadecimal digits in an automatic name, guidLength in a GUID.
	suffixLength, guidLength = 8, 32
)

// nameResource sets the name that the program left out, keeping the one that the resource has.
func (r resourceType) nameResource(inputs resource.PropertyMap, request plugin.CheckRequest) error {
	key := resource.PropertyKey(r.OwnName())
	if old := request.Olds[key]; given(old) {
		inputs[key] = old
		if mark := request.Olds[createBeforeDelete]; given(mark) {
			inputs[createBeforeDelete] = mark
		}
		return nil
	}
	name, random, err := r.automaticName(request)
	switch {
	case err != nil:
		return fmt.Errorf("naming %q: %w", request.URN.Name(), err)
	case name == "":
		return nil
	}
	inputs[key] = resource.NewStringProperty(name)
	if random {
		inputs[createBeforeDelete] = resource.NewBoolProperty(true)
	}
	return nil
}

// automaticName derives a name from the logical one, the same for the same seed, and tells whether it
// counts as random. The name is empty where automatic naming is disabled: that it is missing is then a
// failure of Check, if it is required. What the engine proposes counts as random, even where it is enforced
// to the letter (getDefaultName in provider.go), and applies to GUIDs when it is enforced only.
func (r resourceType) automaticName(request plugin.CheckRequest) (name string, random bool, err error) {
	if configured := request.Autonaming; configured != nil {
		switch {
		case configured.Mode == plugin.AutonamingModeDisabled:
			return "", false, nil
		case configured.Mode == plugin.AutonamingModeEnforce, r.Naming != catalog.GUID:
			return configured.ProposedName, true, nil
		}
	}
	switch r.Naming {
	case catalog.GUID:
		digits, err := resource.NewUniqueName(request.RandomSeed, "", guidLength, 0, nil)
		if err != nil {
			return "", false, err
		}
		parsed, err := uuid.Parse(digits)
		return parsed.String(), true, err
	case catalog.LogicalName:
		return request.URN.Name(), false, nil
	default:
		name, err = resource.NewUniqueName(request.RandomSeed, request.URN.Name(), suffixLength, 0, nil)
		return name, true, err
	}
}
