// Package scratch gives a process, and all that it starts, a folder of its own for temporary files, which
// goes with the process.
//
// What a run leaves in the machine's temporary folder is otherwise left for good: the Go language host never
// removes the programs that it compiles, 15 MB each, and a killed run leaves its event log and certificates.
package scratch

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

const (
	prefix   = "private-acr-run-"
	lockName = "lock"
)

// variables name the folder for temporary files: on Unix, and on Windows.
var variables = []string{"TMPDIR", "TMP", "TEMP"}

// Folder is a folder for temporary files.
type Folder struct {
	path   string
	lock   *os.File
	before map[string]string
}

// Take makes a folder in the machine's temporary folder, and has this process and those that it starts put
// their temporary files there. It removes the folders of earlier processes that were killed.
func Take() (*Folder, error) {
	removeAbandoned()
	path, err := os.MkdirTemp("", prefix)
	if err != nil {
		return nil, fmt.Errorf("making a folder for temporary files: %w", err)
	}
	f := &Folder{path: path, before: map[string]string{}}
	f.lock, err = takeLock(path)
	for _, name := range variables {
		f.before[name] = os.Getenv(name)
		err = errors.Join(err, os.Setenv(name, path))
	}
	if err != nil {
		return nil, fmt.Errorf("taking folder %q for temporary files: %w", path, errors.Join(err, f.Close()))
	}
	return f, nil
}

// takeLock gives the file its name when the lock is taken: others would find it free before that.
func takeLock(folder string) (*os.File, error) {
	file, err := os.CreateTemp(folder, lockName)
	if err != nil {
		return nil, err
	}
	_, err = lock(file)
	return file, errors.Join(err, os.Rename(file.Name(), filepath.Join(folder, lockName)))
}

// Close removes the folder with all that is in it, and puts the environment back.
func (f *Folder) Close() error {
	var errs []error
	for name, value := range f.before {
		if value == "" {
			errs = append(errs, os.Unsetenv(name))
			continue
		}
		errs = append(errs, os.Setenv(name, value))
	}
	return errors.Join(append(errs, f.lock.Close(), os.RemoveAll(f.path))...)
}

// removeAbandoned removes the folders whose processes are gone: the kernel has let go of their locks. What
// cannot be removed is somebody else's business.
func removeAbandoned() {
	folders, _ := filepath.Glob(filepath.Join(os.TempDir(), prefix+"*"))
	for _, folder := range folders {
		name := filepath.Join(folder, lockName)
		if info, err := os.Lstat(name); err != nil || !info.Mode().IsRegular() {
			continue
		}
		held, err := os.Open(name) //nolint:gosec // A name of ours, and a file.
		if err != nil {
			continue
		}
		if free, err := lock(held); free && err == nil {
			_ = os.RemoveAll(folder)
		}
		_ = held.Close()
	}
}

// Around runs a function in a folder of its own and returns the function's exit code, or 1 where the folder
// fails. It is for main and for TestMain.
func Around(run func() int) int {
	folder, err := Take()
	if err != nil {
		_, _ = fmt.Fprintln(os.Stderr, err)
		return 1
	}
	code := run()
	if err := folder.Close(); err != nil {
		_, _ = fmt.Fprintln(os.Stderr, err)
		return max(code, 1)
	}
	return code
}
