package resourcemanager

import (
	"net/http"
	"slices"
	"strings"

	"private-acr/azuresim/armschema"
	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

// accountLevel answers what lies above resources: tenants, subscriptions and registered namespaces.
func (s *server) accountLevel(r *http.Request, t target) (answer, error) {
	rest := strings.ToLower(t.rest)
	switch {
	case r.Method == http.MethodPost && t.resourceType != "" && (rest == "register" || rest == "unregister"):
		return s.namespace(r, t)
	case r.Method != http.MethodGet:
		return answer{}, notAllowed(r)
	case t.resourceType == "" && rest == "tenants":
		return values(s.tenant())
	case t.resourceType == "" && rest == "subscriptions":
		return values(s.subscription(s.SubscriptionID))
	case t.resourceType == "" && rest == "providers":
		return s.namespaces(t)
	case t.resourceType == "" && rest == "locations" && t.subscription != "":
		return values(locations(t.subscription)...)
	case t.resourceType == "" && rest == "":
		return answer{status: http.StatusOK, body: s.subscription(t.subscription)}, nil
	case rest == "":
		return s.namespace(r, t)
	}
	return answer{}, unknownType(t.collection(), t.namespace, versionOf(r))
}

func values(items ...map[string]any) (answer, error) {
	return answer{status: http.StatusOK, body: map[string]any{"value": items}}, nil
}

func (s *server) tenant() map[string]any {
	return map[string]any{
		"id": "/tenants/" + s.TenantID, "tenantId": s.TenantID, "displayName": "Simulated Azure",
		"tenantCategory": "Home",
	}
}

func (s *server) subscription(id string) map[string]any {
	return map[string]any{
		"id": "/subscriptions/" + id, "subscriptionId": id, "tenantId": s.TenantID,
		"displayName": "Simulated Azure", "state": "Enabled", "authorizationSource": "RoleBased",
	}
}

// locations are the regions that a subscription may use.
func locations(subscription string) []map[string]any {
	var all []map[string]any
	for _, region := range azure.Regions() {
		all = append(all, map[string]any{
			"id": "/subscriptions/" + subscription + "/locations/" + region, "name": region,
			"displayName": azure.RegionDisplayName(region), "type": "Region",
		})
	}
	return all
}

func (s *server) namespaces(t target) (answer, error) {
	var all []map[string]any
	for _, name := range knownNamespaces() {
		all = append(all, provider(t.subscription, name))
	}
	return values(all...)
}

func (s *server) namespace(r *http.Request, t target) (answer, error) {
	for _, name := range knownNamespaces() {
		if strings.EqualFold(name, t.namespace) {
			return answer{status: http.StatusOK, body: provider(t.subscription, name)}, nil
		}
	}
	return answer{}, unknownType(t.resourceType, t.namespace, versionOf(r))
}

// provider describes a namespace. Registration is never in the way in simulated Azure.
func provider(subscription, namespace string) map[string]any {
	types := []map[string]any{}
	for _, known := range armschema.Types() {
		if of, short, _ := strings.Cut(known, "/"); of == namespace {
			types = append(types, map[string]any{"resourceType": short, "apiVersions": apiVersions(known)})
		}
	}
	id := "/providers/" + namespace
	if subscription != "" {
		id = "/subscriptions/" + subscription + id
	}
	return map[string]any{
		"id": id, "namespace": namespace, "registrationState": "Registered",
		"registrationPolicy": "RegistrationRequired", "resourceTypes": types,
	}
}

// apiVersions are those of a type that the catalogue knows, the latest first: the Azure CLI takes the first
// that is no preview. Azure lists all there are.
func apiVersions(resourceType string) []string {
	row, _ := catalog.ByARM(resourceType)
	versions := append([]string{row.APIVersion}, row.Versions...)
	for _, added := range row.Added {
		versions = append(versions, added.Stable, added.Preview)
	}
	slices.Sort(versions)
	versions = slices.DeleteFunc(slices.Compact(versions), func(version string) bool { return version == "" })
	slices.Reverse(versions)
	return versions
}

func knownNamespaces() []string {
	var names []string
	for _, known := range armschema.Types() {
		name, _, _ := strings.Cut(known, "/")
		names = append(names, name)
	}
	slices.Sort(names)
	return slices.Compact(names)
}
