package containerapp

import (
	"fmt"

	app "github.com/pulumi/pulumi-azure-native-sdk/app/v2/v20250101"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/azure"
	"private-acr/internal/component"
)

// EnvironmentType is the type token of [Environment].
const EnvironmentType = "private-acr:containerapp:Environment"

// suffixEnvironment ends the logical name of the environment's child. It is part of the contract.
const suffixEnvironment = "-environment"

// consumption is the name and the type of the one workload profile: apps pay for what they use.
const consumption = "Consumption"

// EnvironmentArgs says which environment to build.
type EnvironmentArgs struct {
	// Location is the environment's region, which has to be that of its subnet. Required.
	Location pulumi.StringInput
	// ResourceGroupName is the resource group it lies in. Required.
	ResourceGroupName pulumi.StringInput
	// Name is its name in Azure: 1 to 60 letters, digits and hyphens. Required.
	Name string
	// SubnetID is the id of a subnet of its own, a /27 or larger, delegated to
	// Microsoft.App/environments. Required.
	SubnetID pulumi.StringInput
	// Internal keeps the environment without a public address: even an external app is then reached from
	// the virtual network alone.
	Internal bool
	// Tags are put on the environment.
	Tags map[string]string
}

// Environment is a workload-profiles environment in a virtual network.
type Environment struct {
	pulumi.ResourceState

	// ID is the environment's id.
	ID pulumi.StringOutput
	// Name is the environment's name.
	Name pulumi.StringOutput
	// DefaultDomain is the domain of its apps, such as "calm-sea-1.koreacentral.azurecontainerapps.io".
	DefaultDomain pulumi.StringOutput
	// StaticIP is the address that its apps answer at: a private one when the environment is internal.
	StaticIP pulumi.StringOutput
}

// NewEnvironment creates the environment. The error of wrong arguments holds every fault, each a
// [component.ArgError], and comes before anything is registered.
func NewEnvironment(
	ctx *pulumi.Context, name string, args *EnvironmentArgs, opts ...pulumi.ResourceOption,
) (*Environment, error) {
	in, err := args.complete(name)
	if err != nil {
		return nil, err
	}
	e := &Environment{}
	if err := component.Register(ctx, EnvironmentType, name, in.inputs(), e, opts...); err != nil {
		return nil, err
	}
	created, err := app.NewManagedEnvironment(ctx, name+suffixEnvironment, environmentArgs(in),
		pulumi.Parent(e), fixedNetwork())
	if err != nil {
		return nil, fmt.Errorf("creating environment %q: %w", in.Name, err)
	}
	e.ID = created.ID().ToStringOutput()
	e.Name = component.After(pulumi.String(in.Name), created.ID())
	e.DefaultDomain = created.DefaultDomain
	e.StaticIP = created.StaticIp
	return e, component.Outputs(ctx, e, pulumi.Map{
		"id": e.ID, "name": e.Name, "defaultDomain": e.DefaultDomain, "staticIp": e.StaticIP,
	})
}

// complete is a copy of args, with every fault found.
func (args *EnvironmentArgs) complete(name string) (*EnvironmentArgs, error) {
	in := EnvironmentArgs{}
	if args != nil {
		in = *args
	}
	var faults component.Faults
	faults.Require("location", in.Location != nil, "give the region of the subnet")
	faults.Require("resourceGroupName", in.ResourceGroupName != nil, "give the resource group to create in")
	faults.Require("subnetId", in.SubnetID != nil,
		"give the id of a subnet delegated to Microsoft.App/environments")
	faults.Check("name", azure.CheckName(azure.NameManagedEnvironment, in.Name))
	return &in, faults.Err("environment", name)
}

// inputs is what the component shows of its arguments.
func (args *EnvironmentArgs) inputs() pulumi.Map {
	return pulumi.Map{
		"name":     pulumi.String(args.Name),
		"subnetId": args.SubnetID,
		"internal": pulumi.Bool(args.Internal),
	}
}

// environmentArgs is the wanted environment. Its workload profile is stated, as without one Azure would
// build the legacy kind, which refuses a delegated subnet.
func environmentArgs(in *EnvironmentArgs) *app.ManagedEnvironmentArgs {
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
		Tags: pulumi.ToStringMap(in.Tags),
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
