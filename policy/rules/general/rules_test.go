package general

import (
	"io/fs"
	"os"
	"slices"
	"testing"

	"private-acr/policy/rule"
	"private-acr/policy/ruletest"
)

func TestRules(t *testing.T) {
	t.Parallel()
	others := slices.DeleteFunc(Rules(), func(r rule.Rule) bool { return r.ID == noPlaintextSecretOutput.ID })
	ruletest.Run(t, withoutOutputs{os.DirFS(".")}, others)
	t.Run(noPlaintextSecretOutput.ID, testOutputs)
}

// withoutOutputs hides the examples of the one rule that ruletest cannot test, because it expects a rule to
// find the same in a stack where everything is marked as a secret.
type withoutOutputs struct{ fs.FS }

func (w withoutOutputs) Glob(pattern string) ([]string, error) {
	files, err := fs.Glob(w.FS, pattern)
	return slices.DeleteFunc(files, func(file string) bool { return file == outputsFile }), err
}
