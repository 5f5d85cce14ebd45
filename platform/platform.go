package platform

import (
	"fmt"

	"github.com/pulumi/pulumi-azure-native-sdk/resources/v2"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/access"
	"private-acr/components/gate"
	"private-acr/components/network"
	"private-acr/components/privatelink"
	"private-acr/components/pullidentity"
	"private-acr/components/registry"
	"private-acr/internal/azure"
	"private-acr/internal/component"
	"private-acr/settings"
)

// Type is the type token of [Platform].
const Type = "private-acr:platform:Platform"

// Args says what to build and which Azure answers.
type Args struct {
	// Settings are what the stack says, as [settings.Parse] returns them.
	Settings settings.Settings
	// ResourceManager is the URL of the Azure Resource Manager that the gates and image imports call; empty
	// means that of the location's cloud.
	ResourceManager string
	// Clock is the time the gates wait by; nil is the machine's own clock.
	Clock gate.Clock
}

// Platform is the whole private path, from the network to the consumers.
type Platform struct {
	pulumi.ResourceState

	// Contract is what other stacks build on: export it as [ContractOutput]. It has the shape of [Contract].
	Contract pulumi.MapOutput
}

// New builds the platform. The order of its stages is that of the values they pass on: see docs/design.md.
func New(ctx *pulumi.Context, name string, args *Args, opts ...pulumi.ResourceOption) (*Platform, error) {
	p := &Platform{}
	if err := component.Register(ctx, Type, name, inputs(args.Settings), p, opts...); err != nil {
		return nil, err
	}
	s := &site{Args: args.complete(), name: name, parent: pulumi.Parent(p)}
	if err := s.build(ctx); err != nil {
		return nil, err
	}
	p.Contract = s.contract().ToMapOutput()
	return p, component.Outputs(ctx, p, pulumi.Map{ContractOutput: p.Contract})
}

// complete is a copy with the Resource Manager filled in.
func (a Args) complete() *Args {
	if a.ResourceManager == "" {
		a.ResourceManager = azure.RegionCloud(a.Settings.Location).ResourceManager
	}
	return &a
}

// inputs is what the component shows of its settings.
func inputs(s settings.Settings) pulumi.Map {
	return pulumi.Map{
		"location": pulumi.String(s.Location),
		"registry": pulumi.String(s.Registry.Name),
	}
}

// site is a platform while it is being built: each stage is set by its own method, from those above it.
type site struct {
	*Args
	name   string
	parent pulumi.ResourceOrInvokeOption

	group     pulumi.StringInput
	network   *network.Network
	registry  *registry.Registry
	link      *privatelink.DataEndpoints
	identity  *pullidentity.Identity
	consumers consumers
}

func (s *site) build(ctx *pulumi.Context) error {
	stages := []func(*pulumi.Context) error{
		s.buildGroup, s.buildNetwork, s.buildRegistry, s.buildPrivateLink, s.buildIdentity, s.buildConsumers,
	}
	for _, stage := range stages {
		if err := stage(ctx); err != nil {
			return fmt.Errorf("building platform %q: %w", s.name, err)
		}
	}
	return nil
}

func (s *site) buildGroup(ctx *pulumi.Context) error {
	wanted := s.Settings.ResourceGroup
	if wanted.Adopt {
		s.group = pulumi.String(wanted.Name)
		return nil
	}
	group, err := resources.NewResourceGroup(ctx, s.name+"-group", &resources.ResourceGroupArgs{
		ResourceGroupName: pulumi.String(wanted.Name),
		Location:          pulumi.String(s.Settings.Location),
		Tags:              pulumi.ToStringMap(s.Settings.Tags),
	}, s.parent)
	if err != nil {
		return fmt.Errorf("creating resource group %q: %w", wanted.Name, err)
	}
	s.group = group.Name
	return nil
}

func (s *site) buildNetwork(ctx *pulumi.Context) (err error) {
	s.network, err = network.New(ctx, s.name+"-network", networkArgs(s.Settings, s.group), s.parent)
	return err
}

func (s *site) buildRegistry(ctx *pulumi.Context) (err error) {
	s.registry, err = registry.New(ctx, s.name+"-registry", &registry.Args{
		Name:              s.Settings.Registry.Name,
		Location:          s.Settings.Location,
		ResourceGroupName: s.group,
		Replicas:          s.Settings.Registry.Replicas,
		Tags:              s.Settings.Tags,
	}, s.parent, pulumi.Protect(s.Settings.Registry.Protect))
	return err
}

func (s *site) buildPrivateLink(ctx *pulumi.Context) error {
	link := s.Settings.PrivateLink
	endpoint, err := privatelink.NewEndpoint(ctx, s.name+"-registry-endpoint", &privatelink.EndpointArgs{
		Name:              "pe-acr-" + s.Settings.Registry.Name,
		Location:          s.location(),
		ResourceGroupName: s.group,
		RegistryID:        s.registry.ID,
		SubnetID:          s.network.PrivateEndpointsSubnetID,
		PrivateDNSZoneID:  s.network.PrivateDNSZoneID,
		StaticAddresses:   registryAddresses(link),
		Tags:              s.Settings.Tags,
	}, s.parent)
	if err != nil {
		return err
	}
	s.link, err = privatelink.NewDataEndpoints(ctx, s.name+"-data-endpoints", &privatelink.DataEndpointsArgs{
		Location:          s.location(),
		ResourceGroupName: s.group,
		RegistryID:        s.registry.ID,
		RegistryName:      s.Settings.Registry.Name,
		LoginServer:       s.registry.LoginServer,
		Regions:           s.registry.Regions,
		Mode:              privatelink.Mode(link.DataEndpoints),
		ZoneGroupID:       endpoint.ZoneGroupID,
		SubnetID:          s.network.PrivateEndpointsSubnetID,
		PrivateDNSZoneID:  s.network.PrivateDNSZoneID,
		StaticAddresses:   dataAddresses(link),
		Tags:              s.Settings.Tags,
		ResourceManager:   s.ResourceManager,
		Clock:             s.Clock,
		Deadline:          link.DiscoveryTimeout,
	}, s.parent)
	return err
}

func (s *site) buildIdentity(ctx *pulumi.Context) (err error) {
	s.identity, err = pullidentity.New(ctx, s.name+"-pull-identity", &pullidentity.Args{
		Name:              s.Settings.PullIdentity.Name,
		Location:          s.location(),
		ResourceGroupName: s.group,
		RegistryID:        s.registry.ScopeID,
		PropagationWindow: s.Settings.PullIdentity.PropagationWindow,
		ResourceManager:   s.ResourceManager,
		Clock:             s.Clock,
		Tags:              s.Settings.Tags,
	}, s.parent)
	return err
}

func (s *site) location() pulumi.StringInput { return pulumi.String(s.Settings.Location) }

// access is what the consumers pull with: it joins the two gates.
func (s *site) access() access.Pull {
	return access.Pull{
		LoginServer: s.link.LoginServer,
		RegistryID:  s.registry.ID,
		IdentityID:  s.identity.ID,
		ClientID:    s.identity.ClientID,
	}
}
