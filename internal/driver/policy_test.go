package driver

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// recorder is a pulumi, or a policy pack, that writes down how it was called and ends as it is told to.
func recorder(t *testing.T, name, log, status string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	script := "#!/bin/sh\necho " + name + ` "$@" >> ` + log + "\n" +
		`case "$*" in "stack export"*) echo '{"version":3,"deployment":{}}';; *) echo '{}';; esac` +
		"\nexit " + status + "\n"
	if err := os.WriteFile(path, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

// calls runs the command and returns what was called, without what every run does before.
func calls(t *testing.T, log string) []string {
	t.Helper()
	text, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(line, "pulumi stack") {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	return lines
}

func TestUpPreviewsWithThePolicyPackFirst(t *testing.T) {
	t.Parallel()
	log := filepath.Join(t.TempDir(), "log")
	pack := recorder(t, "pack", log, "0")
	d := &Driver{
		Pulumi: recorder(t, "pulumi", log, "0"), Stack: "dev", Stdout: io.Discard, Stderr: io.Discard,
		Policy: Policy{Pack: pack, Config: "prod.json"},
	}
	if err := d.Up(t.Context()); err != nil {
		t.Fatal(err)
	}
	judged := "--policy-pack " + pack + " --policy-pack-config prod.json"
	want := []string{
		"pack -check prod.json",
		"pulumi preview --stack dev " + judged,
		"pulumi up --stack dev " + judged + " --yes",
	}
	got := calls(t, log)
	if len(got) != len(want) {
		t.Fatalf("called %q, want %q", got, want)
	}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("call %d is %q, want %q", i, got[i], want[i])
		}
	}
}

func TestNothingRunsUnderAWrongPolicyConfiguration(t *testing.T) {
	t.Parallel()
	log := filepath.Join(t.TempDir(), "log")
	d := &Driver{
		Pulumi: recorder(t, "pulumi", log, "0"), Stack: "dev", Stdout: io.Discard, Stderr: io.Discard,
		Policy: Policy{Pack: recorder(t, "pack", log, "1"), Config: "prod.json"},
	}
	err := d.Up(t.Context())
	if err == nil || !strings.Contains(err.Error(), "prod.json") {
		t.Errorf("up: %v, want an error that names the file", err)
	}
	for _, call := range calls(t, log) {
		if strings.HasPrefix(call, "pulumi preview") || strings.HasPrefix(call, "pulumi up") {
			t.Errorf("%q was called", call)
		}
	}
	d.Policy.Pack = ""
	if err := d.Preview(t.Context()); err == nil || !strings.Contains(err.Error(), "no pack") {
		t.Errorf("a configuration without a pack: %v", err)
	}
}
