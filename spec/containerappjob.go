package spec

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

// ContainerAppJob is a job in Azure Container Apps: a container that runs to its end, when it is due or asked
// for.
type ContainerAppJob struct {
	Name       string                        `pulumi:"name,optional" rule:"name=job" derived:"caj-<name>"`
	Image      pulumi.StringInput            `pulumi:"image" rule:"image"`
	ImportFrom pulumi.StringInput            `pulumi:"importFrom,optional" rule:"source" derived:"image is there already"`
	Credential string                        `pulumi:"credential,optional" derived:"the pull identity"`
	Schedule   string                        `pulumi:"schedule,optional" rule:"cron" derived:"it runs when somebody starts it"`
	Timeout    string                        `pulumi:"timeout,optional" rule:"duration=1s..168h"`
	Retries    int                           `pulumi:"retries,optional" rule:"range=0..10"`
	Env        map[string]pulumi.StringInput `pulumi:"env,optional" keys:"variable=app" derived:"none"`
	CPU        float64                       `pulumi:"cpu,optional" rule:"range=0.25..4 step=0.25"`
	Memory     string                        `pulumi:"memory,optional" rule:"memory" derived:"twice the cpu, in Gi"`

	Location          pulumi.StringInput `pulumi:"location" rule:"region" from:"deployment"`
	ResourceGroupName pulumi.StringInput `pulumi:"resourceGroupName" from:"deployment"`
	EnvironmentID     pulumi.StringInput `pulumi:"environmentId" rule:"id=Microsoft.App/managedEnvironments" from:"deployment"`
	Login             Login              `pulumi:"login" from:"deployment"`
	RegistryID        pulumi.StringInput `pulumi:"registryId,optional" rule:"id=Microsoft.ContainerRegistry/registries" derived:"nothing is imported" from:"deployment"`
	ResourceManager   string             `pulumi:"resourceManager,optional" derived:"that of the public cloud" from:"deployment"`
	Tags              Tags               `pulumi:"tags,optional" rule:"length=0..256" keys:"tag" from:"deployment"`
}

// Annotate documents the fields. Azure docs: container-apps/jobs, container-apps/containers.
func (j *ContainerAppJob) Annotate(a Annotator) {
	a.Describe(&j.Name, "Name of the job.")
	a.Describe(&j.Image, describeImage)
	a.Describe(&j.ImportFrom, describeImportFrom)
	a.Describe(&j.Credential, describeCredential)
	a.Describe(&j.Schedule, `When it runs, as a cron expression of five fields in UTC, such as "0 3 * * *".`)
	a.Describe(&j.Timeout, "How long a run may take, in whole seconds, before it is stopped.")
	a.SetDefault(&j.Timeout, "30m")
	a.Describe(&j.Retries, "How often a run that failed is started again.")
	a.SetDefault(&j.Retries, 0)
	a.Describe(&j.Env, describeEnv)
	a.Describe(&j.CPU, "Processors of a run in vCPU, from 0.25 to 4 in steps of 0.25.")
	a.SetDefault(&j.CPU, 0.5)
	a.Describe(&j.Memory, "Memory of a run: twice the vCPU, in Gi.")
	a.Describe(&j.Location, "Region of the job, which has to be that of its environment.")
	a.Describe(&j.ResourceGroupName, describeGroup)
	a.Describe(&j.EnvironmentID, "ARM id of the environment that it runs in.")
	a.Describe(&j.Login, describeLogin)
	a.Describe(&j.RegistryID, describeRegistry)
	a.Describe(&j.ResourceManager, describeManager)
	a.Describe(&j.Tags, describeTags)
}

// Kind says what holds for all jobs.
func (j ContainerAppJob) Kind() ConsumerKind {
	return ConsumerKind{
		Key: "containerAppJobs", Noun: "container app job", Subnet: ContainerApps, Environment: true,
		Accepts: []Form{FormIdentity, FormPassword, FormNone},
	}
}

// Pulls says what the job pulls.
func (j ContainerAppJob) Pulls() Pull {
	return Pull{Name: j.Name, Image: j.Image, ImportFrom: j.ImportFrom, Credential: j.Credential}
}

// Complete follows the size that is given.
func (j *ContainerAppJob) Complete() { completeMemory(&j.Memory, j.CPU) }

// Check compares the parts of its size.
func (j *ContainerAppJob) Check(f *Faults) {
	checkMemory(f, j.Memory, j.CPU)
	checkPull(f, j.Pulls(), j.Login, j.RegistryID)
	j.Login.checkAccepts(f, "login", j.Kind().Accepts)
	checkTags(f, "tags", j.Tags, MostTags, "a resource")
}
