package containerapp

import (
	"fmt"
	"strconv"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/access"
	"private-acr/internal/azure"
	"private-acr/internal/component"
)

// Args says which app to run.
type Args struct {
	// Location is the app's region, which has to be that of its environment. Required.
	Location pulumi.StringInput
	// ResourceGroupName is the resource group it lies in. Required.
	ResourceGroupName pulumi.StringInput
	// Name is its name in Azure, and that of its container: 2 to 32 lower-case letters, digits and
	// hyphens. Required.
	Name string
	// EnvironmentID is the id of the environment that it runs in. Required.
	EnvironmentID pulumi.StringInput
	// Access is what it pulls with. Required.
	Access access.Pull
	// Image is an image of the private registry, without the registry's host: "myapp:1.0.0". Required.
	Image string
	// Hooks run before and after changes of the app; an import of the image is one. Nil means none.
	Hooks *pulumi.ResourceHookBinding

	// TargetPort is the port that the container listens on; the default is 80.
	TargetPort int
	// External lets callers from outside the environment in. By default only other apps of the
	// environment reach it.
	External bool

	// CPU is the vCPU of a replica, in steps of 0.25 from 0.25 to 4; the default is 0.5.
	CPU float64
	// Memory is the memory of a replica, which has to be twice the CPU in Gi; the default is just that:
	// "1Gi" for half a vCPU.
	Memory string
	// MinReplicas is how many replicas run without load. The default of 0 lets the app stop.
	MinReplicas int
	// MaxReplicas is how many replicas run at most; the default is 3, or MinReplicas if that is more.
	MaxReplicas int

	// Env are the container's environment variables besides AZURE_CLIENT_ID, which names the pull identity.
	Env map[string]string
	// Tags are put on the app.
	Tags map[string]string
}

const (
	defaultPort     = 80
	highestPort     = 65535
	defaultCPU      = 0.5
	defaultReplicas = 3
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
	faults.Require("location", in.Location != nil, "give the region of the environment")
	faults.Require("resourceGroupName", in.ResourceGroupName != nil, "give the resource group to create in")
	faults.Require("environmentId", in.EnvironmentID != nil, "give the id of an environment")
	faults.Check("name", azure.CheckName(azure.NameContainerApp, in.Name))
	in.Access.Check(&faults, "access")
	faults.Check("image", access.CheckImage(in.Image))
	in.checkSize(&faults)
	if _, taken := in.Env[clientIDVariable]; taken {
		faults.Add("env", "must not hold "+clientIDVariable, "", "it names the pull identity")
	}
	return &in, faults.Err("container app", name)
}

func (args *Args) fillDefaults() {
	if args.TargetPort == 0 {
		args.TargetPort = defaultPort
	}
	if args.CPU == 0 {
		args.CPU = defaultCPU
	}
	if args.Memory == "" {
		args.Memory = memoryOf(args.CPU)
	}
	if args.MaxReplicas == 0 {
		args.MaxReplicas = max(defaultReplicas, args.MinReplicas)
	}
}

// memoryOf is the only memory that the Consumption profile takes with a CPU, as Container Apps write it.
func memoryOf(cpu float64) string {
	return fmt.Sprintf("%gGi", azure.ConsumptionMemory(cpu))
}

func (args *Args) checkSize(faults *component.Faults) {
	if args.TargetPort < 1 || args.TargetPort > highestPort {
		faults.Add("targetPort", "must be a port from 1 to 65535", strconv.Itoa(args.TargetPort), "")
	}
	// What is no amount reads as 0, which goes with no CPU.
	memory, _ := azure.Gibibytes(args.Memory)
	switch {
	case !azure.ConsumptionCPU(args.CPU):
		faults.Add("cpu", "must be from 0.25 to 4 in steps of 0.25", fmt.Sprint(args.CPU), "")
	case memory != azure.ConsumptionMemory(args.CPU):
		faults.Add("memory", "must be twice the CPU", args.Memory,
			fmt.Sprintf("write %q", memoryOf(args.CPU)))
	}
	if args.MinReplicas < 0 || args.MaxReplicas < max(1, args.MinReplicas) {
		faults.Add("maxReplicas", "must be at least 1 and minReplicas, which must not be negative",
			fmt.Sprintf("%d to %d", args.MinReplicas, args.MaxReplicas), "")
	}
}

// inputs is what the component shows of its arguments.
func (args *Args) inputs() pulumi.Map {
	return pulumi.Map{
		"name":       pulumi.String(args.Name),
		"image":      pulumi.String(args.Image),
		"targetPort": pulumi.Int(args.TargetPort),
		"external":   pulumi.Bool(args.External),
	}
}
