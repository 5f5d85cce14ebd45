package mocktest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// CheckHidden wants a text to stand nowhere in the inputs of what was registered but in secrets, in the graph
// and in that of the preview, if it has one. The program's own sources are exempt.
func CheckHidden(t *testing.T, g *Graph, text string) {
	t.Helper()
	for ; g != nil; g = g.Preview {
		for _, path := range g.visible(text) {
			t.Errorf("%s: a secret stands at %s for everybody to see", g.mode(), path)
		}
	}
}

// visible lists the places of the text outside of secrets.
func (g *Graph) visible(text string) []string {
	var paths []string
	for _, res := range g.Resources {
		if res.Type != sourceType {
			paths = append(paths, visible(resource.NewProperty(res.Inputs), res.Name, text)...)
		}
	}
	return paths
}

func visible(v resource.PropertyValue, path, text string) []string {
	var paths []string
	switch {
	case v.IsString() && strings.Contains(v.StringValue(), text):
		return []string{path}
	case v.IsOutput() && !v.OutputValue().Secret:
		return visible(v.OutputValue().Element, path, text)
	case v.IsArray():
		for i, element := range v.ArrayValue() {
			paths = append(paths, visible(element, fmt.Sprintf("%s[%d]", path, i), text)...)
		}
	case v.IsObject():
		for key, value := range v.ObjectValue() {
			if strings.Contains(string(key), text) {
				paths = append(paths, path+" (key)")
			}
			paths = append(paths, visible(value, path+"."+string(key), text)...)
		}
	}
	return paths
}
