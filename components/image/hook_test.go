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
	"private-acr/internal/component"
	"private-acr/internal/mocktest"
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

func args(server *armtest.Server) *image.Args {
	return &image.Args{
		RegistryID:      pulumi.String(registryID),
		Source:          "mcr.microsoft.com/azuredocs/aci-helloworld:latest",
		Target:          "samples/helloworld:v1",
		ResourceManager: server.URL,
	}
}

func consumer(name string) resource.PropertyMap {
	return resource.PropertyMap{"image": resource.NewProperty("contoso.azurecr.io/" + name)}
}

// call binds the hooks and calls the one before a creation, or before an update where there are old
// inputs, as the engine would.
func call(a *image.Args, inputs *pulumi.ResourceHookArgs) func(*pulumi.Context) error {
	return func(ctx *pulumi.Context) error {
		binding, err := image.ImportHook(ctx, "app", a)
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
			mocktest.Run(t, call(args(server), &test.inputs), mocktest.WithToken(armtest.Token))
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
		binding, err := image.ImportHook(ctx, "app", args(server))
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
	_, err := mocktest.FailsUpdate(t, call(args(server), inputs), mocktest.WithToken(armtest.Token))
	const want = `importing image "mcr.microsoft.com/azuredocs/aci-helloworld:latest" into registry ` +
		`"contoso": InvalidParameters: No such image. (400)`
	if !strings.Contains(err.Error(), want) {
		t.Errorf("error = %v", err)
	}
}

func TestNoSourceNoHook(t *testing.T) {
	t.Parallel()
	mocktest.Run(t, func(ctx *pulumi.Context) error {
		binding, err := image.ImportHook(ctx, "app", &image.Args{})
		if binding != nil {
			t.Errorf("binding = %v", binding)
		}
		return err
	})
}

func TestFaults(t *testing.T) {
	t.Parallel()
	_ = mocktest.Faults(t, func(ctx *pulumi.Context) error {
		_, err := image.ImportHook(ctx, "app", &image.Args{Source: "nginx", Target: "nginx"})
		var fault *component.ArgError
		if !errors.As(err, &fault) {
			t.Errorf("error = %v", err)
			return err
		}
		for _, path := range []string{"registryId:", "source:", "target:"} {
			if !strings.Contains(err.Error(), path) {
				t.Errorf("no fault of %s in: %v", path, err)
			}
		}
		return err
	})
}

func TestTokenIsNotSentInClear(t *testing.T) {
	t.Parallel()
	a := args(newServer(t))
	a.ResourceManager = "http://management.azure.com"
	_, err := mocktest.Fails(t, call(a, &pulumi.ResourceHookArgs{}), mocktest.WithToken(armtest.Token))
	if !strings.Contains(err.Error(), "not this machine") {
		t.Errorf("error = %v", err)
	}
}
