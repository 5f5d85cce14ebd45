package resourcemanager

import (
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/google/uuid"
)

const groupType = "Microsoft.Resources/resourceGroups"

// roots are what the path of a request to Resource Manager may begin with.
var roots = []string{"subscriptions", "tenants", "providers"}

// target is what an ARM path names. Paths are pairs of key and name; a last key without a name is a
// collection or an action, kept in rest.
type target struct {
	id           string // The whole path, without a trailing slash.
	parent       string // The path before rest.
	subscription string
	namespace    string
	resourceType string // "Microsoft.Network/virtualNetworks/subnets"; a bare namespace has no slash.
	name         string // The last name in the path.
	rest         string
}

// emptyParent is the place after a namespace where the clients of locks and of resources of any type put the
// path of a parent, which a resource of the first level has not: "Microsoft.Network//virtualNetworks". Azure
// takes it: the Azure CLI sends it for each lock on such a resource, and Azure docs have it in an example of
// curl.
var emptyParent = regexp.MustCompile(`(?i)(/providers/[^/]+)//`)

// parseTarget reads an ARM path. Keys are compared without case, as Azure does, and the path's own case is
// kept. A later "providers" pair begins an extension resource, whose type replaces its scope's.
func parseTarget(path string) (target, error) {
	segments := strings.Split(strings.Trim(emptyParent.ReplaceAllString(path, "$1/"), "/"), "/")
	if slices.Contains(segments, "") || !slices.Contains(roots, strings.ToLower(segments[0])) {
		return target{}, refuse(http.StatusNotFound, "MissingSubscription",
			"The request did not have a subscription or a valid tenant level resource provider.")
	}
	t := target{id: "/" + strings.Join(segments, "/")}
	pairs := len(segments) / 2 * 2
	for i := 0; i < pairs; i += 2 {
		t.take(segments[i], segments[i+1])
	}
	t.parent = "/" + strings.Join(segments[:pairs], "/")
	if pairs < len(segments) {
		t.rest = segments[pairs]
	}
	if t.subscription != "" && uuid.Validate(t.subscription) != nil {
		return target{}, refuse(http.StatusBadRequest, "InvalidSubscriptionId",
			"The provided subscription identifier '%s' is malformed or invalid.", t.subscription)
	}
	return t, nil
}

func (t *target) take(key, name string) {
	switch {
	case t.resourceType == "" && t.subscription == "" && strings.EqualFold(key, "subscriptions"):
		t.subscription = name
	case t.resourceType == "" && strings.EqualFold(key, "resourceGroups"):
		t.namespace, t.resourceType, t.name = "Microsoft.Resources", groupType, name
	case strings.EqualFold(key, "providers"):
		t.namespace, t.resourceType, t.name = name, name, ""
	default:
		t.resourceType += "/" + key
		t.name = name
	}
}

// isResource tells a resource from what lies above it: a subscription, or a namespace without a type.
func (t target) isResource() bool { return strings.Contains(t.resourceType, "/") }

// collection is the type whose resources rest would list.
func (t target) collection() string {
	if t.resourceType == "" && strings.EqualFold(t.rest, "resourceGroups") {
		return groupType
	}
	return t.resourceType + "/" + t.rest
}

// isContents reports the list of everything in a subscription or a resource group.
func (t target) isContents() bool {
	scope := t.resourceType == groupType || t.resourceType == "" && t.subscription != ""
	return scope && strings.EqualFold(t.rest, "resources")
}

// isLocation reports a path below {namespace}/locations/{region}, with the collection given, such as
// "operationStatuses".
func (t target) isLocation(collection string) bool {
	return strings.EqualFold(t.resourceType, t.namespace+"/locations/"+collection)
}
