package world

import (
	"strings"
	"time"

	"github.com/google/uuid"
)

// record is a resource. Its body is what was put, with Azure's defaults; what other resources say of it is
// added when it is read.
type record struct {
	ID      string    `json:"id"`
	Type    string    `json:"type"`
	Body    Body      `json:"body"`
	Created time.Time `json:"created"`
	// Seq orders records by creation.
	Seq int `json:"seq"`
	// Implicit resources come and go with another one and are not counted.
	Implicit bool `json:"implicit,omitempty"`
	// Operation is the id of the operation in progress, empty when there is none.
	Operation string `json:"operation,omitempty"`
	Facts     facts  `json:"facts"`
}

// facts are what Azure knows of a resource and does not show in its body. Each kind uses few of them.
type facts struct {
	// Ready is when the resource first succeeded.
	Ready time.Time `json:"ready,omitzero"`
	// Operates says that the resource works although it shows that its last operation failed; see abandon.
	Operates bool `json:"operates,omitempty"`
	// Offered says that private link offers the data endpoint of this registry's or replica's region.
	Offered bool `json:"offered,omitempty"`
	// Subnet is the subnet whose tenant this resource is.
	Subnet string `json:"subnet,omitempty"`
	// Addresses are those it holds there.
	Addresses []address `json:"addresses,omitempty"`
	// Tied says, by type of tenant, until when a service ties this subnet although its tenants are gone.
	Tied map[string]time.Time `json:"tied,omitempty"`
	// Owner is the resource that an implicit one belongs to.
	Owner string `json:"owner,omitempty"`
	// Images are a registry's manifests: digests by "repository:tag" and by "repository@digest".
	Images map[string]string `json:"images,omitempty"`
	// Pulled are the images that a consumer has pulled with its present settings.
	Pulled []string `json:"pulled,omitempty"`
	// Revision counts the templates of a container app.
	Revision int `json:"revision,omitempty"`
}

// address is one that a subnet handed out, to a member of a private-link group where there is one.
type address struct {
	Member string `json:"member,omitempty"`
	// Host is the name that the member answers to.
	Host   string `json:"host,omitempty"`
	IP     string `json:"ip"`
	Static bool   `json:"static,omitempty"`
}

func (r *record) name() string {
	return lastName(r.ID)
}

// region is the resource's location in its short form.
func (r *record) region() string {
	location, _ := r.Body["location"].(string)
	return shortRegion(location)
}

func shortRegion(location string) string {
	return strings.ToLower(strings.ReplaceAll(location, " ", ""))
}

// state is the provisioning state in the body.
func (r *record) state() string {
	state, _ := properties(r.Body)["provisioningState"].(string)
	return state
}

// works reports whether the resource exists in full, not only as a request.
func (r *record) works() bool {
	failed := r.state() == stateFailed && !r.Facts.Operates
	return !r.Facts.Ready.IsZero() && !failed && r.state() != stateDeleting
}

// find is the record with the id, nil if there is none of that type. The empty type means any.
func (w *World) find(resourceType, id string) *record {
	rec := w.records[key(id)]
	if rec == nil || (resourceType != "" && rec.Type != resourceType) {
		return nil
	}
	return rec
}

// beneath lists the records whose ids lie under the id.
func (w *World) beneath(id string) []*record {
	var found []*record
	prefix := key(id) + "/"
	for _, e := range w.index {
		if strings.HasPrefix(e.key, prefix) {
			found = append(found, e.rec)
		}
	}
	return found
}

// keep stores the record and marks it for the journal. Every change of a record ends with it.
func (w *World) keep(rec *record) {
	k := key(rec.ID)
	if old := w.records[k]; old != nil && old.Seq != rec.Seq {
		w.index.remove(old)
	}
	w.records[k] = rec
	w.index.put(k, rec)
	w.change.keep(rec)
}

// drop forgets the record.
func (w *World) drop(rec *record) {
	k := key(rec.ID)
	if old := w.records[k]; old != nil {
		w.index.remove(old)
	}
	delete(w.records, k)
	w.change.drop(rec)
}

// guid derives a GUID that is the same in every run of the same requests, and differs between a resource and
// its successor of the same name.
func guid(rec *record, purpose string) string {
	seed := key(rec.ID) + "|" + rec.Created.Format(time.RFC3339Nano) + "|" + purpose
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte(seed)).String()
}
