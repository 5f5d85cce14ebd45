package containerinstance

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/access"
	"private-acr/internal/azure"
	"private-acr/internal/component"
)

// OSType is the operating system of a container group.
type OSType string

// The operating systems.
const (
	Linux   OSType = "Linux"
	Windows OSType = "Windows"
)

// Values lists the operating systems, the default first.
func (OSType) Values() []OSType {
	return []OSType{Linux, Windows}
}

// RestartPolicy says when a container that has ended is started again.
type RestartPolicy string

// The restart policies.
const (
	Always    RestartPolicy = "Always"
	OnFailure RestartPolicy = "OnFailure"
	Never     RestartPolicy = "Never"
)

// Values lists the restart policies, the default first.
func (RestartPolicy) Values() []RestartPolicy {
	return []RestartPolicy{Always, OnFailure, Never}
}

// Args says which container group to run.
type Args struct {
	// Location is the group's region, which has to be that of its subnet. Required.
	Location pulumi.StringInput
	// ResourceGroupName is the resource group it lies in. Required.
	ResourceGroupName pulumi.StringInput
	// Name is its name in Azure, and that of its container: 1 to 63 lower-case letters, digits and
	// hyphens. Required.
	Name string
	// SubnetID is the id of a subnet delegated to Microsoft.ContainerInstance/containerGroups, in which
	// there are container groups only. Required: a group with a public address could not reach the
	// registry.
	SubnetID pulumi.StringInput
	// Access is what it pulls with. Required.
	Access access.Pull
	// Image is an image of the private registry, without the registry's host: "myapp:1.0.0". Required.
	Image string
	// Hooks run before and after changes of the group; an import of the image is one. Nil means none.
	Hooks *pulumi.ResourceHookBinding

	// Port is the TCP port that the container listens on; the default is 80.
	Port int
	// CPU is the group's vCPU, from 1 to 31; the default is 1. More than 4 may need a higher quota.
	CPU float64
	// MemoryGB is the group's memory in GB, from 1 to 240; the default is 1. More than 16 may need a
	// higher quota.
	MemoryGB float64
	// OSType is the operating system that the image needs; the default is [Linux].
	OSType OSType
	// RestartPolicy says when the container is started again; the default is [Always].
	RestartPolicy RestartPolicy

	// Env are the container's environment variables besides AZURE_CLIENT_ID, which names the pull identity.
	Env map[string]string
	// Tags are put on the group.
	Tags map[string]string
}

const (
	defaultPort = 80
	highestPort = 65535
	// Limits of a group. Azure docs: container-instances-container-groups,
	// container-instances-resource-and-quota-limits.
	smallest      = 1
	largestCPU    = 31
	largestMemory = 240
	// clientIDVariable is what Azure's SDKs read to choose among the identities of their host.
	clientIDVariable = "AZURE_CLIENT_ID"
)

// complete is a copy of args with defaults filled in and every fault found.
func (args *Args) complete(name string) (*Args, error) {
	in := Args{}
	if args != nil {
		in = *args
	}
	in.fillDefaults()
	var faults component.Faults
	faults.Require("location", in.Location != nil, "give the region of the subnet")
	faults.Require("resourceGroupName", in.ResourceGroupName != nil, "give the resource group to create in")
	faults.Require("subnetId", in.SubnetID != nil,
		"give the id of a subnet delegated to Microsoft.ContainerInstance/containerGroups")
	faults.Check("name", azure.CheckName(azure.NameContainerGroup, in.Name))
	in.Access.Check(&faults, "access")
	faults.Check("image", access.CheckImage(in.Image))
	in.checkSize(&faults)
	in.checkWords(&faults)
	return &in, faults.Err("container group", name)
}

func (args *Args) fillDefaults() {
	if args.Port == 0 {
		args.Port = defaultPort
	}
	if args.CPU == 0 {
		args.CPU = smallest
	}
	if args.MemoryGB == 0 {
		args.MemoryGB = smallest
	}
	if args.OSType == "" {
		args.OSType = Linux
	}
	if args.RestartPolicy == "" {
		args.RestartPolicy = Always
	}
}

func (args *Args) checkSize(faults *component.Faults) {
	if args.Port < 1 || args.Port > highestPort {
		faults.Add("port", "must be a port from 1 to 65535", strconv.Itoa(args.Port), "")
	}
	if args.CPU < smallest || args.CPU > largestCPU {
		faults.Add("cpu", "must be from 1 to 31", fmt.Sprint(args.CPU), "")
	}
	if args.MemoryGB < smallest || args.MemoryGB > largestMemory {
		faults.Add("memoryGb", "must be from 1 to 240", fmt.Sprint(args.MemoryGB), "")
	}
}

func (args *Args) checkWords(faults *component.Faults) {
	if !slices.Contains(args.OSType.Values(), args.OSType) {
		faults.Add("osType", fmt.Sprintf("must be one of %v", args.OSType.Values()), string(args.OSType), "")
	}
	if !slices.Contains(args.RestartPolicy.Values(), args.RestartPolicy) {
		faults.Add("restartPolicy", fmt.Sprintf("must be one of %v", args.RestartPolicy.Values()),
			string(args.RestartPolicy), "")
	}
	if _, taken := args.Env[clientIDVariable]; taken {
		faults.Add("env", "must not hold "+clientIDVariable, "", "it names the pull identity")
	}
}

// inputs is what the component shows of its arguments.
func (args *Args) inputs() pulumi.Map {
	return pulumi.Map{
		"name":     pulumi.String(args.Name),
		"image":    pulumi.String(args.Image),
		"port":     pulumi.Int(args.Port),
		"subnetId": args.SubnetID,
	}
}
