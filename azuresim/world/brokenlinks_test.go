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
	"private-acr/azuresim/services/app"
	"private-acr/azuresim/world"
)

// brokenLink is one link of a whole, working path that is taken away.
type brokenLink struct {
	name string
	// options are the world's.
	options world.Options
	// sever breaks the link; nil when the attempt itself does.
	sever func(*bench.Bench)
	// attempt is what then goes wrong; nil is making a container app, a job and a container group.
	attempt func(*bench.Bench) error
	// code and part are Azure's answer, the code empty if it answers that all is well. Of the two codes for
	// an image that cannot be pulled either stands for both: see world.Options.ImageCheck.
	code, part string
	// group is what a container group answers where attempt is nil, "InaccessibleImage" if empty.
	group string
	// assumed says that nobody has published Azure's code.
	assumed bool
	// step is where the pull ends, empty when none fails.
	step string
}

func brokenLinks() []brokenLink {
	return slices.Concat(brokenNames(), brokenEndpoints(), brokenGrants(), brokenTokens(), brokenImages(),
		brokenEgress(), brokenSites(), brokenLater(), refusedLinks(), refusedEndpoints(), refusedRegistries(),
		refusedConsumers(), refusedSubnets(), refusedByPolicy(), refusedByLocks(), refusedNames())
}

func runsApp(b *bench.Bench) error { return b.Try(bench.AppID, bench.App(bench.Image)) }

func runsJob(b *bench.Bench) error { return b.Try(bench.JobID, bench.Job(bench.Image)) }

func runsContainer(b *bench.Bench) error {
	return b.Try(bench.ContainerID, bench.ContainerGroup(bench.Image))
}

// refusesImage reports whether Azure's answer is that an app's or a job's image cannot be pulled.
func (l brokenLink) refusesImage() bool {
	return l.step != "" && (l.code == badTemplate || l.code == badOperation)
}

// checks are the ways to check images that matter for the link, each with the code that it answers.
func (l brokenLink) checks() map[app.ImageCheck]string {
	if l.refusesImage() {
		return map[app.ImageCheck]string{app.AtRequest: badTemplate, app.InOperation: badOperation}
	}
	return map[app.ImageCheck]string{"": l.code}
}

// TestBrokenLinks starts each case from a whole path, which TestWholePath shows to work.
func TestBrokenLinks(t *testing.T) {
	t.Parallel()
	for _, link := range brokenLinks() {
		for check, code := range link.checks() {
			t.Run(strings.TrimSuffix(link.name+"/"+string(check), "/"), func(t *testing.T) {
				t.Parallel()
				link.options.ImageCheck = check
				b := bench.Open(t, link.options)
				b.Path()
				if link.sever != nil {
					link.sever(b)
				}
				if link.attempt == nil {
					link.tryAll(b, code)
					return
				}
				bench.Refused(t, link.attempt(b), code, link.part)
				endsAt(b, link.step)
			})
		}
	}
}

// tryAll tries all kinds of consumers.
func (l brokenLink) tryAll(b *bench.Bench, code string) {
	b.Helper()
	bench.Refused(b.T, runsApp(b), code, l.part)
	endsAt(b, l.step)
	hasNoRevision(b)
	bench.Refused(b.T, runsJob(b), code, l.part)
	endsAt(b, l.step)
	group, part := l.group, ""
	if group == "" {
		group, part = "InaccessibleImage", "The image '"+bench.Image+"' in container group 'ci-myapp' is "+
			"not accessible. Please check the image and registry credential."
	}
	bench.Refused(b.T, runsContainer(b), group, part)
	endsAt(b, l.step)
}

// hasNoRevision checks what a first creation leaves that fails: nothing when the request is refused, and an
// app that never had a revision otherwise.
func hasNoRevision(b *bench.Bench) {
	b.Helper()
	if b.Options.ImageCheck == app.AtRequest {
		if _, err := b.World.Get(bench.AppID); err == nil {
			b.Error("an app is left whose request was refused")
		}
		return
	}
	left := engine.Properties(b.Get(bench.AppID))
	if left["provisioningState"] != engine.Failed || left["latestRevisionName"] != nil {
		b.Errorf("got app %v, want a failed one without a revision", left)
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
		switch {
		case link.refusesImage():
			answer = "either code"
		case link.code == "" && step != "":
			answer = "nothing, at first"
		case link.code != "":
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
