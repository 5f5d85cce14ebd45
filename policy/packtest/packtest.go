// Package packtest stands in for Pulumi's engine: it serves a policy pack on a port and talks to it through
// the engine's own client, in the order in which an update does.
package packtest

import (
	"encoding/json"
	"fmt"
	"maps"
	"strconv"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	"private-acr/policy/protocol"
	"private-acr/policy/rule"
)

// Engine is the engine's side of a pack.
type Engine struct {
	plugin.Analyzer
	// Info is what the pack says of itself.
	Info plugin.AnalyzerInfo
}

// Start serves the pack until the test ends.
func Start(tb testing.TB, p *protocol.Pack) *Engine {
	tb.Helper()
	cancel := make(chan bool)
	handle, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{Init: p.Register, Cancel: cancel})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		close(cancel)
		if err := <-handle.Done; err != nil {
			tb.Error(err)
		}
	})
	return Dial(tb, handle.Port)
}

// Configured serves the pack with the text of a configuration file: see [Engine.Apply].
func Configured(tb testing.TB, p *protocol.Pack, file string) *Engine {
	tb.Helper()
	engine := Start(tb, p)
	if err := engine.Apply(tb, file); err != nil {
		tb.Fatal(err)
	}
	return engine
}

// Dial talks to a pack that is served on the port.
func Dial(tb testing.TB, port int) *Engine {
	tb.Helper()
	connection := Connect(tb, port)
	e := &Engine{Analyzer: plugin.NewAnalyzerWithClient("pack", pulumirpc.NewAnalyzerClient(connection))}
	info, err := e.GetAnalyzerInfo(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	e.Info = info
	return e
}

// Connect connects to the port as the engine does.
func Connect(tb testing.TB, port int) *grpc.ClientConn {
	tb.Helper()
	connection, err := grpc.NewClient("127.0.0.1:"+strconv.Itoa(port),
		grpc.WithTransportCredentials(insecure.NewCredentials()), rpcutil.GrpcChannelOptions())
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = connection.Close() })
	return connection
}

// everyPolicy is the name in configuration of a level for all policies.
const everyPolicy = "all"

// Apply configures the pack with the text of a configuration file, completed as the engine completes it.
func (e *Engine) Apply(tb testing.TB, text string) error {
	tb.Helper()
	var file map[string]any
	if err := json.Unmarshal([]byte(text), &file); err != nil {
		tb.Fatal(err)
	}
	given := map[string]plugin.AnalyzerPolicyConfig{}
	for name, value := range file {
		given[name] = read(value)
	}
	complete := map[string]plugin.AnalyzerPolicyConfig{}
	for _, policy := range e.Info.Policies {
		complete[policy.Name] = defaults(policy, given[everyPolicy].EnforcementLevel)
	}
	for name, one := range given {
		merged, known := complete[name]
		if !known {
			merged.Properties = map[string]any{}
		}
		if one.EnforcementLevel != "" {
			merged.EnforcementLevel = one.EnforcementLevel
		}
		maps.Copy(merged.Properties, one.Properties)
		complete[name] = merged
	}
	return e.Configure(tb.Context(), complete)
}

// read reads a level, or an object of settings of which one may be the level.
func read(value any) plugin.AnalyzerPolicyConfig {
	if level, isLevel := value.(string); isLevel {
		return plugin.AnalyzerPolicyConfig{EnforcementLevel: apitype.EnforcementLevel(level)}
	}
	settings, _ := value.(map[string]any)
	settings = maps.Clone(settings)
	level, _ := settings["enforcementLevel"].(string)
	delete(settings, "enforcementLevel")
	return plugin.AnalyzerPolicyConfig{
		EnforcementLevel: apitype.EnforcementLevel(level), Properties: settings,
	}
}

// defaults are a policy's own, with the level for all policies where there is one.
func defaults(policy plugin.AnalyzerPolicyInfo, all apitype.EnforcementLevel) plugin.AnalyzerPolicyConfig {
	complete := plugin.AnalyzerPolicyConfig{
		EnforcementLevel: policy.EnforcementLevel, Properties: map[string]any{},
	}
	if all != "" {
		complete.EnforcementLevel = all
	}
	for name, schema := range policy.ConfigSchema.Properties {
		if standard, has := schema["default"]; has {
			complete.Properties[name] = standard
		}
	}
	return complete
}

// Evaluate shows the resources to the pack, one after the other and then all of them. It returns what the pack
// says.
func (e *Engine) Evaluate(tb testing.TB, resources []*rule.Resource) []plugin.AnalyzeDiagnostic {
	tb.Helper()
	said := e.EvaluateEach(tb, resources)
	return append(said, e.EvaluateStack(tb, resources)...)
}

// EvaluateEach is the part of [Engine.Evaluate] about single resources.
func (e *Engine) EvaluateEach(tb testing.TB, resources []*rule.Resource) []plugin.AnalyzeDiagnostic {
	tb.Helper()
	var said []plugin.AnalyzeDiagnostic
	for _, one := range resources {
		sent := Resource(one)
		remedied, err := e.Remediate(tb.Context(), sent)
		if err != nil {
			tb.Fatal(err)
		}
		if len(remedied.Remediations) > 0 {
			tb.Errorf("the pack changes %s", one.URN)
		}
		response, err := e.Analyze(tb.Context(), sent)
		if err != nil {
			tb.Fatal(err)
		}
		said = append(said, response.Diagnostics...)
	}
	return said
}

// EvaluateStack is the part of [Engine.Evaluate] about the stack.
func (e *Engine) EvaluateStack(tb testing.TB, resources []*rule.Resource) []plugin.AnalyzeDiagnostic {
	tb.Helper()
	response, err := e.AnalyzeStack(tb.Context(), Stack(resources))
	if err != nil {
		tb.Fatal(err)
	}
	return response.Diagnostics
}

// Resource is a resource as the engine shows it to a pack.
func Resource(r *rule.Resource) plugin.AnalyzerResource {
	return plugin.AnalyzerResource{
		URN: resource.URN(r.URN), Type: tokens.Type(r.Token), Name: r.Name,
		Properties: resource.ToResourcePropertyMap(r.Properties.Raw().AsMap()),
		Options:    plugin.AnalyzerResourceOptions{Protect: r.Protect},
	}
}

// Stack is a stack as the engine shows it to a pack.
func Stack(resources []*rule.Resource) []plugin.AnalyzerStackResource {
	shown := make([]plugin.AnalyzerStackResource, len(resources))
	for i, r := range resources {
		from := map[resource.PropertyKey][]resource.URN{}
		for key, names := range r.PropertyDependencies {
			from[resource.PropertyKey(key)] = urns(names)
		}
		shown[i] = plugin.AnalyzerStackResource{
			AnalyzerResource: Resource(r), Parent: resource.URN(r.Parent),
			Dependencies: urns(r.Dependencies), PropertyDependencies: from,
		}
	}
	return shown
}

func urns(names []string) []resource.URN {
	list := make([]resource.URN, len(names))
	for i, name := range names {
		list[i] = resource.URN(name)
	}
	return list
}

// Show is a diagnostic in one text: rule, level, severity, resource and message.
func Show(d plugin.AnalyzeDiagnostic) string {
	return fmt.Sprintf("%s, %s, %s, %s: %s", d.PolicyName, d.EnforcementLevel, d.Severity, d.URN, d.Message)
}

// ShowAll is [Show] for each of the diagnostics.
func ShowAll(diagnostics []plugin.AnalyzeDiagnostic) []string {
	var texts []string
	for _, one := range diagnostics {
		texts = append(texts, Show(one))
	}
	return texts
}
