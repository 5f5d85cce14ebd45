//go:build unix

package tests

import (
	"bufio"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestKilledAtMoments runs what `make up` runs, kills all of it again and again while it makes a resource,
// and sees the next run take over: nothing is lost, nothing is doubled.
func TestKilledAtMoments(t *testing.T) {
	t.Parallel()
	local := newLocalRun(t)
	for _, moment := range []string{"Registry", "PrivateEndpoint", "PrivateDnsZoneGroup", "ContainerApp"} {
		local.killedDuring(moment)
	}
	local.converges()
}

// TestKilledAnyTime does the same at moments that nobody chose.
func TestKilledAnyTime(t *testing.T) {
	t.Parallel()
	local := newLocalRun(t)
	for range 5 {
		local.killedAfter(time.Duration(2500+rand.IntN(5000)) * time.Millisecond)
	}
	local.converges()
}

// converges finishes the work, and undoes it.
func (l *localRun) converges() {
	l.t.Helper()
	out := l.run("up")
	if !strings.Contains(out, `"loginServer": "acrmyapp.azurecr.io"`) {
		l.t.Errorf("no contract at the end:\n%s", out)
	}
	l.replacesNothing(out)
	if out := l.run("preview"); strings.Contains(out, " to ") || !strings.Contains(out, "unchanged") {
		l.t.Errorf("the state and Azure disagree after the recovery:\n%s", out)
	}
	out = l.run("destroy")
	for _, want := range []string{`state of stack "dev": 0 resources`, "simulated Azure: 0 resources"} {
		if !strings.Contains(out, want) {
			l.t.Errorf("destroy does not say %q:\n%s", want, out)
		}
	}
}

// replacesNothing finds what an update after a recovery must not do: what the recovery has read back is
// alive, and the program asks for nothing else.
func (l *localRun) replacesNothing(out string) {
	l.t.Helper()
	if strings.Contains(out, "replac") {
		l.t.Errorf("a recovered resource is replaced:\n%s", out)
	}
}

// localRun is the project's commands, built, with a backend and a simulated Azure of the test's own.
type localRun struct {
	t       *testing.T
	bin     string
	azure   string
	environ []string
}

func newLocalRun(t *testing.T) *localRun {
	t.Helper()
	l := &localRun{t: t, bin: t.TempDir(), azure: t.TempDir()}
	build := exec.CommandContext(t.Context(), "go", "build", "-o", l.bin+"/", "../cmd/...")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building the commands: %v\n%s", err, out)
	}
	l.environ = append(os.Environ(),
		"PULUMI_HOME="+t.TempDir(), "PULUMI_BACKEND_URL=file://"+t.TempDir()+"?metadata=skip",
		// The passphrase that belongs to the salt in Pulumi.dev.yaml; see the Makefile.
		"PULUMI_CONFIG_PASSPHRASE=simulated-azure", "PULUMI_SKIP_UPDATE_CHECK=1",
		"PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION=true")
	return l
}

func (l *localRun) command(what string) *exec.Cmd {
	cmd := exec.CommandContext(l.t.Context(), filepath.Join(l.bin, "azuresim"), "exec",
		"-dir", l.azure, "-scale", "120", "--", filepath.Join(l.bin, "private-acr"), what, "--unlock")
	if what == "up" || what == "preview" { // The policy pack has tests of its own.
		cmd.Args = append(cmd.Args, "--no-policy")
	}
	cmd.Dir = ".."
	cmd.Env = l.environ
	// A group of its own, so that killing it kills the engine, the program and simulated Azure at once.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	return cmd
}

// run runs a command to its end and returns what it printed.
func (l *localRun) run(what string) string {
	l.t.Helper()
	out, err := l.command(what).CombinedOutput()
	if err != nil {
		l.t.Fatalf("%s: %v\n%s", what, err, out)
	}
	return string(out)
}

// killedAfter starts an update and kills it with SIGKILL after a while, wherever it is then.
func (l *localRun) killedAfter(while time.Duration) {
	l.t.Helper()
	cmd := l.command("up")
	if err := cmd.Start(); err != nil {
		l.t.Fatal(err)
	}
	killed := time.AfterFunc(while, func() { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) })
	err := cmd.Wait()
	if killed.Stop() && err != nil {
		l.t.Fatalf("the update failed before it was killed: %v", err)
	}
	l.t.Logf("killed after %v: %v", while, err)
}

// killedDuring starts an update and kills it with SIGKILL as soon as a resource of the type is being created.
func (l *localRun) killedDuring(noun string) {
	l.t.Helper()
	cmd := l.command("up")
	out, err := cmd.StdoutPipe()
	if err != nil {
		l.t.Fatal(err)
	}
	cmd.Stderr = cmd.Stdout
	if err := cmd.Start(); err != nil {
		l.t.Fatal(err)
	}
	seen, printed := false, []string{}
	lines := bufio.NewScanner(out)
	for !seen && lines.Scan() {
		printed = append(printed, lines.Text())
		words := strings.Fields(lines.Text())
		seen = len(words) > 3 && strings.HasPrefix(words[1], "azure-native:") &&
			strings.HasSuffix(words[1], ":"+noun) && words[3] == "creating"
	}
	if err := syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL); err != nil {
		l.t.Fatal(err)
	}
	for lines.Scan() { // until every process that holds the pipe is gone
	}
	_ = cmd.Wait()
	l.replacesNothing(strings.Join(printed, "\n"))
	if !seen {
		l.t.Fatalf("the update ended before it created a %s:\n%s", noun, strings.Join(printed, "\n"))
	}
}
