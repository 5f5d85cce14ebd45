package spec

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

// OSType is the operating system of a container group.
type OSType string

// The operating systems.
const (
	Linux   OSType = "Linux"
	Windows OSType = "Windows"
)

// Values lists the operating systems, the default first.
func (OSType) Values() []OSType { return []OSType{Linux, Windows} }

// RestartPolicy says when a container that has ended is started again.
type RestartPolicy string

// The restart policies.
const (
	RestartAlways    RestartPolicy = "Always"
	RestartOnFailure RestartPolicy = "OnFailure"
	RestartNever     RestartPolicy = "Never"
)

// Values lists the restart policies, the default first.
func (RestartPolicy) Values() []RestartPolicy {
	return []RestartPolicy{RestartAlways, RestartOnFailure, RestartNever}
}

// ContainerInstance is a container group of one container in Azure Container Instances, in a subnet.
type ContainerInstance struct {
	Name          string                        `pulumi:"name,optional" rule:"name=container-group" derived:"ci-<name>"`
	Image         pulumi.StringInput            `pulumi:"image" rule:"image"`
	ImportFrom    pulumi.StringInput            `pulumi:"importFrom,optional" rule:"source" derived:"image is there already"`
	Credential    string                        `pulumi:"credential,optional" derived:"the pull identity"`
	Port          int                           `pulumi:"port,optional" rule:"range=1..65535"`
	OSType        OSType                        `pulumi:"osType,optional"`
	RestartPolicy RestartPolicy                 `pulumi:"restartPolicy,optional"`
	Env           map[string]pulumi.StringInput `pulumi:"env,optional" rule:"filled" keys:"variable=group" derived:"none"`
	CPU           float64                       `pulumi:"cpu,optional" rule:"range=1..31 step=0.01"`
	MemoryGB      float64                       `pulumi:"memoryGb,optional" rule:"range=1..240 step=0.1"`

	Location          pulumi.StringInput `pulumi:"location" rule:"region" from:"deployment"`
	ResourceGroupName pulumi.StringInput `pulumi:"resourceGroupName" from:"deployment"`
	SubnetID          pulumi.StringInput `pulumi:"subnetId" rule:"id=Microsoft.Network/virtualNetworks/subnets" from:"deployment"`
	Login             Login              `pulumi:"login" from:"deployment"`
	RegistryID        pulumi.StringInput `pulumi:"registryId,optional" rule:"id=Microsoft.ContainerRegistry/registries" from:"deployment"`
	ResourceManager   string             `pulumi:"resourceManager,optional" from:"deployment"`
	Tags              Tags               `pulumi:"tags,optional" rule:"length=0..256" keys:"tag" from:"deployment"`
}

// Annotate documents the fields. Sizes follow the limits of a group. Azure docs:
// container-instances/container-instances-container-groups, container-instances-resource-and-quota-limits.
func (c *ContainerInstance) Annotate(a Annotator) {
	a.Describe(&c.Name, "Name of the container group.")
	a.Describe(&c.Image, describeImage)
	a.Describe(&c.ImportFrom, describeImportFrom)
	a.Describe(&c.Credential, describeCredential)
	a.Describe(&c.Port, "TCP port that the container listens on.")
	a.SetDefault(&c.Port, 80)
	a.Describe(&c.OSType, "Operating system of the image: Linux or Windows.")
	a.SetDefault(&c.OSType, string(Linux))
	a.Describe(&c.RestartPolicy, "When an ended container starts again: Always, OnFailure or Never.")
	a.SetDefault(&c.RestartPolicy, string(RestartAlways))
	a.Describe(&c.Env, describeEnv)
	a.Describe(&c.CPU, "Virtual CPUs of the group, from 1 to 31; more than 4 may need a higher quota.")
	a.SetDefault(&c.CPU, 1.0)
	a.Describe(&c.MemoryGB, "Memory of the group in GB, from 1 to 240 in steps of 0.1; more than 16 may "+
		"need a higher quota.")
	a.SetDefault(&c.MemoryGB, 1.0)
	a.Describe(&c.Location, "Region of the group, which has to be that of its subnet.")
	a.Describe(&c.ResourceGroupName, describeGroup)
	a.Describe(&c.SubnetID, "Subnet delegated to Microsoft.ContainerInstance/containerGroups, in which "+
		"there are container groups only. A group with a public address could not reach the registry.")
	a.Describe(&c.Login, describeLogin)
	a.Describe(&c.RegistryID, describeRegistry)
	a.Describe(&c.ResourceManager, describeManager)
	a.Describe(&c.Tags, describeTags)
}

// Kind says what holds for all container groups.
func (c ContainerInstance) Kind() ConsumerKind {
	return ConsumerKind{
		Key: "containerInstances", Noun: "container group", Subnet: ContainerInstances,
		Accepts: []Form{FormIdentity, FormPassword, FormNone},
	}
}

// Pulls says what the group pulls.
func (c ContainerInstance) Pulls() Pull {
	return Pull{Name: c.Name, Image: c.Image, ImportFrom: c.ImportFrom, Credential: c.Credential}
}

// Check compares image and source.
func (c *ContainerInstance) Check(f *Faults) {
	checkPull(f, c.Pulls(), c.Login, c.RegistryID)
	c.Login.checkAccepts(f, "login", c.Kind().Accepts)
	checkTags(f, "tags", c.Tags, MostTags, "a resource")
}
