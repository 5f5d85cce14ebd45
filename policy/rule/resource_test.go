package rule

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/property"
)

func TestTypeOf(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		token   string
		want    Type
		version string
	}{
		{"azure-native:app:ContainerApp", ContainerApp, ""},
		{"azure-native:app/v20250101:ContainerApp", ContainerApp, "v20250101"},
		{"azure-native:app/v20241002preview:ContainerApp", ContainerApp, "v20241002preview"},
		{"azure-native_app_v20250101:app:ContainerApp", ContainerApp, "v20250101"},
		{"azure-native:containerregistry:Registry", Registry, ""},
		{"azure-native:network:PrivateEndpoint", PrivateEndpoint, ""},
		{"azure-native:network:PrivateZone", Zone, ""},
		{"azure-native:privatedns:PrivateZone", Zone, ""},
		{"azure-native:network/v20200601:VirtualNetworkLink", VirtualNetworkLink, "v20200601"},
		{"azure-native_monitor_v20210501:monitor:DiagnosticSetting", DiagnosticSetting, "v20210501"},
		{"azure-native:insights:DiagnosticSetting", DiagnosticSetting, ""},
		{"azure-native:storage:StorageAccount", "storage:StorageAccount", ""},
		{"azure:containerservice/registry:Registry", "azure:containerservice/registry:Registry", ""},
		{"pulumi:pulumi:Stack", RootStack, ""},
		{"pulumi:providers:azure-native", "pulumi:providers:azure-native", ""},
		{"private-acr:index:Registry", "private-acr:index:Registry", ""},
		{"", "", ""},
	} {
		if got := TypeOf(row.token); got != row.want {
			t.Errorf("the type of %q is %q, want %q", row.token, got, row.want)
		}
		if got := APIVersion(row.token); got != row.version {
			t.Errorf("the version of %q is %q, want %q", row.token, got, row.version)
		}
	}
}

func TestNouns(t *testing.T) {
	t.Parallel()
	if !Registry.Known() || Registry.Noun() != "registry" {
		t.Errorf("a registry is %q", Registry.Noun())
	}
	other := TypeOf("azure-native:storage:StorageAccount")
	if other.Known() || other.Noun() != "storage:StorageAccount" {
		t.Errorf("what no rule looks at is %q", other.Noun())
	}
}

func TestResource(t *testing.T) {
	t.Parallel()
	r := NewResource("azure-native:containerregistry:Registry", "urn", "acr",
		property.NewMap(map[string]property.Value{"sku": propertyOf(t, map[string]any{"name": "Basic"})}))
	if r.Type != Registry || !r.IsAzure() || r.String() != `registry "acr"` {
		t.Errorf("the resource is %s of type %s", r, r.Type)
	}
	if sku := r.At("sku", "name"); sku.Is("Basic") != Yes || sku.Path() != "sku.name" {
		t.Errorf("%s is %s", sku.Path(), sku)
	}
	if r.Here().Path() != "" {
		t.Errorf("the whole has the path %q", r.Here().Path())
	}
	if NewResource("aws:s3:Bucket", "urn", "b", property.Map{}).IsAzure() {
		t.Error("a bucket is Azure's")
	}
}

func TestFindings(t *testing.T) {
	t.Parallel()
	r := &Resource{Type: Registry, Name: "acr"}
	on := NewValue("adminUserEnabled", property.New(true))
	stray := on.At("deeper")
	later := NewValue("sku", computedProperty)
	for _, row := range []struct {
		answer    Answer
		at        Value
		want      string
		undecided bool
	}{
		{Yes, on, `adminUserEnabled of registry "acr" is true`, false},
		{Yes, r.Here(), `registry "acr" is not set`, false},
		{Unknown, later, `sku of registry "acr" is not known yet`, true},
		{
			Unknown, stray,
			`adminUserEnabled.deeper of registry "acr" is inside of something that is no object`, true,
		},
		{
			Unknown, on,
			`adminUserEnabled of registry "acr" cannot be judged: what decides about it is not known yet, ` +
				`or it is not of the right type`, true,
		},
	} {
		got := r.When(row.answer, row.at, "is %s", row.at)
		if len(got) != 1 || got[0].String() != row.want || got[0].Undecided != row.undecided {
			t.Errorf("on %s: %q, want %q", row.answer, got, row.want)
		}
	}
	if got := r.When(No, on, "is %s", on); len(got) != 0 {
		t.Errorf("on no: %q", got)
	}
}
