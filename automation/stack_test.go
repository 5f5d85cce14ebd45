package automation

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/auto"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// empty is what a CLI says of a stack that has nothing.
var empty = map[string]reply{
	"stack output":  {stdout: "{}"},
	"stack history": {stdout: "[]"},
	"stack export":  {stdout: `{"version":3}`},
}

// open opens a stack of a program that nobody runs.
func open(t *testing.T, cli *fakePulumi, options Options) *Stack {
	t.Helper()
	replies := map[string]reply{}
	for _, some := range []map[string]reply{empty, cli.replies} {
		for command, answer := range some {
			replies[command] = answer
		}
	}
	cli.t, cli.replies, options.Pulumi = t, replies, cli
	s, err := FromProgram(t.Context(), "shop", "dev", func(*pulumi.Context) error { return nil }, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

var (
	noPolicy = Policy{Disabled: true}
	login    = map[string]string{"ARM_SUBSCRIPTION_ID": "a-subscription"}
)

// pack is an executable that writes down how it is called, and ends as it is told to.
func pack(t *testing.T, status string) (path, log string) {
	t.Helper()
	path, log = filepath.Join(t.TempDir(), "pack"), filepath.Join(t.TempDir(), "log")
	script := "#!/bin/sh\necho \"$@\" >> " + log + "\necho 'Did you mean this?'\nexit " + status + "\n"
	if err := os.WriteFile(path, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	return path, log
}

func TestUpPreviewsWithThePolicyPackFirst(t *testing.T) {
	t.Parallel()
	path, log := pack(t, "0")
	cli := &fakePulumi{}
	config, err := filepath.Abs("prod.json")
	if err != nil {
		t.Fatal(err)
	}
	s := open(t, cli, Options{Policy: Policy{Pack: path, Config: "prod.json"}})
	if _, err := s.Up(t.Context()); err != nil {
		t.Fatal(err)
	}
	if checked, err := os.ReadFile(log); err != nil || string(checked) != "-check "+config+"\n" {
		t.Errorf("the pack was called with %q, %v", checked, err)
	}
	calls := cli.calls("preview", "up")
	if len(calls) != 2 || !strings.HasPrefix(calls[0], "preview ") {
		t.Fatalf("called %q", calls)
	}
	for _, call := range calls {
		if !strings.Contains(call, "--policy-pack="+path+" --policy-pack-config="+config) {
			t.Errorf("%q goes without the policy pack", call)
		}
	}
}

func TestWithoutAPolicyPackIsNoPreview(t *testing.T) {
	t.Parallel()
	cli := &fakePulumi{}
	if _, err := open(t, cli, Options{Policy: noPolicy}).Up(t.Context()); err != nil {
		t.Fatal(err)
	}
	if calls := cli.calls("preview"); len(calls) > 0 {
		t.Errorf("called %q", calls)
	}
}

// TestPoliciesThatCannotBe ends before the CLI is called at all.
func TestPoliciesThatCannotBe(t *testing.T) {
	t.Parallel()
	refusing, _ := pack(t, "1")
	for name, test := range map[string]struct {
		policy Policy
		want   []string
	}{
		"none":               {Policy{}, []string{"no policy pack is given"}},
		"no pack":            {Policy{Config: "prod.json"}, []string{"no policy pack is given"}},
		"both":               {Policy{Pack: refusing, Disabled: true}, []string{"leave one of them out"}},
		"a wrong rule":       {Policy{Pack: refusing, Config: "prod.json"}, []string{"prod.json", "this?"}},
		"a pack that is not": {Policy{Pack: "nowhere/pack", Config: "prod.json"}, []string{"nowhere/pack"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cli := &fakePulumi{t: t}
			_, err := FromFolder(t.Context(), t.TempDir(), "dev", Options{Policy: test.policy, Pulumi: cli})
			if err == nil || len(cli.called) > 0 {
				t.Fatalf("%v, called %q", err, cli.called)
			}
			for _, want := range test.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("the error lacks %q: %v", want, err)
				}
			}
		})
	}
}

// TestAFailedPreviewChangesNothing has the reason of the preview.
func TestAFailedPreviewChangesNothing(t *testing.T) {
	t.Parallel()
	path, _ := pack(t, "0")
	cli := &fakePulumi{replies: map[string]reply{"preview": violating}}
	_, err := open(t, cli, Options{Policy: Policy{Pack: path}}).Up(t.Context())
	if !errors.Is(err, ErrPreview) || !errors.Is(err, ErrPolicy) {
		t.Errorf("the error is %v", err)
	}
	if calls := cli.calls("up"); len(calls) > 0 {
		t.Errorf("called %q", calls)
	}
}

// TestStreams passes on what the engine prints and says.
func TestStreams(t *testing.T) {
	t.Parallel()
	var out, complaints bytes.Buffer
	var seen []string
	cli := &fakePulumi{replies: map[string]reply{"preview": {
		stdout: "Previewing update (dev)\n", stderr: "warning\n",
		events: []apitype.EngineEvent{{DiagnosticEvent: &apitype.DiagnosticEvent{Message: "one"}}},
	}}}
	changes, err := open(t, cli, Options{
		Policy: noPolicy, Stdout: &out, Stderr: &complaints,
		Events: func(event apitype.EngineEvent) {
			if event.DiagnosticEvent != nil {
				seen = append(seen, event.DiagnosticEvent.Message)
			}
		},
	}).Preview(t.Context())
	if err != nil || changes.Any() {
		t.Fatalf("%v, %v", changes, err)
	}
	if diff := cmp.Diff([]string{"one"}, seen); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
	if out.String() != "Previewing update (dev)\n" || complaints.String() != "warning\n" {
		t.Errorf("showed %q and %q", out.String(), complaints.String())
	}
}

// TestContract is read out of the outputs, or refused.
func TestContract(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ outputs, want, fault string }{
		"none":            {`{"url": "https://shop"}`, "", ""},
		"this version":    {`{"contract": {"version": 1, "location": "koreacentral"}}`, "koreacentral", ""},
		"a newer version": {`{"contract": {"version": 2}}`, "", "version 2"},
		"another thing":   {`{"contract": "koreacentral"}`, "", "cannot unmarshal"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cli := &fakePulumi{replies: map[string]reply{"stack output": {stdout: test.outputs}}}
			deployed, err := open(t, cli, Options{Policy: noPolicy}).Up(t.Context())
			switch {
			case test.fault != "":
				if err == nil || !strings.Contains(err.Error(), test.fault) {
					t.Errorf("the error lacks %q: %v", test.fault, err)
				}
			case err != nil:
				t.Error(err)
			case test.want == "" && deployed.Contract != nil:
				t.Errorf("a contract: %+v", deployed.Contract)
			case test.want != "" && deployed.Contract.Location != test.want:
				t.Errorf("location %q", deployed.Contract.Location)
			}
		})
	}
}

