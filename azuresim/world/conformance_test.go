package world_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/engine"
	"private-acr/azuresim/world"
	"private-acr/internal/catalog"
)

// TestEveryTypeConforms takes each type through its life, by the example that stands beside it: it is put,
// put again unchanged, read, listed, patched and deleted, and what is answered is what the Azure SDK can
// read.
func TestEveryTypeConforms(t *testing.T) {
	t.Parallel()
	for _, typ := range world.Types() {
		t.Run(typ.Row.ARM, func(t *testing.T) {
			t.Parallel()
			x := newExamples(t)
			checkRow(t, typ)
			id := x.make(typ.Row)
			checkBody(t, typ, x.Get(id))
			x.checkListed(id)
			if typ.Example.Body != nil {
				x.checkWrites(typ, id)
			}
			x.checkJournal()
		})
	}
}

// TestWhatAzureHasConforms reads, from a subscription, each resource that Azure itself has.
func TestWhatAzureHasConforms(t *testing.T) {
	t.Parallel()
	b, found := bench.Open(t, world.Options{}), 0
	for _, typ := range world.Types() {
		if typ.Given == nil {
			continue
		}
		for _, body := range typ.Given(bench.Subscription) {
			found++
			checkBody(t, typ, body)
			id, _ := body["id"].(string)
			if diff := cmp.Diff(body, b.Get(id)); diff != "" {
				t.Errorf("%s is read otherwise than listed (-listed +read):\n%s", id, diff)
			}
		}
	}
	if found == 0 {
		t.Error("Azure has nothing of its own: this test has nothing to look at")
	}
}

// examples makes the examples of types, and first those that they refer to.
type examples struct {
	*bench.Bench

	types map[string]engine.Type
	ids   map[string]string
}

func newExamples(t *testing.T) *examples {
	t.Helper()
	options := world.Options{
		DataGroupDelay: -1, GrantDelay: -1, Journal: filepath.Join(t.TempDir(), "journal"),
	}
	x := &examples{Bench: bench.Open(t, options), types: map[string]engine.Type{}, ids: map[string]string{}}
	for _, typ := range world.Types() {
		x.types[typ.Row.ARM] = typ
	}
	return x
}

// make puts the example of a type, unless it is there, and tells its id.
func (x *examples) make(row catalog.Type) string {
	x.Helper()
	if id, made := x.ids[row.ARM]; made {
		return id
	}
	example := x.types[row.ARM].Example
	switch {
	case example.MadeBy.ARM != "":
		owner := x.make(example.MadeBy)
		if example.By != "" {
			_, err := x.Act(owner, example.By, nil)
			bench.Refused(x.T, err, "", "")
		}
		x.ids[row.ARM] = x.broughtAlong(row, owner)
	case example.Body == nil:
		x.Fatalf("%s has no example", row.ARM)
	default:
		body := example.Body(x.make)
		id := x.parent(row, example) + "/" + example.Name
		x.Put(id, body)
		x.ids[row.ARM] = id
	}
	return x.ids[row.ARM]
}

// parent is the collection that an example lies in.
func (x *examples) parent(row catalog.Type, example engine.Example) string {
	x.Helper()
	above, last := row.ARM[:strings.LastIndex(row.ARM, "/")], engine.LastName(row.ARM)
	switch {
	case row.ARM == catalog.ResourceGroup.ARM:
		return bench.Subscription + "/resourceGroups"
	case strings.HasPrefix(string(row.Path), "/subscriptions/{subscriptionId}/providers/"):
		return bench.Subscription + "/providers/" + row.ARM
	case example.On.ARM != "":
		return x.make(example.On) + "/providers/" + row.ARM
	case x.types[above].Row.ARM != "":
		return x.make(x.types[above].Row) + "/" + last
	}
	return bench.Group + "/providers/" + row.ARM
}

// broughtAlong is the resource of a type that another one owns.
func (x *examples) broughtAlong(row catalog.Type, owner string) string {
	x.Helper()
	for _, res := range x.World.Engine().OfType(row.ARM) {
		if strings.EqualFold(res.Owner, owner) {
			return res.ID
		}
	}
	x.Fatalf("%s brings no %s along", owner, row.ARM)
	return ""
}

func (x *examples) checkListed(id string) {
	x.Helper()
	listed, err := x.World.List(id[:strings.LastIndex(id, "/")])
	if err != nil {
		x.Fatal(err)
	}
	for _, body := range listed {
		if shown, _ := body["id"].(string); engine.Key(shown) == engine.Key(id) {
			if diff := cmp.Diff(x.Get(id), body); diff != "" {
				x.Errorf("it is listed otherwise than read (-read +listed):\n%s", diff)
			}
			return
		}
	}
	x.Errorf("%s is not listed", id)
}

// checkWrites puts the example again, changes its tags and deletes it.
func (x *examples) checkWrites(typ engine.Type, id string) {
	x.Helper()
	before := x.Get(id)
	x.Pass(time.Minute)
	x.Put(id, typ.Example.Body(x.make))
	if diff := cmp.Diff(before, x.Get(id), cmp.FilterPath(varies, cmp.Ignore())); diff != "" {
		x.Errorf("putting it again unchanged changes it (-before +after):\n%s", diff)
	}
	result, err := x.World.Patch(id, engine.Body{})
	bench.Refused(x.T, err, "", "")
	bench.Refused(x.T, x.Await(result.Operation), "", "")
	if diff := cmp.Diff(before, x.Get(id), cmp.FilterPath(varies, cmp.Ignore())); diff != "" {
		x.Errorf("an empty patch changes it (-before +after):\n%s", diff)
	}
	x.Remove(id)
	_, err = x.World.Get(id)
	if err == nil {
		x.Error("it can be read after it was deleted")
	}
}

// checkJournal looks for the secrets of the examples, which all say "planted".
func (x *examples) checkJournal() {
	x.Helper()
	text, err := os.ReadFile(x.Options.Journal)
	if err != nil || strings.Contains(string(text), "planted") {
		x.Errorf("the journal (%v) holds a secret:\n%s", err, text)
	}
}

// varies tells what is new each time that something is put.
func varies(path cmp.Path) bool {
	index, isKey := path.Last().(cmp.MapIndex)
	if !isKey {
		return false
	}
	switch index.Key().String() {
	case "etag", "lastModifiedAt", "updatedOn", "modifiedDate", "timestamp", "startTime", "firstTimestamp",
		"lastTimestamp":
		return true
	}
	return false
}

func checkRow(t *testing.T, typ engine.Type) {
	t.Helper()
	row, known := catalog.ByARM(typ.Row.ARM)
	if !known || row.Model == nil {
		t.Errorf("the catalogue has no row with a model for it")
	}
	if typ.NameCode != "" && typ.CheckName("?") == nil {
		t.Errorf("it takes any name")
	}
}

// checkBody reads a body with the type's model, and looks for what was put and must not be shown.
func checkBody(t *testing.T, typ engine.Type, body engine.Body) {
	t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(text), "planted") {
		t.Errorf("a secret is shown: %s", text)
	}
	model := reflect.New(reflect.TypeOf(typ.Row.Model))
	if err := json.Unmarshal(text, model.Interface()); err != nil {
		t.Errorf("the model cannot read it: %s\n%s", err, text)
	}
	state := engine.Properties(body)["provisioningState"]
	if !typ.Stateless && state != engine.Succeeded && typ.Example.MadeBy.ARM == "" {
		t.Errorf("got provisioning state %v", state)
	}
}
