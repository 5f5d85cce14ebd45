package mocktest

import (
	"fmt"
	"slices"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// Unknown stands for a value that a preview cannot know yet.
const Unknown = "<unknown>"

// Resource is one registration.
type Resource struct {
	URN, Type, Name string
	// Parent is the URN of the parent.
	Parent string
	// Custom tells a resource of a provider from a component.
	Custom bool
	Inputs resource.PropertyMap
	// Request is the registration as the engine would see it: dependencies, replacement rules, version.
	Request *pulumirpc.RegisterResourceRequest
}

// Output is the value of a component's output after the run.
type Output struct {
	Value         any
	Known, Secret bool
	Err           error

	missing, mayBeEmpty bool
	dependencies        []dependency
}

// dependency is a resource an output waits for.
type dependency interface{ PulumiResourceName() string }

// DependsOn tells whether the output waits for the resource with the logical name.
func (o Output) DependsOn(name string) bool {
	return slices.ContainsFunc(o.dependencies, func(d dependency) bool {
		return d.PulumiResourceName() == name
	})
}

// Graph is what one run registered, ordered by URN.
type Graph struct {
	DryRun    bool
	Resources []Resource
	// Outputs are the watched ones; see [Component] and [Watch].
	Outputs map[string]Output
	// Preview is the graph of the preview, in the graph of an update.
	Preview *Graph

	completed int
	outside   map[string]bool
}

// Names lists the logical names of all resources of providers.
func (g *Graph) Names() []string {
	names := []string{}
	for _, res := range g.Resources {
		if res.Custom {
			names = append(names, res.Name)
		}
	}
	slices.Sort(names)
	return names
}

// Resource is the resource with the logical name.
func (g *Graph) Resource(t *testing.T, name string) Resource {
	t.Helper()
	for _, res := range g.Resources {
		if res.Name == name {
			return res
		}
	}
	t.Fatalf("no resource %q in %v", name, g.Names())
	return Resource{}
}

// OfType lists the resources of a type, whatever API version its tokens bear.
func (g *Graph) OfType(token string) []Resource {
	var found []Resource
	for _, res := range g.Resources {
		if typeToken(res.Type) == typeToken(token) {
			found = append(found, res)
		}
	}
	return found
}

// Output is the value of a watched output, [Unknown] where a preview does not know it.
func (g *Graph) Output(t *testing.T, name string) any {
	t.Helper()
	out, ok := g.Outputs[name]
	if !ok {
		t.Fatalf("output %q is not watched", name)
	}
	if !out.Known {
		return Unknown
	}
	return out.Value
}

// Input is the value at a property path of the inputs, such as "sku.name" or "subnets[0].name", in
// plain Go types: nil where there is none, [Unknown] where a preview does not know it.
func (r Resource) Input(t *testing.T, path string) any {
	t.Helper()
	parsed, err := resource.ParsePropertyPath(path)
	if err != nil {
		t.Fatalf("parsing path %q: %v", path, err)
	}
	value, ok := parsed.Get(withoutSecrets(resource.NewProperty(r.Inputs)))
	if !ok {
		return nil
	}
	return plain(value)
}

// withoutSecrets is the value with what secrets hold in their places, so that a path leads through them.
func withoutSecrets(v resource.PropertyValue) resource.PropertyValue {
	switch {
	case v.IsSecret():
		return withoutSecrets(v.SecretValue().Element)
	case v.IsArray():
		var elements []resource.PropertyValue
		for _, element := range v.ArrayValue() {
			elements = append(elements, withoutSecrets(element))
		}
		return resource.NewProperty(elements)
	case v.IsObject():
		object := resource.PropertyMap{}
		for key, value := range v.ObjectValue() {
			object[key] = withoutSecrets(value)
		}
		return resource.NewProperty(object)
	}
	return v
}

// plain is the value in Go's own types, without secrets' wrapping.
func plain(v resource.PropertyValue) any {
	return v.MapRepl(nil, func(v resource.PropertyValue) (any, bool) {
		switch {
		case v.IsComputed(), v.IsOutput() && !v.OutputValue().Known:
			return Unknown, true
		case v.IsSecret():
			return plain(v.SecretValue().Element), true
		default:
			return nil, false
		}
	})
}

// DependsOn tells whether the resource waits for the one with the logical name, by a property's value
// or by declaration.
func (r Resource) DependsOn(name string) bool {
	return slices.ContainsFunc(r.Request.GetDependencies(), func(u string) bool {
		return resource.URN(u).Name() == name
	})
}

// PropertyDependsOn tells whether the property's value comes from the resource with the logical name.
func (r Resource) PropertyDependsOn(property, name string) bool {
	dependencies := r.Request.GetPropertyDependencies()[property]
	return slices.ContainsFunc(dependencies.GetUrns(), func(u string) bool {
		return resource.URN(u).Name() == name
	})
}

// String is how a resource shows in a test's failure.
func (r Resource) String() string {
	return fmt.Sprintf("%s %q", r.Type, r.Name)
}
