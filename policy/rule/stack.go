package rule

import (
	"slices"
	"sort"
	"strings"
	"sync"
)

// Stack is all resources of a stack, with what depends on what.
type Stack struct {
	resources []*Resource
	byURN     map[string]*Resource
	byType    map[Type][]*Resource
	byID      map[string]*Resource
	children  map[string][]string
	views     sync.Map
}

// NewStack is the stack of the resources, whose order does not matter.
func NewStack(resources []*Resource) *Stack {
	s := &Stack{
		resources: slices.Clone(resources),
		byURN:     map[string]*Resource{}, byType: map[Type][]*Resource{}, byID: map[string]*Resource{},
		children: map[string][]string{},
	}
	sort.Slice(s.resources, func(i, j int) bool { return s.resources[i].URN < s.resources[j].URN })
	for _, r := range s.resources {
		s.byURN[r.URN] = r
		s.byType[r.Type] = append(s.byType[r.Type], r)
		s.children[r.Parent] = append(s.children[r.Parent], r.URN)
		// A component may hand on the id of what it is made of as an output of its own.
		if id, known := r.At("id").Text(); known == Yes && r.IsAzure() {
			s.byID[strings.ToLower(id)] = r
		}
	}
	return s
}

// All are the stack's resources of the types, or all of them where none is given, in the order of URNs.
func (s *Stack) All(types ...Type) []*Resource {
	if len(types) == 0 {
		return s.resources
	}
	var all []*Resource
	for _, t := range types {
		all = append(all, s.byType[t]...)
	}
	return all
}

// Once is what build makes of the stack, made once under the key. It is how a view on a stack keeps what it
// has worked out about all resources, so that the cost of rules grows with the stack and not with its square.
func Once[T any](s *Stack, key any, build func() T) T {
	if found, done := s.views.Load(key); done {
		return found.(T) //nolint:forcetypeassert // Of the same key.
	}
	made := build()
	s.views.Store(key, made)
	return made
}

// ARMParent is the resource of one of the types that r is a part of in Azure, as a replication is of a
// registry. In a preview the property with the parent's name tells, by what it was computed from; among the
// outputs of a part only its id does. The answer is no, without a resource, where the parent is outside of
// the stack.
func (s *Stack) ARMParent(r *Resource, name string, of ...Type) (*Resource, Answer) {
	if sources := s.Sources(r, r.At(name), of...); len(sources) == 1 {
		return sources[0], Yes
	}
	id, known := r.At("id").Text()
	if parent := s.enclosing(id, of); parent != nil {
		return parent, Yes
	}
	for _, t := range of {
		known = known.And(s.index(t, "id").known)
	}
	return nil, known.Then(No)
}

// enclosing is the nearest resource of one of the types whose id the id begins with: for the id of a
// replication the registry.
func (s *Stack) enclosing(id string, of []Type) *Resource {
	for rest := strings.ToLower(id); rest != ""; {
		rest = rest[:max(strings.LastIndexByte(rest, '/'), 0)]
		if found := s.byID[rest]; found != nil && slices.Contains(of, found.Type) {
			return found
		}
	}
	return nil
}

// Referred is the resource of one of the types that an id, given as a property of r, means. The answer is
// no, without a resource, where the id is known and that of something outside of the stack or where there
// is no id. A computed id is followed through what it was computed from; where that is not exactly one
// resource of the types, the answer is unknown.
func (s *Stack) Referred(r *Resource, id Value, types ...Type) (*Resource, Answer) {
	text, known := id.Text()
	switch known {
	case No:
		return nil, No
	case Yes:
		found := s.byID[strings.ToLower(text)]
		if found == nil {
			return s.unlisted(r, id, types)
		}
		if !slices.Contains(types, found.Type) {
			return nil, No
		}
		return found, Yes
	default:
		return s.source(r, id, types)
	}
}

