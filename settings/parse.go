package settings

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"private-acr/internal/azure"
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
		case azure.Nearest(namespace, []string{Namespace}) != "":
			faults.Add(key, "is a setting of nobody", nil, fmt.Sprintf("did you mean %q?", Namespace+":"+name))
		}
	}
	s.decode(raw, source.Secret, faults)
	s.checkUnlisted(faults)
	s.resolve(source.Subscription, faults)
	if err := faults.Err(); err != nil {
		return Settings{}, err
	}
	return s, nil
}

// Resolve fills in every default of settings that a program made, and checks them as [Parse] does. The settings are
// left as they are. A region that no table has is taken at its word: a program means what it says.
func (s Settings) Resolve() (Settings, error) {
	faults := newFaults()
	resolved := schema.Clone(&s)
	resolved.resolve("", faults)
	return *resolved, faults.Err()
}

func newFaults() *spec.Faults { return &spec.Faults{Subject: "the stack's settings"} }

// decode reads key by key, because Pulumi says of a key that there is a secret in it, and no more.
func (s *Settings) decode(raw map[string]any, secret []string, faults *spec.Faults) {
	var known []string
	for _, f := range schema.Fields(reflect.TypeFor[Settings]()) {
		known = append(known, f.Key)
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
			faults.Add(f.Key, "must not be secret, because nothing in it can be kept secret: it becomes part of names, "+
				"addresses or ids", nil, "set it without --secret")
			continue
		}
		schema.Decode(map[string]any{f.Key: given}, s, "", hidden, faults)
	}
	for _, key := range slices.Sorted(maps.Keys(raw)) {
		if !slices.Contains(known, key) {
			faults.Add(key, "is no setting", nil, remedyOfUnknown(key, known))
		}
	}
}

// remedyOfUnknown knows what `pulumi config set` makes of a path without --path.
func remedyOfUnknown(key string, known []string) string {
	first, _, isPath := strings.Cut(strings.ReplaceAll(key, "[", "."), ".")
	if isPath && slices.Contains(known, first) {
		return fmt.Sprintf("remove it with pulumi config rm '%[1]s' and write pulumi config set --path '%[1]s'", key)
	}
	return schema.RemedyOfUnknown(key, known)
}

// resolve fills in and checks. Names are made of the workload's only when that is right.
func (s *Settings) resolve(subscription string, faults *spec.Faults) {
	if short, err := azure.ParseRegion(s.Location); err == nil {
		s.Location = short
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

// Reference documents every setting in the order of the specs, each object ahead of what it holds.
func Reference() []schema.Entry { return schema.Reference(reflect.TypeFor[Settings]()) }
