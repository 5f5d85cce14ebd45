package armschema_test

import (
	"maps"
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
	// Apps and environments, gone since their default API version.
	"runtimeSubnetId", "outboundSettings", "workloadProfileType is not a property of ContainerApp",
	"sku is not a property of ManagedEnvironment",
	// Workspaces, newer than the SDK's API version.
	"defaultDataCollectionRuleResourceId", "identity is not a property of Workspace",
	"systemData is not a property of Workspace",
	// Role definitions, in the preview that azure-native speaks.
	"].condition", "].conditionVersion", "createdBy", "createdOn", "updatedBy", "updatedOn",
	// The version of the type that a lock is on: azure-native's word for itself, no part of a lock.
	"apiVersion",
}

// TestRowsAreTypesOfAzureNative wants what a row says of inputs in every version; only what replaces need
// not be in the older ones.
func TestRowsAreTypesOfAzureNative(t *testing.T) {
	t.Parallel()
	versions, inputs := map[string][]string{}, map[string]map[string]any{}
	for _, native := range natives(t) {
		token := native.row.Token
		versions[token] = append(versions[token], native.version)
		if inputs[token] == nil {
			inputs[token] = map[string]any{}
		}
		maps.Copy(inputs[token], native.inputs)
		for _, name := range native.row.Path.Parameters() {
			if native.inputs[name] == nil {
				t.Errorf("%s %s has no input %q", token, native.version, name)
			}
		}
		for name, want := range map[string]bool{
			"location": native.row.Location != catalog.NoLocation, "tags": !native.row.Untagged,
		} {
			if has := native.inputs[name] != nil; has != want {
				t.Errorf("%s %s has an input %q: %v, in the catalogue: %v",
					token, native.version, name, has, want)
			}
		}
	}
	for _, row := range catalog.All() {
		known := versions[row.Token]
		if known != nil && !slices.Contains(known, row.APIVersion) || known == nil && row.Model != nil {
			t.Errorf("%s: API version %q, azure-native's are %q", row.Token, row.APIVersion, known)
		}
		for _, name := range row.ReplaceOn {
			if known != nil && inputs[row.Token][name] == nil {
				t.Errorf("%s has no input %q, which replaces", row.Token, name)
			}
		}
	}
}

func TestPulumiInputsNestToTheModel(t *testing.T) {
	t.Parallel()
	for _, native := range modelled(t) {
		t.Run(native.row.Token+" "+native.version, func(t *testing.T) {
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
		t.Run(native.row.Token+" "+native.version, func(t *testing.T) {
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
			return strings.HasSuffix(fault.Path, suffix) || strings.HasSuffix(fault.String(), suffix)
		})
		if !known {
			t.Error(fault)
		}
	}
}

// modelled leaves out the rows that have no model, each for the reason in it.
func modelled(t *testing.T) []native {
	t.Helper()
	return slices.DeleteFunc(natives(t), func(n native) bool { return n.row.Model == nil })
}
