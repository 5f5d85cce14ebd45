package engine

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// change is what one call did. It is one line of the journal, so it is there as a whole or not at all.
type change struct {
	At         time.Time             `json:"at"`
	Seq        int                   `json:"seq"`
	Resources  map[string]*Resource  `json:"resources,omitempty"`
	Dropped    map[string]bool       `json:"dropped,omitempty"`
	Operations map[string]*operation `json:"operations,omitempty"`
	// Variant is in the first line of a journal.
	Variant string `json:"variant,omitempty"`
}

func newChange() change {
	return change{
		Resources: map[string]*Resource{}, Dropped: map[string]bool{}, Operations: map[string]*operation{},
	}
}

func (c *change) keep(res *Resource) {
	delete(c.Dropped, Key(res.ID))
	c.Resources[Key(res.ID)] = res
}

func (c *change) drop(res *Resource) {
	delete(c.Resources, Key(res.ID))
	c.Dropped[Key(res.ID)] = true
}

func (c *change) empty() bool {
	return len(c.Resources) == 0 && len(c.Dropped) == 0 && len(c.Operations) == 0
}

// journal appends lines to a file. The nil journal keeps nothing.
type journal struct {
	file *os.File
	last time.Time
}

func (j *journal) append(c change) error {
	line, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("encoding a journal line: %w", err)
	}
	// One write: a kill leaves the line whole, or torn at the very end, where restore drops it.
	if _, err := j.file.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("writing journal %q: %w", j.file.Name(), err)
	}
	j.last = c.At
	return nil
}

func (j *journal) close(err error) error {
	if j == nil {
		return err
	}
	if closing := j.file.Close(); err == nil && closing != nil {
		return fmt.Errorf("closing journal %q: %w", j.file.Name(), closing)
	}
	return err
}

// Commit writes what has changed since the last commit, or the time alone when it has moved far enough.
func (e *Engine) Commit() error {
	c := e.change
	if e.journal == nil {
		e.change = newChange()
		return nil
	}
	if c.empty() && e.now.Sub(e.journal.last) < anchorEvery {
		return nil
	}
	c.At, c.Seq = e.now, e.seq
	if err := e.journal.append(c); err != nil {
		return err
	}
	e.change = newChange()
	return nil
}

// restore reads the journal and replaces it by a shorter one with the same meaning.
func (e *Engine) restore(path string) error {
	if path == "" {
		return nil
	}
	text, err := os.ReadFile(path) //nolint:gosec // the options name the file
	if err != nil && !os.IsNotExist(err) {
		return fmt.Errorf("reading journal %q: %w", path, err)
	}
	if err := e.replay(text); err != nil {
		return fmt.Errorf("reading journal %q: %w", path, err)
	}
	e.index = indexOf(e.resources)
	if err := e.checkVariant(); err != nil {
		return fmt.Errorf("continuing journal %q: %w", path, err)
	}
	if len(text) > 0 {
		e.now = e.now.Add(anchorEvery)
	}
	return e.compact(path)
}

// checkVariant refuses to go on with resources that another Azure made. An empty one may change.
func (e *Engine) checkVariant() error {
	if e.journaled == "" || e.journaled == e.options.Variant || len(e.resources) == 0 {
		return nil
	}
	return fmt.Errorf("its %d resources live in the world of %s, not %s: destroy them first, or use another "+
		"folder", len(e.resources), e.journaled, e.options.Variant)
}

func (e *Engine) replay(text []byte) error {
	lines := bytes.Split(text, []byte("\n"))
	// What follows the last newline was never acknowledged.
	for i, line := range lines[:len(lines)-1] {
		if err := e.replayLine(line); err != nil {
			return fmt.Errorf("line %d: %w", i+1, err)
		}
	}
	return nil
}

func (e *Engine) replayLine(line []byte) error {
	c := newChange()
	decoder := json.NewDecoder(bytes.NewReader(line))
	// A journal of another format must not be taken for an empty one.
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&c); err != nil {
		return err
	}
	for _, res := range c.Resources {
		if err := e.readState(res); err != nil {
			return err
		}
	}
	e.apply(c)
	return nil
}

// readState gives a resource of the journal its state as its type has it.
func (e *Engine) readState(res *Resource) error {
	text, written := res.state.(json.RawMessage)
	t, _ := e.typeOf(res.Type)
	if !written || t.State == nil {
		res.state = nil
		return nil
	}
	state, err := t.State(text)
	if err != nil {
		return fmt.Errorf("state of %q: %w", res.ID, err)
	}
	res.state = state
	return nil
}

func (e *Engine) apply(c change) {
	e.now, e.seq = c.At, c.Seq
	if c.Variant != "" {
		e.journaled = c.Variant
	}
	maps.Copy(e.resources, c.Resources)
	maps.Copy(e.operations, c.Operations)
	for key := range c.Dropped {
		delete(e.resources, key)
	}
}

// compact writes everything as one line to a new file, and puts that in the place of the old one.
func (e *Engine) compact(path string) error {
	e.forgetOldOperations()
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return fmt.Errorf("making the journal's folder: %w", err)
	}
	flags := os.O_CREATE | os.O_TRUNC | os.O_WRONLY | os.O_APPEND
	file, err := os.OpenFile(path+".new", flags, 0o600) //nolint:gosec // the options name the file
	if err != nil {
		return fmt.Errorf("making a journal: %w", err)
	}
	e.journal = &journal{file: file}
	whole := change{
		At: e.now, Seq: e.seq, Resources: e.resources, Operations: e.operations, Variant: e.options.Variant,
	}
	if err := e.journal.append(whole); err != nil {
		return e.journal.close(err)
	}
	if err := os.Rename(path+".new", path); err != nil {
		return e.journal.close(fmt.Errorf("replacing the journal: %w", err))
	}
	return nil
}

// rememberOperations is how long after its end a client may still ask for an operation across a restart.
const rememberOperations = 24 * time.Hour

func (e *Engine) forgetOldOperations() {
	for _, id := range slices.Sorted(maps.Keys(e.operations)) {
		op := e.operations[id]
		if op.Status != StatusInProgress && e.now.Sub(op.Ends) > rememberOperations {
			delete(e.operations, id)
		}
	}
}
