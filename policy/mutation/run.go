package mutation

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"slices"
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

// outcome is what became of a mutant.
type outcome uint8

const (
	survived outcome = iota
	killed
	// hung is a mutant that was killed because its tests did not end.
	hung
)

// judge runs every mutant, as many at a time as there are processors.
func (r *runner) judge(ctx context.Context) ([]Result, error) {
	outcomes := make([]outcome, len(r.mutants))
	faults := make([]error, len(r.mutants))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range runtime.NumCPU() {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(r.mutants) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				outcomes[i], faults[i] = r.tested(r.mutants[i]).judge(ctx, r.mutants[i])
			}
		})
	}
	workers.Wait()
	if err := cmp.Or(ctx.Err(), errors.Join(faults...)); err != nil {
		return nil, err
	}
	return r.results(outcomes), nil
}

func (r *runner) results(outcomes []outcome) []Result {
	results := make([]Result, len(r.packages))
	for p, tested := range r.packages {
		results[p].Package = tested.path
		for i, m := range r.mutants {
			if m.Package != tested.path {
				continue
			}
			results[p].Mutants = append(results[p].Mutants, m)
			switch outcomes[i] {
			case survived:
				results[p].Survivors = append(results[p].Survivors, m)
			case hung:
				results[p].Hung = append(results[p].Hung, m)
			default:
			}
		}
	}
	return results
}

// tested is the package of the mutant.
func (r *runner) tested(m Mutant) *testable {
	return &r.packages[slices.IndexFunc(r.packages, func(t testable) bool { return t.path == m.Package })]
}

// unchanged makes sure that the tests pass without a mutant, and measures them.
func (t *testable) unchanged(ctx context.Context) error {
	t.patience = 10 * time.Minute
	start := time.Now()
	became, output, err := t.test(ctx, Mutant{})
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("package %s has no tests", t.path)
	}
	if err != nil {
		return err
	}
	if became != survived {
		return fmt.Errorf("the tests of package %s fail without a mutant:\n%s", t.path, output)
	}
	// Generous, because the processors may be busy with something else by then.
	t.patience = 5*time.Second + 20*time.Since(start)
	return nil
}

// judge runs the tests that are to notice the mutant: first without what takes them long, and then, if they
// notice nothing, in full.
func (t *testable) judge(ctx context.Context, m Mutant) (outcome, error) {
	became, _, err := t.test(ctx, m, "-test.short")
	if became == survived && err == nil {
		became, _, err = t.test(ctx, m)
	}
	return became, err
}

func (t *testable) test(ctx context.Context, m Mutant, flags ...string) (outcome, []byte, error) {
	limited, cancel := context.WithTimeout(ctx, t.patience)
	defer cancel()
	flags = append(flags, "-test.failfast", "-test.run="+m.tests)
	//nolint:gosec // The binary is the one that was built above.
	command := exec.CommandContext(limited, t.binary, flags...)
	command.Dir = t.folder
	// One processor each, because as many run at a time as there are processors.
	command.Env = append(os.Environ(), "MUTANT="+strconv.Itoa(m.id), "GOMAXPROCS=1")
	output, err := command.CombinedOutput()
	switch exit := (*exec.ExitError)(nil); {
	case ctx.Err() != nil:
		return survived, nil, ctx.Err()
	case limited.Err() != nil:
		return hung, output, nil
	case errors.As(err, &exit):
		return killed, output, nil
	default:
		return survived, output, err
	}
}
