package azuresim_test

import (
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	"private-acr/azuresim"
	"private-acr/azuresim/world"
)

// providerOf speaks to the stand-in plugin as Pulumi's engine does.
func providerOf(t *testing.T, azure *azuresim.Azure) pulumirpc.ResourceProviderClient {
	t.Helper()
	port, _ := strings.CutPrefix(variable(t, azure, "PULUMI_DEBUG_PROVIDERS"), "azure-native:")
	conn, err := grpc.NewClient("127.0.0.1:"+port, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	provider := pulumirpc.NewResourceProviderClient(conn)
	_, err = provider.Configure(t.Context(), &pulumirpc.ConfigureRequest{AcceptSecrets: true})
	if err != nil {
		t.Fatal(err)
	}
	return provider
}

func create(
	t *testing.T, provider pulumirpc.ResourceProviderClient, token string, inputs map[string]any,
) *pulumirpc.CreateResponse {
	t.Helper()
	values := resource.NewPropertyMapFromMap(inputs)
	properties, err := plugin.MarshalProperties(values, plugin.MarshalOptions{})
	if err != nil {
		t.Fatal(err)
	}
	urn := "urn:pulumi:dev::test::" + token + "::hub"
	checked, err := provider.Check(t.Context(), &pulumirpc.CheckRequest{Urn: urn, News: properties})
	if err != nil || len(checked.GetFailures()) > 0 {
		t.Fatalf("checking %s: %v, %v", token, checked.GetFailures(), err)
	}
	created, err := provider.Create(t.Context(),
		&pulumirpc.CreateRequest{Urn: urn, Properties: checked.GetInputs()})
	if err != nil {
		t.Fatalf("creating %s: %v", token, err)
	}
	return created
}

func TestPluginCreatesInTheWorld(t *testing.T) {
	t.Parallel()
	azure := start(t, azuresim.Options{World: world.Options{Scale: 3600}})
	provider := providerOf(t, azure)
	create(t, provider, "azure-native:resources:ResourceGroup", map[string]any{
		"resourceGroupName": "hub", "location": "koreacentral",
	})
	created := create(t, provider, "azure-native:network:VirtualNetwork", map[string]any{
		"resourceGroupName": "hub", "virtualNetworkName": "net", "location": "koreacentral",
		"addressSpace": map[string]any{"addressPrefixes": []string{"10.0.0.0/16"}},
	})
	outputs := created.GetProperties().AsMap()
	if outputs["provisioningState"] != "Succeeded" {
		t.Errorf("network has outputs %v", outputs)
	}
	if _, err := azure.World().Get(created.GetId()); err != nil || azure.World().Count() != 2 {
		t.Errorf("world has %d resources, network: %v", azure.World().Count(), err)
	}
}
