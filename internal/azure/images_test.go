package azure_test

import (
	"strings"
	"testing"

	"private-acr/internal/azure"
)

func TestParseImage(t *testing.T) {
	t.Parallel()
	digest := "sha256:" + strings.Repeat("0a", 32)
	for given, want := range map[string]azure.Image{
		"myapp":                     {Repository: "myapp"},
		"myapp:1.0.0":               {Repository: "myapp", Tag: "1.0.0"},
		"shop/cart@" + digest:       {Repository: "shop/cart", Digest: digest},
		"shop/cart:1@" + digest:     {Repository: "shop/cart", Tag: "1", Digest: digest},
		"a__b/c-d.e:latest":         {Repository: "a__b/c-d.e", Tag: "latest"},
		"my.app:1":                  {Repository: "my.app", Tag: "1"},
		"acr.azurecr.io/my/app:1":   {Host: "acr.azurecr.io", Repository: "my/app", Tag: "1"},
		"ACR.azurecr.io:443/app":    {Host: "ACR.azurecr.io:443", Repository: "app"},
		"localhost/app:1":           {Host: "localhost", Repository: "app", Tag: "1"},
		"registry:5000/app:1":       {Host: "registry:5000", Repository: "app", Tag: "1"},
		"localhost:5000/team/app":   {Host: "localhost:5000", Repository: "team/app"},
		"mcr.microsoft.com/a/b:1.2": {Host: "mcr.microsoft.com", Repository: "a/b", Tag: "1.2"},
	} {
		if got, ok := azure.ParseImage(given); !ok || got != want {
			t.Errorf("ParseImage(%q) = %+v, %v, want %+v", given, got, ok, want)
		}
	}
}

func TestParseImageOfNoReference(t *testing.T) {
	t.Parallel()
	for given, host := range map[string]string{
		"":                                  "",
		"myapp:":                            "",
		"MyApp:1":                           "",
		"/myapp:1":                          "",
		"shop//cart:1":                      "",
		"shop-:1":                           "",
		"myapp@sha256:00":                   "",
		"https://acr.azurecr.io/a:1":        "",
		"acr.azurecr.io/":                   "acr.azurecr.io",
		"acr.azurecr.io/Cart:1":             "acr.azurecr.io",
		"myapp:1\n":                         "",
		"a b/c:1":                           "",
		"evil.com#.azurecr.io/a:1":          "",
		"myapp:" + strings.Repeat("a", 129): "",
	} {
		if got, ok := azure.ParseImage(given); ok || got != (azure.Image{Host: host}) {
			t.Errorf("ParseImage(%q) = %+v, %v, want only the host %q", given, got, ok, host)
		}
	}
}

func TestImageRegistry(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"nginx:1":            "docker.io",
		"library/nginx:1":    "docker.io",
		"acr.azurecr.io/a:1": "acr.azurecr.io",
	} {
		image, _ := azure.ParseImage(given)
		if got := image.Registry(); got != want {
			t.Errorf("%q is of %q, want %q", given, got, want)
		}
	}
}

func TestImageString(t *testing.T) {
	t.Parallel()
	for want, image := range map[string]azure.Image{
		"app":                       {Repository: "app"},
		"acr.azurecr.io/app":        {Host: "acr.azurecr.io", Repository: "app"},
		"app:1":                     {Repository: "app", Tag: "1"},
		"app@sha256:0a":             {Repository: "app", Digest: "sha256:0a"},
		"localhost/app:1@sha256:0a": {Host: "localhost", Repository: "app", Tag: "1", Digest: "sha256:0a"},
	} {
		if got := image.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestImageQualified(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"nginx:1":            "docker.io/library/nginx:1",
		"team/app:1":         "docker.io/team/app:1",
		"docker.io/nginx":    "docker.io/library/nginx",
		"acr.azurecr.io/a:1": "acr.azurecr.io/a:1",
	} {
		image, _ := azure.ParseImage(given)
		if got := image.Qualified().String(); got != want {
			t.Errorf("%q is qualified %q, want %q", given, got, want)
		}
	}
}

func TestImagePinned(t *testing.T) {
	t.Parallel()
	digest := "@sha256:" + strings.Repeat("0a", 32)
	for given, want := range map[string]bool{
		"app": false, "app:1": true, "app" + digest: true, "app:1" + digest: false,
	} {
		image, _ := azure.ParseImage(given)
		if got := image.Pinned(); got != want {
			t.Errorf("%q is pinned: %t, want %t", given, got, want)
		}
	}
}

func TestParseRepositoryImage(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]azure.Image{
		"shop/cart:1.0.0": {Repository: "shop/cart", Tag: "1.0.0"},
		"my.shop/cart":    {Repository: "my.shop/cart"},
	} {
		if got, ok := azure.ParseRepositoryImage(given); !ok || got != want {
			t.Errorf("%q: got %+v, %t, want %+v", given, got, ok, want)
		}
	}
	for _, given := range []string{
		"", "Cart:1", "docker.io/library/nginx:1", "acr.azurecr.io/cart:1", "localhost:5000/cart",
		"docker.io/A",
	} {
		if got, ok := azure.ParseRepositoryImage(given); ok {
			t.Errorf("%q: got %+v, want it refused", given, got)
		}
	}
}

