package tests

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/apitype"

	"private-acr/azuresim"
	"private-acr/platform"
)

var update = flag.Bool("update", false, "write the fixture of the current contract version anew")

// states has a folder for each contract version that was ever released: the state of a stack, exported, and
// the simulated Azure that it describes. Only the newest may be written anew, by
//
//	go test ./tests -run TestStatesOfEarlierVersionsUpgrade -update
const states = "testdata/states"

// TestStatesOfEarlierVersionsUpgrade runs today's program on the state that an earlier version left. Nothing
// may be made anew: a registry that is replaced has lost its images.
func TestStatesOfEarlierVersionsUpgrade(t *testing.T) {
	t.Parallel()
	if *update {
		writeFixture(t)
	}
	fixtures, err := os.ReadDir(states)
	if err != nil {
		t.Fatal(err)
	}
	if len(fixtures) != platform.ContractVersion {
		t.Errorf("%d fixtures for %d contract versions: run the test with -update",
			len(fixtures), platform.ContractVersion)
	}
	for _, fixture := range fixtures {
		t.Run(fixture.Name(), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS(filepath.Join(states, fixture.Name()))); err != nil {
				t.Fatal(err)
			}
			e := newEngine(t, azuresim.Options{Dir: dir})
			dev := e.stack("private-acr", "dev", e.platformProgram(topology()))
			dev.importState(filepath.Join(dir, "deployment.json"))

			planned := dev.preview()
			for _, step := range []apitype.OpType{
				apitype.OpCreate, apitype.OpDelete, apitype.OpReplace, apitype.OpCreateReplacement,
			} {
				if planned[step] > 0 {
					t.Errorf("the upgrade would %s %d resources\n%s", step, planned[step], dev.log.String())
				}
			}
			checkContract(t, contract(t, dev.up()))
			dev.destroy()
		})
	}
}

func (s *stack) importState(path string) {
	s.t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		s.t.Fatal(err)
	}
	var deployment apitype.UntypedDeployment
	if err := json.Unmarshal(text, &deployment); err != nil {
		s.t.Fatal(err)
	}
	if err := s.Import(s.t.Context(), deployment); err != nil {
		s.t.Fatal(err)
	}
}

func writeFixture(t *testing.T) {
	t.Helper()
	current := filepath.Join(states, fmt.Sprintf("contract-v%d", platform.ContractVersion))
	if err := os.MkdirAll(current, 0o755); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	e := newEngine(t, azuresim.Options{Dir: dir})
	dev := e.stack("private-acr", "dev", e.platformProgram(topology()))
	dev.up()
	exported, err := dev.Export(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(exported)
	if err != nil {
		t.Fatal(err)
	}
	journal, err := os.ReadFile(filepath.Join(dir, "journal.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"deployment.json": withoutPositions(t, text), "journal.jsonl": journal,
	} {
		if err := os.WriteFile(filepath.Join(current, name), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// withoutPositions is a deployment without where in the source its resources were made: paths of a machine.
func withoutPositions(t *testing.T, deployment []byte) []byte {
	t.Helper()
	var all any
	if err := json.Unmarshal(deployment, &all); err != nil {
		t.Fatal(err)
	}
	removeKeys(all, "sourcePosition", "stackTrace")
	text, err := json.MarshalIndent(all, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return append(text, '\n')
}

func removeKeys(value any, keys ...string) {
	switch value := value.(type) {
	case map[string]any:
		for _, key := range keys {
			delete(value, key)
		}
		for _, inner := range value {
			removeKeys(inner, keys...)
		}
	case []any:
		for _, inner := range value {
			removeKeys(inner, keys...)
		}
	}
}
