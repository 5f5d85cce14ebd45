package platform

import (
	"fmt"

	"github.com/pulumi/pulumi-azure-native-sdk/resources/v2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/containerapp"
	"private-acr/components/network"
	"private-acr/components/privatelink"
	"private-acr/components/pullidentity"
	"private-acr/components/registry"
	"private-acr/internal/azure"
	"private-acr/internal/component"
	"private-acr/settings"
	"private-acr/spec"
)

// Type is the type token of [Platform].
const Type = "private-acr:platform:Platform"

// Args says what to build and which Azure answers.
type Args struct {
	// Settings are what the stack says. Defaults are filled in, and faults found, as [settings.Parse] does.
	Settings settings.Settings
	// ResourceManager is the URL of the Azure Resource Manager that the gates and image imports call; empty
	// means that of the location's cloud.
	ResourceManager string
}

// Platform is the whole private path, from the network to the consumers.
type Platform struct {
	pulumi.ResourceState

	// Contract is what other stacks build on: export it as [ContractOutput]. It has the shape of [Contract].
	Contract pulumi.MapOutput `pulumi:"contract"`
}

// shown is what the component shows of its settings.
type shown struct {
	Location string `pulumi:"location"`
	Registry string `pulumi:"registry"`
}

// Annotate documents the fields.
func (s *shown) Annotate(a spec.Annotator) {
	a.Describe(&s.Location, "Region of everything.")
	a.Describe(&s.Registry, "Name of the registry.")
}

// New builds the platform. The order of its stages is that of the values they pass on: see docs/design.md.
// Nil arguments are settings that say nothing, whose faults are the error.
func New(ctx *pulumi.Context, name string, args *Args, opts ...pulumi.ResourceOption) (*Platform, error) {
	if args == nil {
		args = &Args{}
	}
	resolved, err := args.Settings.Resolve()
	if err != nil {
		return nil, err
	}
	p := &Platform{}
	b := &builder{Settings: resolved, name: name, manager: args.ResourceManager, parent: pulumi.Parent(p)}
	if b.manager == "" {
		b.manager = azure.RegionCloud(resolved.Location).ResourceManager
	}
	inputs := &shown{Location: resolved.Location, Registry: resolved.Registry.Name}
	return component.New(ctx, Type, name, inputs, p, func(*shown) error {
		if err := b.build(ctx); err != nil {
			return err
		}
		p.Contract = b.contract().ToMapOutput()
		return nil
	}, opts...)
}

// builder is a platform while it is being built: each part is set by its own method, from those above it.
type builder struct {
	settings.Settings
	name    string
	manager string
	parent  pulumi.ResourceOrInvokeOption

	group       pulumi.StringInput
	network     *network.Network
	registry    *registry.Registry
	link        *privatelink.DataEndpoints
	identity    *pullidentity.Identity
	logins      map[string]spec.Login
	environment *containerapp.Environment
	consumers   map[string]pulumi.Map
}

func (b *builder) build(ctx *pulumi.Context) error {
	steps := []func(*pulumi.Context) error{
		b.buildGroup, b.buildNetwork, b.buildRegistry, b.buildPrivateLink, b.buildIdentity, b.buildLogins,
		b.buildEnvironment, b.buildConsumers,
	}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return fmt.Errorf("building platform %q: %w", b.name, err)
		}
	}
	return nil
}

func (b *builder) buildGroup(ctx *pulumi.Context) error {
	if b.ResourceGroup.Adopt {
		b.group = pulumi.String(b.ResourceGroup.Name)
		return nil
	}
	group, err := resources.NewResourceGroup(ctx, b.name+"-group", &resources.ResourceGroupArgs{
		ResourceGroupName: pulumi.String(b.ResourceGroup.Name),
		Location:          b.location(),
		Tags:              component.Tags(b.Tags),
	}, b.parent)
	if err != nil {
		return fmt.Errorf("creating resource group %q: %w", b.ResourceGroup.Name, err)
	}
	b.group = group.Name
	return nil
}

