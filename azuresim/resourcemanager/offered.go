package resourcemanager

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"

	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

// offered refuses an api-version that the type has not, in three forms: resource groups are Resource
// Manager's own, what has a location is looked for where it is, and the rest has none to be looked for at.
// The texts are those of ansible-collections/azure#2117, Azure-MG-Sub-Governance-Reporting#266 and
// acs-engine#4037, without the locations that some of them list; which form meets what is not there is
// assumed.
func (s *server) offered(r *http.Request, t target, resourceType string) error {
	row, known := catalog.ByARM(resourceType)
	if !known || row.Offers(versionOf(r)) {
		return nil
	}
	if strings.EqualFold(row.ARM, groupType) {
		latestFirst := slices.Clone(row.Versions)
		slices.Reverse(latestFirst)
		return invalidVersion(versionOf(r), latestFirst)
	}
	namespace, short, _ := strings.Cut(row.ARM, "/")
	location := s.locationAsked(r, t)
	if location == "" {
		return refuse(http.StatusNotFound, "InvalidResourceType", "The resource type '%s' could not be "+
			"found in the namespace '%s' for api version '%s'. The supported api-versions are '%s'.",
			short, namespace, versionOf(r), strings.Join(row.Versions, ","))
	}
	return refuse(http.StatusBadRequest, "NoRegisteredProviderFound", "No registered resource provider "+
		"found for location '%s' and API version '%s' for type '%s'. The supported api-versions are '%s'.",
		location, versionOf(r), short, strings.Join(row.Versions, ", "))
}

func invalidVersion(version string, supported []string) error {
	return refuse(http.StatusBadRequest, "InvalidApiVersionParameter",
		"The api-version '%s' is invalid. The supported versions are '%s'.", version,
		strings.Join(supported, ","))
}

// locationAsked is where a request wants a resource to be, or else where that is; "" if neither can be told.
func (s *server) locationAsked(r *http.Request, t target) string {
	text, _ := io.ReadAll(http.MaxBytesReader(nil, r.Body, maxBody))
	r.Body = io.NopCloser(bytes.NewReader(text))
	var asked struct{ Location string }
	_ = json.Unmarshal(text, &asked) // Who reads the body for what it says will refuse it.
	if asked.Location == "" {
		current, _ := s.world.Get(t.id)
		asked.Location = field(current, "location")
	}
	return azure.ShortRegion(asked.Location)
}
