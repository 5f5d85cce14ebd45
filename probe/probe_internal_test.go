package probe

import (
	"net/url"
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

// TestReportsTellNoIDs is about what Azure's messages name besides the subscription.
func TestReportsTellNoIDs(t *testing.T) {
	t.Parallel()
	const subscription = "11111111-1111-1111-1111-111111111111"
	s := newScene(&client{Target: Target{SubscriptionID: subscription}}, Probe{Name: "some"})
	said := "principal 22222222-ABCD-2222-2222-222222222222 of tenant " +
		"33333333-3333-3333-3333-333333333333 in " + s.group + " and " + url.QueryEscape(s.group)
	want := "principal <guid> of tenant <guid> in /subscriptions/<subscription>/resourceGroups/" +
		"rg-probe-some-<unique> and <group>"
	if got := s.redact(said); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
