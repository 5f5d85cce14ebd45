package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	living "private-acr/tools/mutate/mutant"
)

// options say how mutants are run.
type options struct {
	// parallel is how many run at a time.
	parallel int
	// patience is how long the tests of a package may take in any case, before a mutant counts as hanging.
	patience time.Duration
}

// test puts the packages of the patterns to the test, as seen from the working folder. Their tests have to
// pass as long as there is no mutant.
func test(ctx context.Context, patterns []string, how options) ([]result, error) {
	sources, err := load(ctx, patterns)
	if err != nil {
		return nil, err
	}
	scratch, err := os.MkdirTemp("", "mutants")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(scratch) }()
	r := &runner{options: how, scratch: scratch, overlay: map[string]string{}}
	if err := r.prepare(sources); err != nil {
		return nil, fmt.Errorf("writing the mutants: %w", err)
	}
	if err := r.build(ctx); err != nil {
		return nil, err
	}
	outcomes, err := r.run(ctx)
	if err != nil {
		return nil, err
	}
	return r.results(outcomes), nil
}

// runner makes and runs the test binaries of packages with mutants in them.
type runner struct {
	options
	scratch string
	// overlay has, for each source with mutants, the file that stands in for it.
	overlay  map[string]string
	packages []*tested
	mutants  []mutant
}

// tested is a package with its test binary.
type tested struct {
	path, folder, binary string
	// mutants are numbered from first on.
	mutants []mutant
	// patience is how long its tests may take before a mutant counts as hanging.
	patience time.Duration
}

// prepare writes the sources with mutants in them.
func (r *runner) prepare(sources []*source) error {
	for i, s := range sources {
		files, mutants := s.instrument(len(r.mutants) + 1)
		if len(mutants) == 0 {
			continue
		}
		if err := r.write(s.Dir, files); err != nil {
			return err
		}
		r.mutants = append(r.mutants, mutants...)
		r.packages = append(r.packages, &tested{
			path: s.ImportPath, folder: s.Dir, mutants: mutants,
			binary: filepath.Join(r.scratch, strconv.Itoa(i)+".test"),
		})
	}
	overlay, err := json.Marshal(map[string]any{"Replace": r.overlay})
	if err != nil {
		return err
	}
	return os.WriteFile(r.overlayFile(), overlay, 0o600)
}

func (r *runner) write(folder string, files []instrumented) error {
	for _, file := range files {
		written := filepath.Join(r.scratch, strconv.Itoa(len(r.overlay))+"_"+file.name)
		if err := os.WriteFile(written, []byte(file.text), 0o600); err != nil {
			return err
		}
		r.overlay[filepath.Join(folder, file.name)] = written
	}
	return nil
}

func (r *runner) overlayFile() string { return filepath.Join(r.scratch, "overlay.json") }

// build compiles the tests of every package, and makes sure that they pass.
func (r *runner) build(ctx context.Context) error {
	for _, t := range r.packages {
		arguments := []string{"test", "-c", "-vet=off", "-overlay", r.overlayFile(), "-o", t.binary, "."}
		if _, err := run(ctx, t.folder, arguments); err != nil {
			return err
		}
		if err := t.unchanged(ctx, r.patience); err != nil {
			return err
		}
	}
	return nil
}

// outcome is what became of a mutant.
type outcome uint8

const (
	survived outcome = iota
	killed
	// hung is a mutant that was killed because its tests did not end.
	hung
)

// run tells what becomes of every mutant.
func (r *runner) run(ctx context.Context) ([]outcome, error) {
	outcomes := make([]outcome, len(r.mutants))
	faults := make([]error, len(r.mutants))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range r.parallel {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(r.mutants) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				outcomes[i], faults[i] = r.packageOf(r.mutants[i]).try(ctx, r.mutants[i])
			}
		})
	}
	workers.Wait()
	return outcomes, cmp.Or(ctx.Err(), errors.Join(faults...))
}

func (r *runner) packageOf(m mutant) *tested {
	for _, t := range r.packages {
		if t.path == m.pkg {
			return t
		}
	}
	return nil
}

func (r *runner) results(outcomes []outcome) []result {
	var results []result
	for _, t := range r.packages {
		became := result{pkg: t.path, folder: t.folder, mutants: t.mutants}
		for _, m := range t.mutants {
			switch outcomes[m.id-1] {
			case survived:
				became.survivors = append(became.survivors, m)
			case hung:
				became.hung = append(became.hung, m)
			case killed:
			}
		}
		results = append(results, became)
	}
	return results
}

// unchanged makes sure that the tests pass without a mutant, and measures them.
func (t *tested) unchanged(ctx context.Context, patience time.Duration) error {
	t.patience = 10 * time.Minute
	start := time.Now()
	became, output, err := t.test(ctx, mutant{})
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
	t.patience = patience + 20*time.Since(start)
	return nil
}

// try runs the tests on the mutant: first without what takes them long, and then, if they notice nothing, in
// full.
func (t *tested) try(ctx context.Context, m mutant) (outcome, error) {
	became, _, err := t.test(ctx, m, "-test.short")
	if became == survived && err == nil {
		became, _, err = t.test(ctx, m)
	}
	return became, err
}

func (t *tested) test(ctx context.Context, m mutant, flags ...string) (outcome, []byte, error) {
	limited, cancel := context.WithTimeout(ctx, t.patience)
	defer cancel()
	//nolint:gosec // The binary is the one that was built above.
	command := exec.CommandContext(limited, t.binary, append(flags, "-test.failfast")...)
	command.Dir = t.folder
	// One processor each, because as many run at a time as there are processors.
	command.Env = append(os.Environ(), living.Variable+"="+strconv.Itoa(m.id), "GOMAXPROCS=1")
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
