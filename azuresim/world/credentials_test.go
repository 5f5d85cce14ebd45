package world_test

import (
	"strings"
	"testing"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/pull"
	"private-acr/azuresim/world"
)

// TestFormsOfCredentials lets a consumer present each form that no consumer of today's has.
func TestFormsOfCredentials(t *testing.T) {
	t.Parallel()
	anonymous := func(b *bench.Bench) { b.SetRegistry("anonymousPullEnabled", true) }
	tests := map[string]struct {
		form   pull.Form
		change func(*bench.Bench)
		detail string
	}{
		"node's identity":    {form: pull.NodeIdentity{ID: bench.IdentityID}},
		"no such identity":   {form: pull.NodeIdentity{ID: bench.IdentityID + "x"}, detail: "does not exist"},
		"attached to nobody": {form: pull.ManagedIdentity{ID: bench.IdentityID}, detail: "is not attached"},
		"none":               {form: pull.None{}, detail: "presents no credential"},
		"none, and anonymous pull": {
			form: pull.None{}, change: anonymous,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := bench.Open(t, world.Options{})
			b.Path()
			if test.change != nil {
				test.change(b)
			}
			_, err := b.World.Puller().Pull(pull.Consumer{
				Resource: b.World.Engine().Find("", bench.EnvID), Network: strings.ToLower(bench.VNetID),
				Credentials: []pull.Credential{{Server: strings.ToUpper(bench.Login), Form: test.form}},
			}, bench.Image)
			pulls := b.World.Pulls()
			steps := pulls[len(pulls)-1].Steps
			last := steps[len(steps)-1]
			if (err == nil) != (test.detail == "") || !strings.Contains(last.Detail, test.detail) {
				t.Errorf("got %v at %+v, want %q", err, last, test.detail)
			}
		})
	}
}

func TestWhatIsNoReferenceIsNotPulled(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Path()
	bench.Refused(t, b.Try(bench.AppID, bench.App(bench.Login+"/MyApp:1")), badOperation,
		"could not parse reference: acrmyapp.azurecr.io/MyApp:1")
	endsAt(b, "read reference")
}
