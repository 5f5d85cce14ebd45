package mocktest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi-azure-native-sdk/network/v2"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// findings is the reporter that a test of the checks gives them.
type findings []string

func (f *findings) Helper() {}

func (f *findings) Errorf(format string, args ...any) {
	*f = append(*f, fmt.Sprintf(format, args...))
}

type thing struct {
	pulumi.ResourceState
	ID     pulumi.StringOutput
	Tagged pulumi.StringOutput `pulumi:"tagged"`
}

// newThing registers a component and, when complete, its outputs.
func newThing(ctx *pulumi.Context, name string, complete bool) (*thing, error) {
	c := &thing{ID: pulumi.String("id").ToStringOutput()}
	if err := ctx.RegisterComponentResource("test:test:Thing", name, c); err != nil || !complete {
		return c, err
	}
	c.Tagged = c.ID
	return c, ctx.RegisterResourceOutputs(c, pulumi.Map{})
}

// newZone registers a child that violates nothing but what the options bring.
func newZone(ctx *pulumi.Context, name string, tags pulumi.StringMap, opts ...pulumi.ResourceOption) error {
	args := &network.PrivateZoneArgs{ResourceGroupName: pulumi.String("rg")}
	if tags != nil {
		args.Tags = tags
	}
	_, err := network.NewPrivateZone(ctx, name, args, opts...)
	return err
}

// TestChecks has, for each invariant, a program that breaks it.
func TestChecks(t *testing.T) {
	t.Parallel()
	tags := pulumi.StringMap{}
	tests := map[string]struct {
		program func(ctx *pulumi.Context, parent *thing) error
		options []Option
		want    string
	}{
		"nothing wrong": {
			program: func(ctx *pulumi.Context, parent *thing) error {
				return newZone(ctx, "one-zone", tags, pulumi.Parent(parent))
			},
		},
		"orphan": {
			program: func(ctx *pulumi.Context, _ *thing) error { return newZone(ctx, "one-zone", tags) },
			want:    "does not descend from a component",
		},
		"orphan of the program's own": {
			program: func(ctx *pulumi.Context, _ *thing) error { return newZone(ctx, "one-zone", tags) },
			options: []Option{WithOutside("one-zone")},
		},
		"child's name": {
			program: func(ctx *pulumi.Context, parent *thing) error {
				return newZone(ctx, "zone", tags, pulumi.Parent(parent))
			},
			want: "does not begin with that of its component",
		},
		"registered twice": {
			program: func(ctx *pulumi.Context, parent *thing) error {
				return errors.Join(newZone(ctx, "one-zone", tags, pulumi.Parent(parent)),
					newZone(ctx, "one-zone", tags, pulumi.Parent(parent)))
			},
			want: "is registered twice",
		},
		"no tags": {
			program: func(ctx *pulumi.Context, parent *thing) error {
				return newZone(ctx, "one-zone", nil, pulumi.Parent(parent))
			},
			want: "has no tags",
		},
		"provider version": {
			program: func(ctx *pulumi.Context, parent *thing) error {
				return newZone(ctx, "one-zone", tags, pulumi.Parent(parent), pulumi.Version("2.88.0"))
			},
			want: `asks for provider version "2.88.0"`,
		},
		"unknown type": {
			program: func(ctx *pulumi.Context, parent *thing) error {
				var res pulumi.CustomResourceState
				return ctx.RegisterResource("azure-native:network:Unheard", "one-zone",
					pulumi.Map{"tags": tags}, &res, pulumi.Parent(parent), pulumi.Version(providerVersion))
			},
			want: "is not in the catalogue",
		},
		"component without outputs": {
			program: func(ctx *pulumi.Context, _ *thing) error {
				_, err := newThing(ctx, "two", false)
				return err
			},
			want: "outputs registered 2 times, want 3",
		},
		"output never assigned": {
			program: func(ctx *pulumi.Context, parent *thing) error {
				parent.ID = pulumi.StringOutput{}
				Component(ctx, parent)
				return nil
			},
			want: `output "one.ID" was never assigned`,
		},
		"tagged output never assigned": {
			program: func(ctx *pulumi.Context, _ *thing) error {
				second, err := newThing(ctx, "two", false)
				if err != nil {
					return err
				}
				Component(ctx, second, "Tagged")
				return ctx.RegisterResourceOutputs(second, pulumi.Map{})
			},
			want: `output "two.Tagged" was never assigned`,
		},
		"empty output": {
			program: func(ctx *pulumi.Context, parent *thing) error {
				parent.ID = pulumi.String("").ToStringOutput()
				Component(ctx, parent)
				return nil
			},
			want: `output "one.ID" has no value`,
		},
		"output that may be empty": {
			program: func(ctx *pulumi.Context, parent *thing) error {
				parent.ID = pulumi.String("").ToStringOutput()
				Component(ctx, parent, "ID")
				return nil
			},
		},
		"failed output": {
			program: func(ctx *pulumi.Context, parent *thing) error {
				parent.ID = parent.ID.ApplyT(func(string) (string, error) {
					return "", errors.New("not there")
				}).(pulumi.StringOutput)
				Component(ctx, parent)
				return nil
			},
			want: `output "one.ID": `,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			graph, err := run(t, func(ctx *pulumi.Context) error {
				parent, err := newThing(ctx, "one", true)
				if err != nil {
					return err
				}
				return test.program(ctx, parent)
			}, false, test.options)
			if err != nil {
				t.Fatal(err)
			}
			var found findings
			graph.check(&found)
			switch {
			case test.want == "" && len(found) > 0:
				t.Errorf("found %q, want nothing", found)
			case test.want != "" && !strings.Contains(strings.Join(found, "\n"), test.want):
				t.Errorf("found %q, want %q", found, test.want)
			}
		})
	}
}

