package plugin

import (
	"context"
	"fmt"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
)

// salvageTimeout bounds the last look at a resource whose creation or update went wrong.
const salvageTimeout = 30 * time.Second

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
	id, state, err := p.put(ctx, typ, id, request.Properties)
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
	_, state, err := p.put(ctx, typ, string(request.ID), request.NewInputs)
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

// refuseExisting protects a resource that somebody else made: a PUT would silently take it over.
func (p *provider) refuseExisting(ctx context.Context, typ resourceType, id string) error {
	_, err := p.arm.get(ctx, id, typ.APIVersion)
	switch {
	case isNotFound(err):
		return nil
	case err == nil:
		return fmt.Errorf("cannot create already existing resource '%s'", id)
	default:
		return fmt.Errorf("cannot check existence of resource '%s': %w", id, readable(err))
	}
}

// put writes a resource and returns its id, as Azure spells it, and its state.
func (p *provider) put(
	ctx context.Context, typ resourceType, id string, inputs resource.PropertyMap,
) (string, resource.PropertyMap, error) {
	body, accepted, err := p.arm.put(ctx, id, typ.APIVersion, typ.body(inputs))
	if err != nil {
		if accepted || !isRefusal(err) {
			err = p.salvage(ctx, typ, id, inputs, accepted, err)
		}
		return "", nil, readable(err)
	}
	// The answer to a PUT need not be what a refresh will read; a difference would look like drift.
	if read, err := p.arm.get(ctx, id, typ.APIVersion); err == nil {
		body = read
	}
	if canonical, ok := body["id"].(string); ok && canonical != "" {
		id = canonical
	}
	return id, checkpoint(inputs, typ.outputs(body)), nil
}

// salvage looks at what a failed operation has left. If the resource is there, the error carries its state,
// so that the stack does not lose it; so it does if Azure had accepted the request and now cannot be asked. A
// request whose answer was lost may have been accepted, too, but then only what is found counts.
func (p *provider) salvage(
	ctx context.Context, typ resourceType, id string, inputs resource.PropertyMap, accepted bool, cause error,
) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), salvageTimeout)
	defer cancel()
	body, err := p.arm.get(ctx, id, typ.APIVersion)
	if isNotFound(err) || err != nil && !accepted {
		return cause
	}
	return initError(readable(cause), id, checkpoint(inputs, typ.outputs(body)), inputs)
}
