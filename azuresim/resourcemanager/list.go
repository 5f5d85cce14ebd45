package resourcemanager

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"private-acr/azuresim/world"
	"private-acr/internal/catalog"
)

// pageSize is how many resources a list answers at once; the next page is behind nextLink.
const pageSize = 100

type page struct {
	Value    []world.Body `json:"value"`
	NextLink string       `json:"nextLink,omitempty"`
}

func (s *server) list(r *http.Request, t target) (answer, error) {
	if err := s.offered(r, t, t.collection()); err != nil {
		return answer{}, err
	}
	all, err := s.listed(t)
	if err != nil {
		return answer{}, err
	}
	if all, err = filtered(r, t, all); err != nil {
		return answer{}, err
	}
	start, err := skipped(r, len(all))
	if err != nil {
		return answer{}, err
	}
	size, err := sizeOf(r)
	if err != nil {
		return answer{}, err
	}
	end := min(start+size, len(all))
	p := page{Value: []world.Body{}}
	for _, body := range all[start:end] {
		p.Value = append(p.Value, brief(t, known(r, body)))
	}
	if end < len(all) {
		p.NextLink = nextLink(r, end)
	}
	return answer{status: http.StatusOK, body: p}, nil
}

// allRecords lists the record sets of a private zone, whatever their type.
const allRecords = "Microsoft.Network/privateDnsZones/ALL"

func (t target) isAllRecords() bool { return strings.EqualFold(t.collection(), allRecords) }

func (s *server) listed(t target) ([]world.Body, error) {
	if !t.isAllRecords() {
		return s.world.List(t.id)
	}
	var all []world.Body
	records := catalog.PrivateRecordSet
	for _, recordType := range append([]string{records.ARM}, records.Siblings...) {
		some, err := s.world.List(t.parent + strings.TrimPrefix(recordType, catalog.PrivateZone.ARM))
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// inContents is what the list of everything in a group or subscription says of each resource: the fields of
// the SDK's GenericResourceExpanded, of which Azure fills in no properties.
var inContents = []string{
	"extendedLocation", "id", "identity", "kind", "location", "managedBy", "name", "plan", "sku", "tags",
	"type",
}

func brief(t target, body world.Body) world.Body {
	if t.isContents() {
		maps.DeleteFunc(body, func(name string, _ any) bool { return !slices.Contains(inContents, name) })
	}
	return body
}

// sizeOf reads $top, which some clients send to have smaller pages. The code of its refusal is assumed.
func sizeOf(r *http.Request) (int, error) {
	top := r.URL.Query().Get("$top")
	if top == "" {
		return pageSize, nil
	}
	size, err := strconv.Atoi(top)
	if err != nil || size < 1 {
		return 0, refuse(http.StatusBadRequest, "InvalidTopInQueryString",
			"Invalid $top query parameter '%s' specified in the query string.", top)
	}
	return min(size, pageSize), nil
}

// skipped reads $skiptoken. The collection may have shrunk since the token was given, which ends the list.
func skipped(r *http.Request, length int) (int, error) {
	token := r.URL.Query().Get("$skiptoken")
	if token == "" {
		return 0, nil
	}
	start, err := strconv.Atoi(token)
	if err != nil || start < 0 {
		return 0, refuse(http.StatusBadRequest, "InvalidSkipToken", "The skip token '%s' is invalid.", token)
	}
	return min(start, length), nil
}

func nextLink(r *http.Request, start int) string {
	query := r.URL.Query()
	query.Set("$skiptoken", strconv.Itoa(start))
	return base(r) + r.URL.EscapedPath() + "?" + query.Encode()
}
