package tests

import (
	"strings"
	"testing"

	"private-acr/azuresim"
)

// TestNoPlaintextSecret looks for the provider's token, the one secret of a run, in all that a run leaves
// behind: state, history, the log on the terminal and the exported contract.
func TestNoPlaintextSecret(t *testing.T) {
	t.Parallel()
	e := newEngine(t, azuresim.Options{})
	s := e.stack("private-acr", "dev", e.platformProgram(topology()))
	result := s.up()

	left := filesUnder(t, e.state)
	left["the log"] = s.log.String()
	left["the standard output"] = result.StdOut
	for where, text := range left {
		for _, secret := range []string{"simulated-azure-token", azuresim.ClientSecret} {
			if strings.Contains(text, secret) {
				t.Errorf("%s holds a secret in plain text", where)
			}
		}
	}
	if len(left) < 3 {
		t.Errorf("only %d places were looked at: is the state somewhere else?", len(left))
	}
}
