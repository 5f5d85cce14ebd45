package recovery

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
)

const (
	subscription = "/subscriptions/00000000-0000-0000-0000-000000000001"
	group        = subscription + "/resourceGroups/rg-myapp"
)

func custom(token, id string, inputs map[string]any) apitype.ResourceV3 {
	return apitype.ResourceV3{
		URN: resource.URN("urn:pulumi:dev::private-acr::" + token + "::it"), Custom: true,
		Type: tokens.Type(token), ID: resource.ID(id), Inputs: inputs,
	}
}

func pending(kind apitype.OperationType, r apitype.ResourceV3) apitype.OperationV2 {
	return apitype.OperationV2{Type: kind, Resource: r}
}

func idsOf(resources []apitype.ResourceV3) []string {
	var ids []string
	for _, r := range resources {
		ids = append(ids, string(r.ID))
	}
	return ids
}

func TestAdoptPendingCreates(t *testing.T) {
	t.Parallel()
	madeGroup := custom("azure-native:resources:ResourceGroup", group, nil)
	registry := custom("azure-native:containerregistry/v20241101preview:Registry", "",
		map[string]any{"resourceGroupName": "rg-myapp", "registryName": "acrmyapp"})
	tests := map[string]struct {
		pending []apitype.OperationV2
		want    []string
	}{
		"nothing": {nil, []string{group}},
		"a creation": {
			[]apitype.OperationV2{pending(apitype.OperationTypeCreating, registry)},
			[]string{group, group + "/providers/Microsoft.ContainerRegistry/registries/acrmyapp"},
		},
		"an update and a deletion": {
			[]apitype.OperationV2{
				pending(apitype.OperationTypeUpdating, madeGroup),
				pending(apitype.OperationTypeDeleting, madeGroup),
			},
			[]string{group},
		},
		"what is not in Azure": {
			[]apitype.OperationV2{
				pending(apitype.OperationTypeCreating, custom("pulumi:providers:azure-native", "", nil)),
				pending(apitype.OperationTypeCreating,
					apitype.ResourceV3{Type: "private-acr:registry:Registry"}),
			},
			[]string{group},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			deployment := &apitype.DeploymentV3{
				Resources: []apitype.ResourceV3{madeGroup}, PendingOperations: test.pending,
			}
			if err := adoptPendingCreates(deployment, ""); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, idsOf(deployment.Resources)); diff != "" {
				t.Errorf("resources (-want +got):\n%s", diff)
			}
			if len(deployment.PendingOperations) > 0 {
				t.Errorf("still pending: %v", deployment.PendingOperations)
			}
		})
	}
}

func TestAdoptAsksForHelpWithUnknownTypes(t *testing.T) {
	t.Parallel()
	deployment := &apitype.DeploymentV3{
		Resources: []apitype.ResourceV3{custom("azure-native:resources:ResourceGroup", group, nil)},
		PendingOperations: []apitype.OperationV2{
			pending(apitype.OperationTypeCreating, custom("aws:s3:Bucket", "", nil)),
		},
	}
	err := adoptPendingCreates(deployment, "")
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"aws:s3:Bucket", "pulumi refresh"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error lacks %q: %v", want, err)
		}
	}
}

// TestAdoptedStandOnWhatIsThere keeps a destroy in order where the engine's events left the dependencies out.
func TestAdoptedStandOnWhatIsThere(t *testing.T) {
	t.Parallel()
	there := custom("azure-native:resources:ResourceGroup", group, nil)
	lost := custom("azure-native:containerregistry:Registry", "",
		map[string]any{"resourceGroupName": "rg-myapp", "registryName": "acrmyapp"})
	deployment := &apitype.DeploymentV3{
		Resources:         []apitype.ResourceV3{{URN: "urn:component"}, there},
		PendingOperations: []apitype.OperationV2{pending(apitype.OperationTypeCreating, lost)},
	}
	if err := adoptPendingCreates(deployment, ""); err != nil {
		t.Fatal(err)
	}
	want := []resource.URN{there.URN}
	if diff := cmp.Diff(want, deployment.Resources[2].Dependencies); diff != "" {
		t.Errorf("dependencies (-want +got):\n%s", diff)
	}
}

func TestMarkFailed(t *testing.T) {
	t.Parallel()
	for state, marked := range map[string]bool{"Succeeded": false, "Failed": true, "Canceled": true} {
		r := custom("azure-native:resources:ResourceGroup", group, nil)
		r.Outputs = map[string]any{"provisioningState": state}
		deployment := &apitype.DeploymentV3{Resources: []apitype.ResourceV3{r}}
		found, errors := markFailed(deployment), deployment.Resources[0].InitErrors
		if found != marked || (len(errors) > 0) != marked {
			t.Errorf("%s: marked %v, want %v", state, found, marked)
		}
	}
}
