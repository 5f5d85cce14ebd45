package containerapp

import (
	"fmt"

	app "github.com/pulumi/pulumi-azure-native-sdk/app/v2/v20250101"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/component"
)

// Type is the type token of [App].
const Type = "private-acr:containerapp:App"

// suffixApp ends the logical name of the app's child. It is part of the contract.
const suffixApp = "-app"

// App is an app in Azure Container Apps.
type App struct {
	pulumi.ResourceState

	// ID is the app's id.
	ID pulumi.StringOutput
	// Name is the app's name.
	Name pulumi.StringOutput
	// FQDN is the host that the app answers at.
	FQDN pulumi.StringOutput
	// LatestRevisionName is the name of the revision that the last change made.
	LatestRevisionName pulumi.StringOutput
}

// New creates the app, once its image can be pulled. The error of wrong arguments holds every fault, each
// a [component.ArgError], and comes before anything is registered.
func New(ctx *pulumi.Context, name string, args *Args, opts ...pulumi.ResourceOption) (*App, error) {
	in, err := args.complete(name)
	if err != nil {
		return nil, err
	}
	a := &App{}
	if err := component.Register(ctx, Type, name, in.inputs(), a, opts...); err != nil {
		return nil, err
	}
	// The name is taken until the app is deleted, whatever the reason for its replacement.
	created, err := app.NewContainerApp(ctx, name+suffixApp, appArgs(in),
		pulumi.Parent(a), pulumi.ResourceHooks(in.Hooks), pulumi.DeleteBeforeReplace(true))
	if err != nil {
		return nil, fmt.Errorf("creating container app %q: %w", in.Name, err)
	}
	a.ID = created.ID().ToStringOutput()
	a.Name = component.After(pulumi.String(in.Name), created.ID())
	// A preview answers the configuration as it was given, without a host, which would then look empty
	// rather than unknown; what Azure alone computes is unknown.
	a.FQDN = component.After(created.Configuration.Ingress().Fqdn().Elem(), created.ProvisioningState)
	a.LatestRevisionName = created.LatestRevisionName
	return a, component.Outputs(ctx, a, pulumi.Map{
		"id": a.ID, "name": a.Name, "fqdn": a.FQDN, "latestRevisionName": a.LatestRevisionName,
	})
}
