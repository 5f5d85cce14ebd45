package containerapp

import (
	"fmt"

	app "github.com/pulumi/pulumi-azure-native-sdk/app/v2/v20250101"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/component"
	"private-acr/spec"
)

// EnvironmentType is the type token of [Environment].
const EnvironmentType = "private-acr:containerapp:Environment"

// suffixEnvironment ends the logical name of the environment's child. It is part of the contract.
const suffixEnvironment = "-environment"

// consumption is the name and the type of the one workload profile: apps pay for what they use.
const consumption = "Consumption"

// Environment is a workload-profiles environment in a virtual network.
type Environment struct {
	pulumi.ResourceState

	// ID is the environment's id.
	ID pulumi.StringOutput `pulumi:"id"`
	// Name is the environment's name.
	Name pulumi.StringOutput `pulumi:"name"`
	// DefaultDomain is the domain of its apps, such as "calm-sea-1.koreacentral.azurecontainerapps.io".
	DefaultDomain pulumi.StringOutput `pulumi:"defaultDomain"`
	// StaticIP is the address that its apps answer at: a private one when the environment is internal.
	StaticIP pulumi.StringOutput `pulumi:"staticIp"`
}

// NewEnvironment creates the environment.
func NewEnvironment(
	ctx *pulumi.Context, name string, args *spec.Environment, opts ...pulumi.ResourceOption,
) (*Environment, error) {
	e := &Environment{}
	return component.New(ctx, EnvironmentType, name, args, e, func(in *spec.Environment) error {
		return e.build(ctx, name, in)
	}, opts...)
}

func (e *Environment) build(ctx *pulumi.Context, name string, in *spec.Environment) error {
	created, err := app.NewManagedEnvironment(ctx, name+suffixEnvironment, environmentArgs(in),
		pulumi.Parent(e), fixedNetwork())
	if err != nil {
		return fmt.Errorf("creating environment %q: %w", in.Name, err)
	}
	e.ID = created.ID().ToStringOutput()
	e.Name = component.After(pulumi.String(in.Name), created.ID())
	e.DefaultDomain = created.DefaultDomain
	e.StaticIP = created.StaticIp
	return nil
}

// environmentArgs is the wanted environment. Its workload profile is stated, as without one Azure would
// build the legacy kind, which refuses a delegated subnet.
func environmentArgs(in *spec.Environment) *app.ManagedEnvironmentArgs {
	return &app.ManagedEnvironmentArgs{
		EnvironmentName:   pulumi.String(in.Name),
		ResourceGroupName: in.ResourceGroupName,
		Location:          component.Ptr(in.Location),
		VnetConfiguration: app.VnetConfigurationArgs{
			InfrastructureSubnetId: component.Ptr(in.SubnetID),
			Internal:               pulumi.Bool(in.Internal),
		},
		WorkloadProfiles: app.WorkloadProfileArray{app.WorkloadProfileArgs{
			Name:                pulumi.String(consumption),
			WorkloadProfileType: pulumi.String(consumption),
		}},
		Tags: component.Tags(in.Tags),
	}
}

// fixedNetwork replaces the environment when its network changes, which Azure refuses to update, and
// deletes it first, as its name is taken until then.
func fixedNetwork() pulumi.ResourceOption {
	return pulumi.Composite(
		pulumi.ReplaceOnChanges([]string{"vnetConfiguration"}),
		pulumi.DeleteBeforeReplace(true),
	)
}
