package containerregistry_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/engine"
	"private-acr/azuresim/world"
)

const (
	scopeID = bench.RegistryID + "/scopeMaps/shop-pull"
	tokenID = bench.RegistryID + "/tokens/puller"
)

func scopeMap(actions ...any) world.Body {
	return world.Body{"properties": world.Body{"actions": actions}}
}

func token(scope string) world.Body {
	return world.Body{"properties": world.Body{"scopeMapId": scope}}
}

func withToken(t *testing.T, options world.Options) *bench.Bench {
	t.Helper()
	b := bench.Open(t, options)
	b.Put(bench.RegistryID, bench.Registry())
	b.Put(scopeID, scopeMap("repositories/shop/*/content/read"))
	b.Put(tokenID, token(scopeID))
	return b
}

// generate returns the values of new passwords by their names.
func generate(b *bench.Bench, body world.Body) map[string]string {
	b.Helper()
	answer, err := b.Act(bench.RegistryID, "generateCredentials", body)
	if err != nil {
		b.Fatal(err)
	}
	if answer["username"] != "puller" {
		b.Errorf("got user name %v", answer["username"])
	}
	values := map[string]string{}
	for _, item := range answer["passwords"].([]any) {
		password := item.(world.Body)
		values[password["name"].(string)] = password["value"].(string)
	}
	return values
}

func shownPasswords(b *bench.Bench) []any {
	b.Helper()
	return b.Property(tokenID, "credentials").(world.Body)["passwords"].([]any)
}

func TestPasswordsAreShownOnce(t *testing.T) {
	t.Parallel()
	options := world.Options{Journal: filepath.Join(t.TempDir(), "journal")}
	b := withToken(t, options)
	both := generate(b, world.Body{"tokenId": tokenID})
	if len(both) != 2 || both["password1"] == both["password2"] || len(both["password1"]) < 40 {
		t.Fatalf("got passwords %v", both)
	}
	one := generate(b, world.Body{"tokenId": tokenID, "name": "password1", "expiry": "2027-01-01T00:00:00Z"})
	if one["password1"] == both["password1"] || len(one) != 1 {
		t.Errorf("got %v, after %v", one, both)
	}
	want := []any{
		world.Body{"name": "password1", "expiry": "2027-01-01T00:00:00Z"}, world.Body{"name": "password2"},
	}
	unstamped := cmp.FilterPath(func(p cmp.Path) bool {
		key, is := p.Last().(cmp.MapIndex)
		return is && key.Key().String() == "creationTime"
	}, cmp.Ignore())
	if diff := cmp.Diff(want, shownPasswords(b), unstamped); diff != "" {
		t.Errorf("passwords of the token (-want +got):\n%s", diff)
	}
	text, err := os.ReadFile(options.Journal)
	if err != nil || strings.Contains(string(text), both["password2"]) {
		t.Errorf("the journal (%v) holds a password", err)
	}
}

func TestPasswordsAreRemoved(t *testing.T) {
	t.Parallel()
	b := withToken(t, world.Options{})
	generate(b, world.Body{"tokenId": tokenID})
	b.Put(tokenID, token(scopeID))
	if got := len(shownPasswords(b)); got != 2 {
		t.Errorf("got %d passwords after a PUT that names none", got)
	}
	patch := world.Body{"properties": world.Body{"credentials": world.Body{
		"passwords": []any{world.Body{"name": "password2"}},
	}}}
	result, err := b.World.Patch(tokenID, patch)
	bench.Refused(t, err, "", "")
	bench.Refused(t, b.Await(result.Operation), "", "")
	if got := shownPasswords(b); len(got) != 1 || got[0].(world.Body)["name"] != "password2" {
		t.Errorf("got %v", got)
	}
}

func TestTokenRefusals(t *testing.T) {
	t.Parallel()
	b := withToken(t, world.Options{})
	bench.Refused(t, b.Try(scopeID, scopeMap("repositories/*/shop/content/read")), "InvalidScopeMapAction",
		"*/shop")
	bench.Refused(t, b.Try(tokenID+"2", token(scopeID+"x")), "ScopeMapNotFound", "shop-pullx")
	for name, test := range map[string]struct {
		body world.Body
		code string
	}{
		"no such token":    {world.Body{"tokenId": tokenID + "x"}, "TokenNotFound"},
		"no such password": {world.Body{"tokenId": tokenID, "name": "password3"}, "InvalidPasswordName"},
	} {
		_, err := b.Act(bench.RegistryID, "generateCredentials", test.body)
		bench.Refused(t, err, test.code, "")
		if err == nil {
			t.Error(name)
		}
	}
}

func TestSystemScopeMaps(t *testing.T) {
	t.Parallel()
	b := withToken(t, world.Options{})
	system := bench.RegistryID + "/scopeMaps/_repositories_pull"
	if got := b.Property(system, "type"); got != "SystemDefined" {
		t.Errorf("got type %v", got)
	}
	b.Put(tokenID, token(system))
	_, err := b.World.Delete(system)
	bench.Refused(t, err, "CannotDeleteSystemScopeMap", "_repositories_pull")
}

