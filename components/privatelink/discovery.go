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
// missing, and so is one whose own group is wanted where only the member is there: the group may come later.
// A group where the member is wanted is an error at once, because members do not come later than groups.
func discover(
	mode spec.DataEndpointMode, regions []string, offered []arm.Group,
) (groups map[string]string, missing []string, err error) {
	groups = map[string]string{}
	for _, region := range regions {
		member := azure.DataMember(region)
		group := groupOf(member, mode, offered)
		switch {
		case group == "", mode == spec.DataEndpointsDedicated && group == azure.RegistryGroup:
			missing = append(missing, member)
		case mode == spec.DataEndpointsShared && group != azure.RegistryGroup:
			return nil, nil, notShared(member, offered)
		default:
			groups[region] = group
		}
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

func notShared(member string, offered []arm.Group) error {
	return &spec.Fault{
		Path: "dataEndpoints",
		Rule: fmt.Sprintf("must fit what the registry offers: %s is a group of its own and no member of "+
			"group %q (offered: %s)", member, azure.RegistryGroup, describe(offered)),
		Value:  fmt.Sprintf("%q", spec.DataEndpointsShared),
		Remedy: fmt.Sprintf("set it to %q, or to %q", spec.DataEndpointsAuto, spec.DataEndpointsDedicated),
	}
}

// awaited says what the missing members are waited for, and the way out where a group of their own may never
// come.
func awaited(registry string, mode spec.DataEndpointMode, missing []string, offered []arm.Group) string {
	reason := fmt.Sprintf("waiting for registry %q to offer %s to private link (offered: %s)", registry,
		strings.Join(missing, ", "), describe(offered))
	members := slices.ContainsFunc(missing, func(member string) bool {
		return groupOf(member, mode, offered) == azure.RegistryGroup
	})
	if !members {
		return reason
	}
	return fmt.Sprintf("%s; members of group %q need no group of their own where dataEndpoints is not %q: "+
		"set it to %q, or to %q", reason, azure.RegistryGroup, mode, spec.DataEndpointsAuto,
		spec.DataEndpointsShared)
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
