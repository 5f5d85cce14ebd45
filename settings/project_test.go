package settings_test

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/common/diag"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/config"
	"github.com/pulumi/pulumi/sdk/v3/go/common/workspace"

	"private-acr/settings"
)

func project(t *testing.T) *workspace.Project {
	t.Helper()
	p, err := workspace.LoadProject("../Pulumi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestReferenceMatchesProject(t *testing.T) {
	t.Parallel()
	p := project(t)
	if err := p.Validate(); err != nil {
		t.Fatal(err)
	}
	if string(p.Name) != settings.Namespace {
		t.Errorf("the project is %q, the namespace %q", p.Name, settings.Namespace)
	}
	undocumented := maps.Clone(p.Config)
	for _, entry := range settings.Reference() {
		if strings.Contains(entry.Path, ".") {
			continue
		}
		declared, ok := p.Config[entry.Path]
		delete(undocumented, entry.Path)
		if !ok || declared.TypeName() != entry.Type || declared.Description != entry.Description {
			t.Errorf("Pulumi.yaml has %+v for %s, want type %s and description %q",
				declared, entry.Path, entry.Type, entry.Description)
		}
		if diff := cmp.Diff(defaultOf(entry), declared.Default); diff != "" {
			t.Errorf("%s: default (-want +got):\n%s", entry.Path, diff)
		}
	}
	for key := range undocumented {
		t.Errorf("Pulumi.yaml declares %s, which is no setting", key)
	}
}

// defaultOf is what makes Pulumi take a key for optional without deciding anything itself.
func defaultOf(entry settings.Entry) any {
	if entry.Required {
		return nil
	}
	return map[string]any{}
}

// configurationOf is what the engine hands to a program: the stack's file on top of the project's defaults.
func configurationOf(t *testing.T, file string) map[string]string {
	t.Helper()
	p := project(t)
	sink := diag.DefaultSink(os.Stdout, os.Stderr, diag.FormatOptions{Color: "never"})
	ps, err := workspace.LoadProjectStack(sink, p, file)
	if err != nil {
		t.Fatal(err)
	}
	decrypted, err := ps.Config.Decrypt(config.NopDecrypter)
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]string{}
	for key, declared := range p.Config {
		if declared.Default != nil {
			values[settings.Namespace+":"+key] = "{}"
		}
	}
	for key, value := range decrypted {
		values[key.String()] = value
	}
	return values
}

func TestDevStackIsTheSeedTopology(t *testing.T) {
	t.Parallel()
	got, err := settings.Parse(configurationOf(t, "../Pulumi.dev.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	want := withConsumers(defaults())
	want.ContainerApp = &settings.ContainerApp{
		Name: "ca-myapp", Image: "myapp:1.0.0",
		ImportFrom: "mcr.microsoft.com/azuredocs/containerapps-helloworld:latest", TargetPort: 80,
		External: true,
		CPU:      0.5, Memory: "1Gi", MinReplicas: 1, MaxReplicas: 3,
	}
	want.ContainerInstance = &settings.ContainerInstance{
		Name: "ci-myapp", Image: "hello:1.0.0",
		ImportFrom: "mcr.microsoft.com/azuredocs/aci-helloworld:latest",
		Port:       80, CPU: 1, MemoryGB: 1, OSType: settings.OSTypeLinux,
		RestartPolicy: settings.RestartAlways,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("got the other side of (-want +got):\n%s", diff)
	}
}

// TestPulumiWritesWhatParseReads covers `pulumi config set --path`, which makes numbers of whole numbers,
// truth values of true and false, and texts of everything else.
func TestPulumiWritesWhatParseReads(t *testing.T) {
	t.Parallel()
	values := config.Map{}
	for path, text := range map[string]string{
		"name": "myapp", "location": "Korea Central", "registry.name": "acrmyapp",
		"registry.replicas[0]": "eastus",
		"resourceGroup.adopt":  "true", "containerApp.image": "a:1", "containerApp.cpu": "0.75",
		"containerApp.memory": "1.5Gi", "containerApp.targetPort": "8080",
	} {
		key, value := config.MustMakeKey(settings.Namespace, path), config.NewTypedValue(text,
			config.TypeString)
		if strings.Contains(path, ".") {
			value = config.NewValue(text)
		}
		if err := values.Set(key, value, true); err != nil {
			t.Fatal(err)
		}
	}
	decrypted, err := values.Decrypt(config.NopDecrypter)
	if err != nil {
		t.Fatal(err)
	}
	raw := map[string]string{}
	for key, value := range decrypted {
		raw[key.String()] = value
	}
	got, err := settings.Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	app := got.ContainerApp
	if !got.ResourceGroup.Adopt || app.CPU != 0.75 || app.TargetPort != 8080 ||
		!slices.Equal(got.Regions(), []string{"koreacentral", "eastus"}) {
		t.Errorf("got %+v and %+v", got, app)
	}
}
