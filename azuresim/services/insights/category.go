package insights

import (
	"slices"
	"strings"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

// metrics is the category of metrics that every type has which has any.
const metrics = "AllMetrics"

// categories are what resources of a type can send. Azure docs: azure-monitor/reference/supported-logs.
var categories = map[string][]string{
	catalog.ContainerGroup.ARM: {metrics},
	catalog.ManagedEnvironment.ARM: {
		"ContainerAppConsoleLogs", "ContainerAppSystemLogs", "AppEnvSpringAppConsoleLogs",
		"AppEnvSessionConsoleLogs", "AppEnvSessionPoolEventLogs", metrics,
	},
	catalog.NatGateway.ARM:           {metrics},
	catalog.NetworkInterface.ARM:     {metrics},
	catalog.NetworkSecurityGroup.ARM: {"NetworkSecurityGroupEvent", "NetworkSecurityGroupRuleCounter"},
	catalog.PrivateEndpoint.ARM:      {metrics},
	catalog.PublicIPAddress.ARM: {
		"DDoSProtectionNotifications", "DDoSMitigationFlowLogs", "DDoSMitigationReports", metrics,
	},
	catalog.Registry.ARM: {
		"ContainerRegistryRepositoryEvents", "ContainerRegistryLoginEvents", metrics,
	},
	catalog.Vault.ARM:          {"AuditEvent", "AzurePolicyEvaluationDetails", metrics},
	catalog.VirtualNetwork.ARM: {"VMProtectionAlerts", metrics},
	catalog.Workspace.ARM:      {"Audit", "SummaryLogs", metrics},
}

// groups are the names that stand for several categories of logs. Azure docs:
// azure-monitor/essentials/diagnostic-settings.
var groups = []string{"allLogs", "audit"}

// sends reports whether resources of a type have a category of logs, or of metrics.
func sends(resourceType, category string, ofMetrics bool) bool {
	return (category == metrics) == ofMetrics && slices.ContainsFunc(categories[resourceType],
		func(known string) bool { return strings.EqualFold(known, category) })
}

const categoryPath = "/{scope}/providers/Microsoft.Insights/diagnosticSettingsCategories"

func (s *Service) calls() []engine.Call {
	return []engine.Call{
		{Method: "GET", Path: categoryPath, Do: s.listCategories},
		{Method: "GET", Path: categoryPath + "/{category}", Do: s.getCategory},
	}
}

// shownCategories are those of the resource that is asked about. The code of the refusal is assumed.
func (s *Service) shownCategories(asked engine.Asked) ([]engine.Body, error) {
	scope := "/" + asked.Values["scope"]
	res := s.engine.Find("", scope)
	if res == nil {
		return nil, engine.NotFound("ResourceNotFound", "The resource '%s' was not found.", scope)
	}
	if categories[res.Type] == nil {
		return nil, engine.BadRequest("ResourceTypeNotSupported", "The resource type '%s' does not support "+
			"diagnostic settings.", strings.ToLower(res.Type))
	}
	items := []engine.Body{}
	for _, name := range categories[res.Type] {
		items = append(items, category(scope, name))
	}
	return items, nil
}

func category(scope, name string) engine.Body {
	properties := engine.Body{"categoryType": "Metrics"}
	if name != metrics {
		list := make([]any, len(groups))
		for i, group := range groups {
			list[i] = group
		}
		properties = engine.Body{"categoryType": "Logs", "categoryGroups": list}
	}
	return engine.Body{
		"id":   scope + "/providers/Microsoft.Insights/diagnosticSettingsCategories/" + name,
		"name": name, "type": "Microsoft.Insights/diagnosticSettingsCategories", "properties": properties,
	}
}

func (s *Service) listCategories(asked engine.Asked) (engine.Result, error) {
	items, err := s.shownCategories(asked)
	return engine.Result{Body: engine.ListOf(items)}, err
}

func (s *Service) getCategory(asked engine.Asked) (engine.Result, error) {
	items, err := s.shownCategories(asked)
	for _, item := range items {
		if name, _ := item["name"].(string); strings.EqualFold(name, asked.Values["category"]) {
			return engine.Result{Body: item}, nil
		}
	}
	if err == nil {
		err = engine.NotFound("NotFound", "The category '%s' was not found.", asked.Values["category"])
	}
	return engine.Result{}, err
}
