package failing

import "testing"

func TestTruth(t *testing.T) {
	if !Truth() {
		t.Error("no truth")
	}
}
