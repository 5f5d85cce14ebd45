package settings

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"private-acr/internal/schema"
	"private-acr/spec"
)

// Parse reads a stack's settings out of its configuration. Keys of other namespaces are left alone.
//
// The result has every default filled in. The error is a [*spec.Faults], all of them at once.
func Parse(source Source) (Settings, error) {
	var s Settings
	faults := newFaults()
	raw := map[string]any{}
	for _, key := range slices.Sorted(maps.Keys(source.Values)) {
		namespace, name, _ := strings.Cut(key, ":")
		switch {
		case namespace == Namespace:
			raw[name] = structured(source.Values[key], name, faults)
		case misspelt(namespace):
			meant := Namespace + ":" + name
			faults.Add(key, "is a setting of nobody", nil, fmt.Sprintf("did you mean %q?", meant))
		}
	}
	s.decode(raw, source.Secret, faults)
	s.noteUnknown(raw, source.Secret, faults)
	s.checkUnlisted(faults)
	s.resolve(source.Subscription, faults)
	if err := faults.Err(); err != nil {
		return Settings{}, err
	}
	return s, nil
}

// Resolve fills in every default of settings that a program made, and checks them as [Parse] does. The
// settings are left as they are. A region that no table has is taken at its word: a program means what it
// says.
func (s Settings) Resolve() (Settings, error) {
	faults := newFaults()
	resolved := schema.Clone(&s)
	resolved.resolve("", faults)
	return *resolved, faults.Err()
}

func newFaults() *spec.Faults { return &spec.Faults{Subject: "the stack's settings"} }

// decode reads key by key, because Pulumi says of a key that there is a secret in it, and no more.
func (s *Settings) decode(raw map[string]any, secret []string, faults *spec.Faults) {
	for _, f := range schema.Fields(reflect.TypeFor[Settings]()) {
		given, is := raw[f.Key]
		if !is || !faults.OK(f.Key) {
			continue
		}
		hidden := slices.Contains(secret, Namespace+":"+f.Key)
		switch {
		case !hidden:
		case schema.HoldsInput(f.Type):
			faults.Hide(f.Key)
		default:
			faults.Add(f.Key, "must not be secret, because nothing in it can be kept secret: it becomes "+
				"part of names, addresses or ids", nil, "set it without --secret")
			continue
		}
		schema.Decode(map[string]any{f.Key: given}, s, "", hidden, faults)
	}
}

// resolve fills in and checks. Regions are short before anything is made of them, and names are made of the
// workload's only when that is right.
func (s *Settings) resolve(subscription string, faults *spec.Faults) {
	s.Location = schema.Normal("region", s.Location)
	for i, region := range s.Registry.Replicas {
		s.Registry.Replicas[i] = schema.Normal("region", region)
	}
	workload := s.Name
	if schema.Violates("workload", workload) != nil {
		workload = ""
	}
	schema.Resolve(s, workload, schema.Settings, faults)
	s.checkSubscriptions(subscription, faults)
}

// checkUnlisted asks for a word where a region is none that this release knows.
func (s *Settings) checkUnlisted(f *spec.Faults) {
	regions := map[string]string{"location": s.Location}
	for i, region := range s.Registry.Replicas {
		regions[spec.Item("registry.replicas", i)] = region
	}
	for _, path := range slices.Sorted(maps.Keys(regions)) {
		if violation := schema.Unlisted(regions[path]); violation != nil {
			f.Add(path, violation.Rule, regions[path], violation.Remedy)
		}
	}
}

// Entry documents one setting.
type Entry = schema.Entry

// Reference documents every setting in the order of the specs, each object ahead of what it holds.
func Reference() []Entry { return schema.Reference(reflect.TypeFor[Settings]()) }
