package settings

// Environment is where Container Apps run, those of other stacks too.
type Environment struct {
	// Name is the environment's name, by default "cae-<name>".
	Name string
	// Internal says that nothing in it is reached from outside the virtual network.
	Internal bool
}

// ContainerApp is an app in Azure Container Apps.
type ContainerApp struct {
	// Name is the app's name, by default "ca-<name>".
	Name string
	// Image is the image within the registry, "repository:tag" or "repository@sha256:digest".
	Image string
	// ImportFrom is the public image that is imported as Image before the app is made, empty when Image is
	// in the registry already.
	ImportFrom string
	// TargetPort is the port that the container listens on.
	TargetPort int
	// External says that the app is reached from outside its environment.
	External bool
	// CPU is in vCPU per replica.
	CPU float64
	// Memory is per replica, in the form "1Gi".
	Memory string
	// MinReplicas is how many replicas run without load.
	MinReplicas int
	// MaxReplicas is how many replicas run at most.
	MaxReplicas int
	// Env are the container's environment variables besides AZURE_CLIENT_ID.
	Env map[string]string
}

// ContainerInstance is a container group of one container in Azure Container Instances.
type ContainerInstance struct {
	// Name is the group's name, by default "ci-<name>".
	Name string
	// Image is the image within the registry, "repository:tag" or "repository@sha256:digest".
	Image string
	// ImportFrom is the public image that is imported as Image before the group is made, empty when Image
	// is in the registry already.
	ImportFrom string
	// Port is the port that the container listens on and the group shows in its subnet.
	Port int
	// CPU is in vCPU.
	CPU float64
	// MemoryGB is in GB.
	MemoryGB float64
	// OSType is the operating system that the image needs.
	OSType OSType
	// RestartPolicy says when a container that has ended starts again.
	RestartPolicy RestartPolicy
	// Env are the container's environment variables besides AZURE_CLIENT_ID.
	Env map[string]string
}

// OSType is a container group's operating system.
type OSType string

// The values of [OSType].
const (
	OSTypeLinux   OSType = "Linux"
	OSTypeWindows OSType = "Windows"
)

// Values lists what can be said.
func (OSType) Values() []OSType {
	return []OSType{OSTypeLinux, OSTypeWindows}
}

// RestartPolicy says when a container group starts a container again that has ended.
type RestartPolicy string

// The values of [RestartPolicy].
const (
	RestartAlways    RestartPolicy = "Always"
	RestartOnFailure RestartPolicy = "OnFailure"
	RestartNever     RestartPolicy = "Never"
)

// Values lists what can be said.
func (RestartPolicy) Values() []RestartPolicy {
	return []RestartPolicy{RestartAlways, RestartOnFailure, RestartNever}
}