func zoneProgram(ctx *pulumi.Context) error {
	c, err := newThing(ctx, "one", true)
	if err != nil {
		return err
	}
	zone, err := network.NewPrivateZone(ctx, "one-zone", &network.PrivateZoneArgs{
		PrivateZoneName: pulumi.String("privatelink.azurecr.io"), ResourceGroupName: pulumi.String("rg"),
		Tags: pulumi.StringMap{"secret": pulumi.ToSecret(pulumi.String("s")).(pulumi.StringOutput)},
	}, pulumi.Parent(c))
	if err != nil {
		return err
	}
	c.ID = zone.ID().ToStringOutput()
	Component(ctx, c)
	Watch(ctx, "state", zone.ProvisioningState)
	return nil
}

func TestAnswersLikeAzure(t *testing.T) {
	t.Parallel()
	computed := func(pulumi.MockResourceArgs) map[string]any {
		return map[string]any{"provisioningState": "Succeeded"}
	}
	graph := Run(t, zoneProgram, WithOutputs("azure-native:network:PrivateZone", computed))
	id := "/subscriptions/" + SubscriptionID +
		"/resourceGroups/rg/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io"
	if got := graph.Output(t, "one.ID"); got != id {
		t.Errorf("ID = %v, want %s", got, id)
	}
	if got := graph.Output(t, "state"); got != "Succeeded" {
		t.Errorf("state = %v, want Succeeded", got)
	}
	if got := graph.Preview.Output(t, "one.ID"); got != Unknown {
		t.Errorf("ID = %v in preview, want it unknown", got)
	}
	if got := graph.Resource(t, "one-zone").Input(t, "tags.secret"); got != "s" {
		t.Errorf("tag = %v, want s", got)
	}
}

func TestPreviewOfWhatExists(t *testing.T) {
	t.Parallel()
	graph := Run(t, zoneProgram, WithExisting())
	if got := graph.Preview.Output(t, "one.ID"); got != graph.Output(t, "one.ID") {
		t.Errorf("ID = %v in preview, want %v", got, graph.Output(t, "one.ID"))
	}
}

func TestFailure(t *testing.T) {
	t.Parallel()
	graph, err := FailsUpdate(t, zoneProgram, WithFailure("one-zone", errors.New("refused")))
	if !strings.Contains(err.Error(), "refused") {
		t.Errorf("error = %q, want the failure", err)
	}
	if diff := cmp.Diff([]string{"one-zone"}, graph.Names()); diff != "" {
		t.Errorf("resources (-want +got):\n%s", diff)
	}
}

