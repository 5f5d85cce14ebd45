package consumer

import "private-acr/policy/rule"

// kind says where resources of one type have what consumers have. A new kind of consumer is a row in kinds.
type kind struct {
	of rule.Type
	// credentials is the path of the list of what it pulls with, and password the key, in an item, of the
	// password or of the name of the secret that holds it.
	credentials, password string
	// containers are the paths of the lists of its containers, and variables the key, in a container, of the
	// list of environment variables.
	containers []string
	variables  string
	// subnet finds what [Consumer.Subnet] says.
	subnet func(*rule.Stack, Consumer) (*rule.Resource, rule.Value)
	// trustedService and armToken are as [Consumer.IsTrustedService] and [Consumer.NeedsARMToken] say.
	trustedService, armToken bool
}

// kinds are in the order in which the consumers of a stack are listed.
var kinds = []kind{
	{
		of: rule.ContainerGroup, credentials: "imageRegistryCredentials", password: "password",
		containers: []string{"containers", "initContainers"}, variables: "environmentVariables",
		subnet: ownSubnet, trustedService: true,
	},
	inEnvironment(rule.ContainerApp),
	inEnvironment(rule.Job),
}

// inEnvironment is the kind of what runs in an environment of Container Apps.
func inEnvironment(of rule.Type) kind {
	return kind{
		of: of, credentials: "configuration.registries", password: "passwordSecretRef",
		containers: []string{"template.containers", "template.initContainers"}, variables: "env",
		subnet: subnetOfEnvironment, armToken: true,
	}
}

// Types lists the types of resource that pull images.
func Types() []rule.Type {
	types := make([]rule.Type, len(kinds))
	for i, k := range kinds {
		types[i] = k.of
	}
	return types
}

// ownSubnet is the subnet that a container group names itself.
func ownSubnet(_ *rule.Stack, group Consumer) (*rule.Resource, rule.Value) {
	subnets := group.At("subnetIds")
	if items, _ := subnets.Items(); len(items) > 0 {
		return group.Resource, items[0].At("id")
	}
	return group.Resource, subnets
}

// subnetOfEnvironment is the subnet of the environment that an app or a job runs in.
func subnetOfEnvironment(s *rule.Stack, app Consumer) (*rule.Resource, rule.Value) {
	id := environmentID(app)
	environment, _ := s.Referred(app.Resource, id, rule.ManagedEnvironment)
	if environment == nil {
		return nil, id
	}
	return environment, environment.At("vnetConfiguration", "infrastructureSubnetId")
}

// environmentID is the property with the id of an app's or a job's environment. The one of apps had another
// name in older versions.
func environmentID(app Consumer) rule.Value {
	id := app.At("environmentId")
	if id.Exists() == rule.No {
		return app.At("managedEnvironmentId")
	}
	return id
}
