package probe

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"path"
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

// attempt is one case of a subject: a request, and what it is called in the answer.
type attempt struct {
	// as is the case, in few words, such as "unknown category".
	as string
	// id is the resource, and body what is written or posted.
	id   string
	body Body
	// action is what the resource is posted to do, "" where it is written.
	action string
	// method is that of the request, "" for what action says: POST or PUT.
	method string
	// by is the request's api-version, "" for the usual one.
	by string
}

func (s *Scene) attempt(ctx context.Context, a attempt) (Answer, error) {
	usual := http.MethodPut
	if a.action != "" {
		usual = http.MethodPost
	}
	method, by := cmp.Or(a.method, usual), cmp.Or(a.by, version(a.id))
	return s.do(ctx, method, by, path.Join(a.id, a.action), a.body)
}

// puttingEach asks what Azure answers to one request after the other, once what is given is there:
// "unknown category: 400 BadRequest; second sink: 409 Conflict". One that is accepted ends nothing.
func puttingEach(
	given func(*Scene) []made, attempts func(*Scene) []attempt,
) func(context.Context, *Scene) (Finding, error) {
	return func(ctx context.Context, s *Scene) (Finding, error) {
		if err := s.makeAll(ctx, given(s)...); err != nil {
			return Finding{}, err
		}
		return s.each(ctx, attempts(s)...)
	}
}

// each is the finding of attempts that are made one after the other.
func (s *Scene) each(ctx context.Context, attempts ...attempt) (Finding, error) {
	var tale story
	for _, a := range attempts {
		answer, err := s.attempt(ctx, a)
		if err != nil {
			return Finding{}, fmt.Errorf("asking about %s: %w", a.as, err)
		}
		tale.tell(a.as, answer.finding())
	}
	return tale.finding(), nil
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
			if err := answer.failure(err); err != nil {
				return Finding{}, fmt.Errorf("importing an image: %w", err)
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
