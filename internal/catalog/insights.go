package catalog

var insightsTypes = []Type{DiagnosticSetting}

// DiagnosticSetting sends the logs of the resource that it extends somewhere. Version 3 of azure-native moved
// it to the module of Azure Monitor.
var DiagnosticSetting = Type{
	ARM: "Microsoft.Insights/diagnosticSettings", Token: "insights:DiagnosticSetting",
	Aliases:    []string{"monitor:DiagnosticSetting"},
	APIVersion: "2021-05-01-preview", Noun: "diagnostic setting",
	Path:      "/{resourceUri}/providers/Microsoft.Insights/diagnosticSettings/{name}",
	Extension: true,
	NoName:    "rules do not look at it, and nobody here makes one",
	Untagged:  true,
	NoModel:   "not simulated",
}
