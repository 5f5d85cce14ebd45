package registry

import (
	"slices"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/azure"
	"private-acr/internal/component"
)

// Args says which registry to build.
type Args struct {
	// Name is the registry's name in Azure: 5 to 50 letters and digits, unique in all of Azure. Required.
	Name string
	// Location is the registry's home region, such as "koreacentral" or "Korea Central". Required.
	Location string
	// ResourceGroupName is the resource group it lies in. Required.
	ResourceGroupName pulumi.StringInput
	// Replicas are further regions that hold a copy of every image and have data endpoints of their own.
	Replicas []string
	// Tags are put on the registry and its replicas.
	Tags map[string]string
}

// complete is a copy of args with regions in their short form, replicas sorted, and every fault found.
func (args *Args) complete(name string) (*Args, error) {
	in := Args{}
	if args != nil {
		in = *args
	}
	var faults component.Faults
	faults.Check("name", azure.CheckName(azure.NameRegistry, in.Name))
	faults.Require("resourceGroupName", in.ResourceGroupName != nil, "give the resource group to create in")
	in.Location = checkRegion(&faults, "location", in.Location)
	in.Replicas = checkReplicas(&faults, in)
	return &in, faults.Err("registry", name)
}

// checkReplicas returns the replicas' short forms, sorted, so that their order in the program is that of
// their names and not of the caller's list.
func checkReplicas(faults *component.Faults, in Args) []string {
	seen := map[string]bool{in.Location: true}
	regions := []string{}
	for _, given := range in.Replicas {
		region := checkRegion(faults, "replicas", given)
		if seen[region] && region != "" {
			faults.Add("replicas", "must be regions other than the home region, each once", given, "")
		}
		seen[region] = true
		regions = append(regions, region)
	}
	slices.Sort(regions)
	return regions
}

// checkRegion returns the region's short form, and "" after noting a fault.
func checkRegion(faults *component.Faults, path, given string) string {
	region, err := azure.ParseRegion(given)
	faults.Check(path, err)
	return region
}

// inputs is what the component shows of its arguments.
func (args *Args) inputs() pulumi.Map {
	return pulumi.Map{
		"name":     pulumi.String(args.Name),
		"location": pulumi.String(args.Location),
		"replicas": pulumi.ToStringArray(args.Replicas),
	}
}
