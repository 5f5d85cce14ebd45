package network

import (
	"regexp"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"

	"private-acr/internal/azure"
	"private-acr/spec"
)

// plan is the arguments with what follows from them.
type plan struct {
	*spec.Network
	subnets []subnet
	// network and zone are the parsed ids of what is adopted; nil otherwise.
	network, zone *arm.ResourceID
}

// subnet is a subnet with its purpose and, when it is created, its name.
type subnet struct {
	spec.Purpose
	spec.Subnet
	name string
}

// newPlan puts the subnets into the order of their purposes and reads the ids. Those are checked already.
func newPlan(in *spec.Network) (*plan, error) {
	p := &plan{Network: in}
	for _, purpose := range spec.Purposes() {
		if given, is := in.Subnets[purpose.Key]; is {
			p.subnets = append(p.subnets, subnet{purpose, given, kebab(purpose.Key)})
		}
	}
	var err error
	if in.VirtualNetworkID != "" {
		if p.network, err = azure.ParseID(azure.TypeVirtualNetwork, in.VirtualNetworkID); err != nil {
			return nil, err
		}
	}
	if in.PrivateDNSZone.ID != "" {
		p.zone, err = azure.ParseID(azure.TypePrivateDNSZone, in.PrivateDNSZone.ID)
	}
	return p, err
}

var upper = regexp.MustCompile(`[A-Z]`)

// kebab is a key as names have it: of "privateEndpoints" it is "private-endpoints".
func kebab(key string) string {
	return strings.ToLower(upper.ReplaceAllString(key, "-$0"))
}

// createsNatGateway tells whether the gateway is this component's to make.
func (p *plan) createsNatGateway() bool { return *p.NatGateway.Create }

// networkName is the name of the virtual network in Azure.
func (p *plan) networkName() string {
	if p.network != nil {
		return p.network.Name
	}
	return p.Name
}
