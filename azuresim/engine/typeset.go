package engine

// TypeSet collects the types of a service S, each of which adds itself in its own file, so that nobody keeps
// a list:
//
//	var _ = types.Add((*Service).virtualNetwork)
type TypeSet[S any] struct {
	declared []func(S) Type
}

// Add declares a type. Its result is of no use but to stand in a declaration of a variable.
func (s *TypeSet[S]) Add(declare func(S) Type) struct{} {
	s.declared = append(s.declared, declare)
	return struct{}{}
}

// Of are the types as they are for one service.
func (s *TypeSet[S]) Of(service S) []Type {
	all := make([]Type, len(s.declared))
	for i, declare := range s.declared {
		all[i] = declare(service)
	}
	return all
}
