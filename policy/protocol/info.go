package protocol

import (
	"context"
	"fmt"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/structpb"

	"private-acr/policy/configuration"
	"private-acr/policy/report"
	"private-acr/policy/rule"
)

// GetAnalyzerInfo lists the rules, with the schemas of their settings.
func (a *analyzer) GetAnalyzerInfo(context.Context, *emptypb.Empty) (*pulumirpc.AnalyzerInfo, error) {
	info := &pulumirpc.AnalyzerInfo{
		Name: a.pack.Name, DisplayName: a.pack.Name, Version: a.pack.Version, SupportsConfig: true,
	}
	for i := range a.pack.Rules {
		described, err := ruleInfo(&a.pack.Rules[i])
		if err != nil {
			return nil, err
		}
		info.Policies = append(info.Policies, described)
	}
	for _, own := range configuration.Own() {
		described, err := entryInfo(own)
		if err != nil {
			return nil, err
		}
		info.Policies = append(info.Policies, described)
	}
	return info, nil
}

func ruleInfo(r *rule.Rule) (*pulumirpc.PolicyInfo, error) {
	properties := map[string]any{}
	for _, setting := range r.Settings() {
		properties[setting.Name] = setting.Schema()
	}
	settings, err := schema(r.ID, properties)
	if err != nil {
		return nil, err
	}
	policyType := pulumirpc.PolicyType_POLICY_TYPE_RESOURCE
	if r.NeedsStack() {
		policyType = pulumirpc.PolicyType_POLICY_TYPE_STACK
	}
	return &pulumirpc.PolicyInfo{
		Name: r.ID, DisplayName: r.ID, Description: r.Title, Message: r.Why,
		EnforcementLevel: protocolLevel(r.Levels.Development), Severity: protocolSeverity(r.Severity),
		ConfigSchema: settings, PolicyType: policyType, RemediationSteps: r.Fix, Url: r.Link,
		Tags: report.Tags(r),
	}, nil
}

func entryInfo(own configuration.Entry) (*pulumirpc.PolicyInfo, error) {
	properties := map[string]any{}
	for _, setting := range own.Settings {
		properties[setting.Name] = lenient(setting.Schema)
	}
	settings, err := schema(own.ID, properties)
	if err != nil {
		return nil, err
	}
	return &pulumirpc.PolicyInfo{
		Name: own.ID, DisplayName: own.ID, Description: own.Title,
		EnforcementLevel: protocolLevel(own.Levels.Development), Severity: protocolSeverity(rule.Low),
		ConfigSchema: settings, PolicyType: pulumirpc.PolicyType_POLICY_TYPE_STACK,
	}, nil
}

// lenient is a schema that takes items with any keys: the engine would refuse a faulty one before the pack
// could say what would be right.
func lenient(schema map[string]any) map[string]any {
	if item, isObject := schema["items"].(map[string]any); isObject {
		delete(item, "required")
		delete(item, "additionalProperties")
	}
	return schema
}

func schema(id string, properties map[string]any) (*pulumirpc.PolicyConfigSchema, error) {
	sent, err := structpb.NewStruct(properties)
	if err != nil {
		return nil, fmt.Errorf("the settings of %q: %w", id, err)
	}
	return &pulumirpc.PolicyConfigSchema{Properties: sent}, nil
}

func protocolLevel(level rule.Level) pulumirpc.EnforcementLevel {
	switch level {
	case rule.Disabled:
		return pulumirpc.EnforcementLevel_DISABLED
	case rule.Advisory:
		return pulumirpc.EnforcementLevel_ADVISORY
	default:
		return pulumirpc.EnforcementLevel_MANDATORY
	}
}

func protocolSeverity(severity rule.Severity) pulumirpc.PolicySeverity {
	switch severity {
	case rule.Critical:
		return pulumirpc.PolicySeverity_POLICY_SEVERITY_CRITICAL
	case rule.High:
		return pulumirpc.PolicySeverity_POLICY_SEVERITY_HIGH
	case rule.Medium:
		return pulumirpc.PolicySeverity_POLICY_SEVERITY_MEDIUM
	default:
		return pulumirpc.PolicySeverity_POLICY_SEVERITY_LOW
	}
}
