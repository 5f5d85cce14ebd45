package network

import (
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/network/armnetwork/v7"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).networkSecurityGroup)

// networkSecurityGroup is attached to subnets; its rules are heard for what a pull needs: securityrule.go.
func (s *Service) networkSecurityGroup() engine.Type {
	return engine.Type{
		Row: catalog.NetworkSecurityGroup, NameCode: badName, Etag: engine.WeakEtag, OmitsTags: true,
		Takes: engine.Durations{
			Create: 5 * time.Second, Update: 5 * time.Second, Delete: 10 * time.Second, Source: "assumed",
		},
		ReadOnly: []string{
			"resourceGuid", "subnets", "networkInterfaces", "defaultSecurityRules",
			"flowLogs",
		},
		Accept: acceptSecurityGroup, View: s.viewSecurityGroup, Refuse: s.refuseSecurityGroup,
		Example: engine.Example{Name: "nsg-example", Body: func(func(catalog.Type) string) engine.Body {
			return engine.Body{"location": "koreacentral", "properties": engine.Body{
				"securityRules": []any{securityRule("allow-https", 100.0)},
			}}
		}},
	}
}

func securityRule(name string, priority float64) engine.Body {
	return engine.Body{"name": name, "properties": engine.Body{
		"access": "Allow", "direction": "Inbound", "priority": priority, "protocol": "Tcp",
		"sourceAddressPrefix": "VirtualNetwork", "sourcePortRange": "*",
		"destinationAddressPrefix": "VirtualNetwork", "destinationPortRange": "443",
	}}
}

// The priorities that a rule may have. Azure docs: virtual-network/network-security-groups-overview.
const (
	firstPriority = 100
	lastPriority  = 4096
)

// acceptSecurityGroup checks the rules' priorities, which are what orders them.
func acceptSecurityGroup(r *engine.Request) error {
	group, err := engine.Read[armnetwork.SecurityGroup](r.Resource.Body)
	if err != nil {
		return err
	}
	if err := checkPriorities(engine.Value(group.Properties).SecurityRules); err != nil {
		return err
	}
	engine.Fill(r.Properties(), engine.Body{
		"securityRules": []any{}, "resourceGuid": r.Resource.GUID("resource"),
	})
	return nil
}

// checkPriorities uses Azure's codes; the texts are assumed.
func checkPriorities(rules []*armnetwork.SecurityRule) error {
	type slot struct {
		direction string
		priority  int32
	}
	taken := map[slot]string{}
	for _, rule := range rules {
		name, p := engine.Value(engine.Value(rule).Name), engine.Value(engine.Value(rule).Properties)
		at := slot{string(engine.Value(p.Direction)), engine.Value(p.Priority)}
		if at.priority < firstPriority || at.priority > lastPriority {
			return engine.BadRequest("SecurityRuleInvalidPriority", "Security rule %s has invalid priority "+
				"%d. Priority must be between %d and %d.", name, at.priority, firstPriority, lastPriority)
		}
		if other, isTaken := taken[at]; isTaken {
			return engine.BadRequest("SecurityRuleConflict",
				"Security rule %s conflicts with rule %s. Rules "+
					"cannot have the same priority and direction.", name, other)
		}
		taken[at] = name
	}
	return nil
}

func (s *Service) viewSecurityGroup(group *engine.Resource, body engine.Body) {
	engine.Properties(body)["defaultSecurityRules"] = defaultRuleBodies(group)
	if subnets := s.subnetsBehind(group); len(subnets) > 0 {
		engine.Properties(body)["subnets"] = engine.References(subnets)
	}
}

// refuseSecurityGroup has Azure's code; the text is assumed.
func (s *Service) refuseSecurityGroup(group *engine.Resource) error {
	subnets := s.subnetsBehind(group)
	if len(subnets) == 0 {
		return nil
	}
	return engine.BadRequest("InUseNetworkSecurityGroupCannotBeDeleted",
		"Network security group %s cannot be "+
			"deleted because it is in use by the following resources: %s. In order to delete the network "+
			"security group, remove the association with the resource(s).", group.ID, subnets[0])
}

func (s *Service) subnetsBehind(group *engine.Resource) []string {
	return s.subnetsWith(group, func(p armnetwork.SubnetPropertiesFormat) *string {
		return engine.Value(p.NetworkSecurityGroup).ID
	})
}