func (b *builder) buildNetwork(ctx *pulumi.Context) (err error) {
	wanted := b.Network
	wanted.Location, wanted.ResourceGroupName, wanted.Tags = b.location(), b.group, b.Tags
	b.network, err = network.New(ctx, b.name+"-network", &wanted, b.parent)
	return err
}

func (b *builder) buildRegistry(ctx *pulumi.Context) (err error) {
	wanted := b.Registry
	wanted.Location, wanted.ResourceGroupName, wanted.Tags = b.Location, b.group, b.Tags
	b.registry, err = registry.New(ctx, b.name+"-registry", &wanted, b.parent)
	return err
}

func (b *builder) buildPrivateLink(ctx *pulumi.Context) error {
	subnet, _ := b.network.SubnetID(spec.PrivateEndpoints)
	endpoint, err := privatelink.NewEndpoint(ctx, b.name+"-registry-endpoint", &spec.PrivateEndpoint{
		Name:              azure.FitName(azure.NamePrivateEndpoint, "pe-acr-"+b.Registry.Name),
		StaticAddresses:   registryAddresses(b.PrivateLink),
		DataEndpoints:     b.PrivateLink.DataEndpoints,
		Location:          b.location(),
		ResourceGroupName: b.group,
		RegistryID:        b.registry.ID,
		SubnetID:          subnet,
		PrivateDNSZoneID:  b.network.PrivateDNSZoneID,
		Tags:              b.Tags,
		ResourceManager:   b.manager,
	}, b.parent)
	if err != nil {
		return err
	}
	wanted := b.PrivateLink
	wanted.Location, wanted.ResourceGroupName, wanted.Tags = b.location(), b.group, b.Tags
	wanted.RegistryID, wanted.RegistryName = b.registry.ID, b.Registry.Name
	wanted.LoginServer, wanted.Regions = b.registry.LoginServer, b.registry.Regions
	wanted.ZoneGroupID, wanted.SubnetID = endpoint.ZoneGroupID, subnet
	wanted.PrivateDNSZoneID, wanted.ResourceManager = b.network.PrivateDNSZoneID, b.manager
	b.link, err = privatelink.NewDataEndpoints(ctx, b.name+"-data-endpoints", &wanted, b.parent)
	return err
}

// registryAddresses are the static addresses of the registry endpoint: all of them where it carries the data
// endpoints too, the login server's alone where each region gets an endpoint of its own.
func registryAddresses(link spec.DataEndpoints) map[string]string {
	address, static := link.StaticAddresses[azure.RegistryGroup]
	switch {
	case link.DataEndpoints == spec.DataEndpointsShared:
		return link.StaticAddresses
	case static:
		return map[string]string{azure.RegistryGroup: address}
	}
	return nil
}

func (b *builder) buildIdentity(ctx *pulumi.Context) (err error) {
	wanted := b.PullIdentity
	wanted.Location, wanted.ResourceGroupName, wanted.Tags = b.location(), b.group, b.Tags
	wanted.RegistryID, wanted.ResourceManager = b.registry.ScopeID, b.manager
	b.identity, err = pullidentity.New(ctx, b.name+"-pull-identity", &wanted, b.parent)
	return err
}

func (b *builder) buildEnvironment(ctx *pulumi.Context) (err error) {
	if b.Environment == nil {
		return nil
	}
	wanted := *b.Environment
	wanted.Location, wanted.ResourceGroupName, wanted.Tags = b.location(), b.group, b.Tags
	wanted.SubnetID, _ = b.network.SubnetID(spec.ContainerApps)
	b.environment, err = containerapp.NewEnvironment(ctx, b.name+"-environment", &wanted, b.parent)
	return err
}

func (b *builder) location() pulumi.StringInput { return pulumi.String(b.Location) }
