package resourcemanager

import (
	"net/http"

	"private-acr/azuresim/world"
)

func (s *server) resource(r *http.Request, t target) (answer, error) {
	if err := s.offered(r, t, t.resourceType); err != nil {
		return answer{}, err
	}
	switch r.Method {
	case http.MethodGet:
		return s.get(r, t, http.StatusOK)
	case http.MethodHead:
		return s.get(r, t, http.StatusNoContent)
	case http.MethodPut:
		return s.write(r, t, s.putting(r))
	case http.MethodPatch:
		return s.write(r, t, s.world.Patch)
	case http.MethodDelete:
		return s.remove(r, t)
	}
	return answer{}, notAllowed(r)
}

func (s *server) get(r *http.Request, t target, found int) (answer, error) {
	body, err := s.world.Get(t.id)
	if err != nil {
		return answer{}, err
	}
	return tagged(answer{status: found, body: known(r, body)}, body), nil
}

type writer func(id string, body world.Body) (world.Result, error)

// write answers 201 for a new resource and 200 for a changed one, with the operation to poll where there is
// one. The body then says a provisioning state that is not terminal, or a poller would stop at once.
func (s *server) write(r *http.Request, t target, do writer) (answer, error) {
	body, err := readResource(r, t.resourceType)
	if err != nil {
		return answer{}, err
	}
	result, err := s.conditionally(r, t, func() (world.Result, error) { return do(t.id, body) })
	if err != nil {
		return answer{}, err
	}
	a := answer{status: http.StatusOK, body: known(r, result.Body)}
	if result.Created {
		a.status = http.StatusCreated
	}
	return s.track(r, t, result, tagged(a, result.Body))
}

// remove answers 204 when there is nothing to delete, which is why a client may repeat it.
func (s *server) remove(r *http.Request, t target) (answer, error) {
	result, err := s.conditionally(r, t, func() (world.Result, error) { return s.world.Delete(t.id) })
	if err != nil {
		return answer{}, err
	}
	if result.Absent {
		return answer{status: http.StatusNoContent}, nil
	}
	a := answer{status: http.StatusOK}
	if result.Operation != nil {
		a.status = http.StatusAccepted
	}
	return s.track(r, t, result, a)
}

// below answers a path that ends in a word without a name: a collection, an action, or a read such as
// privateLinkResources, which Azure models as neither.
func (s *server) below(r *http.Request, t target) (answer, error) {
	switch {
	case r.Method == http.MethodGet && (s.world.Knows(t.collection()) || t.isAllRecords()):
		return s.list(r, t)
	case r.Method == http.MethodGet && t.isResource():
		result, err := s.world.Ask(t.parent, t.rest)
		return s.acted(r, t, result, err)
	case r.Method == http.MethodPost && t.isResource():
		body, err := readBody(r)
		if err != nil {
			return answer{}, err
		}
		result, err := s.world.Act(t.parent, t.rest, body)
		return s.acted(r, t, result, err)
	}
	return answer{}, notAllowed(r)
}

// acted answers what has come of an action or a call: its result, or the operation that leads to it.
func (s *server) acted(r *http.Request, t target, result world.Result, err error) (answer, error) {
	if err != nil {
		return answer{}, err
	}
	a := answer{status: http.StatusOK}
	if result.NoContent {
		a.status = http.StatusNoContent
	}
	if result.Body != nil {
		a.body = result.Body
	}
	if result.Operation != nil {
		a = answer{status: http.StatusAccepted}
	}
	return s.track(r, t, result, a)
}
