package engine

import (
	"cmp"
	"slices"
)

// index lists the resources in the order of their creation, each with the key it is found by. To sort
// thousands of them for every look at those of one type would cost milliseconds.
type index []indexEntry

type indexEntry struct {
	key string
	res *Resource
}

// search is where the resource of a sequence number is, or would be, and whether it is there.
func (x index) search(seq int) (int, bool) {
	return slices.BinarySearchFunc(x, seq, func(entry indexEntry, seq int) int {
		return cmp.Compare(entry.res.Seq, seq)
	})
}

// put adds the resource, or replaces the one with its sequence number.
func (x *index) put(key string, res *Resource) {
	at, there := x.search(res.Seq)
	if there {
		(*x)[at] = indexEntry{key, res}
		return
	}
	*x = slices.Insert(*x, at, indexEntry{key, res})
}

func (x *index) remove(res *Resource) {
	if at, there := x.search(res.Seq); there {
		*x = slices.Delete(*x, at, at+1)
	}
}

// indexOf is for resources that have been read as a whole.
func indexOf(resources map[string]*Resource) index {
	x := make(index, 0, len(resources))
	for key, res := range resources {
		x = append(x, indexEntry{key, res})
	}
	slices.SortFunc(x, func(a, b indexEntry) int { return cmp.Compare(a.res.Seq, b.res.Seq) })
	return x
}
