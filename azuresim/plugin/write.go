package plugin

import (
	"context"
	"errors"
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
)

// Create makes a resource, or in a preview tells what would be known of it.
func (p *provider) Create(ctx context.Context, request plugin.CreateRequest) (plugin.CreateResponse, error) {
	typ, err := typeOf(request.URN)
	if err != nil {
		return plugin.CreateResponse{}, err
	}
	if request.Preview {
		return plugin.CreateResponse{Properties: typ.previewCreate(request.Properties)}, nil
	}
	session := p.sessionOf(ctx)
	id, missing := typ.Path.Fill(session.subscription(), request.Properties)
	if missing != "" {
		return plugin.CreateResponse{}, fmt.Errorf("missing required property '%s'", missing)
	}
	ctx, done := session.operation(ctx, request.Timeout)
	defer done()
	if err := p.refuseExisting(ctx, typ, id); err != nil {
		return plugin.CreateResponse{}, err
	}
	body := typ.request(request.Properties)
	typ.initialize(body)
	id, state, err := p.put(ctx, typ, id, request.Properties, body)
	return plugin.CreateResponse{ID: resource.ID(id), Properties: state}, err
}

// Update writes a resource anew with its changed inputs, or in a preview tells what would be known of it.
func (p *provider) Update(ctx context.Context, request plugin.UpdateRequest) (plugin.UpdateResponse, error) {
	typ, err := typeOf(request.URN)
	if err != nil {
		return plugin.UpdateResponse{}, err
	}
	if request.Preview {
		outputs := typ.previewUpdate(request.NewInputs, request.OldOutputs)
		return plugin.UpdateResponse{Properties: outputs}, nil
	}
	ctx, done := p.sessionOf(ctx).operation(ctx, request.Timeout)
	defer done()
	body := typ.request(request.NewInputs)
	if err := p.maintain(ctx, typ, string(request.ID), body); err != nil {
		return plugin.UpdateResponse{}, err
	}
	_, state, err := p.put(ctx, typ, string(request.ID), request.NewInputs, body)
	return plugin.UpdateResponse{Properties: state}, err
}

// Delete removes a resource. One that is gone already counts as removed.
func (p *provider) Delete(ctx context.Context, request plugin.DeleteRequest) (plugin.DeleteResponse, error) {
	typ, err := typeOf(request.URN)
	if err != nil {
		return plugin.DeleteResponse{}, err
	}
	ctx, done := p.sessionOf(ctx).operation(ctx, request.Timeout)
	defer done()
	return plugin.DeleteResponse{}, readable(p.arm.delete(ctx, string(request.ID), typ.APIVersion))
}

// refuseExisting protects a resource that somebody else made: a PUT would silently take it over. What is no
// answer of Azure comes as it is (CanCreate in client_azcore.go).
func (p *provider) refuseExisting(ctx context.Context, typ resourceType, id string) error {
	_, err := p.arm.get(ctx, id, typ.APIVersion)
	var answer *responseError
	switch {
	case isNotFound(err):
		return nil
	case err == nil:
		return fmt.Errorf("cannot create already existing resource '%s'", id)
	case errors.As(err, &answer):
		return fmt.Errorf("cannot check existence of resource '%s': status code %d, %s",
			id, answer.status, answer.body)
	default:
		return err
	}
}

// put writes a resource and returns its id, as Azure spells it, and its state.
func (p *provider) put(
	ctx context.Context, typ resourceType, id string, inputs resource.PropertyMap, body map[string]any,
) (string, resource.PropertyMap, error) {
	result, accepted, err := p.arm.put(ctx, id, typ.APIVersion, body)
	switch {
	case err != nil && accepted:
		return "", nil, p.keep(ctx, typ, id, inputs, err)
	case err != nil:
		return "", nil, readable(err)
	}
	// The answer to a PUT need not be what a refresh will read; a difference would look like drift.
	if read, err := p.arm.get(ctx, id, typ.APIVersion); err == nil {
		result = read
	}
	if canonical, ok := result["id"].(string); ok && canonical != "" {
		id = canonical
	}
	return id, typ.versioned(inputs, typ.outputs(result)), nil
}

// keep is the error of an operation that Azure accepted and that came to no good end: the resource may be
// there, so the stack keeps its id, whatever a look at it says (HandleErrorWithCheckpoint in crud.go).
// Where that look fails, as it does when the time is up or the engine has cancelled, the stack keeps no
// outputs.
func (p *provider) keep(
	ctx context.Context, typ resourceType, id string, inputs resource.PropertyMap, cause error,
) error {
	body, err := p.arm.get(ctx, id, typ.APIVersion)
	if err != nil {
		cause = readable(fmt.Errorf("resource created but read failed %s: %w", err.Error(), cause))
		return initError(cause, id, nil, inputs)
	}
	return initError(cause, id, checkpoint(inputs, typ.outputs(body)), inputs)
}
