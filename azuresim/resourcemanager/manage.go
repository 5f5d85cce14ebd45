package resourcemanager

import (
	"net/http"
	"strings"

	"private-acr/azuresim/armschema"
)

// manage answers everything below /subscriptions, /tenants and /providers.
func (s *server) manage(r *http.Request) (answer, error) {
	if err := authenticate(r); err != nil {
		return answer{}, err
	}
	t, err := parseTarget(r.URL.Path)
	if err != nil {
		return answer{}, err
	}
	if err := checkVersion(r); err != nil {
		return answer{}, err
	}
	return s.dispatch(r, t)
}

func (s *server) dispatch(r *http.Request, t target) (answer, error) {
	switch {
	case t.isLocation("operationStatuses") && r.Method == http.MethodGet:
		return s.operationStatus(r, t)
	case t.isLocation("operationResults") && r.Method == http.MethodGet:
		return s.operationResult(r, t)
	case s.world.Answers(r.Method, t.id):
		return s.call(r, t)
	case t.isContents() && r.Method == http.MethodGet:
		return s.list(r, t)
	case !t.isResource() && !s.world.Knows(t.collection()):
		return s.accountLevel(r, t)
	case t.rest != "":
		return s.below(r, t)
	case !s.world.Knows(t.resourceType):
		return answer{}, unknownType(t.resourceType, t.namespace, versionOf(r))
	default:
		return s.resource(r, t)
	}
}

// call answers what is about no resource.
func (s *server) call(r *http.Request, t target) (answer, error) {
	body, err := readBody(r)
	if err != nil {
		return answer{}, err
	}
	result, err := s.world.Call(r.Method, t.id, body)
	return s.acted(r, t, result, err)
}

// unknownType is Azure's refusal of a type that a namespace has in no api-version: azure-cli-extensions#7069.
func unknownType(resourceType, namespace, version string) error {
	for _, known := range armschema.Types() {
		if strings.HasPrefix(strings.ToLower(known), strings.ToLower(namespace)+"/") {
			_, short, _ := strings.Cut(resourceType, "/")
			return refuse(http.StatusNotFound, "InvalidResourceType",
				"The resource type '%s' could not be found in the namespace '%s' for api version '%s'.",
				short, namespace, version)
		}
	}
	return refuse(http.StatusNotFound, "InvalidResourceNamespace",
		"The resource namespace '%s' is invalid.", namespace)
}

func notAllowed(r *http.Request) error {
	return refuse(http.StatusMethodNotAllowed, "MethodNotAllowed",
		"The requested resource does not support http method '%s'.", r.Method)
}
