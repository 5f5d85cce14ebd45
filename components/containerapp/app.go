package containerapp

import (
	"fmt"

	app "github.com/pulumi/pulumi-azure-native-sdk/app/v2/v20250101"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/image"
	"private-acr/internal/component"
	"private-acr/spec"
)

// Type is the type token of [App].
const Type = "private-acr:containerapp:App"

// suffixApp ends the logical name of the app's child. It is part of the contract.
const suffixApp = "-app"

// App is an app in Azure Container Apps.
type App struct {
	pulumi.ResourceState

	// ID is the app's id.
	ID pulumi.StringOutput `pulumi:"id"`
	// Name is the app's name.
	Name pulumi.StringOutput `pulumi:"name"`
	// FQDN is the host that the app answers at.
	FQDN pulumi.StringOutput `pulumi:"fqdn"`
	// LatestRevisionName is the name of the revision that the last change made.
	LatestRevisionName pulumi.StringOutput `pulumi:"latestRevisionName"`
}

// New creates the app, once its image can be pulled.
func New(
	ctx *pulumi.Context, name string, args *spec.ContainerApp, opts ...pulumi.ResourceOption,
) (*App, error) {
	a := &App{}
	return component.New(ctx, Type, name, args, a, func(in *spec.ContainerApp) error {
		return a.build(ctx, name, in)
	}, opts...)
}

func (a *App) build(ctx *pulumi.Context, name string, in *spec.ContainerApp) error {
	imported := image.Import{
		RegistryID: in.RegistryID, ResourceManager: in.ResourceManager,
		Source: in.ImportFrom, Target: in.Image,
	}
	hooks, err := image.ImportHook(ctx, name+suffixApp, imported, pulumi.Parent(a))
	if err != nil {
		return err
	}
	c := container{imported.Reference(in.Login), component.Variables(ctx, in.Login, in.Env)}
	// The name is taken until the app is deleted, whatever the reason for its replacement.
	created, err := app.NewContainerApp(ctx, name+suffixApp, appArgs(in, c),
		pulumi.Parent(a), pulumi.ResourceHooks(hooks), pulumi.DeleteBeforeReplace(true))
	if err != nil {
		return fmt.Errorf("creating container app %q: %w", in.Name, err)
	}
	a.ID = created.ID().ToStringOutput()
	a.Name = component.After(pulumi.String(in.Name), created.ID())
	// A preview answers the configuration as it was given, without a host, which would then look empty rather
	// than unknown; what Azure alone computes is unknown. The host is no secret, though Pulumi takes it for
	// one where the configuration holds secrets: with it, the platform's whole contract would be one.
	host := component.After(created.Configuration.Ingress().Fqdn().Elem(), created.ProvisioningState)
	a.FQDN = pulumi.Unsecret(host).(pulumi.StringOutput) //nolint:forcetypeassert // As the host.
	a.LatestRevisionName = created.LatestRevisionName
	return nil
}