func TestInvokes(t *testing.T) {
	t.Parallel()
	rec := newRecorder(true)
	WithInvoke("test:test:double", func(args resource.PropertyMap) (map[string]any, error) {
		return map[string]any{"twice": 2 * args["n"].NumberValue()}, nil
	})(rec)
	got, err := rec.Call(pulumi.MockCallArgs{
		Token: "test:test:double", Args: resource.PropertyMap{"n": resource.NewProperty(21.0)},
	})
	if err != nil || got["twice"].NumberValue() != 42 {
		t.Errorf("double = %v, %v, want 42", got, err)
	}
	if _, err := rec.Call(pulumi.MockCallArgs{Token: "test:test:unheard"}); err == nil {
		t.Error("an invoke that is not mocked was answered")
	}
	token, err := rec.Call(pulumi.MockCallArgs{Token: "azure-native:authorization:getClientToken"})
	if err != nil || token["token"].StringValue() != "token" {
		t.Errorf("getClientToken = %v, %v, want token", token, err)
	}
}

func TestTypesAreTheSameInEveryVersion(t *testing.T) {
	t.Parallel()
	const registry, other = "containerregistry:Registry", "azure-native:network:Unheard"
	for token, want := range map[string]string{
		"azure-native:containerregistry:Registry":                                    registry,
		"azure-native:containerregistry/v20241101preview:Registry":                   registry,
		"azure-native_containerregistry_v20241101preview:containerregistry:Registry": registry,
		other: other,
	} {
		if got := typeToken(token); got != want {
			t.Errorf("the type of %q is %q, want %q", token, got, want)
		}
	}
}

func TestVisibleFindsWhatIsNoSecret(t *testing.T) {
	t.Parallel()
	object := func(value resource.PropertyValue) resource.PropertyMap {
		return resource.PropertyMap{"a": value}
	}
	text := resource.NewProperty("it is hush")
	output := func(secret bool) resource.PropertyValue {
		return resource.NewProperty(resource.Output{Element: text, Known: true, Secret: secret})
	}
	tests := map[string]struct {
		inputs resource.PropertyMap
		want   []string
	}{
		"text":          {object(text), []string{"res.a"}},
		"list":          {object(resource.NewProperty([]resource.PropertyValue{text})), []string{"res.a[0]"}},
		"object":        {object(resource.NewProperty(object(text))), []string{"res.a.a"}},
		"key":           {resource.PropertyMap{"hush": resource.NewProperty(true)}, []string{"res (key)"}},
		"output":        {object(output(false)), []string{"res.a"}},
		"secret":        {object(resource.MakeSecret(text)), nil},
		"secret output": {object(output(true)), nil},
		"other text":    {object(resource.NewProperty("husk")), nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := &Graph{Resources: []Resource{{Name: "res", Inputs: test.inputs}}}
			if diff := cmp.Diff(test.want, g.visible("hush")); diff != "" {
				t.Errorf("places (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSourceIsUnknownInAPreview(t *testing.T) {
	t.Parallel()
	graph := Run(t, func(ctx *pulumi.Context) error {
		s, err := NewSource(ctx, "source", "text")
		if err == nil {
			Watch(ctx, "value", s.Value)
		}
		return err
	})
	if got := graph.Output(t, "value"); got != "text" {
		t.Errorf("value = %v", got)
	}
	if got := graph.Preview.Output(t, "value"); got != Unknown {
		t.Errorf("value = %v in preview", got)
	}
}

func TestContextIsDerived(t *testing.T) {
	t.Parallel()
	type key struct{}
	derive := func(ctx context.Context) context.Context { return context.WithValue(ctx, key{}, "value") }
	Run(t, func(ctx *pulumi.Context) error {
		if got := ctx.Context().Value(key{}); got != "value" {
			t.Errorf("value = %v", got)
		}
		return nil
	}, WithContext(derive))
}
