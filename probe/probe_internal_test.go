package probe

import (
	"testing"
	"time"
)

func TestWithin(t *testing.T) {
	t.Parallel()
	tests := map[time.Duration]string{
		0: "within two minutes", 2 * time.Minute: "within two minutes",
		2*time.Minute + time.Second: "within ten minutes", 10 * time.Minute: "within ten minutes",
		10*time.Minute + time.Second: "later",
	}
	for took, want := range tests {
		if got := within(took); got != want {
			t.Errorf("%s is %q, want %q", took, got, want)
		}
	}
}

// TestBecause has the same answer for the same fault under either code.
func TestBecause(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		answer Answer
		want   string
	}{
		"accepted":   {Answer{Status: 201}, "accepted"},
		"at once":    {Answer{Status: 400, Message: "lookup acr: no such host"}, "refused: no such host"},
		"later":      {Answer{Late: true, Message: "lookup acr: no such host"}, "refused: no such host"},
		"news to us": {Answer{Status: 400, Message: "out of order"}, "refused: in other words"},
	}
	for name, test := range tests {
		if got := test.answer.because().Answer; got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}
