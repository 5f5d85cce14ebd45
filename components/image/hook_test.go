package image_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/image"
	"private-acr/internal/arm/armtest"
	"private-acr/internal/mocktest"
	"private-acr/spec"
)

const (
	registryID = "/subscriptions/" + mocktest.SubscriptionID +
		"/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/contoso"
	importImage = "POST " + registryID + "/importImage"
)

func newServer(t *testing.T) *armtest.Server {
	t.Helper()
	server := armtest.NewServer(t, time.Now)
	server.On(importImage, armtest.Always(armtest.Answer{}))
	return server
}

// The names of the image on both sides.
const (
	publicImage = "mcr.microsoft.com/azuredocs/aci-helloworld:latest"
	ownImage    = "samples/helloworld:v1"
)

func wanted(server *armtest.Server) image.Import {
	return image.Import{
		RegistryID:      pulumi.String(registryID),
		Source:          pulumi.String(publicImage),
		Target:          pulumi.String(ownImage),
		ResourceManager: server.URL,
	}
}

func consumer(name string) resource.PropertyMap {
	return resource.PropertyMap{"image": resource.NewProperty("contoso.azurecr.io/" + name)}
}

// call binds the hooks and calls the one before a creation, or before an update where there are old
// inputs, as the engine would.
func call(wanted image.Import, inputs *pulumi.ResourceHookArgs) func(*pulumi.Context) error {
	return func(ctx *pulumi.Context) error {
		binding, err := image.ImportHook(ctx, "app", wanted)
		if err != nil || ctx.DryRun() {
			return err
		}
		hooks := binding.BeforeCreate
		if inputs.OldInputs != nil {
			hooks = binding.BeforeUpdate
		}
		for _, h := range hooks {
			if err := h.Callback(inputs); err != nil {
				return err
			}
		}
		return nil
	}
}

func TestHookImportsWhatIsNew(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		inputs pulumi.ResourceHookArgs
		want   int
	}{
		"create": {pulumi.ResourceHookArgs{NewInputs: consumer("samples/helloworld:v1")}, 1},
		"update to it": {pulumi.ResourceHookArgs{
			OldInputs: consumer("samples/helloworld:v0"), NewInputs: consumer("samples/helloworld:v1"),
		}, 1},
		"update of something else": {pulumi.ResourceHookArgs{
			OldInputs: consumer("samples/helloworld:v1"), NewInputs: consumer("samples/helloworld:v1"),
		}, 0},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := newServer(t)
			mocktest.Run(t, call(wanted(server), &test.inputs), mocktest.WithToken(armtest.Token))
			if n := len(server.Requests()); n != test.want {
				t.Errorf("requests = %q, want %d", server.Requests(), test.want)
			}
		})
	}
}

func TestHookRunsMoreThanOnce(t *testing.T) {
	t.Parallel()
	server := newServer(t)
	inputs := &pulumi.ResourceHookArgs{NewInputs: consumer("samples/helloworld:v1")}
	mocktest.Run(t, func(ctx *pulumi.Context) error {
		binding, err := image.ImportHook(ctx, "app", wanted(server))
		if err != nil || ctx.DryRun() {
			return err
		}
		return errors.Join(binding.BeforeCreate[0].Callback(inputs), binding.BeforeCreate[0].Callback(inputs))
	}, mocktest.WithToken(armtest.Token))
	if n := len(server.Requests()); n != 2 {
		t.Errorf("%d requests", n)
	}
}

func TestFailedImportFailsTheConsumer(t *testing.T) {
	t.Parallel()
	server := newServer(t)
	server.On(importImage, armtest.Always(armtest.Fault(400, "InvalidParameters", "No such image.")))
	inputs := &pulumi.ResourceHookArgs{NewInputs: consumer("samples/helloworld:v1")}
	_, err := mocktest.FailsUpdate(t, call(wanted(server), inputs), mocktest.WithToken(armtest.Token))
	const want = `importing image "mcr.microsoft.com/azuredocs/aci-helloworld:latest" into registry ` +
		`"contoso": InvalidParameters: No such image. (400)`
	if !strings.Contains(err.Error(), want) {
		t.Errorf("error = %v", err)
	}
}

func TestNoSourceNoHook(t *testing.T) {
	t.Parallel()
	mocktest.Run(t, func(ctx *pulumi.Context) error {
		binding, err := image.ImportHook(ctx, "app", image.Import{})
		if binding != nil {
			t.Errorf("binding = %v", binding)
		}
		return err
	})
}

// later is an input that another resource's output would be: known only when the program runs.
func later(text string) pulumi.StringInput {
	return pulumi.String(text).ToStringOutput()
}

