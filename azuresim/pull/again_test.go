package pull_test

import (
	"testing"
	"time"

	"private-acr/azuresim/pull"
)

func TestRestartsBecomeRarer(t *testing.T) {
	t.Parallel()
	for elapsed, want := range map[time.Duration]int{
		0: 0, 9 * time.Second: 0, 10 * time.Second: 1, 29 * time.Second: 1, 30 * time.Second: 2,
		70 * time.Second: 3, 310 * time.Second: 5, 610 * time.Second: 6, 910 * time.Second: 7,
	} {
		if got := pull.Restarts(elapsed); got != want {
			t.Errorf("after %s: got %d, want %d", elapsed, got, want)
		}
	}
}
