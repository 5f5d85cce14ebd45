package containerapp

import (
	"fmt"

	app "github.com/pulumi/pulumi-azure-native-sdk/app/v2/v20250101"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/image"
	"private-acr/internal/component"
	"private-acr/internal/schema"
	"private-acr/spec"
)

// JobType is the type token of [Job].
const JobType = "private-acr:containerapp:Job"

// suffixJob ends the logical name of the job's child. It is part of the contract.
const suffixJob = "-job"

// Job is a job in Azure Container Apps.
type Job struct {
	pulumi.ResourceState

	// ID is the job's id.
	ID pulumi.StringOutput `pulumi:"id"`
	// Name is the job's name.
	Name pulumi.StringOutput `pulumi:"name"`
}

// NewJob creates the job, once its image can be pulled.
func NewJob(
	ctx *pulumi.Context, name string, args *spec.ContainerAppJob, opts ...pulumi.ResourceOption,
) (*Job, error) {
	j := &Job{}
	return component.New(ctx, JobType, name, args, j, func(in *spec.ContainerAppJob) error {
		return j.build(ctx, name, in)
	}, opts...)
}

func (j *Job) build(ctx *pulumi.Context, name string, in *spec.ContainerAppJob) error {
	imported := image.Import{
		RegistryID: in.RegistryID, Source: in.ImportFrom, Target: in.Image,
		ResourceManager: in.ResourceManager,
	}
	hooks, err := image.ImportHook(ctx, name+suffixJob, imported, pulumi.Parent(j))
	if err != nil {
		return err
	}
	c := container{imported.Reference(in.Login), component.Variables(ctx, in.Login, in.Env)}
	// The name is taken until the job is deleted, whatever the reason for its replacement.
	created, err := app.NewJob(ctx, name+suffixJob, jobArgs(in, c),
		pulumi.Parent(j), pulumi.ResourceHooks(hooks), pulumi.DeleteBeforeReplace(true))
	if err != nil {
		return fmt.Errorf("creating container app job %q: %w", in.Name, err)
	}
	j.ID = created.ID().ToStringOutput()
	j.Name = component.After(pulumi.String(in.Name), created.ID())
	return nil
}

// jobArgs is the wanted job.
func jobArgs(in *spec.ContainerAppJob, c container) *app.JobArgs {
	return &app.JobArgs{
		JobName:             pulumi.String(in.Name),
		ResourceGroupName:   in.ResourceGroupName,
		Location:            component.Ptr(in.Location),
		EnvironmentId:       component.Ptr(in.EnvironmentID),
		WorkloadProfileName: pulumi.String(consumption),
		Identity:            identity(in.Login),
		Configuration:       jobConfiguration(in, c),
		Template: app.JobTemplateArgs{Containers: app.ContainerArray{app.ContainerArgs{
			Name:  pulumi.String(in.Name),
			Image: c.image,
			Resources: app.ContainerResourcesArgs{
				Cpu: pulumi.Float64(in.CPU), Memory: pulumi.String(in.Memory),
			},
			Env: environmentVariables(c.variables),
		}}},
		Tags: component.Tags(in.Tags),
	}
}

// jobConfiguration is who pulls, and what starts a run: the schedule, or somebody who asks for one.
func jobConfiguration(in *spec.ContainerAppJob, c container) app.JobConfigurationArgs {
	one := pulumi.IntPtr(1)
	wanted := app.JobConfigurationArgs{
		TriggerType: pulumi.String("Manual"),
		ManualTriggerConfig: app.JobConfigurationManualTriggerConfigArgs{
			Parallelism: one, ReplicaCompletionCount: one,
		},
		ReplicaTimeout:    pulumi.Int(int(schema.Duration(in.Timeout).Seconds())),
		ReplicaRetryLimit: pulumi.Int(in.Retries),
		Registries:        registries(in.Login),
		Secrets:           secrets(in.Login, c.variables),
	}
	if in.Schedule != "" {
		wanted.TriggerType, wanted.ManualTriggerConfig = pulumi.String("Schedule"), nil
		wanted.ScheduleTriggerConfig = app.JobConfigurationScheduleTriggerConfigArgs{
			CronExpression: pulumi.String(in.Schedule), Parallelism: one, ReplicaCompletionCount: one,
		}
	}
	return wanted
}