// TestHookAwaitsItsNames has the names of the image known, secret and late: the request is the same.
func TestHookAwaitsItsNames(t *testing.T) {
	t.Parallel()
	tests := map[string]func(text string) pulumi.StringInput{
		"known":  func(text string) pulumi.StringInput { return pulumi.String(text) },
		"secret": func(text string) pulumi.StringInput { return spec.Secret(text) },
		"late":   later,
		"late secret": func(text string) pulumi.StringInput {
			return pulumi.ToSecret(later(text)).(pulumi.StringOutput)
		},
	}
	for name, input := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := newServer(t)
			imported := wanted(server)
			imported.RegistryID, imported.Source = input(registryID), input(publicImage)
			imported.Target = input(ownImage)
			mocktest.Run(t, call(imported, &pulumi.ResourceHookArgs{}), mocktest.WithToken(armtest.Token))
			body := server.Body(importImage)
			for _, part := range []string{"mcr.microsoft.com", "azuredocs/aci-helloworld:latest", ownImage} {
				if !strings.Contains(body, part) {
					t.Errorf("the import is %s, want it to hold %s", body, part)
				}
			}
		})
	}
}

// TestErrorsHideSecretNames has Azure repeat the names in its answer.
func TestErrorsHideSecretNames(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		source, target pulumi.StringInput
		hidden, shown  string
	}{
		"source": {spec.Secret(publicImage), pulumi.String(ownImage), publicImage, ownImage},
		"target": {pulumi.String(publicImage), spec.Secret(ownImage), ownImage, publicImage},
		"secret output": {
			pulumi.ToSecret(later(publicImage)).(pulumi.StringOutput), later(ownImage), publicImage, ownImage,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := newServer(t)
			server.On(importImage, armtest.Always(armtest.Fault(400, "InvalidParameters",
				"No copy of "+publicImage+" to "+ownImage+".")))
			imported := wanted(server)
			imported.Source, imported.Target = test.source, test.target
			_, err := mocktest.FailsUpdate(t, call(imported, &pulumi.ResourceHookArgs{}),
				mocktest.WithToken(armtest.Token))
			text := err.Error()
			if strings.Contains(text, test.hidden) || !strings.Contains(text, test.shown) ||
				!strings.Contains(text, "InvalidParameters: No copy of ") {
				t.Errorf("error = %v", err)
			}
		})
	}
}

// TestNameThatFailsFailsTheHook has the error of an output that nothing but the hook takes.
func TestNameThatFailsFailsTheHook(t *testing.T) {
	t.Parallel()
	server := newServer(t)
	imported := wanted(server)
	imported.Source = pulumi.String("").ToStringOutput().ApplyT(func(string) (string, error) {
		return "", errors.New("not there")
	}).(pulumi.StringOutput)
	program := call(imported, &pulumi.ResourceHookArgs{})
	_, err := mocktest.FailsUpdate(t, program, mocktest.WithToken(armtest.Token))
	if !strings.Contains(err.Error(), "importing an image: ") || !strings.Contains(err.Error(), "not there") {
		t.Errorf("error = %v", err)
	}
	if n := len(server.Requests()); n != 0 {
		t.Errorf("%d requests", n)
	}
}

func TestReference(t *testing.T) {
	t.Parallel()
	login := spec.Login{Server: pulumi.String("contoso.azurecr.io")}
	tests := map[string]image.Import{
		"no import": {Target: pulumi.String(ownImage)},
		"import": {
			Target: pulumi.String(ownImage), Source: pulumi.String(publicImage),
			RegistryID: pulumi.String(registryID),
		},
	}
	for name, imported := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			graph := mocktest.Run(t, func(ctx *pulumi.Context) error {
				mocktest.Watch(ctx, "reference", imported.Reference(login))
				return nil
			})
			for _, g := range []*mocktest.Graph{graph, graph.Preview} {
				if got := g.Output(t, "reference"); got != "contoso.azurecr.io/"+ownImage {
					t.Errorf("reference = %v", got)
				}
			}
		})
	}
}

// TestReferenceWaitsForTheImport keeps the hook, which runs while the consumer is made, from waiting for a
// resource that is still to be made.
func TestReferenceWaitsForTheImport(t *testing.T) {
	t.Parallel()
	graph := mocktest.Run(t, func(ctx *pulumi.Context) error {
		source, err := mocktest.NewSource(ctx, "source", publicImage)
		if err != nil {
			return err
		}
		registry, err := mocktest.NewSource(ctx, "registry", registryID)
		if err != nil {
			return err
		}
		imported := image.Import{
			Target: pulumi.String(ownImage), Source: source.Value, RegistryID: registry.Value,
		}
		login := spec.Login{Server: pulumi.String("contoso.azurecr.io")}
		mocktest.Watch(ctx, "reference", imported.Reference(login))
		return nil
	})
	for _, name := range []string{"source", "registry"} {
		if !graph.Outputs["reference"].DependsOn(name) {
			t.Errorf("the reference does not wait for the %s", name)
		}
	}
}

func TestTokenIsNotSentInClear(t *testing.T) {
	t.Parallel()
	a := wanted(newServer(t))
	a.ResourceManager = "http://management.azure.com"
	_, err := mocktest.Fails(t, call(a, &pulumi.ResourceHookArgs{}), mocktest.WithToken(armtest.Token))
	if !strings.Contains(err.Error(), "not this machine") {
		t.Errorf("error = %v", err)
	}
}
