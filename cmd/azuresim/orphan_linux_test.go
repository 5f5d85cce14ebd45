package main

import "testing"

func TestCommandIsToldWhenWeAreKilled(t *testing.T) {
	t.Parallel()
	p := launch(t, patientArgs(t.TempDir())...)
	p.hears(t, "ready")
	if err := p.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	p.hears(t, "signal terminated")
}