// TestLogin tries passwords where pulls present them.
func TestLogin(t *testing.T) {
	t.Parallel()
	public := bench.Changed(bench.Registry(), func(p world.Body) {
		p["publicNetworkAccess"] = "Enabled"
		delete(p, "policies")
	})
	tests := map[string]struct {
		repository string
		change     func(*bench.Bench)
		edit       func(credential world.Body)
		detail     string
	}{
		"right":           {repository: "shop/cart"},
		"other repo":      {repository: "bank/vault", detail: "does not let token \"puller\""},
		"no wildcard":     {repository: "shop", detail: "does not let token"},
		"other user":      {"shop/cart", nil, set("username", "root"), `has no token "root"`},
		"wrong password":  {"shop/cart", nil, set("password", "guess"), "the password is none of token"},
		"digest, not it":  {"shop/cart", nil, set("password", "azuresim-secret:sha256:00"), "none of token"},
		"disabled":        {"shop/cart", disable, nil, "is disabled"},
		"generated again": {"shop/cart", again, nil, "the password is none of token"},
		"expired":         {"shop/cart", func(b *bench.Bench) { b.Pass(48 * time.Hour) }, nil, "expired at"},
		"scope map gone": {
			"shop/cart", func(b *bench.Bench) { b.Remove(scopeID) }, nil, "does not let token",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := withToken(t, world.Options{PasswordDelay: -1})
			b.Put(bench.RegistryID, public)
			expiry := b.Now().Add(24 * time.Hour).Format(time.RFC3339)
			password := generate(b, world.Body{"tokenId": tokenID, "expiry": expiry})["password1"]
			if err := b.World.Push(bench.RegistryID, test.repository+":1"); err != nil {
				t.Fatal(err)
			}
			if test.change != nil {
				test.change(b)
			}
			credential := world.Body{"server": bench.Login, "username": "puller", "password": password}
			if test.edit != nil {
				test.edit(credential)
			}
			_, err := b.World.Put(bench.ContainerID, group(bench.Login+"/"+test.repository+":1", credential))
			bench.Refused(t, err, "", "")
			b.Pass(time.Hour)
			checkLastPull(b, test.detail, password)
		})
	}
}

func set(name, value string) func(world.Body) {
	return func(credential world.Body) { credential[name] = value }
}

func disable(b *bench.Bench) {
	b.Put(tokenID, world.Body{"properties": world.Body{"scopeMapId": scopeID, "status": "disabled"}})
}

func again(b *bench.Bench) {
	generate(b, world.Body{"tokenId": tokenID, "name": "password1"})
}

// group is a container group outside of networks that logs in with the credential.
func group(image string, credential world.Body) world.Body {
	body := bench.ContainerGroup(image)
	delete(body, "identity")
	return bench.Changed(body, func(p world.Body) {
		delete(p, "subnetIds")
		delete(p, "ipAddress")
		p["imageRegistryCredentials"] = []any{credential}
	})
}

// checkLastPull wants a pull that worked, or one that was refused for the reason, and no password in it.
func checkLastPull(b *bench.Bench, detail, password string) {
	b.Helper()
	pulls := b.World.Pulls()
	last := pulls[len(pulls)-1]
	step := last.Steps[len(last.Steps)-1]
	if (last.Error == "") != (detail == "") || !strings.Contains(step.Detail, detail) {
		b.Errorf("got %+v, want %q", last, detail)
	}
	if detail != "" && !strings.Contains(last.Error, "UNAUTHORIZED") {
		b.Errorf("got error %q", last.Error)
	}
	for _, step := range last.Steps {
		if strings.Contains(step.Detail, password) || strings.Contains(step.Detail, engine.Digest(password)) {
			b.Errorf("the trace holds the password: %+v", last)
		}
	}
}

func TestPasswordsWorkLate(t *testing.T) {
	t.Parallel()
	b := withToken(t, world.Options{PasswordDelay: time.Hour})
	b.Put(bench.RegistryID, bench.Changed(bench.Registry(), func(p world.Body) {
		p["publicNetworkAccess"] = "Enabled"
		delete(p, "policies")
	}))
	bench.Refused(t, b.World.Push(bench.RegistryID, "shop/cart:1"), "", "")
	password := generate(b, world.Body{"tokenId": tokenID})["password1"]
	credential := world.Body{"server": bench.Login, "username": "puller", "password": password}
	body := group(bench.Login+"/shop/cart:1", credential)
	bench.Refused(t, b.Try(bench.ContainerID, body), "InaccessibleImage", "")
	checkLastPull(b, "works only after 1h0m0s", password)
	b.Pass(time.Hour)
	b.Put(bench.ContainerID, body)
}
