package timeline_test

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/timeline"
	"private-acr/azuresim/world"
)

// record builds the path of the bench, one thing after the other, with an app and a container group, in a
// world with a data group.
func record(t *testing.T) timeline.Timeline {
	t.Helper()
	b := bench.Open(t, world.Options{PrivateLink: world.GroupPrivateLink, GrantDelay: 5 * time.Minute})
	recorder := timeline.Record(b.World)
	b.Path()
	b.Put(bench.AppID, bench.App(bench.Image))
	b.Put(bench.ContainerID, bench.ContainerGroup(bench.Image))
	return recorder.Timeline()
}

// TestChain is the longest of what has to wait, and not all that did.
func TestChain(t *testing.T) {
	t.Parallel()
	recorded := record(t)
	chain, takes := recorded.Chain()
	var names []string
	sum := time.Duration(0)
	for i, at := range chain {
		span := recorded.Spans[at]
		if span.Takes() > 0 {
			names = append(names, span.Name)
		}
		sum += span.Takes()
		if i > 0 && recorded.Spans[chain[i-1]].End > span.Start {
			t.Errorf("%q began before %q had ended", span.Name, recorded.Spans[chain[i-1]].Name)
		}
	}
	if sum != takes {
		t.Errorf("the chain takes %s, its spans %s", takes, sum)
	}
	last := names[len(names)-1]
	if !strings.Contains(last, "containerApps/") && !strings.Contains(last, "containerGroups/") {
		t.Errorf("the chain ends with %q, want what pulls", last)
	}
	if one := recorded.OneByOne(); takes >= one || one > recorded.Took {
		t.Errorf("the chain takes %s, one after the other %s, and the run took %s", takes, one, recorded.Took)
	}
}

// TestEveryWaitOfAPull has each fact that a pull waits for before the app in some chain.
func TestEveryWaitOfAPull(t *testing.T) {
	t.Parallel()
	recorded := record(t)
	at := slices.IndexFunc(recorded.Spans, func(s timeline.Span) bool {
		return strings.HasPrefix(s.Name, "create containerApps/")
	})
	needed := strings.Join(recorded.NeededBy(at), "\n")
	for _, want := range []string{
		"propagate roleAssignments/", "offer registries/", "create privateDnsZoneGroups/",
		"create virtualNetworkLinks/", "create managedEnvironments/", "create registries/",
	} {
		if !strings.Contains(needed, want) {
			t.Errorf("the app does not wait for %q, only for\n%s", want, needed)
		}
	}
}

func TestPictureIsXML(t *testing.T) {
	t.Parallel()
	var picture strings.Builder
	if err := record(t).WriteSVG(&picture, `a <run> & "more"`); err != nil {
		t.Fatal(err)
	}
	rows := 0
	for decoder := xml.NewDecoder(strings.NewReader(picture.String())); ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, picture.String())
		}
		if element, is := token.(xml.StartElement); is && element.Name.Local == "rect" {
			rows++
		}
	}
	if rows < 10 {
		t.Errorf("the picture has %d bars, want one for each operation", rows)
	}
}