func TestDestroyLeavesNothing(t *testing.T) {
	t.Parallel()
	cli := &fakePulumi{replies: map[string]reply{"stack export": {stdout: `{"version":3, "deployment":
		{"resources": [{"urn": "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev"}]}}`}}}
	_, err := open(t, cli, Options{Policy: noPolicy}).Destroy(t.Context())
	if err == nil || !strings.Contains(err.Error(), "1 resources are still in its state") {
		t.Errorf("the error is %v", err)
	}
	if _, err := open(t, &fakePulumi{}, Options{Policy: noPolicy}).Destroy(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestStateStaysEncrypted recovers without the words that have the CLI decrypt, and hands the state to the
// CLI without a file.
func TestStateStaysEncrypted(t *testing.T) {
	t.Parallel()
	const state = `{"version":3, "deployment": {"pending_operations": [{"type": "creating", "resource":
		{"urn": "urn:pulumi:dev::shop::azure-native:resources:ResourceGroup::rg", "custom": true,
		"type": "azure-native:resources:ResourceGroup", "inputs": {"resourceGroupName": "rg"}}}]}}`
	cli := &fakePulumi{}
	cli.replies = map[string]reply{"stack export": {stdout: state}}
	s := open(t, cli, Options{
		Policy: noPolicy, Recover: true, Env: login,
	})
	if _, err := s.Destroy(t.Context()); err != nil && !strings.Contains(err.Error(), "still in its state") {
		t.Fatal(err)
	}
	for _, call := range cli.calls("stack") {
		if strings.HasPrefix(call, "stack export") && strings.Contains(call, "--show-secrets") ||
			strings.HasPrefix(call, "stack import") && strings.Contains(call, "--file") {
			t.Errorf("called %q", call)
		}
	}
	if !strings.Contains(cli.stdin["stack import"], "/subscriptions/a-subscription/resourceGroups/rg") {
		t.Errorf("imported %q", cli.stdin["stack import"])
	}
}

// TestLocksAreClearedOnRequestOnly leaves a lock alone that may be a colleague's.
func TestLocksAreClearedOnRequestOnly(t *testing.T) {
	t.Parallel()
	for _, unlock := range []bool{false, true} {
		cli := &fakePulumi{}
		if err := open(t, cli, Options{Policy: noPolicy, Unlock: unlock}).Recover(t.Context()); err != nil {
			t.Fatal(err)
		}
		if cleared := len(cli.calls("cancel")) > 0; cleared != unlock {
			t.Errorf("unlock %v: cleared %v", unlock, cleared)
		}
	}
}

// lost is an update during which the plugin died.
var lost = reply{code: 1, events: []apitype.EngineEvent{
	{DiagnosticEvent: &apitype.DiagnosticEvent{
		URN: "urn:rg", Severity: "error", Message: "error reading from server: EOF",
	}},
	{ResOpFailedEvent: &apitype.ResOpFailedEvent{Metadata: apitype.StepEventMetadata{
		Op: apitype.OpCreate, URN: "urn:rg", New: &apitype.StepEventStateMetadata{
			URN: "urn:rg", Custom: true, Type: "azure-native:resources:ResourceGroup",
			Inputs: map[string]any{"resourceGroupName": "rg"},
		},
	}}},
}}

// TestLostStepsAreNotedOnRequestOnly edits no state unless it is asked to.
func TestLostStepsAreNotedOnRequestOnly(t *testing.T) {
	t.Parallel()
	for _, wanted := range []bool{false, true} {
		cli := &fakePulumi{replies: map[string]reply{"up": lost}}
		s := open(t, cli, Options{
			Policy: noPolicy, Recover: wanted, Env: login,
		})
		if _, err := s.Up(t.Context()); !errors.Is(err, ErrResource) {
			t.Errorf("the error is %v", err)
		}
		if noted := strings.Contains(cli.stdin["stack import"], "resourceGroups/rg"); noted != wanted {
			t.Errorf("recover %v: noted %v", wanted, noted)
		}
	}
}

// TestLostStepsAreNotedAfterCancelling does so too: what was cancelled is what gets no answer.
func TestLostStepsAreNotedAfterCancelling(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cli := &fakePulumi{replies: map[string]reply{"up": lost}}
	s := open(t, cli, Options{
		Policy: noPolicy, Recover: true, Env: login,
	})
	cli.during = func(command string) {
		if command == "up" {
			cancel()
		}
	}
	if _, err := s.Up(ctx); !errors.Is(err, ErrCancelled) || !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	if !strings.Contains(cli.stdin["stack import"], "resourceGroups/rg") {
		t.Error("nothing was noted")
	}
}

// TestCloseRemovesTheFiles leaves nothing in the temporary folder.
func TestCloseRemovesTheFiles(t *testing.T) {
	t.Parallel()
	s := open(t, &fakePulumi{}, Options{Policy: noPolicy})
	if _, err := os.Stat(filepath.Join(s.temporary, "work", "Pulumi.yaml")); err != nil {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(s.temporary); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder is still there: %v", err)
	}
}

var _ auto.PulumiCommand = (*fakePulumi)(nil)

func TestStackNames(t *testing.T) {
	t.Parallel()
	for name, fits := range map[string]bool{
		"dev": true, "prod-1": true, "org/project/prod": true,
		"": false, "--help": false, "-x": false, "a b": false, "org/-x": true, "$(id)": false,
	} {
		if err := checkName(name); (err == nil) != fits {
			t.Errorf("checkName(%q) = %v", name, err)
		}
	}
}
