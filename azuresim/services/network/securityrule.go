package network

import (
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/network/armnetwork/v7"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).securityRule)

// securityRule is put by itself or in the body of its security group. How it is heard is in heardrule.go.
func (s *Service) securityRule() engine.Type {
	return engine.Type{
		Row: catalog.SecurityRule, NameCode: badName, Etag: engine.WeakEtag,
		Takes: engine.Durations{
			Create: 5 * time.Second, Update: 5 * time.Second, Delete: 10 * time.Second, Source: "assumed",
		},
		Accept: s.acceptSecurityRule,
		Example: engine.Example{Name: "rule-example", Body: func(func(catalog.Type) string) engine.Body {
			return ruleBody("rule-example", 200)
		}},
	}
}

func ruleBody(name string, priority float64) engine.Body {
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

// acceptSecurityRule takes the rule into its group's order.
func (s *Service) acceptSecurityRule(r *engine.Request) error {
	if err := completeRule(r); err != nil {
		return err
	}
	return checkPriorities(append(s.siblings(r), r.Resource))
}

// completeRule checks nothing: the SDK's model has been read, and priorities are a matter of all rules of a
// group.
func completeRule(r *engine.Request) error {
	_, err := engine.Read[armnetwork.SecurityRule](r.Resource.Body)
	return err
}

// checkPriorities uses Azure's codes; the texts are assumed.
func checkPriorities(rules []*engine.Resource) error {
	type slot struct {
		direction string
		priority  int32
	}
	taken := map[slot]string{}
	for _, rule := range rules {
		p := engine.Value(engine.As[armnetwork.SecurityRule](rule).Properties)
		at := slot{string(engine.Value(p.Direction)), engine.Value(p.Priority)}
		if at.priority < firstPriority || at.priority > lastPriority {
			return engine.BadRequest("SecurityRuleInvalidPriority", "Security rule %s has invalid priority "+
				"%d. Priority must be between %d and %d.",
				rule.Name(), at.priority, firstPriority, lastPriority)
		}
		if other, isTaken := taken[at]; isTaken {
			return engine.BadRequest("SecurityRuleConflict",
				"Security rule %s conflicts with rule %s. Rules "+
					"cannot have the same priority and direction.", rule.Name(), other)
		}
		taken[at] = rule.Name()
	}
	return nil
}