// Matching is the resource of the type that has, as the property, the same text as v, which is a property of
// r: the registry with a login server. The answers are those of [Stack.Referred].
func (s *Stack) Matching(r *Resource, v Value, t Type, property string) (*Resource, Answer) {
	text, known := v.Text()
	switch known {
	case No:
		return nil, No
	case Yes:
		index := s.index(t, property)
		if found := index.by[strings.ToLower(text)]; found != nil {
			return found, Yes
		}
		return nil, index.known.Then(No)
	default:
		return s.source(r, v, []Type{t})
	}
}

// index is the resources of a type by the text of a property, without regard to case.
type index struct {
	by map[string]*Resource
	// known is unknown where some resource does not have the property yet: these are ids that Azure gives.
	known Answer
}

type indexKey struct {
	of       Type
	property string
}

func (s *Stack) index(of Type, property string) index {
	return Once(s, indexKey{of, property}, func() index {
		made := index{by: map[string]*Resource{}, known: Yes}
		for _, r := range s.byType[of] {
			text, known := r.At(property).Text()
			if known != Yes {
				made.known = Unknown
				continue
			}
			made.by[strings.ToLower(text)] = r
		}
		return made
	})
}

// unlisted is the resource of the types that a known id means although none is known to have it. In the
// preview of an update programs know the ids of what is updated, from the engine, while the resource itself
// does not show its id, because azure-native does not answer it. What the id was made of tells, as with a
// computed one; with nothing that could be meant, it is that of something outside of the stack.
func (s *Stack) unlisted(r *Resource, id Value, types []Type) (*Resource, Answer) {
	sources := slices.DeleteFunc(s.Sources(r, id, types...), func(source *Resource) bool {
		_, known := source.At("id").Text()
		return known != Unknown
	})
	switch len(sources) {
	case 0:
		return nil, No
	case 1:
		return sources[0], Yes
	default:
		return nil, Unknown
	}
}

// source is the one resource of the types that a computed property was computed from.
func (s *Stack) source(r *Resource, computed Value, types []Type) (*Resource, Answer) {
	sources := s.Sources(r, computed, types...)
	if len(sources) != 1 {
		return nil, Unknown
	}
	return sources[0], Yes
}

// Sources are the resources of the types that the property, or the whole of what it lies in, was computed
// from: Pulumi records that for a resource's outermost properties.
func (s *Stack) Sources(r *Resource, v Value, types ...Type) []*Resource {
	outermost, _, _ := strings.Cut(strings.ReplaceAll(v.Path(), "[", "."), ".")
	var sources []*Resource
	for _, urn := range r.PropertyDependencies[outermost] {
		found := s.byURN[urn]
		if found != nil && slices.Contains(types, found.Type) && !slices.Contains(sources, found) {
			sources = append(sources, found)
		}
	}
	return sources
}

// After says that the later resource is built only when the earlier one is there, through any number of
// steps. A dependency on a component is one on all that lies in it.
func (s *Stack) After(later, earlier *Resource) bool {
	return s.before(later.URN)[earlier.URN]
}

type beforeKey string

// before is the set of URNs that have to be there before the resource.
func (s *Stack) before(urn string) map[string]bool {
	return Once(s, beforeKey(urn), func() map[string]bool {
		found := map[string]bool{}
		for queue := s.direct(urn); len(queue) > 0; {
			next := queue[0]
			queue = queue[1:]
			if found[next] {
				continue
			}
			found[next] = true
			queue = append(queue, s.direct(next)...)
			if r := s.byURN[next]; r != nil && !r.IsAzure() {
				queue = append(queue, s.children[next]...)
			}
		}
		return found
	})
}

// direct are the URNs that the resource itself names.
func (s *Stack) direct(urn string) []string {
	r := s.byURN[urn]
	if r == nil {
		return nil
	}
	r.Properties.count()
	urns := slices.Clone(r.Dependencies)
	for _, from := range r.PropertyDependencies {
		urns = append(urns, from...)
	}
	return urns
}
