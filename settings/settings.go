package settings

import (
	"reflect"
	"slices"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/azure"
	"private-acr/internal/schema"
	"private-acr/spec"
)

// Namespace begins the key of every setting in a stack's configuration, before a colon. It is the name of
// the Pulumi project.
const Namespace = "private-acr"

// Settings is all that a stack can say. [Parse] fills in every default and brings every region into its
// short form; so does [Settings.Resolve] for settings that a program made.
type Settings struct {
	Name          string                            `pulumi:"name" rule:"workload"`
	Location      string                            `pulumi:"location" rule:"region"`
	Tags          spec.Tags                         `pulumi:"tags,optional" rule:"length=0..256" keys:"tag" derived:"none"`
	ResourceGroup spec.ResourceGroup                `pulumi:"resourceGroup,optional"`
	Network       spec.Network                      `pulumi:"network,optional"`
	Registry      spec.Registry                     `pulumi:"registry"`
	PrivateLink   spec.DataEndpoints                `pulumi:"privateLink,optional"`
	PullIdentity  spec.PullIdentity                 `pulumi:"pullIdentity,optional"`
	Credentials   map[string]spec.Credential        `pulumi:"credentials,optional" keys:"key" derived:"none"`
	Environment   *spec.Environment                 `pulumi:"environment,optional" derived:"built where something runs in it"`
	Apps          map[string]spec.ContainerApp      `pulumi:"containerApps,optional" keys:"key" derived:"none"`
	Jobs          map[string]spec.ContainerAppJob   `pulumi:"containerAppJobs,optional" keys:"key" derived:"none"`
	Instances     map[string]spec.ContainerInstance `pulumi:"containerInstances,optional" keys:"key" derived:"none"`
}

// Annotate documents the fields.
func (s *Settings) Annotate(a spec.Annotator) {
	a.Describe(&s.Name, `Name of the workload, of which other names are made, such as "myapp".`)
	a.Describe(&s.Location, `Azure region of everything, such as "koreacentral".`)
	a.Describe(&s.Tags, "Tags of everything that bears tags, as texts.")
	a.Describe(&s.ResourceGroup, "Resource group that holds everything.")
	a.Describe(&s.Network, "Virtual network, its subnets and its DNS zone, each created or adopted.")
	a.Describe(&s.Registry, "The registry: an object with at least its name.")
	a.Describe(&s.PrivateLink, "How the registry comes into the network.")
	a.Describe(&s.PullIdentity, "Identity that consumers pull with.")
	a.Describe(&s.Credentials, "Other ways to log in to a registry, by a key that consumers name.")
	a.Describe(&s.Environment, "Environment of Container Apps, for apps of this stack and of others; an "+
		"empty object builds one.")
	a.Describe(&s.Apps, "Apps in Azure Container Apps, by a key of your choice.")
	a.Describe(&s.Jobs, "Jobs in Azure Container Apps, by a key of your choice.")
	a.Describe(&s.Instances, "Groups in Azure Container Instances, by a key of your choice.")
}

// Consumer is one that the settings ask for.
type Consumer struct {
	spec.Consumer
	// Key is the one that the user chose: "web".
	Key string
	// Path is where it stands: "containerApps.web".
	Path string
}

// Consumers lists what pulls, by kind in the order of the settings and by key.
func (s *Settings) Consumers() []Consumer {
	var all []Consumer
	value := reflect.ValueOf(s).Elem()
	for _, f := range schema.Fields(value.Type()) {
		if f.Type.Kind() != reflect.Map || !f.Type.Elem().Implements(reflect.TypeFor[spec.Consumer]()) {
			continue
		}
		entries := f.Of(value)
		for _, key := range entries.MapKeys() {
			one, _ := entries.MapIndex(key).Interface().(spec.Consumer)
			all = append(all, Consumer{one, key.String(), spec.Join(f.Key, key.String())})
		}
	}
	slices.SortStableFunc(all, func(a, b Consumer) int { return strings.Compare(a.Path, b.Path) })
	return all
}

// Regions lists the regions that serve layers: the home region first, then the replicas'.
func (s *Settings) Regions() []string { return s.Registry.Regions() }

// Complete fills in what follows from several specs.
func (s *Settings) Complete() {
	s.Registry.Location = s.Location
	strange := func(region string) bool { return schema.Violates("region", region) != nil }
	if !slices.ContainsFunc(s.Regions(), strange) {
		s.PrivateLink.Regions = s.Regions()
	}
	if s.Network.PrivateDNSZone.ID == "" {
		s.Network.PrivateDNSZone.Name = azure.RegionCloud(s.Location).PrivateZone
	}
	inEnvironment := func(c Consumer) bool { return c.Kind().Environment }
	if s.Environment == nil && slices.ContainsFunc(s.Consumers(), inEnvironment) {
		s.Environment = &spec.Environment{}
	}
	s.completeSubnets()
	s.completeDeployment()
}

// completeSubnets gives what is built its subnet: an idle one of container groups would cost a NAT gateway.
func (s *Settings) completeSubnets() {
	n := &s.Network
	space := n.AddressSpace == "" || n.AddressSpace == spec.DefaultAddressSpace
	if n.VirtualNetworkID != "" || !space {
		return
	}
	if n.Subnets == nil {
		n.Subnets = map[string]spec.Subnet{}
	}
	for _, purpose := range spec.Purposes() {
		if _, given := n.Subnets[purpose.Key]; !given && s.neededBy(purpose.Key) != "" {
			n.Subnets[purpose.Key] = spec.Subnet{AddressPrefix: purpose.Prefix}
		}
	}
}

// neededBy is the path of what needs a subnet of the purpose; empty for nothing.
func (s *Settings) neededBy(purpose string) string {
	if purpose == spec.PrivateEndpoints {
		return "registry"
	}
	for _, c := range s.Consumers() {
		if c.Kind().Subnet == purpose {
			return c.Path
		}
	}
	if s.Environment != nil && purpose == spec.ContainerApps {
		return "environment"
	}
	return ""
}

// completeDeployment says what rules need to know of the deployment.
func (s *Settings) completeDeployment() {
	s.Network.Location = pulumi.String(s.Location)
	s.PrivateLink.RegistryName = s.Registry.Name
}
