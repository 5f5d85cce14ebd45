package component_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/component"
	"private-acr/internal/mocktest"
	"private-acr/spec"
)

const token = "private-acr:test:Thing"

// arguments have a field of each sort that a spec can have.
type arguments struct {
	Name   string             `pulumi:"name,optional" rule:"name=registry" derived:"thing<name>"`
	Count  *int               `pulumi:"count,optional" derived:"none"`
	Hosts  map[string]part    `pulumi:"hosts,optional" derived:"none"`
	Region pulumi.StringInput `pulumi:"region" rule:"region" from:"deployment"`
	Tags   spec.Tags          `pulumi:"tags,optional" from:"deployment"`
}

func (a *arguments) Annotate(to spec.Annotator) {
	to.Describe(&a.Name, "Name.")
	to.Describe(&a.Count, "Count.")
	to.Describe(&a.Hosts, "Hosts.")
	to.Describe(&a.Region, "Region.")
	to.Describe(&a.Tags, "Tags.")
}

type part struct {
	Port int `pulumi:"port,optional"`
}

func (p *part) Annotate(to spec.Annotator) {
	to.Describe(&p.Port, "Port.")
	to.SetDefault(&p.Port, 80)
}

type thing struct {
	pulumi.ResourceState
	ID    pulumi.StringOutput    `pulumi:"id"`
	Count pulumi.IntOutput       `pulumi:"count"`
	Tags  pulumi.StringMapOutput `pulumi:"tags"`

	inside map[string]pulumi.StringOutput
}

// assign assigns all the outputs.
func (c *thing) assign() {
	c.ID, c.Count = pulumi.String("").ToStringOutput(), pulumi.Int(0).ToIntOutput()
	c.Tags = pulumi.StringMap{}.ToStringMapOutput()
	c.inside = map[string]pulumi.StringOutput{"id": c.ID}
}

func valid() *arguments { return &arguments{Region: pulumi.String("Korea Central")} }

func program(args *arguments, build func(*thing, *arguments) error) func(*pulumi.Context) error {
	return func(ctx *pulumi.Context) error {
		c := &thing{}
		made, err := component.New(ctx, token, "one", args, c, func(in *arguments) error {
			return build(c, in)
		})
		if err != nil {
			if made != nil {
				return errors.New("a component was returned with the error: " + err.Error())
			}
			return err
		}
		mocktest.Component(ctx, made, "ID", "Count", "Tags")
		return nil
	}
}

func assigned(c *thing, _ *arguments) error {
	c.assign()
	return nil
}

// TestEmptyOutputsAreAssigned takes what is empty for a value like any other.
func TestEmptyOutputsAreAssigned(t *testing.T) {
	t.Parallel()
	graph := mocktest.Run(t, program(valid(), assigned))
	if got := graph.Output(t, "one.ID"); got != "" {
		t.Errorf("output ID = %v, want an empty text", got)
	}
}

func TestBuildGetsResolvedArguments(t *testing.T) {
	t.Parallel()
	mocktest.Run(t, program(valid(), func(c *thing, in *arguments) error {
		if in.Name != "thingone" || in.Region != pulumi.String("koreacentral") {
			t.Errorf("arguments = %+v, want the defaults filled in and the region in its short form", in)
		}
		return assigned(c, in)
	}))
}

func TestInputsAreWhatIsPlain(t *testing.T) {
	t.Parallel()
	args := valid()
	args.Count = pulumi.IntRef(0)
	args.Hosts = map[string]part{"a": {}}
	args.Tags = spec.Tags{"team": spec.Secret("hush"), "plain": pulumi.String("text")}
	graph := mocktest.Run(t, program(args, assigned))
	want := map[string]any{
		"name": "thingone", "count": 0.0,
		"hosts": map[string]any{"a": map[string]any{"port": 80.0}},
	}
	if diff := cmp.Diff(want, graph.Resource(t, "one").Inputs.Mappable()); diff != "" {
		t.Errorf("inputs (-want +got):\n%s", diff)
	}
}

// TestRegistrationDoesNotWait builds a component out of a value that is known only when it is registered: the
// registration must not wait for it.
func TestRegistrationDoesNotWait(t *testing.T) {
	t.Parallel()
	mocktest.Run(t, func(ctx *pulumi.Context) error {
		region, resolve, _ := ctx.NewOutput()
		args := valid()
		args.Region = region.ApplyT(func(any) string { return "eastus" }).(pulumi.StringOutput)
		if err := program(args, assigned)(ctx); err != nil {
			return err
		}
		resolve("now")
		return nil
	})
}

