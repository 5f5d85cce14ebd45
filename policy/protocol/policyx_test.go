package protocol_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/blang/semver"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/property"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/policyx"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/structpb"

	"private-acr/policy/packtest"
	"private-acr/policy/packtest/house"
)

// servePolicyx in the environment makes the test binary serve a pack with Pulumi's own SDK, which prints its
// port and never returns.
const servePolicyx = "POLICY_PACK_TEST_SERVES_POLICYX"

func TestMain(m *testing.M) {
	if os.Getenv(servePolicyx) == "" {
		os.Exit(m.Run())
	}
	err := policyx.Main(func(*pulumi.Context) (policyx.PolicyPack, error) { return sdkPack() })
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// sdkPack reports what policyx tells its policies.
func sdkPack() (policyx.PolicyPack, error) {
	tell := func(_ context.Context, args policyx.ResourceValidationArgs) error {
		args.Manager.ReportViolation(fmt.Sprintf("preview: %t, dependencies: %d", args.DryRun,
			len(args.Resource.Dependencies)+len(args.Resource.PropertyDependencies)), "")
		return nil
	}
	tellStack := func(_ context.Context, args policyx.StackValidationArgs) error {
		for _, one := range args.Resources {
			args.Manager.ReportViolation(fmt.Sprintf("dependencies: %d", len(one.Dependencies)), one.URN)
		}
		return nil
	}
	reads := func(_ context.Context, args policyx.ResourceValidationArgs) error {
		if value, has := args.Resource.Properties.GetOk("text"); has {
			args.Manager.ReportViolation(value.AsString(), "")
		}
		return nil
	}
	return policyx.NewPolicyPack("sdk", semver.MustParse("1.0.0"), policyx.EnforcementLevelMandatory,
		[]policyx.Policy{
			policyx.NewResourceValidationPolicy("tells", policyx.ResourceValidationPolicyArgs{
				Description: "d", ValidateResource: tell,
			}),
			policyx.NewResourceValidationPolicy("reads", policyx.ResourceValidationPolicyArgs{
				Description: "d", ValidateResource: reads,
			}),
			policyx.NewStackValidationPolicy("tells-stack", policyx.StackValidationPolicyArgs{
				Description: "d", ValidateStack: tellStack,
			}),
		})
}

// sdk is a process that serves sdkPack.
type sdk struct {
	pulumirpc.AnalyzerClient
	process *exec.Cmd
	stderr  *bytes.Buffer
}

func startSDK(t *testing.T) *sdk {
	t.Helper()
	started := &sdk{process: exec.CommandContext(t.Context(), os.Args[0]), stderr: &bytes.Buffer{}}
	started.process.Env = append(os.Environ(), servePolicyx+"=1")
	started.process.Stderr = started.stderr
	out, err := started.process.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := started.process.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = started.process.Process.Kill()
		_ = started.process.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	port, err := strconv.Atoi(strings.TrimSpace(line))
	if err != nil {
		t.Fatal(err)
	}
	started.AnalyzerClient = pulumirpc.NewAnalyzerClient(packtest.Connect(t, port))
	return started
}

// onStack is the process after the engine has told it the stack, which is in a preview.
func onStack(t *testing.T) *sdk {
	t.Helper()
	started := startSDK(t)
	if _, err := started.Handshake(t.Context(), &pulumirpc.AnalyzerHandshakeRequest{}); err != nil {
		t.Fatal(err)
	}
	_, err := started.ConfigureStack(t.Context(), &pulumirpc.AnalyzerStackConfigureRequest{
		Stack: "test", Project: "street", Organization: "organization", DryRun: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	return started
}

// dies says that the call ended the process, and with what panic.
func (s *sdk) dies(t *testing.T, err error, panics string) bool {
	t.Helper()
	if err == nil {
		return false
	}
	_ = s.process.Wait()
	if text := s.stderr.String(); !strings.Contains(text, panics) {
		t.Errorf("the call ends with %v, and the process with\n%s", err, text)
	}
	return true
}

func (s *sdk) analyze(t *testing.T, properties resource.PropertyMap) (*pulumirpc.AnalyzeResponse, error) {
	t.Helper()
	sent, err := plugin.MarshalProperties(properties,
		plugin.MarshalOptions{KeepUnknowns: true, KeepSecrets: true})
	if err != nil {
		t.Fatal(err)
	}
	return s.Analyze(t.Context(), &pulumirpc.AnalyzeRequest{
		Type: house.Token, Urn: house.URNPrefix + "one", Name: "one", Properties: sent,
	})
}

// now says what a new SDK has changed.
func now(t *testing.T, changed string) {
	t.Helper()
	t.Errorf("policyx now %s: consider serving through it", changed)
}

// TestPolicyxLimits has a test for each limit of Pulumi's SDK for policy packs that made this pack serve the
// protocol by itself. One that fails is good news.
func TestPolicyxLimits(t *testing.T) {
	t.Parallel()
	t.Run("levels", policyxLevels)
	t.Run("what resource policies learn", policyxResources)
	t.Run("what stack policies learn", policyxStacks)
	t.Run("a finding below its rule's level", func(t *testing.T) {
		t.Parallel()
		manager := reflect.TypeFor[policyx.PolicyManager]()
		if manager.NumMethod() != 1 || manager.Method(0).Type.NumIn() != 2 {
			now(t, "has more to report than a message and a URN")
		}
	})
	t.Run("names that repeat", func(t *testing.T) {
		t.Parallel()
		one := policyx.NewResourceValidationPolicy("one", policyx.ResourceValidationPolicyArgs{})
		_, err := policyx.NewPolicyPack("sdk", semver.MustParse("1.0.0"), policyx.EnforcementLevelAdvisory,
			[]policyx.Policy{one, one})
		if err != nil {
			now(t, "refuses two policies of one name")
		}
	})
	t.Run("computed values", policyxComputed)
	t.Run("the rules before the stack", func(t *testing.T) {
		t.Parallel()
		started := startSDK(t)
		_, err := started.GetAnalyzerInfo(t.Context(), &emptypb.Empty{})
		if !started.dies(t, err, "nil pointer dereference") {
			now(t, "lists its policies before it is told the stack")
		}
	})
	t.Run("the version before the stack", func(t *testing.T) {
		t.Parallel()
		started := startSDK(t)
		_, err := started.GetPluginInfo(t.Context(), &emptypb.Empty{})
		if !started.dies(t, err, "nil pointer dereference") {
			now(t, "tells its version before it is told the stack")
		}
	})
}

func policyxLevels(t *testing.T) {
	t.Parallel()
	started := onStack(t)
	info, err := started.GetAnalyzerInfo(t.Context(), &emptypb.Empty{})
	if err != nil {
		t.Fatal(err)
	}
	for _, policy := range info.GetPolicies() {
		switch level := policy.GetEnforcementLevel(); level {
		case pulumirpc.EnforcementLevel_ADVISORY:
		case pulumirpc.EnforcementLevel_MANDATORY:
			now(t, "takes the level of the pack for policies without one")
		default:
			now(t, "takes the level "+level.String()+" for policies without one")
		}
	}
}

func policyxResources(t *testing.T) {
	t.Parallel()
	response, err := onStack(t).analyze(t, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(response.GetDiagnostics()) != 1 {
		t.Fatalf("policyx says %v", response.GetDiagnostics())
	}
	one := response.GetDiagnostics()[0]
	if one.GetEnforcementLevel() != pulumirpc.EnforcementLevel_ADVISORY {
		now(t, "reports what has no level otherwise than as advisory")
	}
	if !strings.Contains(one.GetMessage(), "preview: false") {
		now(t, "tells policies that it is a preview")
	}
	if !strings.Contains(one.GetMessage(), "dependencies: 0") {
		now(t, "knows what single resources depend on")
	}
	fields := (&pulumirpc.AnalyzeRequest{}).ProtoReflect().Descriptor().Fields()
	for i := range fields.Len() {
		if strings.Contains(strings.ToLower(string(fields.Get(i).Name())), "dependenc") {
			now(t, "can learn what single resources depend on, and so can this pack")
		}
	}
}

func policyxStacks(t *testing.T) {
	t.Parallel()
	started := onStack(t)
	if _, has := reflect.TypeFor[policyx.StackValidationArgs]().FieldByName("Config"); has {
		now(t, "gives settings to stack policies")
	}
	response, err := started.AnalyzeStack(t.Context(), &pulumirpc.AnalyzeStackRequest{
		Resources: []*pulumirpc.AnalyzerResource{{
			Type: house.Token, Urn: house.URNPrefix + "one", Name: "one", Properties: &structpb.Struct{},
			Dependencies: []string{house.URNPrefix + "two"},
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
	// Stack policies do get dependencies: otherwise what single resources lack would be no limit of policyx.
	if said := response.GetDiagnostics(); len(said) != 1 ||
		!strings.Contains(said[0].GetMessage(), "dependencies: 1") {
		t.Errorf("policyx says %v of a stack", said)
	}
}

func policyxComputed(t *testing.T) {
	t.Parallel()
	started := onStack(t)
	response, err := started.analyze(t, resource.PropertyMap{"text": resource.NewProperty("known")})
	if err != nil || len(response.GetDiagnostics()) != 2 {
		t.Fatalf("of a known text policyx says %v (%v)", response.GetDiagnostics(), err)
	}
	_, err = started.analyze(t, resource.PropertyMap{
		"text": resource.MakeComputed(resource.NewProperty("")),
	})
	if !started.dies(t, err, "panic: ") {
		now(t, "outlives a policy that reads a computed value as a text")
	}
	for name, read := range map[string]func(property.Value){
		"AsString": func(v property.Value) { v.AsString() }, "AsBool": func(v property.Value) { v.AsBool() },
		"AsNumber": func(v property.Value) { v.AsNumber() }, "AsMap": func(v property.Value) { v.AsMap() },
		"AsArray": func(v property.Value) { v.AsArray() },
	} {
		if !panics(func() { read(property.New(property.Computed)) }) {
			now(t, "reads a computed value with "+name)
		}
	}
}

func panics(do func()) (did bool) {
	defer func() { did = recover() != nil }()
	do()
	return false
}
