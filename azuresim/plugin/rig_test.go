package plugin_test

import (
	"context"
	"strconv"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/structpb"

	simulated "private-acr/azuresim/plugin"
)

const (
	subscription = "11111111-1111-1111-1111-111111111111"
	group        = "/subscriptions/" + subscription + "/resourceGroups/rg"
	vnetID       = group + "/providers/Microsoft.Network/virtualNetworks/net"

	vnetType       = "azure-native:network:VirtualNetwork"
	groupType      = "azure-native:resources:ResourceGroup"
	assignmentType = "azure-native:authorization:RoleAssignment"
	appType        = "azure-native:app/v20250101:ContainerApp"
	endpointType   = "azure-native:network:PrivateEndpoint"
	containersType = "azure-native:containerinstance:ContainerGroup"
)

type object = map[string]any

// rig is an engine's view of a plugin that serves a fake Resource Manager.
type rig struct {
	pulumirpc.ResourceProviderClient

	t    *testing.T
	arm  *fakeARM
	port int
}

// anybody has a token that the fake Resource Manager does not look into.
type anybody struct{}

func (anybody) GetToken(context.Context, policy.TokenRequestOptions) (azcore.AccessToken, error) {
	return azcore.AccessToken{Token: "anybody", ExpiresOn: time.Now().Add(time.Hour)}, nil
}

func newRig(t *testing.T) rig {
	t.Helper()
	arm := newFakeARM(t)
	server, err := simulated.Serve(simulated.Options{
		Credential:      anybody{},
		ResourceManager: arm.URL, SubscriptionID: subscription,
		TenantID: "tenant", ClientID: "client", ObjectID: "object",
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	return rig{ResourceProviderClient: connect(t, server.Port()), t: t, arm: arm, port: server.Port()}
}

func connect(t *testing.T, port int) pulumirpc.ResourceProviderClient {
	t.Helper()
	insecurely := grpc.WithTransportCredentials(insecure.NewCredentials())
	connection, err := grpc.NewClient("127.0.0.1:"+strconv.Itoa(port), insecurely)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = connection.Close() })
	return pulumirpc.NewResourceProviderClient(connection)
}

func urn(token, name string) string {
	return "urn:pulumi:dev::project::" + token + "::" + name
}

func (r rig) marshal(properties object) *structpb.Struct {
	r.t.Helper()
	return marshalMap(r.t, mapOf(properties))
}

func marshalMap(t *testing.T, properties resource.PropertyMap) *structpb.Struct {
	t.Helper()
	options := plugin.MarshalOptions{KeepUnknowns: true, KeepSecrets: true}
	marshalled, err := plugin.MarshalProperties(properties, options)
	if err != nil {
		t.Fatal(err)
	}
	return marshalled
}

func (r rig) unmarshal(properties *structpb.Struct) resource.PropertyMap {
	r.t.Helper()
	options := plugin.MarshalOptions{KeepUnknowns: true, KeepSecrets: true}
	unmarshalled, err := plugin.UnmarshalProperties(properties, options)
	if err != nil {
		r.t.Fatal(err)
	}
	return unmarshalled
}

func (r rig) must(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
}

func (r rig) ctx() context.Context { return r.t.Context() }

// create makes a resource and returns its id and state.
func (r rig) create(token string, inputs object) (string, resource.PropertyMap) {
	r.t.Helper()
	response, err := r.Create(r.ctx(), &pulumirpc.CreateRequest{
		Urn: urn(token, "x"), Properties: r.marshal(inputs),
	})
	r.must(err)
	return response.GetId(), r.unmarshal(response.GetProperties())
}

// initFailure returns the detail that keeps a half-made resource in the state.
func initFailure(t *testing.T, err error) *pulumirpc.ErrorResourceInitFailed {
	t.Helper()
	for _, detail := range status.Convert(err).Details() {
		if failed, ok := detail.(*pulumirpc.ErrorResourceInitFailed); ok {
			return failed
		}
	}
	t.Fatalf("error %v keeps no resource", err)
	return nil
}

func vnetInputs() object {
	return object{
		"resourceGroupName": "rg", "virtualNetworkName": "net", "location": "koreacentral",
		"addressSpace": object{"addressPrefixes": []any{"10.0.0.0/16"}},
		"subnets":      []any{object{"name": "a", "addressPrefix": "10.0.0.0/24"}},
		"tags":         object{"team": "a"},
	}
}

func mapOf(properties object) resource.PropertyMap { return resource.NewPropertyMapFromMap(properties) }
