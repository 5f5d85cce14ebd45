package image

import (
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

var someDigest = "sha256:" + strings.Repeat("0a", 32)

func TestCheckSource(t *testing.T) {
	t.Parallel()
	const host, rest = "registry's host", "and a tag"
	tests := map[string]string{
		"mcr.microsoft.com/azuredocs/aci-helloworld:latest": "",
		"docker.io/library/nginx:1.27":                      "",
		"localhost:5000/a:b":                                "",
		"localhost/a:b":                                     "",
		"ghcr.io/a/b@" + someDigest:                         "",
		"ghcr.io/a/b:v1@" + someDigest:                      "",
		"nginx:1.27":                                        host,
		"library/nginx:1.27":                                host,
		"docker.io/":                                        rest,
		"":                                                  host,
		"docker.io/library/nginx":                           rest,
		"docker.io/library/nginx:":                          rest,
		"docker.io/library/nginx:-1":                        rest,
		"docker.io/library/nginx:1:2":                       rest,
		"docker.io/Library/nginx:1":                         rest,
		"docker.io//nginx:1":                                rest,
		"docker.io/nginx@sha256:00":                         rest,
		"docker.io/nginx@":                                  rest,
	}
	for source, want := range tests {
		checkFault(t, source, checkSource(source), want)
	}
}

func TestCheckTarget(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"samples/helloworld:v1":            "",
		"helloworld:v1":                    "",
		"a/b/c__d/e-f.g:1.2_3-4":           "",
		"samples/helloworld":               "with a tag",
		"samples/helloworld@" + someDigest: "with a tag",
		"":                                 "with a tag",
		"/helloworld:v1":                   "with a tag",
		"contoso.azurecr.io/hello:v1":      "must not name a registry",
		"samples/HelloWorld:v1":            "lower-case",
	}
	for target, want := range tests {
		checkFault(t, target, checkTarget(target), want)
	}
}

func checkFault(t *testing.T, given string, err error, want string) {
	t.Helper()
	if want == "" && err != nil {
		t.Errorf("%q: error = %v", given, err)
	}
	if want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
		t.Errorf("%q: error = %v, want one with %q", given, err, want)
	}
}

func TestMentions(t *testing.T) {
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
			if got := mentions(test.properties, target); got != test.want {
				t.Errorf("mentions = %t", got)
			}
		})
	}
}