func TestOutputThatWasNeverAssignedIsNamed(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		build func(*thing)
		want  string
	}{
		"one": {
			func(c *thing) { pending := c.Count; c.assign(); c.Count = pending }, "count never assigned",
		},
		"none at all": {func(*thing) {}, "count, id, tags never assigned"},
		"emptied": {
			func(c *thing) { c.assign(); c.Tags = pulumi.StringMapOutput{} }, "tags never assigned",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := mocktest.Fails(t, program(valid(), func(c *thing, _ *arguments) error {
				test.build(c)
				return nil
			}))
			text := err.Error()
			if !strings.Contains(text, `registering outputs of "one": `+test.want) ||
				!strings.Contains(text, "bug in this library") {
				t.Errorf("error = %q, want it to hold %q", err, test.want)
			}
		})
	}
}

func TestFaultsAreOneErrorBeforeAnythingIsRegistered(t *testing.T) {
	t.Parallel()
	args := &arguments{Name: "a!", Region: pulumi.String("nowhere!")}
	var got error
	_ = mocktest.Faults(t, func(ctx *pulumi.Context) error {
		got = program(args, assigned)(ctx)
		return got
	})
	var faults *spec.Faults
	if !errors.As(got, &faults) || faults.Subject != `the arguments of Thing "one"` {
		t.Fatalf("error = %v, want faults in the arguments of the component", got)
	}
	var paths []string
	for _, fault := range faults.List() {
		paths = append(paths, fault.Path)
	}
	if diff := cmp.Diff([]string{"name", "region"}, paths); diff != "" {
		t.Errorf("paths (-want +got):\n%s", diff)
	}
	var fault *spec.Fault
	if !errors.As(got, &fault) || fault.Path != "name" {
		t.Errorf("errors.As found %+v, want the fault of the name", fault)
	}
}

func TestNilArgumentsAreNoArguments(t *testing.T) {
	t.Parallel()
	err := mocktest.Faults(t, program(nil, assigned))
	if !strings.Contains(err.Error(), "1 fault in the arguments of Thing \"one\"\n\nregion\n") {
		t.Errorf("error = %q, want the fault of the region", err)
	}
}

func TestCallersArgumentsAreNotChanged(t *testing.T) {
	t.Parallel()
	args := valid()
	args.Hosts = map[string]part{"a": {}}
	mocktest.Run(t, program(args, assigned))
	if args.Name != "" || args.Region != pulumi.String("Korea Central") || args.Hosts["a"].Port != 0 {
		t.Errorf("New changed the caller's arguments: %+v", args)
	}
}

func TestErrorOfBuildEndsTheProgram(t *testing.T) {
	t.Parallel()
	refused := errors.New("refused")
	var got error
	_, _ = mocktest.Fails(t, func(ctx *pulumi.Context) error {
		got = program(valid(), func(*thing, *arguments) error { return refused })(ctx)
		return got
	})
	if !errors.Is(got, refused) {
		t.Errorf("error = %v, want that of build", got)
	}
}

func TestPtrKeepsNil(t *testing.T) {
	t.Parallel()
	if got := component.Ptr(nil); got != nil {
		t.Errorf("Ptr(nil) = %v, want nil", got)
	}
}

func TestAfterHandsOnTheFirstValue(t *testing.T) {
	t.Parallel()
	graph := mocktest.Run(t, func(ctx *pulumi.Context) error {
		other := pulumi.String("other").ToStringOutput()
		mocktest.Watch(ctx, "value", component.After(pulumi.String("value"), other))
		return nil
	})
	if got := graph.Output(t, "value"); got != "value" {
		t.Errorf("After = %v, want value", got)
	}
}

// withSource runs a program that has a source, whose value is "late".
func withSource(t *testing.T, program func(*pulumi.Context, *mocktest.Source) error) *mocktest.Graph {
	t.Helper()
	return mocktest.Run(t, func(ctx *pulumi.Context) error {
		s, err := mocktest.NewSource(ctx, "source", "late")
		if err != nil {
			return err
		}
		return program(ctx, s)
	})
}

// TestBehindKeepsTheValueKnown is the difference between Behind and After.
func TestBehindKeepsTheValueKnown(t *testing.T) {
	t.Parallel()
	graph := withSource(t, func(ctx *pulumi.Context, s *mocktest.Source) error {
		value := pulumi.String("value").ToStringOutput()
		mocktest.Watch(ctx, "behind", component.Behind(ctx, value, s))
		mocktest.Watch(ctx, "after", component.After(value, s.Value))
		return nil
	})
	for name, preview := range map[string]any{"behind": "value", "after": mocktest.Unknown} {
		if got := graph.Preview.Output(t, name); got != preview {
			t.Errorf("%s = %v in preview, want %v", name, got, preview)
		}
		if got := graph.Output(t, name); got != "value" || !graph.Outputs[name].DependsOn("source") {
			t.Errorf("%s = %v, want the value after the source", name, got)
		}
	}
}

