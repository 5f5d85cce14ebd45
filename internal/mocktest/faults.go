package mocktest

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/spec"
)

// CheckFaults runs the program as [Faults] does and wants faults at exactly these paths, in their order. It
// returns them.
func CheckFaults(t *testing.T, program func(*pulumi.Context) error, paths ...string) []*spec.Fault {
	t.Helper()
	var faults *spec.Faults
	_ = Faults(t, func(ctx *pulumi.Context) error {
		err := program(ctx)
		var fault *spec.Fault
		if !errors.As(err, &faults) || !errors.As(err, &fault) {
			t.Fatalf("error = %v, want faults", err)
		}
		return err
	})
	got := []string{}
	for _, fault := range faults.List() {
		got = append(got, fault.Path)
	}
	if diff := cmp.Diff(paths, got); diff != "" {
		t.Errorf("paths of the faults (-want +got):\n%s\n%v", diff, faults)
	}
	return faults.List()
}
