package tests

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/auto"
	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/automation"
	"private-acr/azuresim"
	"private-acr/settings"
)

// options are those of a stack on the engine's backend and simulated Azure.
func (e *engine) options(policy automation.Policy) automation.Options {
	variables := map[string]string{
		"PULUMI_SKIP_UPDATE_CHECK": "1", "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
	}
	for _, assignment := range e.azure.Env() {
		name, value, _ := strings.Cut(assignment, "=")
		variables[name] = value
	}
	return automation.Options{
		Policy: policy, Backend: "file://" + e.state + "?metadata=skip", Passphrase: "a test", Env: variables,
	}
}

// provisioned opens the stack that the settings ask for.
func (e *engine) provisioned(values map[string]string, options automation.Options) *automation.Stack {
	e.t.Helper()
	parsed, err := settings.Parse(settings.Source{Values: values})
	if err != nil {
		e.t.Fatal(err)
	}
	s, err := automation.FromSettings(e.t.Context(), "dev", parsed, options)
	if err != nil {
		e.t.Fatal(err)
	}
	e.t.Cleanup(func() { _ = s.Close() })
	return s
}

// TestProvisionFromGo drives a stack from its creation to its end without a file of its own: each step opens
// it anew, as a portal does that keeps nothing but the settings.
func TestProvisionFromGo(t *testing.T) {
	t.Parallel()
	e := newEngine(t, azuresim.Options{})
	options := e.options(automation.Policy{Pack: policyPack(t)})

	deployed, err := e.provisioned(topology(), options).Up(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	checkContract(t, *deployed.Contract)
	if !deployed.Changes.Any() {
		t.Errorf("the first update changed nothing: %v", deployed.Changes)
	}

	changes, err := e.provisioned(topology(), options).Preview(t.Context())
	if err != nil || changes.Any() {
		t.Errorf("a preview of what is there: %v, %v", changes, err)
	}
	retagged := with(topology(), "private-acr:tags", `{"team": "registry"}`)
	if changes, err = e.provisioned(retagged, options).Preview(t.Context()); err != nil || !changes.Any() {
		t.Errorf("a preview of other settings: %v, %v", changes, err)
	}
	last := e.provisioned(topology(), options)
	// The address shows its gateway, which came after it: that is news to the state, and nothing to do.
	if changes, err = last.Refresh(t.Context()); err != nil || changes[apitype.OpUpdate] != 1 {
		t.Errorf("a refresh of what is there: %v, %v", changes, err)
	}
	if changes, err = last.Preview(t.Context()); err != nil || changes.Any() {
		t.Errorf("a preview after the refresh: %v, %v", changes, err)
	}
	if err := last.Recover(t.Context()); err != nil {
		t.Errorf("recovering what is whole: %v", err)
	}
	if _, err := last.Destroy(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := e.azure.World().Count(); n != 0 {
		t.Errorf("destroy left %d resources in simulated Azure", n)
	}
}

// TestRefusedFromGo ends in the preview, before anything exists, and tells what a caller wants to know.
func TestRefusedFromGo(t *testing.T) {
	t.Parallel()
	e := newEngine(t, azuresim.Options{})
	options := e.options(automation.Policy{Pack: policyPack(t), Config: configured(t, map[string]any{})})
	careless, err := automation.FromProgram(t.Context(), "shop", "dev", careless(false), options)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = careless.Close() }()
	_, err = careless.Up(t.Context())
	if !errors.Is(err, automation.ErrPreview) || !errors.Is(err, automation.ErrPolicy) {
		t.Fatalf("the error is %v", err)
	}
	for _, want := range []string{
		"acr-admin-disabled", `registry "acr" has no private endpoint in the stack.`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error lacks %q:\n%v", want, err)
		}
	}
	if e.azure.World().Count() > 0 {
		t.Error("something was built")
	}
}

// faultError is an error of a program's own.
type faultError struct{ path string }

func (e *faultError) Error() string { return e.path + " cannot be" }

// TestFaultsFromGo hands the caller the program's own error, of whatever type it is.
func TestFaultsFromGo(t *testing.T) {
	t.Parallel()
	e := newEngine(t, azuresim.Options{})
	faulty := func(*pulumi.Context) error { return fmt.Errorf("checking: %w", &faultError{"registry.name"}) }
	s, err := automation.FromProgram(t.Context(), "shop", "dev", faulty,
		e.options(automation.Policy{Disabled: true}))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	_, err = s.Preview(t.Context())
	var fault *faultError
	if !errors.Is(err, automation.ErrProgram) || !errors.As(err, &fault) || fault.path != "registry.name" {
		t.Errorf("the error is %v", err)
	}
	if _, err := s.Destroy(t.Context()); err != nil {
		t.Errorf("destroying a stack that has nothing: %v", err)
	}
}

var salt = regexp.MustCompile(`"salt":\s*"([^"]+)"`)

// TestSecretsOfReopenedStacks finds how a stack's secrets are encrypted in its state, since no file says it:
// the stack would otherwise get a new key, of the default kind, each time that it is opened.
func TestSecretsOfReopenedStacks(t *testing.T) {
	t.Parallel()
	e := newEngine(t, azuresim.Options{})
	salts := map[string]bool{}
	for _, password := range []string{"hunter2-hunter2", "hunter3-hunter3"} {
		s, err := automation.FromProgram(t.Context(), "shop", "dev", func(ctx *pulumi.Context) error {
			ctx.Export("password", pulumi.ToSecret(pulumi.String(password)))
			return nil
		}, e.options(automation.Policy{Disabled: true}))
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = s.Close() }()
		deployed, err := s.Up(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if out := deployed.Outputs["password"]; out.Value != password || !out.Secret {
			t.Errorf("the output is %+v", out)
		}
		for path, text := range filesUnder(t, e.state) {
			if strings.Contains(text, password) {
				t.Errorf("%s has the password", path)
			}
			for _, found := range salt.FindAllStringSubmatch(text, -1) {
				salts[found[1]] = true
			}
		}
	}
	if len(salts) != 1 {
		t.Errorf("the stack had %d salts, want one: %v", len(salts), salts)
	}
}

// TestLockedFromGo leaves a stack alone that somebody else works on, and clears the lock when it is told that
// there is nobody.
func TestLockedFromGo(t *testing.T) {
	t.Parallel()
	e := newEngine(t, azuresim.Options{})
	options := e.options(automation.Policy{Disabled: true})
	s := e.provisioned(topology(), options)
	locks := filepath.Join(e.state, ".pulumi", "locks", "organization", "private-acr", "dev")
	if err := os.MkdirAll(locks, 0o700); err != nil {
		t.Fatal(err)
	}
	lock := `{"pid": 1, "username": "kim", "hostname": "elsewhere", "timestamp": "2026-01-01T00:00:00Z"}`
	if err := os.WriteFile(filepath.Join(locks, "7.json"), []byte(lock), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := s.Refresh(t.Context())
	var failed *automation.Error
	if !errors.Is(err, automation.ErrLocked) || !errors.As(err, &failed) ||
		!auto.IsConcurrentUpdateError(failed.Err) {
		t.Fatalf("the error is %v", err)
	}
	options.Unlock = true
	unlocked := e.provisioned(topology(), options)
	if err := unlocked.Recover(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := unlocked.Refresh(t.Context()); err != nil {
		t.Errorf("once the lock is cleared: %v", err)
	}
}
