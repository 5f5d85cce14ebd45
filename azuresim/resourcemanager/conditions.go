package resourcemanager

import (
	"errors"
	"maps"
	"net/http"
	"strings"

	"private-acr/azuresim/armschema"
	"private-acr/azuresim/world"
)

// conditionally writes if the request's If-Match and If-None-Match allow it. Only types with an etag heed
// them, as on Azure. A conditional write is alone, so that the etag it has seen is the one it replaces;
// others go on side by side.
func (s *server) conditionally(
	r *http.Request, t target, do func() (world.Result, error),
) (world.Result, error) {
	match, noneMatch := r.Header.Get("If-Match"), r.Header.Get("If-None-Match")
	if match+noneMatch == "" || !hasEtag(t.resourceType) {
		s.writes.RLock()
		defer s.writes.RUnlock()
		return do()
	}
	s.writes.Lock()
	defer s.writes.Unlock()
	current, err := s.etagOf(t.id)
	if err != nil {
		return world.Result{}, err
	}
	if match != "" && !satisfies(match, current) {
		return world.Result{}, unsatisfied("If-Match", match, current)
	}
	if noneMatch != "" && satisfies(noneMatch, current) {
		return world.Result{}, unsatisfied("If-None-Match", noneMatch, current)
	}
	return do()
}

// hasEtag tells whether the type's model has one.
func hasEtag(resourceType string) bool {
	model, known := armschema.For(resourceType)
	return known && model.Shape.Properties()["etag"] != nil
}

// etagOf is empty when there is no such resource.
func (s *server) etagOf(id string) (string, error) {
	body, err := s.world.Get(id)
	if refused := new(world.Error); errors.As(err, &refused) && refused.Status == http.StatusNotFound {
		return "", nil
	}
	return etagIn(body), err
}

func etagIn(body world.Body) string {
	etag, _ := body["etag"].(string)
	return etag
}

// satisfies reports whether a header's etag, or "*" for any, is the current one. Azure's clients write etags
// with and without quotes and mark of weakness.
func satisfies(given, current string) bool {
	if given == "*" {
		return current != ""
	}
	return current != "" && bare(given) == bare(current)
}

func bare(etag string) string {
	return strings.Trim(strings.TrimPrefix(etag, "W/"), `"`)
}

// unsatisfied has the words of Azure DNS; those of other services are assumed to be like them.
func unsatisfied(header, given, current string) error {
	return refuse(http.StatusPreconditionFailed, "PreconditionFailed",
		"The condition '%s' in the %s header was not satisfied. The current was '%s'.",
		given, header, current)
}

// tagged says the body's etag in the header too.
func tagged(a answer, body world.Body) answer {
	if etag := etagIn(body); etag != "" {
		a.header = merged(a.header, map[string]string{"ETag": etag})
	}
	return a
}

func merged(header, more map[string]string) map[string]string {
	all := maps.Clone(header)
	if all == nil {
		all = map[string]string{}
	}
	maps.Copy(all, more)
	return all
}
