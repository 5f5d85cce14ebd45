package probe

import (
	"time"

	"private-acr/internal/catalog"
)

// setting sends a registry's logs or metrics to a workspace.
func setting(workspace string, sent ...any) Body {
	properties := Body{"logs": sent}
	if workspace != "" {
		properties["workspaceId"] = workspace
	}
	return Body{"properties": properties}
}

func category(name string) any { return Body{"category": name, "enabled": true} }

// What a registry sends. Azure docs: azure-monitor/reference/supported-logs.
const (
	repositoryEvents = "ContainerRegistryRepositoryEvents"
	loginEvents      = "ContainerRegistryLoginEvents"
)

// metricsTo is a setting that sends no logs.
func metricsTo(workspace string) Body {
	return with(setting(workspace), func(p Body) { p["metrics"] = []any{category("AllMetrics")} })
}

func (s *Scene) settingOf(target, name string) string {
	return target + "/providers/" + catalog.DiagnosticSetting.ARM + "/" + name
}

var refusedSettings = Probe{
	Name: "refused-diagnostic-settings", Sources: "terraform-provider-azurerm's issues have the texts of " +
		"some; nobody has the others",
	Question: "What do diagnostic settings answer that are refused, and the sixth of a resource?",
	Simulated: "identity: 400 ResourceTypeNotSupported; no sink: 400 BadRequest; " +
		"no such workspace: 404 ResourceNotFound; no such category: 400 BadRequest; " +
		"no such group: 400 BadRequest; sent already: 409 Conflict; fifth: accepted; sixth: 409 Conflict",
	Makes: []Priced{basicRegistry}, Takes: 20 * time.Minute,
	Ask: puttingEach((*Scene).fourSettings, settingAttempts),
}

// fourSettings are all that a registry can send, to two workspaces, but for two categories to the second.
func (s *Scene) fourSettings() []made {
	one, two := s.workspace("one"), s.workspace("two")
	on := func(name string) string { return s.settingOf(s.registry(), name) }
	return append(s.basicOnly(), one, two, s.newIdentity(),
		made{on("first"), setting(one.id, category(repositoryEvents))},
		made{on("second"), setting(one.id, category(loginEvents))},
		made{on("third"), metricsTo(one.id)},
		made{on("fourth"), setting(two.id, category(repositoryEvents))})
}

func settingAttempts(s *Scene) []attempt {
	one, two := s.workspace("one").id, s.workspace("two").id
	on := func(name string) string { return s.settingOf(s.registry(), name) }
	group := Body{"categoryGroup": "everything", "enabled": true}
	return []attempt{
		{as: "identity", id: s.settingOf(s.ID(identity), "first"), body: metricsTo(one)},
		{as: "no sink", id: on("sinkless"), body: setting("", category(loginEvents))},
		{as: "no such workspace", id: on("homeless"), body: setting(one+"x", category(loginEvents))},
		{as: "no such category", id: on("odd"), body: setting(two, category("ContainerRegistryDreams"))},
		{as: "no such group", id: on("group"), body: setting(two, group)},
		{as: "sent already", id: on("again"), body: setting(one, category(loginEvents))},
		{as: "fifth", id: on("fifth"), body: setting(two, category(loginEvents))},
		{as: "sixth", id: on("sixth"), body: metricsTo(two)},
	}
}

var refusedRetention = Probe{
	Name: "refused-retention", Simulated: "5 days: 400 InvalidParameter; 731 days: 400 InvalidParameter",
	Question: "What does a workspace answer that keeps data for too few or too many days?",
	Sources:  "Azure docs: azure-monitor/logs/data-retention-configure, without the code",
	Takes:    15 * time.Minute,
	Ask: puttingEach(nothing, func(s *Scene) []attempt {
		keeping := func(days int) made {
			m := s.workspace("log")
			m.body = with(m.body, func(p Body) { p["retentionInDays"] = days })
			return m
		}
		short, long := keeping(5), keeping(731)
		return []attempt{
			{as: "5 days", id: short.id, body: short.body}, {as: "731 days", id: long.id, body: long.body},
		}
	}),
}
