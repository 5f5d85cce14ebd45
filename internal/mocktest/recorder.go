package mocktest

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/internals"
	"google.golang.org/protobuf/types/known/emptypb"
)

// recorder is the resource monitor of a run. Pulumi calls it from many goroutines at once.
type recorder struct {
	dryRun   bool
	existing bool
	// changing has the preview know of what exists what a change leaves alone: ids and names.
	changing bool
	outputs  map[string]func(pulumi.MockResourceArgs) map[string]any
	failures map[string]error
	invokes  map[string]func(resource.PropertyMap) (map[string]any, error)
	outside  map[string]bool
	derive   func(context.Context) context.Context

	mu        sync.Mutex
	resources []Resource
	completed int
	watched   []watched
}

// watched is an output whose value the graph will tell.
type watched struct {
	name   string
	output pulumi.Output
	// mayBeEmpty exempts an output from the check for a value.
	mayBeEmpty bool
	// component is the one whose output it is, if it is one's.
	component pulumi.Resource
}

func newRecorder(dryRun bool) *recorder {
	return &recorder{
		dryRun:   dryRun,
		outputs:  map[string]func(pulumi.MockResourceArgs) map[string]any{},
		failures: map[string]error{},
		invokes:  defaultInvokes(),
		outside:  map[string]bool{},
		derive:   func(ctx context.Context) context.Context { return ctx },
	}
}

// NewResource records a registration and answers as Azure would, or, in a preview, with the inputs
// alone and no id, which leaves the id and every computed output unknown.
func (r *recorder) NewResource(args pulumi.MockResourceArgs) (string, resource.PropertyMap, error) {
	read := args.ReadRPC != nil
	args.Custom = args.Custom || read // Pulumi says so of registrations alone.
	r.record(args)
	switch {
	case read: // in previews too
		id, state := r.answer(args)
		return id, state, nil
	case r.dryRun && r.changing && args.Custom:
		id, name := armID(args)
		known := args.Inputs.Copy()
		merge(known, map[string]any{"name": name})
		return id, known, nil
	case r.dryRun && !r.existing, !args.Custom:
		return "", args.Inputs, nil
	case r.failures[args.Name] != nil:
		return "", nil, r.failures[args.Name]
	default:
		id, state := r.answer(args)
		return id, state, nil
	}
}

func (r *recorder) record(args pulumi.MockResourceArgs) {
	res := Resource{Type: args.TypeToken, Name: args.Name, Custom: args.Custom, Inputs: args.Inputs}
	if req := args.RegisterRPC; req != nil {
		res.Parent, res.Request = req.GetParent(), req
	}
	res.URN = urn(res.Parent, res.Type, res.Name)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.resources = append(r.resources, res)
}

// urn is made as Pulumi's own mock monitor makes it, so that parents and dependencies can be found.
func urn(parent, token, name string) string {
	var parentType tokens.Type
	if p := resource.URN(parent); p != "" && p.QualifiedType() != resource.RootStackType {
		parentType = p.QualifiedType()
	}
	return string(resource.NewURN(Stack, Project, parentType, tokens.Type(token), name))
}

// Call answers an invoke.
func (r *recorder) Call(args pulumi.MockCallArgs) (resource.PropertyMap, error) {
	answer, ok := r.invokes[args.Token]
	if !ok {
		return nil, fmt.Errorf("invoke %q is not mocked", args.Token)
	}
	values, err := answer(args.Args)
	if err != nil {
		return nil, err
	}
	return resource.NewPropertyMapFromMap(values), nil
}

// RegisterResourceOutputs counts; Pulumi does not tell a mock whose outputs they are.
func (r *recorder) RegisterResourceOutputs() (*emptypb.Empty, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.completed++
	return &emptypb.Empty{}, nil
}

// graph is called when the program has ended: every output has resolved by then.
func (r *recorder) graph(ctx context.Context) *Graph {
	r.mu.Lock()
	defer r.mu.Unlock()
	resources := slices.SortedFunc(slices.Values(r.resources), func(a, b Resource) int {
		return strings.Compare(a.URN, b.URN)
	})
	g := &Graph{
		DryRun: r.dryRun, Resources: resources, Outputs: map[string]Output{},
		completed: r.completed, outside: r.outside,
	}
	for _, w := range r.watched {
		g.Outputs[w.name] = w.await(ctx)
	}
	return g
}

func (w watched) await(ctx context.Context) Output {
	if reflect.ValueOf(w.output).IsZero() {
		return Output{missing: true}
	}
	res, err := internals.UnsafeAwaitOutput(ctx, w.output)
	out := Output{Value: res.Value, Known: res.Known, Secret: res.Secret, Err: err, mayBeEmpty: w.mayBeEmpty}
	for _, dependency := range res.Dependencies {
		out.dependencies = append(out.dependencies, dependency)
		// The registration of a component fills its tagged outputs with some that wait for the component
		// itself. What the constructor assigns never does.
		out.missing = out.missing || w.component != nil && dependency == w.component
	}
	return out
}

// Component makes the exported output fields of component c part of the graph, as "<name>.<Field>", and
// of what is checked: each has to be assigned, and to have a non-empty value in an update unless its
// field is among mayBeEmpty. Call it in the program, with its context.
func Component(ctx *pulumi.Context, c pulumi.ComponentResource, mayBeEmpty ...string) {
	v := reflect.Indirect(reflect.ValueOf(c))
	for _, field := range reflect.VisibleFields(v.Type()) {
		if field.IsExported() && !field.Anonymous && len(field.Index) == 1 {
			if output, ok := v.FieldByIndex(field.Index).Interface().(pulumi.Output); ok {
				name := c.PulumiResourceName() + "." + field.Name
				empty := slices.Contains(mayBeEmpty, field.Name)
				watch(ctx, watched{name: name, output: output, mayBeEmpty: empty, component: c})
			}
		}
	}
}

// Watch makes an output part of the graph under a name of the test's choice.
func Watch(ctx *pulumi.Context, name string, output pulumi.Output) {
	watch(ctx, watched{name: name, output: output, mayBeEmpty: true})
}

func watch(ctx *pulumi.Context, w watched) {
	rec, ok := ctx.Value(recorderKey{}).(*recorder)
	if !ok {
		return
	}
	rec.mu.Lock()
	defer rec.mu.Unlock()
	rec.watched = append(rec.watched, w)
}
