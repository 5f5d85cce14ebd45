package insights

import (
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/monitor/armmonitor"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).diagnosticSetting)

// most is how many settings a resource can have. Azure docs: azure-monitor/essentials/diagnostic-settings.
const most = 5

func (s *Service) diagnosticSetting() engine.Type {
	return engine.Type{
		Row: catalog.DiagnosticSetting, Stateless: true, Extension: true, CreatesWithOK: true,
		Accept: s.acceptSetting,
		Example: engine.Example{
			Name: "all-logs", On: catalog.Registry,
			Body: func(id func(catalog.Type) string) engine.Body {
				return engine.Body{"properties": engine.Body{
					"workspaceId": id(catalog.Workspace),
					"logs":        []any{engine.Body{"categoryGroup": "allLogs", "enabled": true}},
				}}
			},
		},
	}
}

// acceptSetting uses the texts that azurerm's users report, with the code that goes with them.
func (s *Service) acceptSetting(r *engine.Request) error {
	setting, err := engine.Read[armmonitor.DiagnosticSettingsResource](r.Resource.Body)
	if err != nil {
		return err
	}
	p := engine.Value(setting.Properties)
	sinks := sinksOf(p)
	extended := s.engine.Find("", engine.Extended(r.Resource))
	workspace := engine.Value(p.WorkspaceID)
	switch {
	case extended == nil || categories[extended.Type] == nil:
		return engine.BadRequest("ResourceTypeNotSupported", "The resource type of '%s' does not support "+
			"diagnostic settings.", engine.Extended(r.Resource))
	case len(sinks) == 0:
		return engine.BadRequest("BadRequest", "At least one data sink needs to be specified.")
	case workspace != "" && s.engine.Find(catalog.Workspace.ARM, workspace) == nil:
		return engine.NotFound("ResourceNotFound", "Resource '%s' not found.", workspace)
	case r.Old == nil && len(s.others(r)) >= most:
		return engine.Conflict("Conflict", "The limit of %d diagnostic settings was reached. To create a "+
			"new diagnostic setting, delete an existing one.", most)
	}
	if err := checkCategories(extended.Type, p); err != nil {
		return err
	}
	return s.notSentTwice(r, sinks, sentBy(p))
}

// sinksOf are the ids of what a setting sends to.
func sinksOf(p armmonitor.DiagnosticSettings) []string {
	var sinks []string
	for _, id := range []*string{
		p.WorkspaceID, p.StorageAccountID, p.EventHubAuthorizationRuleID, p.MarketplacePartnerID,
	} {
		if engine.Value(id) != "" {
			sinks = append(sinks, strings.ToLower(*id))
		}
	}
	return sinks
}

// checkCategories refuses what resources of the type do not send.
func checkCategories(resourceType string, p armmonitor.DiagnosticSettings) error {
	for _, log := range p.Logs {
		group, name := engine.Value(engine.Value(log).CategoryGroup), engine.Value(engine.Value(log).Category)
		if name != "" && !sends(resourceType, name, false) {
			return unsupported(name)
		}
		if group != "" && !isGroup(group) {
			return engine.BadRequest("BadRequest", "Category group: '%s' is not supported.", group)
		}
	}
	for _, metric := range p.Metrics {
		name := engine.Value(engine.Value(metric).Category)
		if name != "" && !sends(resourceType, name, true) {
			return unsupported(name)
		}
	}
	return nil
}

func isGroup(name string) bool {
	for _, group := range groups {
		if strings.EqualFold(group, name) {
			return true
		}
	}
	return false
}

func unsupported(category string) error {
	return engine.BadRequest("BadRequest", "Category '%s' is not supported.", category)
}

// sentBy are the categories and groups that a setting sends.
func sentBy(p armmonitor.DiagnosticSettings) []string {
	var names []string
	for _, log := range p.Logs {
		if l := engine.Value(log); engine.Value(l.Enabled) {
			names = append(names, engine.Value(l.Category)+engine.Value(l.CategoryGroup))
		}
	}
	for _, metric := range p.Metrics {
		if m := engine.Value(metric); engine.Value(m.Enabled) {
			names = append(names, engine.Value(m.Category))
		}
	}
	return names
}

// others are the other settings of the resource.
func (s *Service) others(r *engine.Request) []*engine.Resource {
	extended := engine.Key(engine.Extended(r.Resource))
	return s.engine.Select(func(res *engine.Resource) bool {
		return res.Type == catalog.DiagnosticSetting.ARM && engine.Key(engine.Extended(res)) == extended &&
			engine.Key(res.ID) != engine.Key(r.Resource.ID)
	})
}

// notSentTwice refuses a category that another setting sends to the same place.
func (s *Service) notSentTwice(r *engine.Request, sinks, names []string) error {
	for _, other := range s.others(r) {
		p := engine.Value(engine.As[armmonitor.DiagnosticSettingsResource](other).Properties)
		sink, sharesSink := shared(sinks, sinksOf(p))
		name, sharesName := shared(names, sentBy(p))
		if sharesSink && sharesName {
			return engine.Conflict("Conflict", "Data sink '%s' is already used in diagnostic setting '%s' "+
				"for category '%s'. Data sinks can't be reused in different settings on the same category "+
				"for the same resource.", sink, other.Name(), name)
		}
	}
	return nil
}

func shared(some, others []string) (string, bool) {
	for _, name := range some {
		for _, other := range others {
			if strings.EqualFold(name, other) {
				return name, true
			}
		}
	}
	return "", false
}
