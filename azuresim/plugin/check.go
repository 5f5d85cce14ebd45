package plugin

import (
	"context"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"

	"private-acr/internal/catalog"
)

// Check completes a program's inputs, the resource's name and its location, and holds them against the
// schema.
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
	return plugin.CheckResponse{Properties: inputs, Failures: typ.validate(inputs)}, nil
}

// given tells whether the program set a value, even one that is not known yet.
func given(value resource.PropertyValue) bool {
	return value.V != nil
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
