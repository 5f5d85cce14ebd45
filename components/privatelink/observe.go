package privatelink

import (
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/gate"
)

// Both gates of the data-endpoint stage observe a map. Only a preview, which does not wait, can end with one
// that is not complete.
type (
	observe     = gate.Observe[map[string]string]
	observation = gate.Observation[map[string]string]
)

// gated is what a gate observes, once the inputs that it needs for that are known. A preview observes once.
func (s *stage) gated(
	doing string, inputs pulumi.ArrayOutput, using func([]any) (observe, error),
) pulumi.Output {
	return inputs.ApplyT(func(values []any) (observation, error) {
		observe, err := using(values)
		if err != nil {
			return observation{}, err
		}
		observed, err := s.wait(observe)
		if err != nil {
			return observation{}, fmt.Errorf("%s data endpoints %q: %w", doing, s.name, err)
		}
		return observed, nil
	})
}

func (s *stage) wait(observe observe) (observation, error) {
	if s.ctx.DryRun() {
		return gate.Once(s.ctx.Context(), observe)
	}
	value, err := gate.Wait(s.ctx.Context(), s.gate(), observe)
	return observation{Value: value, Holds: true}, err
}

// complete is what a gate has observed, unknown as long as something is missing.
func complete(observed pulumi.Output) pulumi.StringMapOutput {
	return observed.ApplyT(func(value any) (pulumi.StringMapOutput, error) {
		observed, err := as[observation](value)
		if err == nil && !observed.Holds {
			return unknown(), nil
		}
		return pulumi.ToStringMap(observed.Value).ToStringMapOutput(), err
	}).(pulumi.StringMapOutput)
}

// available is what a gate has observed, even if something is missing.
func available(observed pulumi.Output) pulumi.StringMapOutput {
	return observed.ApplyT(func(value any) (map[string]string, error) {
		observed, err := as[observation](value)
		return observed.Value, err
	}).(pulumi.StringMapOutput)
}

// unknown is a map that a preview cannot know. Nothing is hidden by it: it is used in previews alone.
func unknown() pulumi.StringMapOutput {
	none := func(any) map[string]string { return nil }
	return pulumi.UnsafeUnknownOutput(nil).ApplyT(none).(pulumi.StringMapOutput)
}

// as asserts the type of a resolved value. It can only fail by a change of the inputs' types.
func as[T any](value any) (T, error) {
	typed, ok := value.(T)
	if !ok {
		return typed, fmt.Errorf("value is %T, not %T (a bug in this library, please report)", value, typed)
	}
	return typed, nil
}
