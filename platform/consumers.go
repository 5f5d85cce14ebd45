package platform

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/containerapp"
	"private-acr/components/containerinstance"
	"private-acr/components/image"
)

// consumers are what pulls; each is nil where the settings ask for none.
type consumers struct {
	environment *containerapp.Environment
	app         *containerapp.App
	group       *containerinstance.Group
}

func (s *site) buildConsumers(ctx *pulumi.Context) error {
	if err := s.buildEnvironment(ctx); err != nil {
		return err
	}
	if err := s.buildContainerApp(ctx); err != nil {
		return err
	}
	return s.buildContainerInstance(ctx)
}

func (s *site) buildEnvironment(ctx *pulumi.Context) (err error) {
	if s.Settings.Environment == nil {
		return nil
	}
	s.consumers.environment, err = containerapp.NewEnvironment(ctx, s.name+"-environment",
		&containerapp.EnvironmentArgs{
			Name:              s.Settings.Environment.Name,
			Internal:          s.Settings.Environment.Internal,
			Location:          s.location(),
			ResourceGroupName: s.group,
			SubnetID:          s.network.ContainerAppsSubnetID,
			Tags:              s.Settings.Tags,
		}, s.parent)
	return err
}

func (s *site) buildContainerApp(ctx *pulumi.Context) error {
	wanted := s.Settings.ContainerApp
	if wanted == nil {
		return nil
	}
	hooks, err := s.importHook(ctx, s.name+"-app", wanted.ImportFrom, wanted.Image)
	if err != nil {
		return err
	}
	s.consumers.app, err = containerapp.New(ctx, s.name+"-app", &containerapp.Args{
		Name:              wanted.Name,
		Location:          s.location(),
		ResourceGroupName: s.group,
		EnvironmentID:     s.consumers.environment.ID,
		Access:            s.access(),
		Image:             wanted.Image,
		Hooks:             hooks,
		TargetPort:        wanted.TargetPort,
		External:          wanted.External,
		CPU:               wanted.CPU,
		Memory:            wanted.Memory,
		MinReplicas:       wanted.MinReplicas,
		MaxReplicas:       wanted.MaxReplicas,
		Env:               wanted.Env,
		Tags:              s.Settings.Tags,
	}, s.parent)
	return err
}

func (s *site) buildContainerInstance(ctx *pulumi.Context) error {
	wanted := s.Settings.ContainerInstance
	if wanted == nil {
		return nil
	}
	hooks, err := s.importHook(ctx, s.name+"-instance", wanted.ImportFrom, wanted.Image)
	if err != nil {
		return err
	}
	s.consumers.group, err = containerinstance.New(ctx, s.name+"-instance", &containerinstance.Args{
		Name:              wanted.Name,
		Location:          s.location(),
		ResourceGroupName: s.group,
		SubnetID:          s.network.ContainerInstancesSubnetID,
		Access:            s.access(),
		Image:             wanted.Image,
		Hooks:             hooks,
		Port:              wanted.Port,
		CPU:               wanted.CPU,
		MemoryGB:          wanted.MemoryGB,
		OSType:            containerinstance.OSType(wanted.OSType),
		RestartPolicy:     containerinstance.RestartPolicy(wanted.RestartPolicy),
		Env:               wanted.Env,
		Tags:              s.Settings.Tags,
	}, s.parent)
	return err
}

// importHook brings the image into the registry before its consumer pulls it.
func (s *site) importHook(
	ctx *pulumi.Context, name, source, target string,
) (*pulumi.ResourceHookBinding, error) {
	return image.ImportHook(ctx, name, &image.Args{
		RegistryID: s.registry.ID, Source: source, Target: target, ResourceManager: s.ResourceManager,
	}, s.parent)
}
