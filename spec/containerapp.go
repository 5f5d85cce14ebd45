package spec

import (
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/azure"
)

// Environment is an environment of Container Apps in a virtual network.
type Environment struct {
	Name     string `pulumi:"name,optional" rule:"name=managed-environment" derived:"cae-<name>"`
	Internal bool   `pulumi:"internal,optional"`

	Location          pulumi.StringInput `pulumi:"location" rule:"region" from:"deployment"`
	ResourceGroupName pulumi.StringInput `pulumi:"resourceGroupName" from:"deployment"`
	SubnetID          pulumi.StringInput `pulumi:"subnetId" rule:"id=Microsoft.Network/virtualNetworks/subnets" from:"deployment"`
	Tags              Tags               `pulumi:"tags,optional" rule:"length=0..256" keys:"tag" from:"deployment"`
}

// Annotate documents the fields.
func (e *Environment) Annotate(a Annotator) {
	a.Describe(&e.Name, "Name of the environment.")
	a.Describe(&e.Internal, "Whether its apps are reached from inside the virtual network only, external "+
		"ones too.")
	a.SetDefault(&e.Internal, false)
	a.Describe(&e.Location, "Region of the environment, which has to be that of its subnet.")
	a.Describe(&e.ResourceGroupName, describeGroup)
	a.Describe(&e.SubnetID, "Subnet of its own, a /27 or larger, delegated to Microsoft.App/environments.")
	a.Describe(&e.Tags, describeTags)
}

// Check looks at the tags.
func (e *Environment) Check(f *Faults) { checkTags(f, "tags", e.Tags, MostTags, "a resource") }

// ContainerApp is an app in Azure Container Apps.
type ContainerApp struct {
	Name       string                        `pulumi:"name,optional" rule:"name=container-app" derived:"ca-<name>"`
	Image      pulumi.StringInput            `pulumi:"image" rule:"image"`
	ImportFrom pulumi.StringInput            `pulumi:"importFrom,optional" rule:"source" derived:"image is there already"`
	Credential string                        `pulumi:"credential,optional" derived:"the pull identity"`
	TargetPort int                           `pulumi:"targetPort,optional" rule:"range=1..65535"`
	External   bool                          `pulumi:"external,optional"`
	Env        map[string]pulumi.StringInput `pulumi:"env,optional" keys:"variable=app" derived:"none"`

	CPU         float64 `pulumi:"cpu,optional" rule:"range=0.25..4 step=0.25"`
	Memory      string  `pulumi:"memory,optional" rule:"memory" derived:"twice the cpu, in Gi"`
	MinReplicas *int    `pulumi:"minReplicas,optional" rule:"range=0..1000"`
	MaxReplicas int     `pulumi:"maxReplicas,optional" rule:"range=1..1000" derived:"3, or minReplicas where that is more"`

	Location          pulumi.StringInput `pulumi:"location" rule:"region" from:"deployment"`
	ResourceGroupName pulumi.StringInput `pulumi:"resourceGroupName" from:"deployment"`
	EnvironmentID     pulumi.StringInput `pulumi:"environmentId" rule:"id=Microsoft.App/managedEnvironments" from:"deployment"`
	Login             Login              `pulumi:"login" from:"deployment"`
	RegistryID        pulumi.StringInput `pulumi:"registryId,optional" rule:"id=Microsoft.ContainerRegistry/registries" from:"deployment"`
	ResourceManager   string             `pulumi:"resourceManager,optional" from:"deployment"`
	Tags              Tags               `pulumi:"tags,optional" rule:"length=0..256" keys:"tag" from:"deployment"`
}

// Annotate documents the fields. Sizes follow the Consumption profile. Azure docs: container-apps/containers,
// container-apps/scale-app.
func (c *ContainerApp) Annotate(a Annotator) {
	a.Describe(&c.Name, "Name of the app.")
	a.Describe(&c.Image, describeImage)
	a.Describe(&c.ImportFrom, describeImportFrom)
	a.Describe(&c.Credential, describeCredential)
	a.Describe(&c.TargetPort, "Port that the container listens on.")
	a.SetDefault(&c.TargetPort, 80)
	a.Describe(&c.External, "Whether the app is reached from outside its environment.")
	a.SetDefault(&c.External, false)
	a.Describe(&c.Env, describeEnv)
	a.Describe(&c.CPU, "Virtual CPUs of a replica, from 0.25 to 4 in steps of 0.25.")
	a.SetDefault(&c.CPU, 0.5)
	a.Describe(&c.Memory, "Memory of a replica: twice the vCPU, in Gi.")
	a.Describe(&c.MinReplicas, "Replicas that run without load.")
	a.SetDefault(&c.MinReplicas, 1)
	a.Describe(&c.MaxReplicas, "Replicas that run at most.")
	a.Describe(&c.Location, "Region of the app, which has to be that of its environment.")
	a.Describe(&c.ResourceGroupName, describeGroup)
	a.Describe(&c.EnvironmentID, "ARM id of the environment that it runs in.")
	a.Describe(&c.Login, describeLogin)
	a.Describe(&c.RegistryID, describeRegistry)
	a.Describe(&c.ResourceManager, describeManager)
	a.Describe(&c.Tags, describeTags)
}

// Kind says what holds for all container apps.
func (c ContainerApp) Kind() ConsumerKind {
	return ConsumerKind{
		Key: "containerApps", Noun: "container app", Subnet: ContainerApps, Environment: true,
		Accepts: []Form{FormIdentity, FormPassword, FormNone},
	}
}

// Pulls says what the app pulls.
func (c ContainerApp) Pulls() Pull {
	return Pull{Name: c.Name, Image: c.Image, ImportFrom: c.ImportFrom, Credential: c.Credential}
}

const usualReplicas, mostReplicas = 3, 1000

// Complete follows the size that is given. What is made of a faulty one would only repeat its fault.
func (c *ContainerApp) Complete() {
	completeMemory(&c.Memory, c.CPU)
	if c.MaxReplicas == 0 {
		c.MaxReplicas = min(max(usualReplicas, *c.MinReplicas), mostReplicas)
	}
}

// Check compares the parts of its size.
func (c *ContainerApp) Check(f *Faults) {
	checkMemory(f, c.Memory, c.CPU)
	if f.OK("minReplicas", "maxReplicas") && *c.MinReplicas > c.MaxReplicas {
		f.Add("minReplicas", "must not exceed maxReplicas, which is "+f.Show("maxReplicas", c.MaxReplicas),
			*c.MinReplicas,
			"lower it, or raise maxReplicas")
	}
	checkPull(f, c.Pulls(), c.Login, c.RegistryID)
	c.Login.checkAccepts(f, "login", c.Kind().Accepts)
	checkTags(f, "tags", c.Tags, MostTags, "a resource")
}

// completeMemory is what the Consumption profile takes with a CPU that it has.
func completeMemory(memory *string, cpu float64) {
	if *memory == "" && azure.ConsumptionCPU(cpu) {
		*memory = azure.MemoryText(azure.ConsumptionMemory(cpu))
	}
}

// checkMemory compares the memory with the CPU.
func checkMemory(f *Faults, memory string, cpu float64) {
	given, _ := azure.Gibibytes(memory)
	if fitting := azure.ConsumptionMemory(cpu); f.OK("cpu", "memory") && given != fitting {
		f.Add("memory", fmt.Sprintf("must be twice the cpu of %s, in Gi", f.Show("cpu", cpu)), memory,
			"leave it out, or set it to "+azure.MemoryText(fitting))
	}
}
