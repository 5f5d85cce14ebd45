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
		Accept: s.acceptSecurityGroup, Settle: s.settleSecurityGroup,
		View: s.viewSecurityGroup, Refuse: s.refuseSecurityGroup,
		Example: engine.Example{Name: "nsg-example", Body: func(func(catalog.Type) string) engine.Body {
			return engine.Body{"location": "koreacentral", "properties": engine.Body{
				"securityRules": []any{ruleBody("allow-https", 100.0)},
			}}
		}},
	}
}

// acceptSecurityGroup checks the rules' priorities, which are what orders them.
func (s *Service) acceptSecurityGroup(r *engine.Request) error {
	plan, err := s.plan(r, s.inlineRules())
	if err != nil {
		return err
	}
	if err := checkPriorities(plan.wanted()); err != nil {
		return err
	}
	s.followPlan(r, plan)
	engine.Fill(r.Properties(), engine.Body{"resourceGuid": r.Resource.GUID("resource")})
	return nil
}

func (s *Service) inlineRules() parts {
	return parts{collection: "securityRules", part: s.securityRule(), complete: completeRule}
}

func (s *Service) settleSecurityGroup(group *engine.Resource) error {
	return s.settleParts(group, catalog.SecurityRule)
}

func (s *Service) viewSecurityGroup(group *engine.Resource, body engine.Body) {
	p := engine.Properties(body)
	p["securityRules"] = s.shown(group, catalog.SecurityRule)
	p["defaultSecurityRules"] = defaultRuleBodies(group)
	if subnets := s.subnetsBehind(group); len(subnets) > 0 {
		p["subnets"] = engine.References(subnets)
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
