package pack

import (
	"context"
	"fmt"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/structpb"

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
	for _, own := range entries {
		described, err := entryInfo(own)
		if err != nil {
			return nil, err
		}
		info.Policies = append(info.Policies, described)
	}
	return info, nil
}

func ruleInfo(r *rule.Rule) (*pulumirpc.PolicyInfo, error) {
	settings, err := schema(r.ID, settingsSchema(r.Settings))
	if err != nil {
		return nil, err
	}
	kind := pulumirpc.PolicyType_POLICY_TYPE_RESOURCE
	if r.Stack != nil {
		kind = pulumirpc.PolicyType_POLICY_TYPE_STACK
	}
	return &pulumirpc.PolicyInfo{
		Name: r.ID, DisplayName: r.ID, Description: r.Title, Message: r.Why,
		EnforcementLevel: protocolLevel(r.Levels.Development), Severity: protocolSeverity(r.Severity),
		ConfigSchema: settings, PolicyType: kind, RemediationSteps: r.Fix, Url: r.Link, Tags: sources(r),
	}, nil
}

func entryInfo(own entry) (*pulumirpc.PolicyInfo, error) {
	properties := settingsSchema(own.settings)
	if own.id == Exemptions {
		properties[listKey] = exemptionSchema()
	}
	settings, err := schema(own.id, properties)
	if err != nil {
		return nil, err
	}
	return &pulumirpc.PolicyInfo{
		Name: own.id, DisplayName: own.id, Description: own.title,
		EnforcementLevel: protocolLevel(rule.Advisory), Severity: protocolSeverity(rule.Low),
		ConfigSchema: settings, PolicyType: pulumirpc.PolicyType_POLICY_TYPE_STACK,
	}, nil
}

func settingsSchema(settings []rule.Setting) map[string]any {
	properties := map[string]any{}
	for _, setting := range settings {
		properties[setting.Name] = setting.Schema()
	}
	return properties
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

// sources are the entries of catalogs that the rule answers to, as tags.
func sources(r *rule.Rule) []string {
	texts := make([]string, len(r.Sources))
	for i, source := range r.Sources {
		texts[i] = source.String()
	}
	return texts
}
