package privatelink

import (
	"fmt"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/gate"
)

// look is what both gates of the data-endpoint stage do: they read a map.
type look = gate.Look[map[string]string]

// settle passes the values of inputs through a gate. In a preview it looks once, and what does not hold yet
// is unknown.
func (s *stage) settle(
	doing string, inputs pulumi.ArrayOutput, at func([]any) (look, error),
) pulumi.StringMapOutput {
	return inputs.ApplyT(func(values []any) (pulumi.StringMapOutput, error) {
		look, err := at(values)
		if err != nil {
			return pulumi.StringMapOutput{}, err
		}
		settled, known, err := s.pass(look)
		switch {
		case err != nil:
			return pulumi.StringMapOutput{}, fmt.Errorf("%s data endpoints %q: %w", doing, s.name, err)
		case !known:
			return unknown(), nil
		}
		return pulumi.ToStringMap(settled).ToStringMapOutput(), nil
	}).(pulumi.StringMapOutput)
}

func (s *stage) pass(look look) (settled map[string]string, known bool, err error) {
	if s.ctx.DryRun() {
		return gate.Once(s.ctx.Context(), look)
	}
	settled, err = gate.Wait(s.ctx.Context(), s.gate(), look)
	return settled, true, err
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
