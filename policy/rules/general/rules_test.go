package general

import (
	"os"
	"testing"

	"private-acr/policy/ruletest"
)

func TestRules(t *testing.T) {
	t.Parallel()
	ruletest.Run(t, os.DirFS("."), Rules())
}
