package mocktest

import (
	"context"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// The names under which programs run.
const (
	Project = "private-acr"
	Stack   = "test"
)

// Option changes how a program is run or checked.
type Option func(*recorder)

// Run runs the program as a preview and as an update, checks the invariants of both graphs and returns
// the update's; its Preview field is the other. A program that ends in an error fails the test.
func Run(t *testing.T, program func(*pulumi.Context) error, opts ...Option) *Graph {
	t.Helper()
	graph, err := run(t, program, false, opts)
	preview, previewErr := run(t, program, true, opts)
	if previewErr != nil {
		t.Fatalf("preview: %v", previewErr)
	}
	if err != nil {
		t.Fatalf("update: %v", err)
	}
	graph.Preview = preview
	graph.check(t)
	preview.check(t)
	return graph
}

// Preview runs the program as a preview alone, checks the invariants of its graph and returns it.
func Preview(t *testing.T, program func(*pulumi.Context) error, opts ...Option) *Graph {
	t.Helper()
	graph, err := run(t, program, true, opts)
	if err != nil {
		t.Fatalf("preview: %v", err)
	}
	graph.check(t)
	return graph
}

// Fails runs the program as a preview and as an update, both of which have to end in an error. It
// returns the update's error and what was registered before it.
func Fails(t *testing.T, program func(*pulumi.Context) error, opts ...Option) (*Graph, error) {
	t.Helper()
	preview, previewErr := run(t, program, true, opts)
	graph, err := run(t, program, false, opts)
	if previewErr == nil || err == nil {
		t.Fatalf("program succeeded, want an error: preview %v, update %v", previewErr, err)
	}
	graph.Preview = preview
	return graph, err
}

// FailsUpdate runs the program as a preview, which has to succeed, and as an update, which has to fail.
// It is for faults that only Azure's answers bring to light.
func FailsUpdate(t *testing.T, program func(*pulumi.Context) error, opts ...Option) (*Graph, error) {
	t.Helper()
	preview, previewErr := run(t, program, true, opts)
	if previewErr != nil {
		t.Fatalf("preview: %v", previewErr)
	}
	graph, err := run(t, program, false, opts)
	if err == nil {
		t.Fatal("update succeeded, want an error")
	}
	graph.Preview = preview
	return graph, err
}

// Faults runs the program, which has to end in an error before it registers anything, in a preview as
// in an update. It returns the error.
func Faults(t *testing.T, program func(*pulumi.Context) error, opts ...Option) error {
	t.Helper()
	graph, err := Fails(t, program, opts...)
	if n := len(graph.Resources) + len(graph.Preview.Resources); n > 0 {
		t.Errorf("%d resources registered before the error, want none", n)
	}
	return err
}

// recorderKey finds the recorder in a program's context.
type recorderKey struct{}

// run runs the program once. The context is made here, as pulumi.RunErr would read the environment.
func run(t *testing.T, program func(*pulumi.Context) error, dryRun bool, opts []Option) (*Graph, error) {
	t.Helper()
	rec := newRecorder(dryRun)
	for _, opt := range opts {
		opt(rec)
	}
	info := pulumi.RunInfo{DryRun: dryRun}
	pulumi.WithMocks(Project, Stack, rec)(&info)
	ctx, err := pulumi.NewContext(rec.derive(context.WithValue(t.Context(), recorderKey{}, rec)), info)
	if err != nil {
		t.Fatalf("creating context: %v", err)
	}
	err = pulumi.RunWithContext(ctx, program)
	return rec.graph(t.Context()), err
}
