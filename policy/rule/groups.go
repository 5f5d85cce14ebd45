package rule

// Groups are resources by the resource that they belong to.
type Groups struct {
	members map[*Resource][]*Resource
	// Unresolved are those of which it is not known what they belong to.
	Unresolved []*Resource
}

// GroupBy groups the stack's resources of the types by what they belong to, once under the key. What a
// resource belongs to is answered as by [Stack.Referred].
func GroupBy(
	s *Stack, key any, owner func(*Stack, *Resource) (*Resource, Answer), types ...Type,
) *Groups {
	return Once(s, key, func() *Groups {
		groups := &Groups{members: map[*Resource][]*Resource{}}
		for _, r := range s.All(types...) {
			found, known := owner(s, r)
			switch {
			case found != nil:
				groups.members[found] = append(groups.members[found], r)
			case known == Unknown:
				groups.Unresolved = append(groups.Unresolved, r)
			}
		}
		return groups
	})
}

// Of are those that belong to the owner. The answer is unknown where there may be more.
func (g *Groups) Of(owner *Resource) ([]*Resource, Answer) {
	if len(g.Unresolved) > 0 {
		return g.members[owner], Unknown
	}
	return g.members[owner], Yes
}
