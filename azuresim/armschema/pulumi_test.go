package armschema_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"private-acr/azuresim/armschema"
	"private-acr/internal/catalog"
)

// absent lists what azure-native's types have and the SDK's models do not, because they belong to other API
// versions. Nobody here uses these; a body that has one is refused.
var absent = []string{
	// Network, gone since the API version of azure-native's getters.
	".interfaceEndpoint", ".interfaceEndpoints",
	"ddosSettings.ddosCustomPolicy", "ddosSettings.protectionCoverage",
	// Peerings: part of the request's URL, not of its body.
	"syncRemoteAddressSpace",
	// Container groups, newer than the SDK's API version.
	".configMap", ".passwordReference", ".secretReference", ".secureValueReference",
	".storageAccountKeyReference",
	// Role definitions, in the preview that azure-native speaks.
	"].condition", "].conditionVersion", "createdBy", "createdOn", "updatedBy", "updatedOn",
	// The version of the type that a lock is on: azure-native's word for itself, no part of a lock.
	"apiVersion",
}

func TestRowsAreTypesOfAzureNative(t *testing.T) {
	t.Parallel()
	for _, native := range natives(t) {
		t.Run(native.row.Token, func(t *testing.T) {
			t.Parallel()
			if native.row.APIVersion != native.apiVersion {
				t.Errorf("API version %q, azure-native's is %q", native.row.APIVersion, native.apiVersion)
			}
			for _, name := range append(native.row.Path.Parameters(), native.row.ReplaceOn...) {
				if native.inputs[name] == nil {
					t.Errorf("azure-native has no input %q", name)
				}
			}
			for name, want := range map[string]bool{
				"location": native.row.Location != catalog.NoLocation, "tags": !native.row.Untagged,
			} {
				if has := native.inputs[name] != nil; has != want {
					t.Errorf("azure-native has an input %q: %v, the catalogue: %v", name, has, want)
				}
			}
		})
	}
}

func TestPulumiInputsNestToTheModel(t *testing.T) {
	t.Parallel()
	for _, native := range modelled(t) {
		t.Run(native.row.Token, func(t *testing.T) {
			t.Parallel()
			for _, key := range native.row.Path.Parameters() {
				delete(native.inputs, key)
			}
			body := native.model.Inputs(native.inputs)
			reportFaults(t, native.model.Request.Check(body))
		})
	}
}

func TestPulumiOutputsComeFromTheModel(t *testing.T) {
	t.Parallel()
	for _, native := range modelled(t) {
		t.Run(native.row.Token, func(t *testing.T) {
			t.Parallel()
			body := native.model.Shape.Nest(native.outputs)
			reportFaults(t, native.model.Shape.Check(body))
			if diff := cmp.Diff(native.outputs, native.model.Outputs(body)); diff != "" {
				t.Errorf("flattening the nested outputs changes them:\n%s", diff)
			}
		})
	}
}

func reportFaults(t *testing.T, faults []armschema.Fault) {
	t.Helper()
	for _, fault := range faults {
		known := slices.ContainsFunc(absent, func(suffix string) bool {
			return strings.HasSuffix(fault.Path, suffix)
		})
		if !known {
			t.Error(fault)
		}
	}
}
