package settings

import (
	"time"

	"private-acr/internal/azure"
)

// fields is the table of all settings, which the parser and the reference share. Name stands first, because
// later defaults are made of it.
func (s *Settings) fields() []field {
	return []field{
		{
			key: "name", required: true, into: text(&s.Name, workload),
			description: `Name of the workload, of which other names are made, such as "myapp".`,
		},
		{
			key: "location", required: true, into: region(&s.Location),
			description: `Azure region of everything, such as "koreacentral".`,
		},
		{
			key: "tags", into: dictionary{&s.Tags, checkTag}, derived: "none",
			description: "Tags of everything that bears tags, as texts.",
		},
		{
			key: "resourceGroup", into: object{fields: s.ResourceGroup.fields},
			description: "Resource group that holds everything.",
		},
		{
			key: "network", into: object{fields: s.Network.fields},
			description: "Virtual network, its subnets and its DNS zone, each created or adopted.",
		},
		{
			key: "registry", required: true, into: object{fields: s.Registry.fields},
			description: "The registry: an object with at least its name.",
		},
		{
			key: "privateLink", into: object{fields: s.PrivateLink.fields},
			description: "How the registry comes into the network.",
		},
		{
			key: "pullIdentity", into: object{fields: s.PullIdentity.fields},
			description: "Identity that consumers pull with.",
		},
		{
			key: "environment", derived: "built where containerApp is",
			into: object{optional: true, fields: s.environment},
			description: "Environment of Container Apps, for apps of this stack and of others; " +
				"an empty object counts as none.",
		},
		{
			key: "containerApp", derived: "not built", into: object{optional: true, fields: s.containerApp},
			description: "App in Azure Container Apps that pulls from the registry; " +
				"an empty object builds none.",
		},
		{
			key: "containerInstance", derived: "not built",
			into: object{optional: true, fields: s.containerInstance},
			description: "Group in Azure Container Instances that pulls from the registry; " +
				"an empty object builds none.",
		},
	}
}

func (g *ResourceGroup) fields() []field {
	return []field{
		{
			key: "name", into: text(&g.Name, named(azure.NameResourceGroup)), fallback: "rg-<name>",
			description: "Name of the resource group.",
		},
		{
			key: "adopt", into: boolean(&g.Adopt), fallback: "false",
			description: "Whether the resource group exists already and stays when the stack is destroyed.",
		},
	}
}

func (r *Registry) fields() []field {
	return []field{
		{
			key: "name", required: true, into: text(&r.Name, named(azure.NameRegistry)),
			description: `Name of the registry, unique in all of Azure, such as "acrmyapp".`,
		},
		{
			key: "replicas", into: list{&r.Replicas, parseRegion}, derived: "none",
			description: "Regions, besides location, that the registry is replicated to.",
		},
		{
			key: "protect", into: boolean(&r.Protect), fallback: "false",
			description: "Whether Pulumi refuses to delete the registry until this is taken back.",
		},
	}
}

func (l *PrivateLink) fields() []field {
	return []field{
		{
			key: "dataEndpoints", into: choice(&l.DataEndpoints), fallback: string(DataEndpointsAuto),
			description: "Who serves layers: auto builds what the registry offers, dedicated builds a " +
				"private endpoint per region, shared relies on the registry's own.",
		},
		{
			key: "discoveryTimeout", fallback: "20m",
			into:        duration(&l.DiscoveryTimeout, time.Second, 24*time.Hour),
			description: "How long to wait until the registry offers every region's data endpoint.",
		},
		{
			key: "staticAddresses", into: dictionary{&l.StaticAddresses, checkAddress}, derived: "none",
			description: "Fixed address of every private-link member: registry, and " +
				"registry_data_<region> per region.",
		},
	}
}

func (i *PullIdentity) fields() []field {
	return []field{
		{
			key: "name", into: text(&i.Name, named(azure.NameUserAssignedIdentity)), fallback: "id-<name>",
			description: "Name of the user-assigned identity.",
		},
		{
			key: "propagationWindow", fallback: "10m",
			into:        duration(&i.PropagationWindow, time.Second, time.Hour),
			description: "Age at which the identity's role assignment is taken to work everywhere.",
		},
	}
}
