package privatelink

import (
	"fmt"
	"slices"
	"strings"

	"private-acr/internal/arm"
	"private-acr/internal/azure"
	"private-acr/spec"
)

// discover decides from what a registry offers which private-link group serves each region's data endpoint:
// "registry", where it is a member of that, or a group of its own. A region that is not offered yet is
// missing. What is offered against the mode is an error at once, because waiting would not change it.
func discover(
	mode spec.DataEndpointMode, regions []string, offered []arm.Group,
) (groups map[string]string, missing []string, err error) {
	groups = map[string]string{}
	for _, region := range regions {
		member := azure.DataMember(region)
		group := groupOf(member, mode, offered)
		switch {
		case group == "":
			missing = append(missing, member)
			continue
		case mode == spec.DataEndpointsDedicated && group == azure.RegistryGroup:
			return nil, nil, contradiction(mode, offered, fmt.Sprintf(
				"%s is a member of group %q and no group of its own", member, group),
				spec.DataEndpointsShared)
		case mode == spec.DataEndpointsShared && group != azure.RegistryGroup:
			return nil, nil, contradiction(mode, offered, fmt.Sprintf(
				"%s is a group of its own and no member of group %q", member, azure.RegistryGroup),
				spec.DataEndpointsDedicated)
		}
		groups[region] = group
	}
	return groups, missing, nil
}

// groupOf returns the offered group that serves the member, or "". Where both serve it, an explicit mode has
// its way; otherwise the group "registry" does, whose endpoint exists already.
func groupOf(member string, mode spec.DataEndpointMode, offered []arm.Group) string {
	var own, shared bool
	for _, group := range offered {
		own = own || group.Name == member
		shared = shared || group.Name == azure.RegistryGroup && slices.Contains(group.Members, member)
	}
	switch {
	case own && (mode == spec.DataEndpointsDedicated || !shared):
		return member
	case shared:
		return azure.RegistryGroup
	}
	return ""
}

func contradiction(
	mode spec.DataEndpointMode, offered []arm.Group, found string, remedy spec.DataEndpointMode,
) error {
	return &spec.Fault{
		Path:   "dataEndpoints",
		Rule:   fmt.Sprintf("must fit what the registry offers: %s (offered: %s)", found, describe(offered)),
		Value:  fmt.Sprintf("%q", mode),
		Remedy: fmt.Sprintf("set it to %q, or to %q", spec.DataEndpointsAuto, remedy),
	}
}

// describe lists groups with their members: `registry (registry, registry_data_koreacentral)`.
func describe(offered []arm.Group) string {
	if len(offered) == 0 {
		return "nothing"
	}
	list := make([]string, len(offered))
	for i, group := range offered {
		list[i] = fmt.Sprintf("%s (%s)", group.Name, strings.Join(group.Members, ", "))
	}
	return strings.Join(list, "; ")
}