func TestCheckRepository(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]bool{
		"cart": true, "my.shop/cart": true, strings.Repeat("a", 255): true,
		"": false, "Cart": false, "cart:1": false, "docker.io/cart": false, strings.Repeat("a", 256): false,
	} {
		if err := azure.CheckRepository(given); want != (err == nil) {
			t.Errorf("%q: got %v", given, err)
		}
	}
}

// FuzzParseImage holds that the parts of a reference make it up again.
func FuzzParseImage(f *testing.F) {
	f.Add("acr.azurecr.io/my/app:1")
	f.Add("app@sha256:" + strings.Repeat("0a", 32))
	f.Fuzz(func(t *testing.T, given string) {
		image, ok := azure.ParseImage(given)
		if !ok {
			return
		}
		whole := image.Repository
		if image.Host != "" {
			whole = image.Host + "/" + whole
		}
		if image.Tag != "" {
			whole += ":" + image.Tag
		}
		if image.Digest != "" {
			whole += "@" + image.Digest
		}
		if whole != given {
			t.Errorf("ParseImage(%q) = %+v", given, image)
		}
	})
}

func TestParseRepositoryImageKeepsEveryPart(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]azure.Image{
		"a:1": {Repository: "a", Tag: "1"}, "my.app/a": {Repository: "my.app/a"},
		"a/b:1":                  {Repository: "a/b", Tag: "1"},
		strings.Repeat("a", 255): {Repository: strings.Repeat("a", 255)},
	} {
		if got, is := azure.ParseRepositoryImage(given); !is || got != want {
			t.Errorf("%q: got %+v, %t", given, got, is)
		}
	}
	for given, host := range map[string]string{
		"ghcr.io/a:1": "ghcr.io", "acr.azurecr.io/a:1": "acr.azurecr.io", "reg:5000/a:1": "reg:5000",
		"A:1": "", "": "",
		strings.Repeat("a", 256): "",
	} {
		if got, is := azure.ParseRepositoryImage(given); is || got.Host != host {
			t.Errorf("%q: got %+v, %t", given, got, is)
		}
	}
}

func TestCheckRepositoryKnowsHosts(t *testing.T) {
	t.Parallel()
	for given, ok := range map[string]bool{
		"a": true, "shop/cart": true, "a.b/c": true, "a:1": false, "A": false, "": false, "ghcr.io/a": false,
	} {
		if err := azure.CheckRepository(given); (err == nil) != ok {
			t.Errorf("%q: got %v", given, err)
		}
	}
}

func TestImagesAsTexts(t *testing.T) {
	t.Parallel()
	digest := "sha256:" + strings.Repeat("0a", 32)
	for given, want := range map[string]struct {
		qualified string
		pinned    bool
	}{
		"nginx": {"docker.io/library/nginx", false}, "nginx:1": {"docker.io/library/nginx:1", true},
		"team/a@" + digest:        {"docker.io/team/a@" + digest, true},
		"docker.io/library/a:1":   {"docker.io/library/a:1", true},
		"ghcr.io/a:1":             {"ghcr.io/a:1", true},
		"ghcr.io/a/b:1@" + digest: {"ghcr.io/a/b:1@" + digest, false},
	} {
		image, is := azure.ParseImage(given)
		if !is || image.String() != given || image.Qualified().String() != want.qualified ||
			image.Pinned() != want.pinned {
			t.Errorf("%q: got %q, %q, pinned: %t", given, image, image.Qualified(), image.Pinned())
		}
	}
}
