package image

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

func TestReferencesImage(t *testing.T) {
	t.Parallel()
	const target = "samples/hello:v1"
	image := func(value resource.PropertyValue) resource.PropertyMap {
		container := resource.NewProperty(resource.PropertyMap{"image": value})
		return resource.PropertyMap{
			"name":       resource.NewProperty("app"),
			"containers": resource.NewProperty([]resource.PropertyValue{container}),
		}
	}
	text := resource.NewProperty("contoso.azurecr.io/" + target)
	tests := map[string]struct {
		properties resource.PropertyMap
		want       bool
	}{
		"nothing":      {nil, false},
		"in a list":    {image(text), true},
		"bare":         {image(resource.NewProperty(target)), true},
		"secret":       {image(resource.MakeSecret(text)), true},
		"output":       {image(resource.NewProperty(resource.Output{Element: text, Known: true})), true},
		"longer tag":   {image(resource.NewProperty("contoso.azurecr.io/" + target + "0")), false},
		"longer name":  {image(resource.NewProperty("contoso.azurecr.io/more" + target)), false},
		"other kind":   {image(resource.NewProperty(7.0)), false},
		"not known":    {image(resource.MakeComputed(resource.NewProperty(""))), false},
		"without list": {resource.PropertyMap{"name": resource.NewProperty("app")}, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := referencesImage(test.properties, target); got != test.want {
				t.Errorf("referencesImage = %t", got)
			}
		})
	}
}
