package spec

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/azure"
)

// Registry is a Premium container registry that is closed to the public network.
type Registry struct {
	Name     string   `pulumi:"name" rule:"name=registry"`
	Replicas []string `pulumi:"replicas,optional" rule:"region" derived:"none"`
	Protect  bool     `pulumi:"protect,optional"`

	RetentionDays int `pulumi:"retentionDays,optional" rule:"range=0..365"`

	Location          string             `pulumi:"location" rule:"region" from:"deployment"`
	ResourceGroupName pulumi.StringInput `pulumi:"resourceGroupName" from:"deployment"`
	Tags              Tags               `pulumi:"tags,optional" rule:"length=0..256" keys:"tag" from:"deployment"`
}

// Annotate documents the fields.
func (r *Registry) Annotate(a Annotator) {
	a.Describe(&r.Name, `Name of the registry, unique in all of Azure, such as "acrmyapp".`)
	a.Describe(&r.Replicas, "Regions, besides location, that the registry is replicated to.")
	a.Describe(&r.Protect, "Whether Pulumi refuses to delete the registry until this is taken back.")
	a.SetDefault(&r.Protect, false)
	a.Describe(&r.RetentionDays, "Days after which a manifest that has lost its last tag is deleted; "+
		"0 keeps it.")
	a.SetDefault(&r.RetentionDays, 0)
	a.Describe(&r.Location, `Home region of the registry, such as "koreacentral".`)
	a.Describe(&r.ResourceGroupName, "Resource group that the registry lies in.")
	a.Describe(&r.Tags, "Tags of the registry and its replicas.")
}

// Regions are the regions that serve layers: the home region first, then the replicas'.
func (r *Registry) Regions() []string { return append([]string{r.Location}, r.Replicas...) }

// Check compares the replicas with one another and with the home region.
func (r *Registry) Check(f *Faults) {
	seen := map[string]bool{}
	for i, region := range r.Replicas {
		path := Item("replicas", i)
		switch {
		case !f.OK(path):
		case region == r.Location:
			f.Add(path, "must not be the location, the registry's home", region, "remove it")
		case r.Location != "" && f.OK("location") &&
			azure.RegionCloud(region) != azure.RegionCloud(r.Location):
			f.Add(path, "must be in the location's cloud, which is "+azure.RegionCloud(r.Location).Name,
				region, "remove it")
		case seen[region]:
			f.Add(path, "must not be given twice", region, "remove it")
		}
		seen[region] = true
	}
	checkTags(f, "tags", r.Tags, MostTags, "a resource")
}
