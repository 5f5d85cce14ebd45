package automation

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/auto"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
)

const (
	registryURN = "urn:pulumi:dev::shop::azure-native:containerregistry:Registry::acr"
	lockedText  = "error: the stack is currently locked by 1 lock(s). Either wait for the other process(es)"
)

// violating is a preview that a mandatory rule refuses; the advisory one does not matter.
var violating = reply{code: 1, events: []apitype.EngineEvent{
	{PolicyEvent: &apitype.PolicyEvent{
		PolicyName: "acr-retention", EnforcementLevel: "advisory", Message: "no retention",
	}},
	{PolicyEvent: &apitype.PolicyEvent{
		PolicyName: "acr-admin-disabled", EnforcementLevel: "mandatory", ResourceURN: registryURN,
		Message: "<{%fg 1%}>adminUserEnabled is true.<{%reset%}>\n",
	}},
	complaining("resource registration failed"),
}}

func complaining(message string) apitype.EngineEvent {
	return apitype.EngineEvent{DiagnosticEvent: &apitype.DiagnosticEvent{
		URN: registryURN, Severity: "error", Message: "<{%reset%}>" + message + "<{%reset%}>\n",
	}}
}

func failing(messages ...string) reply {
	events := []apitype.EngineEvent{{ResOpFailedEvent: &apitype.ResOpFailedEvent{}}}
	for _, message := range messages {
		events = append(events, complaining(message))
	}
	return reply{code: 1, events: events}
}

// interrupted is an operation that a terminal's Ctrl-C has ended.
var interrupted = reply{code: 1, events: []apitype.EngineEvent{
	{StdoutEvent: &apitype.StdoutEngineEvent{Message: "^C received; cancelling. If you would like to"}},
	{ResOpFailedEvent: &apitype.ResOpFailedEvent{}},
	complaining("operation was cancelled"),
}}

func TestReasons(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		reply  reply
		reason error
		says   []string
	}{
		"locked": {reply{code: 1, stderr: lockedText}, ErrLocked, []string{"1 lock(s)", "clear the lock"}},
		"policy": {violating, ErrPolicy, []string{"acr-admin-disabled: adminUserEnabled is true.", "exempt"}},
		"a resource": {
			failing(`Status=400 Code="InvalidParameter"`), ErrResource,
			[]string{"InvalidParameter", "run it again"},
		},
		"a resource that is there": {
			failing("cannot create already existing resource"), ErrResourceExists,
			[]string{"recover the stack"},
		},
		"a program in a folder": {
			reply{code: 1, events: []apitype.EngineEvent{
				complaining("an unhandled error occurred: program failed:\nregistry.name is missing"),
			}},
			ErrProgram,
			[]string{"registry.name is missing", "the settings"},
		},
		"Ctrl-C": {interrupted, ErrCancelled, []string{"operation was cancelled", "to go on"}},
		"Pulumi": {
			reply{code: 1, stdout: "half a page", stderr: "error: incorrect passphrase\n"},
			ErrPulumi,
			[]string{"\nincorrect passphrase"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cli := &fakePulumi{replies: map[string]reply{"preview": test.reply}}
			_, err := open(t, cli, Options{Policy: noPolicy}).Preview(t.Context())
			if !errors.Is(err, test.reason) {
				t.Fatalf("the error is %v", err)
			}
			for _, want := range append(test.says, `previewing stack "dev": `) {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("the error lacks %q:\n%v", want, err)
				}
			}
			if strings.Contains(err.Error(), "half a page") {
				t.Errorf("the error repeats what was shown:\n%v", err)
			}
		})
	}
}

// TestErrorFields has what a portal shows.
func TestErrorFields(t *testing.T) {
	t.Parallel()
	cli := &fakePulumi{replies: map[string]reply{"preview": violating}}
	_, err := open(t, cli, Options{Policy: noPolicy}).Preview(t.Context())
	var e *Error
	if !errors.As(err, &e) {
		t.Fatal(err)
	}
	want := []Violation{{"acr-admin-disabled", registryURN, "adminUserEnabled is true."}}
	if diff := cmp.Diff(want, e.Violations); diff != "" {
		t.Errorf("violations (-want +got):\n%s", diff)
	}
}

// TestBrief leaves out what was shown, and only that.
func TestBrief(t *testing.T) {
	t.Parallel()
	for name, out := range map[string]io.Writer{"shown": io.Discard, "not shown": nil} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cli := &fakePulumi{replies: map[string]reply{"preview": violating}}
			_, err := open(t, cli, Options{Policy: noPolicy, Stdout: out, Stderr: out}).Preview(t.Context())
			var e *Error
			if !errors.As(err, &e) {
				t.Fatal(err)
			}
			repeats := strings.Contains(e.Brief(), "adminUserEnabled")
			if repeats != (out == nil) || !strings.Contains(e.Brief(), e.Remedy()) {
				t.Errorf("brief:\n%s", e.Brief())
			}
		})
	}
}

// TestTheCauseIsKept lets the predicates of the Automation API work on it.
func TestTheCauseIsKept(t *testing.T) {
	t.Parallel()
	cli := &fakePulumi{replies: map[string]reply{"refresh": {code: 1, stderr: lockedText}}}
	_, err := open(t, cli, Options{Policy: noPolicy}).Refresh(t.Context())
	var e *Error
	if !errors.As(err, &e) || !auto.IsConcurrentUpdateError(e.Err) {
		t.Errorf("the error is %v", err)
	}
}

// TestSelecting tells of somebody who creates the same stack at the same moment.
func TestSelecting(t *testing.T) {
	t.Parallel()
	cli := &fakePulumi{t: t, replies: map[string]reply{
		"stack select": {code: 1, stderr: "error: no stack named 'dev' found"},
		"stack init":   {code: 1, stderr: "error: stack 'dev' already exists"},
	}}
	_, err := FromFolder(t.Context(), t.TempDir(), "dev", Options{Policy: noPolicy, Pulumi: cli})
	if !errors.Is(err, ErrStackExists) {
		t.Errorf("the error is %v", err)
	}
}

// TestEveryReasonHasARemedy but for the one that can be anything.
func TestEveryReasonHasARemedy(t *testing.T) {
	t.Parallel()
	for _, reason := range []error{
		ErrLocked, ErrStackExists, ErrPolicy, ErrProgram, ErrResource, ErrResourceExists, ErrCancelled,
	} {
		if (&Error{Reason: reason}).Remedy() == "" {
			t.Errorf("%v has no remedy", reason)
		}
	}
}
