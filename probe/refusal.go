package probe

import (
	"cmp"
	"context"
	"fmt"
)

// putting asks what Azure answers to a PUT, once what is given is there.
func putting(
	given func(*Scene) []made, attempt func(*Scene) made,
) func(context.Context, *Scene) (Finding, error) {
	return puttingBy("", given, attempt)
}

// puttingBy asks by the words of an api-version, "" for the usual one.
func puttingBy(
	by string, given func(*Scene) []made, attempt func(*Scene) made,
) func(context.Context, *Scene) (Finding, error) {
	return func(ctx context.Context, s *Scene) (Finding, error) {
		if err := s.makeAll(ctx, given(s)...); err != nil {
			return Finding{}, err
		}
		wanted := attempt(s)
		answer, err := s.PutBy(ctx, cmp.Or(by, version(wanted.id)), wanted.id, wanted.body)
		return answer.finding(), err
	}
}

// importing asks what Azure answers to an image import, once what is given is there.
func importing(
	given func(*Scene) []made, body func(*Scene) Body, before ...Body,
) func(context.Context, *Scene) (Finding, error) {
	return func(ctx context.Context, s *Scene) (Finding, error) {
		if err := s.makeAll(ctx, given(s)...); err != nil {
			return Finding{}, err
		}
		for _, first := range before {
			answer, err := s.Post(ctx, s.registry(), "importImage", first)
			if err != nil || answer.Refused() {
				return Finding{}, fmt.Errorf("importing an image: %s %s %w", answer, answer.Message, err)
			}
		}
		answer, err := s.Post(ctx, s.registry(), "importImage", body(s))
		return answer.finding(), err
	}
}

func nothing(*Scene) []made { return nil }

// with is a body with its properties changed.
func with(body Body, change func(properties Body)) Body {
	properties, _ := body["properties"].(Body)
	if properties == nil {
		properties = Body{}
		body["properties"] = properties
	}
	change(properties)
	return body
}
