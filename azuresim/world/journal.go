package world

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

// change is what one call did to the world. It is one line of the journal, so it is there as a whole or not
// at all.
type change struct {
	At      time.Time          `json:"at"`
	Seq     int                `json:"seq"`
	Records map[string]*record `json:"records,omitempty"`
	Dropped map[string]bool    `json:"dropped,omitempty"`
	Tasks   map[string]*task   `json:"tasks,omitempty"`
	// PrivateLink is the world's, in the first line of a journal.
	PrivateLink PrivateLink `json:"privateLink,omitempty"`
}

func newChange() change {
	return change{Records: map[string]*record{}, Dropped: map[string]bool{}, Tasks: map[string]*task{}}
}

func (c *change) keep(rec *record) {
	delete(c.Dropped, key(rec.ID))
	c.Records[key(rec.ID)] = rec
}

func (c *change) drop(rec *record) {
	delete(c.Records, key(rec.ID))
	c.Dropped[key(rec.ID)] = true
}

func (c *change) empty() bool {
	return len(c.Records) == 0 && len(c.Dropped) == 0 && len(c.Tasks) == 0
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

// commit writes what has changed since the last commit, or the time alone when it has moved far enough.
func (w *World) commit() error {
	c := w.change
	if w.journal == nil {
		w.change = newChange()
		return nil
	}
	if c.empty() && w.at.Sub(w.journal.last) < anchorEvery {
		return nil
	}
	c.At, c.Seq = w.at, w.seq
	if err := w.journal.append(c); err != nil {
		return err
	}
	w.change = newChange()
	return nil
}

// restore reads the journal and replaces it by a shorter one with the same meaning.
func (w *World) restore(path string) error {
	if path == "" {
		return nil
	}
	text, err := os.ReadFile(path) //nolint:gosec // the options name the file
	if err != nil && !os.IsNotExist(err) {
		return fmt.Errorf("reading journal %q: %w", path, err)
	}
	if err := w.replay(text); err != nil {
		return fmt.Errorf("reading journal %q: %w", path, err)
	}
	w.reindex()
	if err := w.checkPrivateLink(); err != nil {
		return fmt.Errorf("continuing journal %q: %w", path, err)
	}
	if len(text) > 0 {
		w.at = w.at.Add(anchorEvery)
	}
	return w.compact(path)
}

// checkPrivateLink refuses to go on with resources that another kind of Azure made. An empty one may change.
func (w *World) checkPrivateLink() error {
	if w.journaled == "" || w.journaled == w.options.PrivateLink || len(w.records) == 0 {
		return nil
	}
	return fmt.Errorf("its %d resources live in the world of private link %q, not %q: "+
		"destroy them first, or use another folder", len(w.records), w.journaled, w.options.PrivateLink)
}

func (w *World) replay(text []byte) error {
	lines := bytes.Split(text, []byte("\n"))
	// What follows the last newline was never acknowledged.
	for i, line := range lines[:len(lines)-1] {
		c := newChange()
		if err := json.Unmarshal(line, &c); err != nil {
			return fmt.Errorf("line %d: %w", i+1, err)
		}
		w.apply(c)
	}
	return nil
}

func (w *World) apply(c change) {
	w.at, w.seq = c.At, c.Seq
	if c.PrivateLink != "" {
		w.journaled = c.PrivateLink
	}
	maps.Copy(w.records, c.Records)
	maps.Copy(w.tasks, c.Tasks)
	for k := range c.Dropped {
		delete(w.records, k)
	}
}

// compact writes the whole world as one line to a new file, and puts that in the place of the old one.
func (w *World) compact(path string) error {
	w.forgetOldTasks()
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return fmt.Errorf("making the journal's folder: %w", err)
	}
	flags := os.O_CREATE | os.O_TRUNC | os.O_WRONLY | os.O_APPEND
	file, err := os.OpenFile(path+".new", flags, 0o600) //nolint:gosec // the options name the file
	if err != nil {
		return fmt.Errorf("making a journal: %w", err)
	}
	w.journal = &journal{file: file}
	whole := change{
		At: w.at, Seq: w.seq, Records: w.records, Tasks: w.tasks, PrivateLink: w.options.PrivateLink,
	}
	if err := w.journal.append(whole); err != nil {
		return w.journal.close(err)
	}
	if err := os.Rename(path+".new", path); err != nil {
		return w.journal.close(fmt.Errorf("replacing the journal: %w", err))
	}
	return nil
}

// rememberTasks is how long after its end a client may still ask for an operation across a restart.
const rememberTasks = 24 * time.Hour

func (w *World) forgetOldTasks() {
	for _, id := range slices.Sorted(maps.Keys(w.tasks)) {
		t := w.tasks[id]
		if t.Status != StatusInProgress && w.at.Sub(t.Ends) > rememberTasks {
			delete(w.tasks, id)
		}
	}
}
