//go:build unix

package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"private-acr/azuresim/services/network"
)

// childRole makes this test binary play a part of its own in another process.
const childRole = "AZURESIM_TEST_ROLE"

func TestMain(m *testing.M) {
	switch os.Getenv(childRole) {
	case "":
		os.Exit(m.Run())
	case "azuresim":
		_ = os.Unsetenv(childRole)
		main()
	case "patient":
		patient()
	}
}

// patient is a command that says what signals it gets and ends when its input does.
func patient() {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM, os.Interrupt)
	go func() {
		for s := range signals {
			fmt.Println("signal", s)
			if s == syscall.SIGTERM {
				os.Exit(9)
			}
		}
	}()
	fmt.Println("ready")
	_, _ = io.Copy(io.Discard, os.Stdin)
}

func try(t *testing.T, args ...string) (code int, out, err string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = run(t.Context(), args, streams{strings.NewReader(""), &stdout, &stderr})
	return code, stdout.String(), stderr.String()
}

func TestUsage(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		args []string
		code int
		says string
	}{
		"help":          {[]string{"-h"}, 0, "azuresim serve"},
		"help of exec":  {[]string{"exec", "-h"}, 0, "-private-link"},
		"nothing":       {nil, 2, "naming a verb"},
		"odd verb":      {[]string{"start"}, 2, `verb "start"`},
		"no command":    {[]string{"exec", "--"}, 2, "naming a command"},
		"odd flag":      {[]string{"exec", "-colour", "--", "true"}, 2, "-colour"},
		"odd world":     {[]string{"serve", "-private-link", "sideways"}, 2, `"sideways"`},
		"odd luck":      {[]string{"serve", "-seed", "-1"}, 2, "-seed"},
		"odd check":     {[]string{"serve", "-image-check", "never"}, 2, `"never"`},
		"no time":       {[]string{"serve", "-scale", "0"}, 2, "-scale 0"},
		"odd port":      {[]string{"serve", "-port", "70000"}, 2, "-port 70000"},
		"serve nothing": {[]string{"serve", "this"}, 2, `"this"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			code, out, err := try(t, c.args...)
			if code != c.code || !strings.Contains(err, c.says) || out != "" {
				t.Errorf("code %d, out %q, err %q; want %d, %q", code, out, err, c.code, c.says)
			}
		})
	}
}

func TestExecPassesTheExitCodeOn(t *testing.T) {
	t.Parallel()
	for script, want := range map[string]int{"exit 0": 0, "exit 7": 7, "kill -9 $$": 128 + 9} {
		if code, _, err := try(t, "exec", "--", "sh", "-c", script); code != want {
			t.Errorf("%s gives %d, want %d: %s", script, code, want, err)
		}
	}
	code, _, err := try(t, "exec", "--", "no-such-command")
	if code != 127 || !strings.Contains(err, "starting") {
		t.Errorf("no command gives %d: %s", code, err)
	}
	if code, _, err := try(t, "exec", "--", t.TempDir()); code != 126 {
		t.Errorf("a folder gives %d: %s", code, err)
	}
}

func TestExecGivesTheEnvironmentAndCounts(t *testing.T) {
	t.Parallel()
	code, out, err := try(t, "exec", "-dir", filepath.Join(t.TempDir(), "new"), "--", "sh", "-c",
		"echo $PULUMI_DEBUG_PROVIDERS $ARM_METADATA_HOSTNAME")
	if code != 0 || !strings.HasPrefix(out, "azure-native:") || !strings.Contains(out, " 127.0.0.1:") {
		t.Errorf("code %d, out %q", code, out)
	}
	if err != "simulated Azure: 0 resources\n" {
		t.Errorf("says %q", err)
	}
}

func TestServePrintsTheEnvironment(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	inv, err := parse([]string{"serve"}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if code, err := inv.run(ctx, streams{nil, &out, io.Discard}); err != nil || code != 0 {
		t.Errorf("ends with %d, %v", code, err)
	}
	if !strings.Contains(out.String(), "export PULUMI_DEBUG_PROVIDERS='azure-native:") {
		t.Errorf("prints %q", out.String())
	}
}

// process is azuresim in a process of its own.
type process struct {
	*exec.Cmd

	in  io.WriteCloser
	out *bufio.Scanner
}

func launch(t *testing.T, args ...string) process {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], args...)
	cmd.Env = append(os.Environ(), childRole+"=azuresim")
	cmd.Stderr = t.Output()
	// A session without a terminal, so that no signal is taken for a terminal's.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = in.Close()
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	return process{cmd, in, bufio.NewScanner(out)}
}

// hears waits for a line of output.
func (p process) hears(t *testing.T, want string) {
	t.Helper()
	for p.out.Scan() {
		if strings.HasPrefix(p.out.Text(), want) {
			return
		}
	}
	t.Fatalf("output ended without %q: %v", want, p.out.Err())
}

func (p process) code(t *testing.T) int {
	t.Helper()
	var exit *exec.ExitError
	if err := p.Wait(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return p.ProcessState.ExitCode()
}

func patientArgs(dir string) []string {
	return []string{"exec", "-dir", dir, "--", "env", childRole + "=patient", os.Args[0]}
}

func TestSignalsReachTheCommand(t *testing.T) {
	t.Parallel()
	p := launch(t, patientArgs(t.TempDir())...)
	p.hears(t, "ready")
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		if err := p.Process.Signal(s); err != nil {
			t.Fatal(err)
		}
		p.hears(t, "signal "+s.String())
	}
	if code := p.code(t); code != 9 {
		t.Errorf("exit code is %d, want the command's", code)
	}
}

func TestServeEndsAtASignal(t *testing.T) {
	t.Parallel()
	p := launch(t, "serve")
	p.hears(t, "# Resource Manager")
	if err := p.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if code := p.code(t); code != 0 {
		t.Errorf("exit code is %d", code)
	}
}

func TestOrphanKeepsTheLock(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	// The command ignores the parent-death signal, as a program in the middle of its work may.
	p := launch(t, "exec", "-dir", dir, "--", "sh", "-c", "trap '' TERM; echo ready; read line")
	p.hears(t, "ready")
	lock := filepath.Join(dir, "lock")
	if err := p.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	var notice strings.Builder
	if _, err := takeLock(t.Context(), lock, time.Millisecond, &notice); err == nil ||
		!strings.Contains(err.Error(), "another -dir") || !strings.Contains(notice.String(), "waiting") {
		t.Errorf("an orphan lives, and yet: %v, %q", err, notice.String())
	}
	_ = p.in.Close() // Ends the orphan.
	held, err := takeLock(t.Context(), lock, time.Minute, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	_ = held.Close()
}

func TestLockWaitsForTheRunBefore(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "lock")
	held, err := takeLock(t.Context(), path, time.Minute, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	told := make(chan struct{})
	go func() {
		<-told
		_ = held.Close()
	}()
	next, err := takeLock(t.Context(), path, time.Minute, closer{told})
	if err != nil {
		t.Fatal(err)
	}
	_ = next.Close()
}

// closer is a notice that tells the test when somebody begins to wait.
type closer struct{ told chan struct{} }

func (c closer) Write(p []byte) (int, error) {
	close(c.told)
	return len(p), nil
}

func TestLockEndsWithTheContext(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "lock")
	held, err := takeLock(t.Context(), path, time.Minute, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = held.Close() }()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := takeLock(ctx, path, time.Minute, io.Discard); !errors.Is(err, context.Canceled) {
		t.Errorf("waits on: %v", err)
	}
}

func TestFlagsOfEgress(t *testing.T) {
	t.Parallel()
	inv, err := parse([]string{
		"serve", "-without-nat-gateway", "-appliance-allows", "AzureActiveDirectory", "-appliance-allows",
		"Storage",
	}, io.Discard)
	want := network.Egress{
		WithoutNatGateway: true, ApplianceAllows: []string{"AzureActiveDirectory", "Storage"},
	}
	if diff := cmp.Diff(want, inv.world.Egress); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}
