package engine

import (
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestStateSurvivesARestart(t *testing.T) {
	t.Parallel()
	options := inFolder(t)
	r := newRig(t, options)
	r.put(group, Body{})
	r.put(thingID+"a", Body{})
	result, err := r.Act(thingID+"a", "TOUCH", Body{"by": "me"})
	if err != nil {
		t.Fatal(err)
	}
	ended := r.await(result.Operation)
	if err := r.reopen(options); err != nil {
		t.Fatal(err)
	}
	state := State[thingState](r.Find("", thingID+"A"))
	if diff := cmp.Diff([]string{`{"by":"me"}`}, state.Touched); diff != "" {
		t.Errorf("state (-want +got):\n%s", diff)
	}
	again, err := r.Operation(ended.ID)
	if err != nil || again.Result["touched"] != 1.0 {
		t.Errorf("got operation %+v, %v", again, err)
	}
}

func TestStateThatCannotBeReadIsReported(t *testing.T) {
	t.Parallel()
	options := inFolder(t)
	line := `{"resources":{"x":{"id":"x","type":"Example.Things/things","body":{},"state":{"touched":1}}}}`
	if err := os.WriteFile(options.Journal, []byte(line+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	r := &rig{T: t, clock: &handClock{}}
	if err := r.reopen(options); err == nil || !strings.Contains(err.Error(), `state of "x"`) {
		t.Errorf("got %v", err)
	}
}

func TestSecretsAreKeptNowhere(t *testing.T) {
	t.Parallel()
	options := inFolder(t)
	r := newRig(t, options)
	r.put(group, Body{})
	body := func() Body {
		return Body{"properties": Body{
			"secrets": []any{Body{"name": "key", "value": "planted"}},
			"headers": Body{"Authorization": "planted"},
		}}
	}
	r.put(thingID+"a", body())
	kept := r.Find("", thingID+"a").Properties()["secrets"].([]any)[0].(Body)["value"]
	if kept != Digest("planted") {
		t.Errorf("got %v in the place of the secret", kept)
	}
	result, err := r.Patch(thingID+"a", Body{"tags": Body{"team": "a"}})
	if err != nil {
		t.Fatal(err)
	}
	r.await(result.Operation)
	if again := r.Find("", thingID+"a").Properties()["secrets"].([]any)[0].(Body)["value"]; again != kept {
		t.Errorf("a patch made %v of %v", again, kept)
	}
	shown, err := r.Get(thingID + "a")
	want := Body{"secrets": []any{Body{"name": "key"}}, "provisioningState": Succeeded}
	if diff := cmp.Diff(want, Properties(shown)); err != nil || diff != "" {
		t.Errorf("shown, %v (-want +got):\n%s", err, diff)
	}
	text, err := os.ReadFile(options.Journal)
	if err != nil || strings.Contains(string(text), "planted") {
		t.Errorf("the journal (%v) holds a secret:\n%s", err, text)
	}
}

func TestModelsAreReadOnceUntilTheyChange(t *testing.T) {
	t.Parallel()
	r := newRig(t, Options{})
	r.put(group, Body{})
	for _, size := range []float64{1, 2} {
		r.put(thingID+"a", Body{"properties": Body{"size": size}})
		for range 2 {
			read := As[model](r.Find("", thingID+"a"))
			if got := Value(Value(read.Properties).Size); got != size {
				t.Errorf("got %g, want %g", got, size)
			}
		}
	}
}

func TestIndexKnowsEveryResource(t *testing.T) {
	t.Parallel()
	options := inFolder(t)
	r := newRig(t, options)
	check := func() {
		t.Helper()
		byAge := func(a, b *Resource) int { return a.Seq - b.Seq }
		want := slices.SortedFunc(maps.Values(r.resources), byAge)
		if !slices.Equal(r.All(), want) {
			t.Fatalf("index has %d resources, the engine %d", len(r.index), len(want))
		}
		for _, entry := range r.index {
			if r.resources[entry.key] != entry.res {
				t.Fatalf("index finds another %s", entry.key)
			}
		}
	}
	r.put(group, Body{})
	random := rand.New(rand.NewPCG(1, 7))
	for range 400 {
		id := thingID + strconv.Itoa(random.IntN(12))
		if random.IntN(3) == 0 {
			_, _ = r.Delete(id)
		} else {
			_, _ = r.Put(id, Body{"location": "koreacentral"})
		}
		check()
		r.clock.now = r.clock.now.Add(time.Duration(random.IntN(90)) * time.Second)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if err := r.reopen(options); err != nil {
		t.Fatal(err)
	}
	check()
}

func TestUnwritableJournalIsReported(t *testing.T) {
	t.Parallel()
	r := newRig(t, inFolder(t))
	if err := r.journal.file.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := r.Put(group, Body{"location": "koreacentral"})
	if err == nil || !strings.Contains(err.Error(), "writing journal") {
		t.Errorf("got %v: a change that is not on disk was acknowledged", err)
	}
}

func TestBrokenJournalIsReported(t *testing.T) {
	t.Parallel()
	options := inFolder(t)
	for text, want := range map[string]string{
		"{}\nx\n":               "line 2",
		`{"records":{}}` + "\n": `unknown field "records"`,
	} {
		if err := os.WriteFile(options.Journal, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := New(options).Open(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	if err := New(Options{Journal: options.Journal + "/below"}).Open(); err == nil {
		t.Error("a journal beneath a file was opened")
	}
}

func TestActionsBelongToTypes(t *testing.T) {
	t.Parallel()
	r := newRig(t, Options{})
	r.put(group, Body{})
	if _, err := r.Act(group, "touch", nil); !refused(err, "InvalidResourceType") {
		t.Errorf("got %v for an action of another type", err)
	}
	if _, err := r.Act(thingID+"a", "touch", nil); !refused(err, "ResourceNotFound") {
		t.Errorf("got %v for an action on nothing", err)
	}
}

func TestScaledClock(t *testing.T) {
	t.Parallel()
	later := time.Now().Add(time.Hour)
	clock := ScaledClock(1e6, later)
	first := clock.Now()
	if first.Before(later) {
		t.Errorf("got %s before %s", first, later)
	}
	began := time.Now()
	for time.Since(began) < time.Millisecond {
	}
	if passed := clock.Now().Sub(first); passed < 1000*time.Second {
		t.Errorf("a millisecond of ours is %s of Azure's", passed)
	}
}
