package authorization

import (
	"fmt"
	"testing"
	"time"
)

// TestPropagation draws a thousand delays for each seed.
func TestPropagation(t *testing.T) {
	t.Parallel()
	for seed, late := range map[uint64]bool{0: false, 1: true, 42: true} {
		p, latest := Propagation{Seed: seed}, 0
		for i := range 1000 {
			id := fmt.Sprintf("/scope/providers/Microsoft.Authorization/roleAssignments/%d", i)
			delay := p.of(id)
			if delay != p.of(id) {
				t.Fatalf("seed %d: %s has another delay when asked again", seed, id)
			}
			if delay < SoonestGrant || delay > LatestGrant {
				t.Errorf("seed %d: got %s", seed, delay)
			}
			if delay > UsualGrant {
				latest++
			}
		}
		if late != (latest > 0) || latest > 300 {
			t.Errorf("seed %d: %d of 1000 grants are late", seed, latest)
		}
	}
}

func TestFixedPropagation(t *testing.T) {
	t.Parallel()
	for given, want := range map[time.Duration]time.Duration{-1: 0, time.Hour: time.Hour} {
		if got := (Propagation{Delay: given, Seed: 7}).of("/x"); got != want {
			t.Errorf("delay %s: got %s", given, got)
		}
	}
}

func TestMatches(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		pattern string
		want    bool
	}{
		{"*", true},
		{"*/read", true},
		{"a/registries/*", true},
		{"a/*/read", true},
		{"a/registries/pull/read", true},
		{"*/write", false},
		{"a/*/pull", false},
		{"a/registries", false},
		{"b/*", false},
	} {
		if got := matches(test.pattern, "a/registries/pull/read"); got != test.want {
			t.Errorf("%s: got %t", test.pattern, got)
		}
	}
}
