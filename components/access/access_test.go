package access_test

import (
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/components/access"
	"private-acr/internal/component"
	"private-acr/internal/mocktest"
)

func TestCheckImage(t *testing.T) {
	t.Parallel()
	digest := "@sha256:" + strings.Repeat("0a", 32)
	tests := map[string]struct {
		image, want string
	}{
		"tag":             {"myapp:1.0.0", ""},
		"path":            {"shop/cart/api:v1_2", ""},
		"separators":      {"a__b/c-d.e:latest", ""},
		"digest":          {"myapp" + digest, ""},
		"no tag":          {"myapp", "must be a repository with a tag or a digest"},
		"empty":           {"", "must be a repository"},
		"empty tag":       {"myapp:", "must be a repository"},
		"upper case":      {"MyApp:1", "must be a repository"},
		"short digest":    {"myapp@sha256:00", "must be a repository"},
		"host":            {"acr.azurecr.io/myapp:1", "must not name a registry"},
		"localhost":       {"localhost/myapp:1", "must not name a registry"},
		"host and port":   {"acr.azurecr.io:443/myapp:1", "must not name a registry"},
		"port":            {"localhost:5000/myapp:1", "must not name a registry"},
		"double slash":    {"shop//cart:1", "must be a repository"},
		"trailing hyphen": {"shop-:1", "must be a repository"},
		"tag and digest":  {"myapp:1" + digest, "must be a repository"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := access.CheckImage(test.image)
			switch {
			case test.want == "" && err != nil:
				t.Errorf("CheckImage(%q) = %v, want nil", test.image, err)
			case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
				t.Errorf("CheckImage(%q) = %v, want %q", test.image, err, test.want)
			}
		})
	}
}

// FuzzCheckImage holds that what passes is one reference below the registry's host, whatever it is.
func FuzzCheckImage(f *testing.F) {
	f.Add("myapp:1.0.0")
	f.Add("acr.azurecr.io/myapp:1")
	f.Fuzz(func(t *testing.T, image string) {
		if access.CheckImage(image) != nil {
			return
		}
		blank, versioned := strings.ContainsAny(image, " \t\n"), strings.ContainsAny(image, ":@")
		if blank || !versioned || strings.HasPrefix(image, "/") {
			t.Errorf("CheckImage(%q) = nil", image)
		}
	})
}

func TestImageHasTheLoginServer(t *testing.T) {
	t.Parallel()
	graph := mocktest.Run(t, func(ctx *pulumi.Context) error {
		pull := access.Pull{LoginServer: pulumi.String("acr.azurecr.io")}
		mocktest.Watch(ctx, "image", pull.Image("myapp:1"))
		return nil
	})
	if got := graph.Output(t, "image"); got != "acr.azurecr.io/myapp:1" {
		t.Errorf("Image = %v, want acr.azurecr.io/myapp:1", got)
	}
}

func TestCheckWantsEveryField(t *testing.T) {
	t.Parallel()
	given := pulumi.String("given")
	complete := access.Pull{LoginServer: given, RegistryID: given, IdentityID: given, ClientID: given}
	tests := map[string]struct {
		change func(*access.Pull)
		faulty bool
	}{
		"complete":     {func(*access.Pull) {}, false},
		"login server": {func(p *access.Pull) { p.LoginServer = nil }, true},
		"registry":     {func(p *access.Pull) { p.RegistryID = nil }, true},
		"identity":     {func(p *access.Pull) { p.IdentityID = nil }, true},
		"client":       {func(p *access.Pull) { p.ClientID = nil }, true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			pull := complete
			test.change(&pull)
			var faults component.Faults
			pull.Check(&faults, "access")
			if err := faults.Err("container app", "app"); (err != nil) != test.faulty {
				t.Errorf("Check noted %v, want a fault: %v", err, test.faulty)
			}
		})
	}
}
