package world

import (
	"cmp"
	"slices"
)

// index lists the records in the order of their creation, each with the key it is found by. To sort thousands
// of records for every look at those of one type would cost milliseconds.
type index []indexed

type indexed struct {
	key string
	rec *record
}

// place is where the record of a sequence number is, or would be, and whether it is there.
func (x index) place(seq int) (int, bool) {
	return slices.BinarySearchFunc(x, seq, func(e indexed, seq int) int {
		return cmp.Compare(e.rec.Seq, seq)
	})
}

// put adds the record, or puts it in the place of the one with its sequence number.
func (x *index) put(k string, rec *record) {
	at, there := x.place(rec.Seq)
	if there {
		(*x)[at] = indexed{k, rec}
		return
	}
	*x = slices.Insert(*x, at, indexed{k, rec})
}

func (x *index) remove(rec *record) {
	if at, there := x.place(rec.Seq); there {
		*x = slices.Delete(*x, at, at+1)
	}
}

// reindex is for a world that has been read as a whole.
func (w *World) reindex() {
	w.index = make(index, 0, len(w.records))
	for k, rec := range w.records {
		w.index = append(w.index, indexed{k, rec})
	}
	slices.SortFunc(w.index, func(a, b indexed) int { return cmp.Compare(a.rec.Seq, b.rec.Seq) })
}
