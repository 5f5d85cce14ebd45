package world_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/engine"
	"private-acr/azuresim/world"
)

// brokenLink is one link of a whole, working path that is taken away.
type brokenLink struct {
	name string
	// options are the world's.
	options world.Options
	// sever breaks the link; nil when the attempt itself does.
	sever func(*bench.Bench)
	// attempt is what then goes wrong; nil is making a container app, and a container group.
	attempt func(*bench.Bench) error
	// code and part are Azure's answer, the code empty if it answers that all is well.
	code, part string
	// assumed says that nobody has published Azure's code.
	assumed bool
	// step is where the pull ends, empty when none fails.
	step string
}

func brokenLinks() []brokenLink {
	return slices.Concat(brokenNames(), brokenEndpoints(), brokenGrants(), brokenTokens(), brokenImages(),
		refusedLinks(), refusedEndpoints(), refusedRegistries(), refusedConsumers(), refusedSubnets(),
		refusedByPolicy(), refusedByLocks(), refusedNames())
}

func runsApp(b *bench.Bench) error { return b.Try(bench.AppID, bench.App(bench.Image)) }

func runsContainer(b *bench.Bench) error {
	return b.Try(bench.ContainerID, bench.ContainerGroup(bench.Image))
}

// TestBrokenLinks starts each case from a whole path, which TestWholePath shows to work.
func TestBrokenLinks(t *testing.T) {
	t.Parallel()
	for _, link := range brokenLinks() {
		t.Run(link.name, func(t *testing.T) {
			t.Parallel()
			b := bench.Open(t, link.options)
			b.Path()
			if link.sever != nil {
				link.sever(b)
			}
			attempt := link.attempt
			if attempt == nil {
				attempt = runsApp
			}
			bench.Refused(t, attempt(b), link.code, link.part)
			endsAt(b, link.step)
			if link.attempt == nil {
				hasNoRevision(b)
				bench.Refused(t, runsContainer(b), "InaccessibleImage",
					"The image '"+bench.Image+"' in container "+
						"group 'ci-myapp' is not accessible. Please check the image and registry credential.")
				endsAt(b, link.step)
			}
		})
	}
}

// hasNoRevision checks what a first creation that fails leaves: an app that never had a revision.
func hasNoRevision(b *bench.Bench) {
	b.Helper()
	app := engine.Properties(b.Get(bench.AppID))
	if app["provisioningState"] != engine.Failed || app["latestRevisionName"] != nil {
		b.Errorf("got app %v, want a failed one without a revision", app)
	}
}

// endsAt checks that the latest pull failed at the step and says so; the empty step means that no pull
// failed.
func endsAt(b *bench.Bench, step string) {
	b.Helper()
	failed := slices.DeleteFunc(b.World.Pulls(), func(p world.Pull) bool { return p.Error == "" })
	if step == "" {
		if len(failed) > 0 {
			b.Errorf("got failed pulls %+v, want none", failed)
		}
		return
	}
	if len(failed) == 0 {
		b.Fatalf("no pull failed, want one at %q", step)
	}
	trace := failed[len(failed)-1]
	for i, s := range trace.Steps {
		if last := i == len(trace.Steps)-1; s.OK == last || s.Detail == "" {
			b.Errorf("got step %+v, the last one: %t", s, last)
		}
	}
	if got := trace.Steps[len(trace.Steps)-1].Name; got != step {
		b.Errorf("the pull ended at %q, want %q", got, step)
	}
	reason := "ImagePullFailed"
	if strings.Contains(trace.Error, "UNAUTHORIZED") {
		reason = "ImagePullUnauthorized"
	}
	if trace.Reason != reason {
		b.Errorf("got reason %q for %q, want %q", trace.Reason, trace.Error, reason)
	}
}

const simulationPage = "../../docs/simulation.md"

// TestBrokenLinksAreDocumented compares the cases with the table that readers are shown. GOLDEN=write writes
// the table.
func TestBrokenLinksAreDocumented(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(simulationPage)
	if err != nil {
		t.Fatal(err)
	}
	before, table, found := strings.Cut(string(text), "| Broken link |")
	if !found {
		t.Fatal("docs/simulation.md has no table of broken links")
	}
	lines := strings.Split("| Broken link |"+table, "\n")
	end := slices.IndexFunc(lines, func(line string) bool { return !strings.HasPrefix(line, "|") })
	if os.Getenv("GOLDEN") == "write" {
		written := before + strings.Join(slices.Concat(documented(), lines[end:]), "\n")
		if err := os.WriteFile(simulationPage, []byte(written), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(documented(), lines[:end]); diff != "" {
		t.Errorf("docs/simulation.md's table is not that of the tests (-want +got):\n%s", diff)
	}
}

// documented are the lines of the table.
func documented() []string {
	lines := []string{"| Broken link | What Azure answers | Where the pull ends |", "|---|---|---|"}
	for _, link := range brokenLinks() {
		answer, step := "nothing: all is well", link.step
		if link.code != "" {
			answer = "`" + link.code + "`"
		}
		if link.assumed {
			answer += " (assumed)"
		}
		if link.part != "" {
			answer += ": " + strings.TrimSuffix(link.part, ".")
		}
		if step == "" {
			step = "–"
		}
		lines = append(lines, fmt.Sprintf("| %s | %s | %s |", link.name, answer, step))
	}
	return lines
}
