package mocktest

import (
	"reflect"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	"private-acr/internal/catalog"
)

// providerVersion is the one version of azure-native in a stack; a second would bring a second default
// provider.
const providerVersion = "2.90.0"

// reporter is the part of a test that checks need.
type reporter interface {
	Helper()
	Errorf(format string, args ...any)
}

// check reports everything in the graph that holds for no component of this library.
func (g *Graph) check(t reporter) {
	t.Helper()
	g.checkUnique(t)
	g.checkCompleted(t)
	components := g.components()
	for _, res := range g.Resources {
		if g.outside[res.Name] || res.Type == sourceType {
			continue
		}
		g.checkParent(t, res, components)
		g.checkAzureNative(t, res)
	}
	for name, out := range g.Outputs {
		g.checkOutput(t, name, out)
	}
}

func (g *Graph) mode() string {
	if g.DryRun {
		return "preview"
	}
	return "update"
}

func (g *Graph) components() map[string]Resource {
	found := map[string]Resource{}
	for _, res := range g.Resources {
		if !res.Custom {
			found[res.URN] = res
		}
	}
	return found
}

// checkUnique stands in for the engine, which refuses a URN twice; mocks do not.
func (g *Graph) checkUnique(t reporter) {
	t.Helper()
	urns, names := map[string]bool{}, map[[2]string]bool{}
	for _, res := range g.Resources {
		name := [2]string{res.Type, res.Name}
		if urns[res.URN] || names[name] {
			t.Errorf("%s: %s is registered twice", g.mode(), res)
		}
		urns[res.URN], names[name] = true, true
	}
}

// checkCompleted finds components without outputs. The stack registers outputs too.
func (g *Graph) checkCompleted(t reporter) {
	t.Helper()
	if want := len(g.components()) + 1; g.completed != want {
		t.Errorf("%s: outputs registered %d times, want %d: once for each component and for the stack",
			g.mode(), g.completed, want)
	}
}

// checkParent wants every resource of a provider below a component, and every child's name to begin
// with its component's, which keeps aliases inheritable.
func (g *Graph) checkParent(t reporter, res Resource, components map[string]Resource) {
	t.Helper()
	parent, ok := components[res.Parent]
	switch {
	case ok && !strings.HasPrefix(res.Name, parent.Name+"-"):
		t.Errorf("%s: name of %s does not begin with that of its component %q", g.mode(), res, parent.Name)
	case !ok && res.Custom && !g.descends(res, components):
		t.Errorf("%s: %s does not descend from a component", g.mode(), res)
	}
}

// descends tells whether one of the resource's ancestors is a component.
func (g *Graph) descends(res Resource, components map[string]Resource) bool {
	parents := map[string]string{}
	for _, r := range g.Resources {
		parents[r.URN] = r.Parent
	}
	for urn := res.Parent; urn != ""; urn = parents[urn] {
		if _, ok := components[urn]; ok {
			return true
		}
	}
	return false
}

// checkAzureNative wants one provider version, and tags wherever Azure takes them.
func (g *Graph) checkAzureNative(t reporter, res Resource) {
	t.Helper()
	if !strings.HasPrefix(res.Type, "azure-native:") {
		return
	}
	if got := res.Request.GetVersion(); got != providerVersion {
		t.Errorf("%s: %s asks for provider version %q, want %q", g.mode(), res, got, providerVersion)
	}
	row, ok := catalog.ByToken(res.Type)
	if !ok {
		t.Errorf("%s: type of %s is not in the catalogue", g.mode(), res)
	}
	if !row.Untagged && !res.Inputs.HasValue(resource.PropertyKey("tags")) {
		t.Errorf("%s: %s has no tags", g.mode(), res)
	}
}

func (g *Graph) checkOutput(t reporter, name string, out Output) {
	t.Helper()
	switch {
	case out.missing:
		t.Errorf("%s: output %q was never assigned", g.mode(), name)
	case out.Err != nil:
		t.Errorf("%s: output %q: %v", g.mode(), name, out.Err)
	case g.DryRun || out.mayBeEmpty:
	case !out.Known || out.Value == nil || reflect.ValueOf(out.Value).IsZero():
		t.Errorf("%s: output %q has no value: %v", g.mode(), name, out.Value)
	}
}
