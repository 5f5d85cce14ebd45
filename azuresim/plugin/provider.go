package plugin

import (
	"context"
	"fmt"

	"github.com/blang/semver"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
)

// Version is the version of azure-native that the stand-in answers to.
const Version = "2.90.0"

// provider implements Pulumi's provider protocol. It keeps nothing: what a call needs is in the call, in its
// session, or in Azure.
type provider struct {
	plugin.UnimplementedProvider

	arm     *client
	options Options
}

// Handshake declares, as azure-native does, that secrets are not understood: the engine then keeps track of
// them.
func (p *provider) Handshake(
	context.Context, plugin.ProviderHandshakeRequest,
) (*plugin.ProviderHandshakeResponse, error) {
	return &plugin.ProviderHandshakeResponse{SupportsAutonamingConfiguration: true}, nil
}

// Attach answers the engine that found the plugin by PULUMI_DEBUG_PROVIDERS; there is nothing to tell it.
func (p *provider) Attach(string) error { return nil }

// Close does nothing: the server owns the connections.
func (p *provider) Close() error { return nil }

// SignalCancellation ends what this provider has under way.
func (p *provider) SignalCancellation(ctx context.Context) error {
	p.sessionOf(ctx).cancel()
	return nil
}

// GetPluginInfo answers azure-native's version.
func (p *provider) GetPluginInfo(context.Context) (plugin.PluginInfo, error) {
	version := semver.MustParse(Version)
	return plugin.PluginInfo{Version: &version}, nil
}

// GetSchema answers a schema without types: azure-native's own is 100 MB, and only code generation reads it.
func (p *provider) GetSchema(context.Context, plugin.GetSchemaRequest) (plugin.GetSchemaResponse, error) {
	schema := fmt.Sprintf(`{"name": "azure-native", "version": %q}`, Version)
	return plugin.GetSchemaResponse{Schema: []byte(schema)}, nil
}

// GetMapping knows no other tool's resources.
func (p *provider) GetMapping(
	context.Context, plugin.GetMappingRequest,
) (plugin.GetMappingResponse, error) {
	return plugin.GetMappingResponse{}, nil
}

// GetMappings knows no other tool's resources.
func (p *provider) GetMappings(
	context.Context, plugin.GetMappingsRequest,
) (plugin.GetMappingsResponse, error) {
	return plugin.GetMappingsResponse{}, nil
}

// CheckConfig takes every configuration as it is, like azure-native.
func (p *provider) CheckConfig(
	_ context.Context, request plugin.CheckConfigRequest,
) (plugin.CheckConfigResponse, error) {
	return plugin.CheckConfigResponse{Properties: request.News}, nil
}

// DiffConfig never replaces a provider, like azure-native.
func (p *provider) DiffConfig(context.Context, plugin.DiffConfigRequest) (plugin.DiffConfigResponse, error) {
	return plugin.DiffConfigResponse{}, nil
}

// Configure remembers the configuration for the connection.
func (p *provider) Configure(
	ctx context.Context, request plugin.ConfigureRequest,
) (plugin.ConfigureResponse, error) {
	p.sessionOf(ctx).configure(request.Inputs)
	return plugin.ConfigureResponse{}, nil
}

// typeOf finds the type of a resource, or says that the stand-in does not have it.
func typeOf(urn resource.URN) (resourceType, error) {
	found, ok := lookup(string(urn.Type()))
	if !ok {
		return resourceType{}, fmt.Errorf("simulated Azure has no resource type %q", urn.Type())
	}
	return found, nil
}