// TestVariables has a variable of each sort, and wants each to be either plain or secret, in a preview too.
func TestVariables(t *testing.T) {
	t.Parallel()
	graph := withSource(t, func(ctx *pulumi.Context, s *mocktest.Source) error {
		login := spec.Login{Form: spec.FormIdentity, ClientID: pulumi.String("client")}
		secretOutput := pulumi.ToSecret(pulumi.String("hush")).(pulumi.StringOutput)
		secretLate := pulumi.ToSecret(s.Value).(pulumi.StringOutput)
		var names []string
		for _, v := range component.Variables(ctx, login, map[string]pulumi.StringInput{
			"B": pulumi.String("text"), "A": spec.Secret("hush"),
			"D": s.Value, "C": secretOutput, "E": secretLate,
		}) {
			names = append(names, v.Name)
			mocktest.Watch(ctx, v.Name+" plain", v.Plain())
			mocktest.Watch(ctx, v.Name+" secret", v.Secret())
			mocktest.Watch(ctx, v.Name+" name", v.SecretName("name-of-it"))
		}
		if diff := cmp.Diff([]string{spec.ClientIDVariable, "A", "B", "C", "D", "E"}, names); diff != "" {
			t.Errorf("names (-want +got):\n%s", diff)
		}
		return nil
	})
	text := func(text string) *string { return &text }
	tests := map[string]struct {
		plain, secret   *string
		unknown, hidden bool
	}{
		spec.ClientIDVariable: {plain: text("client")},
		"A":                   {secret: text("hush"), hidden: true},
		"B":                   {plain: text("text")},
		"C":                   {secret: text("hush"), hidden: true},
		"D":                   {plain: text("late"), unknown: true},
		"E":                   {secret: text("late"), unknown: true, hidden: true},
	}
	for name, test := range tests {
		wantName := text("name-of-it")
		if test.secret == nil {
			wantName = nil
		}
		for output, want := range map[string]*string{
			" plain": test.plain, " secret": test.secret, " name": wantName,
		} {
			if diff := cmp.Diff(any(want), graph.Output(t, name+output)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", name+output, diff)
			}
			wantPreview := any(want)
			if test.unknown && want != nil && output != " name" {
				wantPreview = mocktest.Unknown
			}
			if diff := cmp.Diff(wantPreview, graph.Preview.Output(t, name+output)); diff != "" {
				t.Errorf("%s in preview (-want +got):\n%s", name+output, diff)
			}
		}
		for _, g := range []*mocktest.Graph{graph, graph.Preview} {
			if g.Outputs[name+" secret"].Secret != test.hidden || g.Outputs[name+" name"].Secret {
				t.Errorf("%s: the value is secret: %t, its name: %t", name, g.Outputs[name+" secret"].Secret,
					g.Outputs[name+" name"].Secret)
			}
		}
	}
}

func TestVariableOfAFailedOutputFails(t *testing.T) {
	t.Parallel()
	_, err := mocktest.Fails(t, func(ctx *pulumi.Context) error {
		failed := pulumi.String("").ToStringOutput().ApplyT(func(string) (string, error) {
			return "", errors.New("not there")
		}).(pulumi.StringOutput)
		v := component.Variables(ctx, spec.Login{}, map[string]pulumi.StringInput{"A": failed})[0]
		props := pulumi.Map{"value": v.Plain()}
		return ctx.RegisterResource("test:index:Source", "taker", props, &mocktest.Source{})
	})
	if !strings.Contains(err.Error(), "not there") {
		t.Errorf("error = %v, want the output's", err)
	}
}

// TestAbsentVariablesAreNotRegistered has neither half of a variable show up as an empty property.
func TestAbsentVariablesAreNotRegistered(t *testing.T) {
	t.Parallel()
	graph := mocktest.Run(t, func(ctx *pulumi.Context) error {
		env := map[string]pulumi.StringInput{"A": spec.Secret("hush")}
		v := component.Variables(ctx, spec.Login{}, env)[0]
		props := pulumi.Map{"value": pulumi.Map{"plain": v.Plain(), "secret": v.Secret()}}
		return ctx.RegisterResource("test:index:Source", "taker", props, &mocktest.Source{})
	})
	hush := resource.MakeSecret(resource.NewProperty("hush"))
	want := resource.NewProperty(resource.PropertyMap{"secret": hush})
	if got := graph.Resource(t, "taker").Inputs["value"]; !got.DeepEquals(want) {
		t.Errorf("value = %v, want %v", got, want)
	}
}
