package protocol

import (
	"context"
	"fmt"
	"sync"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/structpb"

	"private-acr/policy/configuration"
	"private-acr/policy/rule"
)

// analyzer answers the engine.
type analyzer struct {
	pulumirpc.UnimplementedAnalyzerServer

	pack *Pack

	mu  sync.Mutex
	run *run
}

func newAnalyzer(p *Pack) (*analyzer, error) {
	if err := rule.Validate(p.Rules); err != nil {
		return nil, fmt.Errorf("policy pack %q: %w", p.Name, err)
	}
	standard, err := configuration.New(p.Rules, nil)
	if err != nil {
		return nil, fmt.Errorf("policy pack %q: %w", p.Name, err)
	}
	return &analyzer{pack: p, run: newRun(p, standard)}, nil
}

// Handshake answers the engine's first call.
func (a *analyzer) Handshake(
	context.Context, *pulumirpc.AnalyzerHandshakeRequest,
) (*pulumirpc.AnalyzerHandshakeResponse, error) {
	return &pulumirpc.AnalyzerHandshakeResponse{}, nil
}

// ConfigureStack is told which stack it is, which no rule asks for.
func (a *analyzer) ConfigureStack(
	context.Context, *pulumirpc.AnalyzerStackConfigureRequest,
) (*pulumirpc.AnalyzerStackConfigureResponse, error) {
	return &pulumirpc.AnalyzerStackConfigureResponse{}, nil
}

// GetPluginInfo answers with the pack's version.
func (a *analyzer) GetPluginInfo(context.Context, *emptypb.Empty) (*pulumirpc.PluginInfo, error) {
	return &pulumirpc.PluginInfo{Version: a.pack.Version}, nil
}

// Configure takes the levels and settings that users chose. The engine has put in the defaults.
func (a *analyzer) Configure(
	_ context.Context, request *pulumirpc.ConfigureAnalyzerRequest,
) (*emptypb.Empty, error) {
	values := map[string]configuration.Values{}
	for id, one := range request.GetPolicyConfig() {
		values[id] = configuration.Values{
			Level: levelOf(one.GetEnforcementLevel()), Settings: one.GetProperties().AsMap(),
		}
	}
	unspread(values)
	made, err := configuration.New(a.pack.Rules, values)
	if err != nil {
		return nil, status.Errorf(codes.InvalidArgument, "the configuration of the policy pack:\n%v", err)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.run = newRun(a.pack, made)
	return &emptypb.Empty{}, nil
}

// unspread takes back what the engine made of a level for every rule: it gave it to each policy, also to the
// pack's own entries. Those are no rules: a level of their own is one that differs.
func unspread(values map[string]configuration.Values) {
	all, has := values[configuration.EveryRule]
	for _, own := range configuration.Own() {
		if one := values[own.ID]; has && one.Level == all.Level {
			values[own.ID] = configuration.Values{Settings: one.Settings}
		}
	}
	if has {
		values[configuration.EveryRule] = configuration.Values{Settings: all.Settings}
	}
}

func levelOf(level pulumirpc.EnforcementLevel) rule.Level {
	switch level {
	case pulumirpc.EnforcementLevel_DISABLED:
		return rule.Disabled
	case pulumirpc.EnforcementLevel_ADVISORY:
		return rule.Advisory
	default:
		// What asks for a remediation, which no rule here does by itself, is not to be let through.
		return rule.Mandatory
	}
}

func (a *analyzer) current() *run {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.run
}

// Analyze evaluates the rules on one resource, by its inputs.
func (a *analyzer) Analyze(
	_ context.Context, request *pulumirpc.AnalyzeRequest,
) (*pulumirpc.AnalyzeResponse, error) {
	read, err := resourceOf(request)
	if err != nil {
		return nil, err
	}
	return &pulumirpc.AnalyzeResponse{Diagnostics: a.current().resource(read)}, nil
}

// AnalyzeStack evaluates the rules on all resources, by their outputs, after an update or a preview.
func (a *analyzer) AnalyzeStack(
	_ context.Context, request *pulumirpc.AnalyzeStackRequest,
) (*pulumirpc.AnalyzeResponse, error) {
	resources := make([]*rule.Resource, 0, len(request.GetResources()))
	for _, one := range request.GetResources() {
		read, err := resourceOf(one)
		if err != nil {
			return nil, err
		}
		read.Parent, read.Dependencies = one.GetParent(), one.GetDependencies()
		read.PropertyDependencies = map[string][]string{}
		for name, from := range one.GetPropertyDependencies() {
			read.PropertyDependencies[name] = from.GetUrns()
		}
		resources = append(resources, read)
	}
	diagnostics, err := a.current().stack(rule.NewStack(resources))
	return &pulumirpc.AnalyzeResponse{Diagnostics: diagnostics}, err
}

// Remediate changes nothing: what a program asks for is for its author to change.
func (a *analyzer) Remediate(
	context.Context, *pulumirpc.AnalyzeRequest,
) (*pulumirpc.RemediateResponse, error) {
	return &pulumirpc.RemediateResponse{}, nil
}

// Cancel has nothing to stop: an evaluation takes no time.
func (a *analyzer) Cancel(context.Context, *emptypb.Empty) (*emptypb.Empty, error) {
	return &emptypb.Empty{}, nil
}

// analyzed is what both of the engine's requests tell of a resource.
type analyzed interface {
	GetType() string
	GetUrn() string
	GetName() string
	GetProperties() *structpb.Struct
	GetOptions() *pulumirpc.AnalyzerResourceOptions
}

// resourceOf reads a resource, with its secrets and unknowns.
func resourceOf(one analyzed) (*rule.Resource, error) {
	properties, err := plugin.UnmarshalProperties(one.GetProperties(), plugin.MarshalOptions{
		KeepUnknowns: true, KeepSecrets: true, KeepResources: true, KeepOutputValues: true,
	})
	if err != nil {
		return nil, fmt.Errorf("reading the properties of %s: %w", one.GetUrn(), err)
	}
	read := rule.NewResource(one.GetType(), one.GetUrn(), one.GetName(),
		resource.FromResourcePropertyMap(properties))
	read.Protect = one.GetOptions().GetProtect()
	return read, nil
}
