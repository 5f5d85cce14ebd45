package main

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"private-acr/automation"
)

// TestUsage ends with a code of its own before anything is run, and says what would be right.
func TestUsage(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		args string
		code int
		want string
	}{
		{"", 0, "Available Commands:"},
		{"--help", 0, "75  another update holds the lock"},
		{"help up", 0, "--policy-pack-config"},
		{"down", 2, `unknown command "down"`},
		{"up prod", 2, `unknown command "prod"`},
		{"up --stak prod", 2, "unknown flag: --stak"},
		{"destroy --policy-pack pack", 2, "unknown flag: --policy-pack"},
		{"preview --policy-pack", 2, "needs an argument"},
		{"up --no-policy --policy-pack pack", 2, "no-policy policy-pack"},
		{"up --policy-pack nowhere/pack --policy-pack-config prod.json", 1, `prod.json" of the policy pack`},
	} {
		t.Run(test.args, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			code := run(t.Context(), strings.Fields(test.args), nil, &out, &out)
			if code != test.code || !strings.Contains(out.String(), test.want) {
				t.Errorf("code %d, want %d and %q:\n%s", code, test.code, test.want, out.String())
			}
			if hinted := strings.Contains(out.String(), "See private-acr --help."); hinted != (code == 2) {
				t.Errorf("the way to the help is shown %v:\n%s", hinted, out.String())
			}
		})
	}
}

func TestExitCodes(t *testing.T) {
	t.Parallel()
	failed := func(reason error) error { return &automation.Error{Reason: reason, Err: errors.New("cause")} }
	for _, test := range []struct {
		err  error
		code int
	}{
		{nil, 0},
		{errors.New("no pulumi"), 1},
		{failed(automation.ErrProgram), 1},
		{failed(automation.ErrResource), 4},
		{failed(automation.ErrResourceExists), 4},
		{failed(fmt.Errorf("%w: %w", automation.ErrPreview, automation.ErrPolicy)), 5},
		{failed(automation.ErrCancelled), 8},
		{fmt.Errorf("recovering: %w", failed(automation.ErrLocked)), 75},
	} {
		if code := (&command{begun: true}).exitCode(test.err); code != test.code {
			t.Errorf("%v: code %d, want %d", test.err, code, test.code)
		}
	}
}

// TestMessages lose nothing that nobody has shown.
func TestMessages(t *testing.T) {
	t.Parallel()
	failed := &automation.Error{
		Doing: "updating", Stack: "dev", Reason: automation.ErrResource,
		Details: []string{"Status=400"}, Err: errors.New("exit status 1"),
	}
	c := &command{begun: true}
	want := "updating stack \"dev\": an operation on a resource failed\nStatus=400\n" + failed.Remedy()
	if got := c.message(failed); got != want {
		t.Errorf("message %q, want %q", got, want)
	}
	joined := errors.Join(failed, errors.New("noting the steps that got no answer: no space left"))
	if got := c.message(joined); !strings.Contains(got, "no space left") {
		t.Errorf("message %q", got)
	}
}
