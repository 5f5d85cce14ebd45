package spec

import "github.com/pulumi/pulumi/sdk/v3/go/pulumi"

// PullIdentity is the user-assigned identity that consumers pull with.
type PullIdentity struct {
	Name              string `pulumi:"name,optional" rule:"name=user-assigned-identity" derived:"id-<name>"`
	PropagationWindow string `pulumi:"propagationWindow,optional" rule:"duration=1s..1h"`

	Location          pulumi.StringInput `pulumi:"location" rule:"region" from:"deployment"`
	ResourceGroupName pulumi.StringInput `pulumi:"resourceGroupName" from:"deployment"`
	RegistryID        pulumi.StringInput `pulumi:"registryId" rule:"id=Microsoft.ContainerRegistry/registries" from:"deployment"`
	ABAC              bool               `pulumi:"abac,optional" from:"deployment"`
	Tags              Tags               `pulumi:"tags,optional" rule:"length=0..256" keys:"tag" from:"deployment"`
	ResourceManager   string             `pulumi:"resourceManager,optional" from:"deployment"`
}

// Annotate documents the fields.
func (i *PullIdentity) Annotate(a Annotator) {
	a.Describe(&i.Name, "Name of the user-assigned identity.")
	a.Describe(&i.PropagationWindow, "Age at which the identity's role assignment is taken to work "+
		"everywhere: Azure documents up to ten minutes.")
	a.SetDefault(&i.PropagationWindow, "10m")
	a.Describe(&i.Location, "Region of the identity.")
	a.Describe(&i.ResourceGroupName, "Resource group that the identity lies in.")
	a.Describe(&i.RegistryID, "ARM id of the registry, the scope of the grant. It need not wait for "+
		"replicas.")
	a.Describe(&i.ABAC, "Whether the registry uses ABAC repository permissions, where the role is "+
		"Container Registry Repository Reader because AcrPull is not honoured. Changing it replaces the "+
		"grant.")
	a.Describe(&i.Tags, "Tags of the identity; a role assignment takes none.")
	a.Describe(&i.ResourceManager, "URL of the Resource Manager; that of the public cloud when left out.")
}

// Check looks at the tags.
func (i *PullIdentity) Check(f *Faults) { checkTags(f, "tags", i.Tags, MostTags, "a resource") }
