//go:build unix

package faults

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"private-acr/azuresim/faults"
)

const (
	// fewSchedules is how many run without being asked for: each kind of fault comes first twice.
	fewSchedules = 28
	// runsPerCore is how many run at once: a run mostly waits.
	runsPerCore = 3
)

// TestSchedules runs FAULTS schedules, from number FAULTS_FROM on, and reports those that lost something.
func TestSchedules(t *testing.T) {
	t.Parallel()
	built := build(t)
	from, count := number(t, "FAULTS_FROM", 1), number(t, "FAULTS", fewSchedules)
	numbers, outcomes := make(chan uint64), make(chan outcome)
	var workers sync.WaitGroup
	for range runsPerCore * runtime.NumCPU() {
		workers.Go(func() {
			for n := range numbers {
				outcomes <- built.try(t.Context(), n)
			}
		})
	}
	go func() {
		for n := range count {
			numbers <- from + n
		}
		close(numbers)
		workers.Wait()
		close(outcomes)
	}()
	report(t, outcomes)
}

// outcome is what became of one schedule.
type outcome struct {
	schedule faults.Schedule
	scene    scene
	happened []string
	took     time.Duration
	// faulted is the error of the command that things went wrong in, err that of the schedule.
	faulted, err error
}

func (o outcome) String() string {
	text := fmt.Sprintf("%v, during %s, %.0f s, %d faults", o.schedule, o.scene.name, o.took.Seconds(),
		len(o.happened))
	if o.err == nil {
		return "survived " + text
	}
	return fmt.Sprintf("FAILED %s\n  %s\n  when it happened: %v\n  afterwards: %v",
		text, strings.Join(o.happened, "\n  "), o.faulted, o.err)
}

func report(t *testing.T, outcomes <-chan outcome) {
	t.Helper()
	var failed []outcome
	total, survived := 0, 0
	for o := range outcomes {
		total++
		t.Logf("%d: %v", total, o)
		if o.err != nil {
			failed = append(failed, o)
		} else {
			survived += len(o.happened)
		}
	}
	for _, o := range failed {
		t.Errorf("schedule %d failed: make faults FROM=%d N=1\n%v", o.schedule.Number, o.schedule.Number, o)
	}
	t.Logf("%d schedules, %d survived faults, %d failed", total, survived, len(failed))
}

// number reads a variable of the environment.
func number(t *testing.T, name string, fallback uint64) uint64 {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return fallback
	}
	n, err := strconv.ParseUint(text, 10, 32)
	if err != nil {
		t.Fatalf("reading %s: %v", name, err)
	}
	return n
}

// programs are the project's program and command, built once, and the folder of the runs.
type programs struct {
	dir, program, command string
}

func build(t *testing.T) programs {
	t.Helper()
	if _, err := exec.LookPath("pulumi"); err != nil {
		t.Fatal("the engine tests need pulumi on PATH: run them with `make test` or `make faults`")
	}
	dir := t.TempDir()
	p := programs{dir, filepath.Join(dir, "program"), filepath.Join(dir, "private-acr")}
	for from, to := range map[string]string{"../..": p.program, "../../cmd/private-acr": p.command} {
		out, err := exec.CommandContext(t.Context(), "go", "build", "-o", to, from).CombinedOutput()
		if err != nil {
			t.Fatalf("building %s: %v\n%s", from, err, out)
		}
	}
	return p
}
