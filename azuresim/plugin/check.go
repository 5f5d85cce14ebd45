package plugin

import (
	"context"
	"crypto/sha256"
	"fmt"

	"github.com/google/uuid"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"

	"private-acr/internal/catalog"
)

const (
	// createBeforeDelete marks inputs whose random name lets the replacement exist beside the old resource.
	createBeforeDelete = "__createBeforeDelete"

	// suffixLength is the number of random hexadecimal digits in an automatic name.
	suffixLength = 8
)

// Check completes a program's inputs: the resource's name and its location.
func (p *provider) Check(ctx context.Context, request plugin.CheckRequest) (plugin.CheckResponse, error) {
	typ, err := typeOf(request.URN)
	if err != nil {
		return plugin.CheckResponse{}, err
	}
	inputs := request.News.Copy()
	if !given(inputs[resource.PropertyKey(typ.OwnName())]) {
		if err := typ.nameResource(inputs, request); err != nil {
			return plugin.CheckResponse{}, err
		}
	}
	if typ.Location != catalog.NoLocation && !given(inputs["location"]) {
		if location, ok := p.defaultLocation(ctx, request.Olds, inputs); ok {
			inputs["location"] = location
		}
	}
	return plugin.CheckResponse{Properties: inputs, Failures: typ.missing(inputs)}, nil
}

// given tells whether the program set a value, even one that is not known yet.
func given(value resource.PropertyValue) bool {
	return value.V != nil
}

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
	if err != nil {
		return fmt.Errorf("naming %q: %w", request.URN.Name(), err)
	}
	inputs[key] = resource.NewStringProperty(name)
	if random {
		inputs[createBeforeDelete] = resource.NewBoolProperty(true)
	}
	return nil
}

// automaticName derives a name from the logical one, the same for the same seed, and tells whether it is
// random.
func (r resourceType) automaticName(request plugin.CheckRequest) (name string, random bool, err error) {
	logical := request.URN.Name()
	if configured := request.Autonaming; configured != nil && r.Naming != catalog.GUID {
		switch configured.Mode {
		case plugin.AutonamingModeDisabled:
			return "", false, fmt.Errorf("automatic naming is disabled; set %q", r.OwnName())
		case plugin.AutonamingModeEnforce:
			return configured.ProposedName, false, nil
		case plugin.AutonamingModePropose:
			if configured.ProposedName != "" && r.Naming == catalog.RandomSuffix {
				return configured.ProposedName, true, nil
			}
		}
	}
	switch r.Naming {
	case catalog.GUID:
		return uuidFrom(request.RandomSeed), true, nil
	case catalog.LogicalName:
		return logical, false, nil
	default:
		name, err = resource.NewUniqueName(request.RandomSeed, logical, suffixLength, 0, nil)
		return name, true, err
	}
}

func uuidFrom(seed []byte) string {
	if len(seed) == 0 {
		return uuid.NewString()
	}
	digest := sha256.Sum256(seed)
	return uuid.NewSHA1(uuid.NameSpaceOID, digest[:]).String()
}

// defaultLocation is, in this order, where the resource is, where the provider is configured to work, and
// where the resource group is.
func (p *provider) defaultLocation(
	ctx context.Context, olds, inputs resource.PropertyMap,
) (resource.PropertyValue, bool) {
	if old := olds["location"]; given(old) {
		return old, true
	}
	session := p.sessionOf(ctx)
	if configured := session.setting("location", ""); configured != "" {
		return resource.NewStringProperty(configured), true
	}
	group := inputs["resourceGroupName"]
	if group.IsComputed() {
		return resource.MakeComputed(resource.NewStringProperty("")), true
	}
	name, ok := catalog.Text(group)
	if !ok {
		return resource.PropertyValue{}, false
	}
	location, ok := p.groupLocation(ctx, session.subscription(), name)
	return resource.NewStringProperty(location), ok
}

func (p *provider) groupLocation(ctx context.Context, subscription, group string) (string, bool) {
	typ, _ := lookup("azure-native:resources:ResourceGroup")
	name := resource.PropertyMap{"resourceGroupName": resource.NewStringProperty(group)}
	id, missing := typ.Path.Fill(subscription, name)
	if missing != "" {
		return "", false
	}
	body, err := p.arm.get(ctx, id, typ.APIVersion)
	location, ok := body["location"].(string)
	return location, ok && err == nil
}

// missing reports the inputs without which the resource has no id.
func (r resourceType) missing(inputs resource.PropertyMap) []plugin.CheckFailure {
	var failures []plugin.CheckFailure
	for _, name := range r.Path.Parameters() {
		if !given(inputs[resource.PropertyKey(name)]) {
			failures = append(failures, plugin.CheckFailure{
				Reason: fmt.Sprintf("missing required property '%s'", name),
			})
		}
	}
	return failures
}
