package timeline

// NeededBy are the names of what the span with the index waits for, itself or by what it waits for.
func (t Timeline) NeededBy(i int) []string {
	var names []string
	needed := map[int]bool{i: true}
	for j := i; j >= 0; j-- {
		if !needed[j] {
			continue
		}
		for _, before := range t.Spans[j].after {
			needed[before] = true
		}
		if j != i {
			names = append(names, t.Spans[j].Name)
		}
	}
	return names
}
