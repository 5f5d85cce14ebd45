//go:build unix

package faults

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"private-acr/azuresim"
	"private-acr/azuresim/faults"
	"private-acr/azuresim/world"
	"private-acr/spec"
)

const (
	// scale makes an hour of Azure pass in a few seconds.
	scale = 600
	// patience is how long a command may take; one takes seconds.
	patience = 4 * time.Minute
	// downtime is how long a restarted simulation does not answer.
	downtime = 300 * time.Millisecond
)

// run is a project folder, a backend and a simulated Azure for one schedule.
type run struct {
	programs

	// background is the context of the test, which a run does not outlive.
	background context.Context //nolint:containedctx // Every command of a run ends with the test.

	azure    *azuresim.Azure
	injector *faults.Injector
	modes    modes
	engine   atomic.Int64 // The process group of the command under way; 0 for none.

	mu       sync.Mutex
	failures []error // Of actions, which no fault excuses.
}

func (p programs) start(ctx context.Context, number uint64) (*run, error) {
	p.dir = filepath.Join(p.dir, strconv.FormatUint(number, 10))
	r := &run{
		programs: p, background: ctx, injector: &faults.Injector{},
		modes: allModes[number%uint64(len(allModes))],
	}
	for _, folder := range []string{"project", "home", "state", "azure"} {
		if err := os.MkdirAll(r.path(folder), 0o750); err != nil {
			return nil, err
		}
	}
	if err := r.project(); err != nil {
		return nil, err
	}
	var err error
	r.azure, err = azuresim.Start(ctx, azuresim.Options{
		World: world.Options{PrivateLink: r.modes.world, Scale: scale, Seed: number},
		Dir:   r.path("azure"), Faults: r.injector,
	})
	return r, err
}

// modes are how a stack says that data endpoints are reached, first and after a change, in a world that can
// serve both.
type modes struct {
	world       world.PrivateLink
	first, then spec.DataEndpointMode
}

var allModes = []modes{
	{world.BothPrivateLink, spec.DataEndpointsDedicated, spec.DataEndpointsShared},
	{world.GroupPrivateLink, spec.DataEndpointsDedicated, spec.DataEndpointsAuto},
	{world.MemberPrivateLink, spec.DataEndpointsShared, spec.DataEndpointsAuto},
	{world.BothPrivateLink, spec.DataEndpointsAuto, spec.DataEndpointsDedicated},
}

const modeSetting = "    dataEndpoints: "

// close ends the simulation and, if nothing failed, removes what the run wrote.
func (r *run) close() error {
	if err := r.azure.Close(); err != nil {
		return err
	}
	return os.RemoveAll(r.dir)
}

func (r *run) path(name string) string { return filepath.Join(r.dir, name) }

// project makes the project's folder: its own two files, with a replica to make and a mode that fits the
// world, and a program that becomes the one that was built.
func (r *run) project() error {
	for to, from := range map[string]string{
		"Pulumi.yaml": "../../Pulumi.yaml", "Pulumi.dev.yaml": "../../Pulumi.dev.yaml",
		"main.go": "testdata/main.go",
	} {
		text, err := os.ReadFile(from)
		if err != nil {
			return err
		}
		if err := r.write(to, string(text)); err != nil {
			return err
		}
	}
	return errors.Join(r.write("go.mod", "module program\n"),
		r.settings("    name: acrmyapp\n", "    name: acrmyapp\n    replicas: [japaneast]\n",
			modeSetting+"dedicated\n", modeSetting+string(r.modes.first)+"\n"))
}

// settings replaces parts of the stack's settings, given as pairs.
func (r *run) settings(oldnew ...string) error {
	text, err := os.ReadFile(r.path("project/Pulumi.dev.yaml"))
	if err != nil {
		return err
	}
	changed := strings.NewReplacer(oldnew...).Replace(string(text))
	if changed == string(text) {
		return fmt.Errorf("changing the settings: none of %q is there", oldnew)
	}
	return r.write("Pulumi.dev.yaml", changed)
}

func (r *run) write(name, text string) error {
	return os.WriteFile(r.path("project/"+name), []byte(text), 0o600)
}

// command runs the project's command without the policy pack, which has tests of its own. The error has what
// it printed.
func (r *run) command(what string) error {
	args := []string{what, "--unlock"}
	if what == "up" {
		args = append(args, "--no-policy")
	}
	_, err := r.output(r.programs.command, args...)
	return err
}

// output runs a command in a process group of its own and returns what it printed.
func (r *run) output(name string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(r.background, patience)
	defer cancel()
	printed, err := r.execute(exec.CommandContext(ctx, name, args...))
	switch {
	case ctx.Err() != nil:
		return printed, fmt.Errorf("%s: not done after %v\n%s", strings.Join(args, " "), patience, printed)
	case err != nil:
		return printed, fmt.Errorf("%s: %w\n%s", strings.Join(args, " "), err, printed)
	}
	return printed, nil
}

// execute runs a command and returns what it printed, which goes to a file: a pipe would stay open as long as
// a child of a killed pulumi lives.
func (r *run) execute(cmd *exec.Cmd) (string, error) {
	log, err := os.Create(r.path("log"))
	if err != nil {
		return "", err
	}
	defer func() { _ = log.Close() }()
	cmd.Dir, cmd.Stdout, cmd.Stderr = r.path("project"), log, log
	cmd.Env = append(append(os.Environ(), r.azure.Env()...),
		"PLATFORM_PROGRAM="+r.program, "PULUMI_HOME="+r.path("home"),
		"PULUMI_BACKEND_URL=file://"+r.path("state")+"?metadata=skip",
		// The passphrase that belongs to the salt in Pulumi.dev.yaml; see the Makefile.
		"PULUMI_CONFIG_PASSPHRASE=simulated-azure", "PULUMI_SKIP_UPDATE_CHECK=1",
		"PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION=true")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	if err := cmd.Start(); err != nil {
		return "", err
	}
	r.engine.Store(int64(cmd.Process.Pid))
	err = cmd.Wait()
	r.engine.Store(0)
	printed, reading := os.ReadFile(r.path("log"))
	return string(printed), errors.Join(err, reading)
}

// kill ends the command under way, the engine and all, without a word.
func (r *run) kill() {
	if group := r.engine.Load(); group != 0 {
		_ = syscall.Kill(-int(group), syscall.SIGKILL)
	}
}

func (r *run) restart() error { return r.azure.Restart(downtime) }

// try makes an action of a function and keeps its failures.
func (r *run) try(do func() error) func() {
	return func() {
		if err := do(); err != nil {
			r.mu.Lock()
			defer r.mu.Unlock()
			r.failures = append(r.failures, err)
		}
	}
}
