package privatelink

import (
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/gate"
)

// look is what both gates of the data-endpoint stage do: they read a map.
type look = gate.Look[map[string]string]

// sight is what a gate has seen. Only a preview, which does not wait, can have seen less than all.
type sight struct {
	values map[string]string
	all    bool
}

// settle passes the values of inputs through a gate and returns its sight. In a preview it looks once.
func (s *stage) settle(doing string, inputs pulumi.ArrayOutput, at func([]any) (look, error)) pulumi.Output {
	return inputs.ApplyT(func(values []any) (sight, error) {
		look, err := at(values)
		if err != nil {
			return sight{}, err
		}
		seen, err := s.pass(look)
		if err != nil {
			return sight{}, fmt.Errorf("%s data endpoints %q: %w", doing, s.name, err)
		}
		return seen, nil
	})
}

func (s *stage) pass(look look) (seen sight, err error) {
	if s.ctx.DryRun() {
		seen.values, seen.all, err = gate.Once(s.ctx.Context(), look)
		return seen, err
	}
	seen.values, err = gate.Wait(s.ctx.Context(), s.gate(), look)
	return sight{seen.values, true}, err
}

// complete is all that a gate was to see, and unknown as long as it has not.
func complete(found pulumi.Output) pulumi.StringMapOutput {
	return found.ApplyT(func(value any) (pulumi.StringMapOutput, error) {
		seen, err := as[sight](value)
		if err == nil && !seen.all {
			return unknown(), nil
		}
		return pulumi.ToStringMap(seen.values).ToStringMapOutput(), err
	}).(pulumi.StringMapOutput)
}

// soFar is what a gate has seen, be it all or not.
func soFar(found pulumi.Output) pulumi.StringMapOutput {
	return found.ApplyT(func(value any) (map[string]string, error) {
		seen, err := as[sight](value)
		return seen.values, err
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
