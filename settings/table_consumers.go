package settings

import "private-acr/internal/azure"

const (
	imageDescription = "Image within the registry, repository:tag or repository@sha256:digest."
	importFrom       = "Public image that is imported as image before the consumer is made, such as " +
		"mcr.microsoft.com/azuredocs/aci-helloworld:latest."
	envDescription = "Environment variables of the container besides AZURE_CLIENT_ID, as texts."
	// highestPort is TCP's.
	highestPort = 65535
	// mostReplicas is the service's. Azure docs: container-apps/scale-app.
	mostReplicas = 1000
)

func (s *Settings) environment() []field {
	s.Environment = &Environment{}
	return s.Environment.fields()
}

func (e *Environment) fields() []field {
	return []field{
		{
			key: "name", into: text(&e.Name, named(azure.NameManagedEnvironment)), fallback: "cae-<name>",
			description: "Name of the environment.",
		},
		{
			key: "internal", into: boolean(&e.Internal), fallback: "false",
			description: "Whether its apps are reached from inside the virtual network only.",
		},
	}
}

func (s *Settings) containerApp() []field {
	s.ContainerApp = &ContainerApp{}
	return append(s.ContainerApp.fields(), s.ContainerApp.sizeFields()...)
}

func (a *ContainerApp) fields() []field {
	return []field{
		{
			key: "name", into: text(&a.Name, named(azure.NameContainerApp)), fallback: "ca-<name>",
			description: "Name of the app.",
		},
		{key: "image", required: true, into: text(&a.Image, privateImage), description: imageDescription},
		{
			key: "importFrom", into: text(&a.ImportFrom, publicImage), derived: "image is there already",
			description: importFrom,
		},
		{
			key: "targetPort", into: integer(&a.TargetPort, 1, highestPort), fallback: "80",
			description: "Port that the container listens on.",
		},
		{
			key: "external", into: boolean(&a.External), fallback: "false",
			description: "Whether the app is reached from outside its environment.",
		},
		{
			key: "env", into: dictionary{&a.Env, checkVariable}, derived: "none",
			description: envDescription,
		},
	}
}

// sizeFields follows the Consumption profile. Azure docs: container-apps/containers.
func (a *ContainerApp) sizeFields() []field {
	return []field{
		{
			key: "cpu", into: number(&a.CPU, 0.25, 4, 0.25), fallback: "0.5",
			description: "vCPU of a replica, from 0.25 to 4 in steps of 0.25.",
		},
		{
			key: "memory", into: text(&a.Memory, memory), fallback: "1Gi",
			description: "Memory of a replica: twice the vCPU, in Gi.",
		},
		{
			key: "minReplicas", into: integer(&a.MinReplicas, 0, mostReplicas), fallback: "1",
			description: "Replicas that run without load.",
		},
		{
			key: "maxReplicas", into: integer(&a.MaxReplicas, 1, mostReplicas), fallback: "3",
			description: "Replicas that run at most.",
		},
	}
}

func (s *Settings) containerInstance() []field {
	s.ContainerInstance = &ContainerInstance{}
	return append(s.ContainerInstance.fields(), s.ContainerInstance.sizeFields()...)
}

func (c *ContainerInstance) fields() []field {
	return []field{
		{
			key: "name", into: text(&c.Name, named(azure.NameContainerGroup)), fallback: "ci-<name>",
			description: "Name of the container group.",
		},
		{key: "image", required: true, into: text(&c.Image, privateImage), description: imageDescription},
		{
			key: "importFrom", into: text(&c.ImportFrom, publicImage), derived: "image is there already",
			description: importFrom,
		},
		{
			key: "port", into: integer(&c.Port, 1, highestPort), fallback: "80",
			description: "Port that the container listens on.",
		},
		{
			key: "osType", into: choice(&c.OSType), fallback: string(OSTypeLinux),
			description: "Operating system of the image: Linux or Windows.",
		},
		{
			key: "restartPolicy", into: choice(&c.RestartPolicy), fallback: string(RestartAlways),
			description: "When an ended container starts again: Always, OnFailure or Never.",
		},
		{
			key: "env", into: dictionary{&c.Env, checkVariable}, derived: "none",
			description: envDescription,
		},
	}
}

// sizeFields follows the limits of a group. Azure docs: container-instances-container-groups and
// container-instances-resource-and-quota-limits.
func (c *ContainerInstance) sizeFields() []field {
	return []field{
		{
			key: "cpu", into: number(&c.CPU, 1, 31, 0.01), fallback: "1",
			description: "vCPU of the group, from 1 to 31.",
		},
		{
			key: "memoryGb", into: number(&c.MemoryGB, 1, 240, 0.1), fallback: "1",
			description: "Memory of the group in GB, from 1 to 240 in steps of 0.1.",
		},
	}
}
