package plugin

import (
	"context"
	"fmt"
	"regexp"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"

	"private-acr/internal/catalog"
)

// getterPattern turns the token of a getter into that of its resource: network:getSubnet reads a
// network:Subnet.
var getterPattern = regexp.MustCompile(`^(azure-native:[\w/]+:)get(\w+)$`)

// Invoke answers who the provider is (getClientConfig), its token (getClientToken), and the getters of the
// types it knows.
func (p *provider) Invoke(ctx context.Context, request plugin.InvokeRequest) (plugin.InvokeResponse, error) {
	switch request.Tok {
	case "azure-native:authorization:getClientConfig":
		return plugin.InvokeResponse{Properties: p.sessionOf(ctx).clientConfig()}, nil
	case "azure-native:authorization:getClientToken":
		// Plain, as azure-native answers: what must not leak has to be kept in by whoever asks.
		token, err := p.options.Credential.GetToken(ctx, policy.TokenRequestOptions{})
		plain := resource.NewStringProperty(token.Token)
		return plugin.InvokeResponse{Properties: resource.PropertyMap{"token": plain}}, err
	}
	typ, ok := lookup(getterPattern.ReplaceAllString(string(request.Tok), "$1$2"))
	if !ok || !getterPattern.MatchString(string(request.Tok)) {
		return plugin.InvokeResponse{}, fmt.Errorf("simulated Azure has no function %q", request.Tok)
	}
	return p.getter(ctx, typ, request.Args)
}

func (s *session) clientConfig() resource.PropertyMap {
	return resource.NewPropertyMapFromMap(map[string]any{
		"clientId":                    s.setting("clientId", s.options.ClientID),
		"objectId":                    s.options.ObjectID,
		catalog.SubscriptionParameter: s.subscription(),
		"tenantId":                    s.setting("tenantId", s.options.TenantID),
	})
}

func (p *provider) getter(
	ctx context.Context, typ resourceType, args resource.PropertyMap,
) (plugin.InvokeResponse, error) {
	session := p.sessionOf(ctx)
	id, missing := typ.Path.Fill(session.subscription(), args)
	if missing != "" {
		reason := fmt.Sprintf("missing required property '%s'", missing)
		failure := plugin.CheckFailure{Property: resource.PropertyKey(missing), Reason: reason}
		return plugin.InvokeResponse{Failures: []plugin.CheckFailure{failure}}, nil
	}
	ctx, done := session.operation(ctx, 0)
	defer done()
	body, err := p.arm.get(ctx, id, typ.APIVersion)
	if err != nil {
		return plugin.InvokeResponse{}, readable(err)
	}
	return plugin.InvokeResponse{Properties: typ.outputs(body)}, nil
}
