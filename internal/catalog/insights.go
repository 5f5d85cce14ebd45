package catalog

import "github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/monitor/armmonitor"

var insightsTypes = []Type{DiagnosticSetting}

// DiagnosticSetting sends the logs of the resource that it extends somewhere. Version 3 of azure-native moved
// it to the module of Azure Monitor.
var DiagnosticSetting = Type{
	ARM: "Microsoft.Insights/diagnosticSettings", Token: "insights:DiagnosticSetting",
	Aliases:    []string{"monitor:DiagnosticSetting"},
	APIVersion: "2021-05-01-preview", Noun: "diagnostic setting",
	Path:      "/{resourceUri}/providers/Microsoft.Insights/diagnosticSettings/{name}",
	Extension: true,
	NoName:    "Azure publishes no rule for it",
	Untagged:  true,
	Model:     armmonitor.DiagnosticSettingsResource{},
}
