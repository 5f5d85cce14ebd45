package world

import (
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

func TestIndexKnowsEveryRecord(t *testing.T) {
	t.Parallel()
	check := func(w *World) {
		t.Helper()
		byAge := func(a, b *record) int { return a.Seq - b.Seq }
		if want := slices.SortedFunc(maps.Values(w.records), byAge); !slices.Equal(w.sorted(), want) {
			t.Fatalf("index has %d records, the world %d", len(w.index), len(want))
		}
		for _, e := range w.index {
			if w.records[e.key] != e.rec {
				t.Fatalf("index finds another %s", e.key)
			}
		}
	}
	random, all := rand.New(rand.NewPCG(1, 7)), moves()
	b := open(t, Options{Journal: filepath.Join(t.TempDir(), "journal.jsonl")})
	for range 400 {
		m := all[random.IntN(len(all))]
		if random.IntN(6) == 0 {
			_, _ = b.w.Delete(m.id)
		} else {
			_, _ = b.w.Put(m.id, m.body)
		}
		check(b.w)
		b.pass(time.Duration(random.IntN(90)) * time.Second)
	}
	if err := b.w.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := Open(b.w.options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = again.Close() })
	check(again)
}
