package rule

// Sorted is the resources of some types by the resource that they belong to.
type Sorted struct {
	of map[*Resource][]*Resource
	// Vague are those of which it is not known what they belong to.
	Vague []*Resource
}

// Sort sorts the stack's resources of the types by what they belong to, once under the key. What one belongs
// to is answered as by [Stack.Referred].
func Sort(
	s *Stack, key any, belongs func(*Stack, *Resource) (*Resource, Answer), types ...Type,
) *Sorted {
	return Once(s, key, func() *Sorted {
		sorted := &Sorted{of: map[*Resource][]*Resource{}}
		for _, one := range s.All(types...) {
			target, known := belongs(s, one)
			switch {
			case target != nil:
				sorted.of[target] = append(sorted.of[target], one)
			case known == Unknown:
				sorted.Vague = append(sorted.Vague, one)
			}
		}
		return sorted
	})
}

// Of are those that belong to the target. The answer is unknown where there may be more.
func (s *Sorted) Of(target *Resource) ([]*Resource, Answer) {
	if len(s.Vague) > 0 {
		return s.of[target], Unknown
	}
	return s.of[target], Yes
}
