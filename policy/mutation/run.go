package mutation

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// Run puts the packages of the patterns, as seen from the folder, to the test. Their tests have to pass as
// long as there is no mutant. Packages with the same last part of their path cannot be run together.
func Run(ctx context.Context, folder string, patterns ...string) ([]Result, error) {
	sources, err := load(ctx, folder, patterns)
	if err != nil {
		return nil, err
	}
	scratch, err := os.MkdirTemp("", "mutants")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(scratch) }()
	r := &runner{scratch: scratch, overlay: map[string]string{}}
	for _, s := range sources {
		if err := r.prepare(s); err != nil {
			return nil, fmt.Errorf("writing the mutants of package %s: %w", s.ImportPath, err)
		}
	}
	if err := r.build(ctx, folder, patterns); err != nil {
		return nil, err
	}
	for i := range r.packages {
		if err := r.packages[i].unchanged(ctx); err != nil {
			return nil, err
		}
	}
	return r.judge(ctx)
}

// runner makes and runs the test binaries of packages with mutants in them.
type runner struct {
	scratch string
	// overlay has, for each source with mutants, the file that stands in for it.
	overlay  map[string]string
	packages []testable
	mutants  []Mutant
}

// testable is a package with its test binary.
type testable struct {
	path, folder, binary string
	// patience is how long its tests may take before a mutant counts as hanging.
	patience time.Duration
}

// prepare writes the package's sources with mutants in them.
func (r *runner) prepare(s *source) error {
	files, mutants := s.instrument(len(r.mutants) + 1)
	for _, file := range files {
		written := filepath.Join(r.scratch, strconv.Itoa(len(r.overlay))+"_"+file.name)
		if err := os.WriteFile(written, []byte(file.text), 0o600); err != nil {
			return err
		}
		r.overlay[filepath.Join(s.Dir, file.name)] = written
	}
	r.mutants = append(r.mutants, mutants...)
	r.packages = append(r.packages, testable{
		path: s.ImportPath, folder: s.Dir,
		binary: filepath.Join(r.scratch, path.Base(s.ImportPath)+".test"),
	})
	return nil
}

// build compiles the tests of all packages.
func (r *runner) build(ctx context.Context, folder string, patterns []string) error {
	overlay, err := json.Marshal(map[string]any{"Replace": r.overlay})
	if err != nil {
		return err
	}
	file := filepath.Join(r.scratch, "overlay.json")
	if err := os.WriteFile(file, overlay, 0o600); err != nil {
		return err
	}
	arguments := []string{"test", "-c", "-overlay", file, "-o", r.scratch + string(filepath.Separator)}
	_, err = run(ctx, folder, append(arguments, patterns...))
	return err
}

// judge runs every mutant, as many at a time as there are processors.
func (r *runner) judge(ctx context.Context) ([]Result, error) {
	killed := make([]bool, len(r.mutants))
	faults := make([]error, len(r.mutants))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range runtime.NumCPU() {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(r.mutants) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				killed[i], faults[i] = r.kills(ctx, r.mutants[i])
			}
		})
	}
	workers.Wait()
	if err := errors.Join(append(faults, ctx.Err())...); err != nil {
		return nil, err
	}
	return r.results(killed), nil
}

func (r *runner) results(killed []bool) []Result {
	results := make([]Result, len(r.packages))
	for p, tested := range r.packages {
		results[p].Package = tested.path
		for i, m := range r.mutants {
			if m.Package != tested.path {
				continue
			}
			results[p].Mutants = append(results[p].Mutants, m)
			if !killed[i] {
				results[p].Survivors = append(results[p].Survivors, m)
			}
		}
	}
	return results
}

// kills says whether a test fails, or never ends, on the mutant.
func (r *runner) kills(ctx context.Context, m Mutant) (bool, error) {
	for _, tested := range r.packages {
		if tested.path == m.Package {
			_, failed, err := tested.test(ctx, m)
			return failed, err
		}
	}
	return false, fmt.Errorf("there is no package %q", m.Package)
}

// unchanged makes sure that the tests pass without a mutant, and measures them.
func (t *testable) unchanged(ctx context.Context) error {
	t.patience = time.Minute
	start := time.Now()
	output, failed, err := t.test(ctx, Mutant{})
	if err != nil {
		return err
	}
	if failed {
		return fmt.Errorf("the tests of package %s fail without a mutant:\n%s", t.path, output)
	}
	t.patience = 5*time.Second + 10*time.Since(start)
	return nil
}

// test runs the tests that are to notice the mutant, and says whether they fail.
func (t *testable) test(ctx context.Context, m Mutant) (output []byte, failed bool, err error) {
	limited, cancel := context.WithTimeout(ctx, t.patience)
	defer cancel()
	//nolint:gosec // The binary is the one that was built above.
	command := exec.CommandContext(limited, t.binary, "-test.failfast", "-test.run="+m.tests)
	command.Dir = t.folder
	// One processor each, because as many run at a time as there are processors.
	command.Env = append(os.Environ(), "MUTANT="+strconv.Itoa(m.id), "GOMAXPROCS=1")
	output, err = command.CombinedOutput()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) && ctx.Err() == nil {
		return output, true, nil
	}
	return output, false, err
}
