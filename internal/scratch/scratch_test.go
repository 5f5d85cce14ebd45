//go:build unix

package scratch_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"private-acr/internal/scratch"
)

// abandon is what a process of this test does that is killed with a folder taken.
const abandon = "SCRATCH_ABANDON"

func TestMain(m *testing.M) {
	if os.Getenv(abandon) == "" {
		os.Exit(m.Run())
	}
	if _, err := scratch.Take(); err != nil {
		panic(err)
	}
	file, err := os.CreateTemp("", "compiled")
	if err != nil {
		panic(err)
	}
	_, _ = os.Stdout.WriteString(file.Name())
	_ = kill()
}

func kill() error {
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		return err
	}
	return self.Kill()
}

func left(t *testing.T, machine string) []string {
	t.Helper()
	entries, err := filepath.Glob(filepath.Join(machine, "*"))
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

// TestNothingIsLeft puts temporary files of its own, and those of processes that it starts, in one folder.
func TestNothingIsLeft(t *testing.T) {
	machine := t.TempDir()
	t.Setenv("TMPDIR", machine)
	code := scratch.Around(func() int {
		if err := os.WriteFile(filepath.Join(os.TempDir(), "mine"), nil, 0o600); err != nil {
			t.Error(err)
		}
		if out, err := exec.CommandContext(t.Context(), "mktemp").CombinedOutput(); err != nil {
			t.Errorf("mktemp: %v: %s", err, out)
		}
		if entries := left(t, machine); len(entries) != 1 {
			t.Errorf("during the run: %q", entries)
		}
		return 7
	})
	if entries := left(t, machine); code != 7 || len(entries) != 0 {
		t.Errorf("code %d, left %q", code, entries)
	}
	if os.TempDir() != machine {
		t.Errorf("the folder for temporary files is %q", os.TempDir())
	}
}

// TestKilledProcessIsClearedUp removes what a killed process has left, and nothing of one that runs.
func TestKilledProcessIsClearedUp(t *testing.T) {
	machine := t.TempDir()
	t.Setenv("TMPDIR", machine)
	running, err := scratch.Take()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", machine)

	killed := exec.CommandContext(t.Context(), os.Args[0])
	killed.Env = append(os.Environ(), abandon+"=yes")
	out, err := killed.Output()
	if err == nil || len(left(t, machine)) != 2 {
		t.Fatalf("the process ended with %v and left %q", err, left(t, machine))
	}
	next, err := scratch.Take()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(string(out)); err == nil {
		t.Errorf("%s is still there", out)
	}
	if entries := left(t, machine); len(entries) != 2 {
		t.Errorf("want the folders of the two that run, got %q", entries)
	}
	for _, folder := range []*scratch.Folder{next, running} {
		if err := folder.Close(); err != nil {
			t.Error(err)
		}
	}
}
