package tests

import (
	"strings"
	"testing"
	"time"

	"private-acr/azuresim/world"
)

// TestGrantTooYoung opens the propagation gate too early. The consumers meet Azure's own refusal, and a
// repeated run, when the grant works, puts right what the first left failed.
func TestGrantTooYoung(t *testing.T) {
	t.Parallel()
	late := world.Options{GrantDelay: time.Hour}
	inEveryWorldOf(t, late, func(t *testing.T, e *engine, values map[string]string) {
		t.Helper()
		hasty := with(values, "private-acr:pullIdentity", `{"propagationWindow": "1s"}`)
		dev := e.stack("private-acr", "dev", e.platformProgram(hasty))
		_, err := dev.tryUp()
		if err == nil {
			t.Fatal("a grant pulled before its time")
		}
		for _, want := range []string{"UNAUTHORIZED: authentication required", "InaccessibleImage"} {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("the error lacks Azure's %q:\n%v", want, err)
			}
		}

		patient := with(values, "private-acr:pullIdentity", `{"propagationWindow": "1h"}`)
		dev.Workspace().SetProgram(e.platformProgram(patient))
		checkContract(t, contract(t, dev.up()))
		dev.changesNothing()
		dev.destroy()
	})
}

// TestImageThatNobodyImported names an image that is neither in the registry nor imported.
func TestImageThatNobodyImported(t *testing.T) {
	t.Parallel()
	inEveryWorld(t, func(t *testing.T, e *engine, values map[string]string) {
		t.Helper()
		values = with(values, "private-acr:containerApps", `{"web": {"image": "nowhere:1.0.0"}}`)
		_, err := e.stack("private-acr", "dev", e.platformProgram(values)).tryUp()
		if err == nil || !strings.Contains(err.Error(), "MANIFEST_UNKNOWN") {
			t.Errorf("want Azure's MANIFEST_UNKNOWN, got %v", err)
		}
	})
}
