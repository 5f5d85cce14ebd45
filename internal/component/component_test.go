package component_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/component"
	"private-acr/internal/mocktest"
)

const token = "private-acr:test:Thing"

type thing struct {
	pulumi.ResourceState
	ID    pulumi.StringOutput
	Count pulumi.IntOutput
}

func newThing(ctx *pulumi.Context, name string, outputs func(*thing) pulumi.Map) (*thing, error) {
	c := &thing{}
	inputs := pulumi.Map{"region": pulumi.String("koreacentral")}
	if err := component.Register(ctx, token, name, inputs, c); err != nil {
		return nil, err
	}
	return c, component.Outputs(ctx, c, outputs(c))
}

func TestRegisterShowsInputs(t *testing.T) {
	t.Parallel()
	graph := mocktest.Run(t, func(ctx *pulumi.Context) error {
		c, err := newThing(ctx, "one", func(c *thing) pulumi.Map {
			c.ID, c.Count = pulumi.String("id").ToStringOutput(), pulumi.Int(1).ToIntOutput()
			return pulumi.Map{"id": c.ID, "count": c.Count}
		})
		if err == nil {
			mocktest.Component(ctx, c)
		}
		return err
	})
	if got := graph.Resource(t, "one").Input(t, "region"); got != "koreacentral" {
		t.Errorf("input region = %v, want koreacentral", got)
	}
	if got := graph.Output(t, "one.ID"); got != "id" {
		t.Errorf("output ID = %v, want id", got)
	}
}

func TestOutputsNamesWhatWasNeverAssigned(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		outputs pulumi.Map
		want    string
	}{
		"nil input":   {pulumi.Map{"id": nil}, "id never assigned"},
		"zero output": {pulumi.Map{"id": pulumi.StringOutput{}}, "id never assigned"},
		"nil map":     {pulumi.Map{"id": pulumi.StringMap(nil)}, "id never assigned"},
		"all, sorted": {pulumi.Map{"b": nil, "a": pulumi.IntOutput{}}, "a, b never assigned"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := mocktest.Fails(t, func(ctx *pulumi.Context) error {
				_, err := newThing(ctx, "one", func(*thing) pulumi.Map { return test.outputs })
				return err
			})
			text := err.Error()
			if !strings.Contains(text, test.want) || !strings.Contains(text, "bug in this library") {
				t.Errorf("error = %q, want it to hold %q", err, test.want)
			}
		})
	}
}

func TestOutputsTakesEmptyValues(t *testing.T) {
	t.Parallel()
	mocktest.Run(t, func(ctx *pulumi.Context) error {
		_, err := newThing(ctx, "one", func(*thing) pulumi.Map {
			return pulumi.Map{"id": pulumi.String(""), "tags": pulumi.StringMap{}}
		})
		return err
	})
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

func TestFaultsAreJoinedInOrder(t *testing.T) {
	t.Parallel()
	var faults component.Faults
	faults.Add("zone.id", "must be given", "", "")
	faults.Add("name", "must be letters", "a!", `give one such as "abc"`)
	faults.Check("region", errors.New(`region "x" is not known`))
	faults.Check("other", nil)
	faults.Require("location", false, "give a region")
	faults.Require("present", true, "")
	err := faults.Err("network", "hub")
	want := `checking arguments of network "hub": location: must be given; give a region
name: must be letters, got "a!"; give one such as "abc"
region: region "x" is not known
zone.id: must be given`
	if diff := cmp.Diff(want, err.Error()); diff != "" {
		t.Errorf("error (-want +got):\n%s", diff)
	}
	var fault *component.ArgError
	if !errors.As(err, &fault) || fault.Path != "location" {
		t.Errorf("errors.As found %+v, want the fault of location", fault)
	}
}

func TestNoFaultsNoError(t *testing.T) {
	t.Parallel()
	var faults component.Faults
	if err := faults.Err("network", "hub"); err != nil {
		t.Errorf("Err() = %v, want nil", err)
	}
}
