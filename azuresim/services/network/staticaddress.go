package network

import (
	"fmt"
	"slices"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/network/armnetwork/v7"

	"private-acr/azuresim/engine"
)

// staticAddress is an address that the maker of a private endpoint chose for a member.
type staticAddress = armnetwork.PrivateEndpointIPConfigurationProperties

func staticAddresses(endpoint armnetwork.PrivateEndpoint) []staticAddress {
	var all []staticAddress
	for _, configuration := range engine.Value(endpoint.Properties).IPConfigurations {
		all = append(all, engine.Value(engine.Value(configuration).Properties))
	}
	return all
}

// endpointAddresses are the addresses that an endpoint needs: those given, those it has, and empty ones for
// the rest.
func endpointAddresses(
	r *engine.Request, endpoint armnetwork.PrivateEndpoint, res *engine.Resource, target Target,
) ([]Address, error) {
	group := linkOf(endpoint).group()
	members := target.Members(res, group)
	given := staticAddresses(endpoint)
	if err := namesEvery(given, group, members, r.Resource.ID); err != nil {
		return nil, err
	}
	foreseen := unneeded(given, members)
	for _, member := range foreseen {
		if !target.Foresees(res, group, member) {
			return nil, engine.BadRequest("InvalidPrivateEndpointConnectionRequestParameters", "The static "+
				"ipconfigurations of private endpoint %s name member '%s', which group '%s' does not have.",
				r.Resource.ID, member, group)
		}
	}
	members = append(members, foreseen...)
	addresses := make([]Address, len(members))
	for i, member := range members {
		addresses[i] = address(target, res, member)
		if ip, chosen := chosenFor(given, member); chosen {
			addresses[i].IP, addresses[i].Static = ip, true
		} else if r.Old != nil {
			addresses[i].IP = dynamicAddress(r.Old, member)
		}
	}
	return addresses, nil
}

// address is the one of a member, still without an IP.
func address(target Target, res *engine.Resource, member string) Address {
	host, alias := target.Names(res, member)
	return Address{Member: member, Host: host, Alias: alias}
}

// namesEvery refuses static addresses that leave a needed member out.
func namesEvery(given []staticAddress, group string, needed []string, endpointID string) error {
	missing := slices.DeleteFunc(slices.Clone(needed), func(member string) bool {
		_, named := chosenFor(given, member)
		return named
	})
	if len(given) == 0 || len(missing) == 0 {
		return nil
	}
	return engine.BadRequest("PrivateEndpointIpConfigurationMissingMemberNamesRequiredByFps", "Private "+
		"Endpoint %s contains static ipconfigurations: [%s] and its missing these membernames/groupids "+
		"requested by Private Link service [%s]. Private Endpoint needs to be reconfigured with missing "+
		"memberNames.", endpointID, describe(given), DescribeMembers(group, missing))
}

// unneeded are the members of static addresses beyond the needed ones.
func unneeded(given []staticAddress, needed []string) []string {
	var more []string
	for _, g := range given {
		if member := engine.Value(g.MemberName); !slices.Contains(needed, member) {
			more = append(more, member)
		}
	}
	return more
}

func chosenFor(given []staticAddress, member string) (string, bool) {
	for _, g := range given {
		if engine.Value(g.MemberName) == member {
			return engine.Value(g.PrivateIPAddress), true
		}
	}
	return "", false
}

func dynamicAddress(endpoint *engine.Resource, member string) string {
	for _, a := range AddressesOf(endpoint) {
		if a.Member == member && !a.Static {
			return a.IP
		}
	}
	return ""
}

func describe(given []staticAddress) string {
	parts := make([]string, len(given))
	for i, g := range given {
		parts[i] = fmt.Sprintf("PrivateIPAddress: %s, GroupId: %s, MemberName: %s",
			engine.Value(g.PrivateIPAddress), engine.Value(g.GroupID), engine.Value(g.MemberName))
	}
	return strings.Join(parts, "; ")
}

// DescribeStatic lists a private endpoint's static addresses in the words of Azure's errors; it is empty if
// there are none.
func DescribeStatic(endpoint *engine.Resource) string {
	return describe(staticAddresses(engine.As[armnetwork.PrivateEndpoint](endpoint)))
}

// DescribeMembers lists members of a group in the words of Azure's errors.
func DescribeMembers(group string, members []string) string {
	parts := make([]string, len(members))
	for i, member := range members {
		parts[i] = fmt.Sprintf("GroupId: %s, MemberName: %s", group, member)
	}
	return strings.Join(parts, "; ")
}
