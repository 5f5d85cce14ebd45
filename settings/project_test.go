package settings_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/diag"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/config"
	"github.com/pulumi/pulumi/sdk/v3/go/common/workspace"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/settings"
	"private-acr/spec"
)

func project(t *testing.T) *workspace.Project {
	t.Helper()
	p, err := workspace.LoadProject("../Pulumi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestTheProjectDeclaresNothing holds that Pulumi leaves all judgement to the program, which reports every
// fault at once.
func TestTheProjectDeclaresNothing(t *testing.T) {
	t.Parallel()
	p := project(t)
	if err := p.Validate(); err != nil {
		t.Fatal(err)
	}
	if string(p.Name) != settings.Namespace {
		t.Errorf("the project is %q, the namespace %q", p.Name, settings.Namespace)
	}
	if len(p.Config) > 0 {
		t.Errorf("Pulumi.yaml declares %v", p.Config)
	}
}

// configurationOf is what the engine hands to a program of the stack's file.
func configurationOf(t *testing.T, file string) settings.Source {
	t.Helper()
	sink := diag.DefaultSink(os.Stdout, os.Stderr, diag.FormatOptions{Color: "never"})
	ps, err := workspace.LoadProjectStack(sink, project(t), file)
	if err != nil {
		t.Fatal(err)
	}
	return sourceOf(t, ps.Config)
}

// crypter stands for a stack's secrets provider.
var crypter = config.NewSymmetricCrypter(make([]byte, 32))

// sourceOf is what the engine hands to a program of a configuration.
func sourceOf(t *testing.T, configuration config.Map) settings.Source {
	t.Helper()
	decrypted, err := configuration.Decrypt(crypter)
	if err != nil {
		t.Fatal(err)
	}
	source := settings.Source{Values: map[string]string{}}
	for key, value := range decrypted {
		source.Values[key.String()] = value
	}
	for _, key := range configuration.SecureKeys() {
		source.Secret = append(source.Secret, key.String())
	}
	return source
}

func TestDevStackIsTheSeedTopology(t *testing.T) {
	t.Parallel()
	got, err := settings.Parse(configurationOf(t, "../Pulumi.dev.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	want := withConsumers(defaults())
	want.PrivateLink.DataEndpoints = spec.DataEndpointsDedicated
	want.Apps = map[string]spec.ContainerApp{"web": {
		Name: "ca-myapp-web", Image: pulumi.String("myapp:1.0.0"),
		ImportFrom: pulumi.String("mcr.microsoft.com/azuredocs/containerapps-helloworld:latest"),
		TargetPort: 80,
		External:   true, CPU: 0.5, Memory: "1Gi", MinReplicas: pulumi.IntRef(1), MaxReplicas: 3,
	}}
	want.Instances = map[string]spec.ContainerInstance{"hello": {
		Name: "ci-myapp-hello", Image: pulumi.String("hello:1.0.0"),
		ImportFrom: pulumi.String("mcr.microsoft.com/azuredocs/aci-helloworld:latest"),
		Port:       80, CPU: 1, MemoryGB: 1, OSType: spec.Linux, RestartPolicy: spec.RestartAlways,
	}}
	if diff := differ(want, got); diff != "" {
		t.Errorf("got the other side of (-want +got):\n%s", diff)
	}
}

// configured is what `pulumi config set` makes of commands. Each is the words behind it.
func configured(t *testing.T, commands ...string) settings.Source {
	t.Helper()
	values := config.Map{}
	for _, command := range commands {
		configSet(t, values, command)
	}
	return sourceOf(t, values)
}

// configSet does what pulumi config set does, whose own code cannot be imported (pkg/cmd/pulumi/config).
func configSet(t *testing.T, values config.Map, command string) {
	t.Helper()
	words := strings.Split(command, " ")
	var path, secret, typed bool
	for strings.HasPrefix(words[0], "--") {
		switch words[0] {
		case "--path":
			path = true
		case "--secret":
			secret = true
		case "--type":
			typed, words = words[1] == "string", words[1:]
		}
		words = words[1:]
	}
	key := config.MustMakeKey(settings.Namespace, strings.Trim(words[0], "'"))
	text := strings.Join(words[1:], " ")
	value := config.NewValue(text)
	switch {
	case secret:
		hidden, err := crypter.EncryptValue(t.Context(), text)
		if err != nil {
			t.Fatal(err)
		}
		value = config.NewSecureValue(hidden)
	case typed:
		value = config.NewTypedValue(text, config.TypeString)
	}
	if err := values.Set(key, value, path); err != nil {
		t.Fatalf("pulumi config set %s: %v", command, err)
	}
}

// TestPulumiWritesWhatParseReads covers `pulumi config set --path`, which makes numbers of whole numbers,
// truth values of true and false, and texts of everything else.
func TestPulumiWritesWhatParseReads(t *testing.T) {
	t.Parallel()
	got, err := settings.Parse(configured(t,
		"name myapp", "location Korea Central", "--path registry.name acrmyapp",
		"--path registry.replicas[0] eastus", "--path resourceGroup.adopt true",
		"--path containerApps.web.image a:1", "--path containerApps.web.cpu 0.75",
		"--path containerApps.web.memory 1.5Gi", "--path containerApps.web.targetPort 8080",
		"--path --type string containerApps.web.env.PORT 8080",
		"--path containerApps.worker.image b:1",
		`tags {"team":"web"}`,
	))
	if err != nil {
		t.Fatal(err)
	}
	app := got.Apps["web"]
	if !got.ResourceGroup.Adopt || app.CPU != 0.75 || app.TargetPort != 8080 ||
		app.Env["PORT"] != pulumi.String("8080") ||
		!slices.Equal(got.Regions(), []string{"koreacentral", "eastus"}) || len(got.Apps) != 2 ||
		got.Tags["team"] != pulumi.String("web") {
		t.Errorf("got %+v and %+v", got, app)
	}
}

func TestPulumisSecretsStaySecret(t *testing.T) {
	t.Parallel()
	got, err := settings.Parse(configured(t,
		"name myapp", "location koreacentral", "--path registry.name acrmyapp",
		"--path containerApps.web.image a:1", "--path containerApps.web.env.MODE fast",
		"--secret --path containerApps.web.env.DB_PASSWORD hunter2",
		"--path containerInstances.job.image a:1", "--path containerInstances.job.env.MODE fast",
		`--secret tags {"owner":"me"}`,
	))
	if err != nil {
		t.Fatal(err)
	}
	for name, input := range map[string]pulumi.StringInput{
		"the secret": got.Apps["web"].Env["DB_PASSWORD"], "what is beside it": got.Apps["web"].Env["MODE"],
		"a tag": got.Tags["owner"],
	} {
		if !spec.IsSecret(input) {
			t.Errorf("%s is no secret", name)
		}
	}
	if spec.IsSecret(got.Instances["job"].Env["MODE"]) {
		t.Error("a value of another key is a secret")
	}
}
