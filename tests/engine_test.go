package tests

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/auto"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/debug"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optdestroy"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optpreview"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optup"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	"github.com/pulumi/pulumi/sdk/v3/go/common/workspace"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/azuresim"
	"private-acr/platform"
	"private-acr/settings"
)

// scale makes an hour of Azure pass in a few seconds.
const scale = 600

// startAzure starts a simulated Azure of its own for the test.
func startAzure(tb testing.TB, options azuresim.Options) *azuresim.Azure {
	tb.Helper()
	if options.World.Scale == 0 {
		options.World.Scale = scale
	}
	started, err := azuresim.Start(tb.Context(), options)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = started.Close() })
	return started
}

// engine is a backend, shared by the stacks of a test, and the simulated Azure they run against.
type engine struct {
	t testing.TB
	// azure is nil where scenarios run in real Azure.
	azure *azuresim.Azure
	home  string
	state string
	// unique is part of names in real Azure.
	unique string
}

func newEngine(tb testing.TB, options azuresim.Options) *engine {
	tb.Helper()
	if _, err := exec.LookPath("pulumi"); err != nil {
		tb.Fatal("the engine tests need pulumi on PATH: run them with `make test`")
	}
	return &engine{t: tb, azure: startAzure(tb, options), home: tb.TempDir(), state: tb.TempDir()}
}

// stack is one stack and what its last operation printed.
type stack struct {
	auto.Stack
	t      testing.TB
	engine *engine
	log    bytes.Buffer
}

// stack makes a stack of the project that runs the program inside the test.
func (e *engine) stack(project, name string, program pulumi.RunFunc) *stack {
	e.t.Helper()
	made, err := auto.NewStackInlineSource(e.t.Context(), name, project, program,
		auto.Project(workspace.Project{
			Name:    tokens.PackageName(project),
			Runtime: workspace.NewProjectRuntimeInfo("go", nil),
			Backend: &workspace.ProjectBackend{URL: "file://" + e.state + "?metadata=skip"},
		}),
		auto.PulumiHome(e.home), auto.EnvVars(e.variables()), auto.WorkDir(e.t.TempDir()))
	if err != nil {
		e.t.Fatalf("making stack %q: %v", name, err)
	}
	return &stack{Stack: made, t: e.t, engine: e}
}

// variables are what Pulumi's environment has besides ours.
func (e *engine) variables() map[string]string {
	variables := map[string]string{
		"PULUMI_CONFIG_PASSPHRASE": "a test",
		"PULUMI_SKIP_UPDATE_CHECK": "1",
	}
	if e.azure == nil {
		return variables
	}
	variables["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"] = "true"
	for _, assignment := range e.azure.Env() {
		key, value, _ := strings.Cut(assignment, "=")
		variables[key] = value
	}
	return variables
}

// resourceManager is where gates look: simulated Azure, or that of the settings' location.
func (e *engine) resourceManager() string {
	if e.azure == nil {
		return ""
	}
	return e.azure.PlainURL()
}

// platformProgram is main.go with settings from a map.
func (e *engine) platformProgram(values map[string]string) pulumi.RunFunc {
	return func(ctx *pulumi.Context) error {
		parsed, err := settings.Parse(settings.Source{Values: values})
		if err != nil {
			return err
		}
		built, err := platform.New(ctx, parsed.Name, &platform.Args{
			Settings: parsed, ResourceManager: e.resourceManager(),
		})
		if err != nil {
			return err
		}
		ctx.Export(platform.ContractOutput, built.Contract)
		return nil
	}
}

// up runs the program and fails the test where it does.
func (s *stack) up() auto.UpResult {
	s.t.Helper()
	result, err := s.tryUp()
	if err != nil {
		s.t.Fatalf("up: %v\n%s", err, s.log.String())
	}
	return result
}

func (s *stack) tryUp() (auto.UpResult, error) {
	s.log.Reset()
	return s.Up(s.t.Context(), optup.ProgressStreams(&s.log), optup.ErrorProgressStreams(&s.log),
		optup.DebugLogging(debug.LoggingOptions{LogToStdErr: false}))
}

// preview counts what an update would do, by kind of step.
func (s *stack) preview() map[apitype.OpType]int {
	s.t.Helper()
	s.log.Reset()
	result, err := s.Preview(s.t.Context(), optpreview.Diff(), optpreview.ProgressStreams(&s.log))
	if err != nil {
		s.t.Fatalf("preview: %v\n%s", err, s.log.String())
	}
	return result.ChangeSummary
}

// changesNothing fails the test where an update would touch a resource.
func (s *stack) changesNothing() {
	s.t.Helper()
	for step, count := range s.preview() {
		if step != apitype.OpSame && count > 0 {
			s.t.Errorf("preview: %d resources to %s, want none\n%s", count, step, s.log.String())
		}
	}
}

// destroy destroys the stack and checks that its state is empty.
func (s *stack) destroy() {
	s.t.Helper()
	s.log.Reset()
	if _, err := s.Destroy(s.t.Context(), optdestroy.ProgressStreams(&s.log)); err != nil {
		s.t.Fatalf("destroy: %v\n%s", err, s.log.String())
	}
	if left := s.resources(); len(left) > 0 {
		s.t.Errorf("destroy left %d resources in the state: %v", len(left), left)
	}
}

// resources lists the ids of the stack's custom resources, without its providers.
func (s *stack) resources() []string {
	s.t.Helper()
	return s.ids(func(r apitype.ResourceV3) bool {
		return r.Custom && !strings.HasPrefix(string(r.Type), "pulumi:")
	})
}

// providers lists the ids of the azure-native providers that the stack uses.
func (s *stack) providers() []string {
	s.t.Helper()
	return s.ids(func(r apitype.ResourceV3) bool { return r.Type == "pulumi:providers:azure-native" })
}

func (s *stack) ids(wanted func(apitype.ResourceV3) bool) []string {
	s.t.Helper()
	exported, err := s.Export(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	var deployment apitype.DeploymentV3
	if err := json.Unmarshal(exported.Deployment, &deployment); err != nil {
		s.t.Fatal(err)
	}
	var ids []string
	for _, r := range deployment.Resources {
		if wanted(r) {
			ids = append(ids, string(r.ID))
		}
	}
	return ids
}

// contract reads the contract that an update exported.
func contract(t *testing.T, result auto.UpResult) platform.Contract {
	t.Helper()
	text, err := json.Marshal(result.Outputs[platform.ContractOutput].Value)
	if err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	var c platform.Contract
	if err := decoder.Decode(&c); err != nil {
		t.Fatalf("decoding the contract: %v\n%s", err, text)
	}
	return c
}

// filesUnder reads every file below the folder, by path.
func filesUnder(t *testing.T, folder string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(path)
		files[path] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
