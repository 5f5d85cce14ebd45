package settings_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/internal/azure"
	"private-acr/settings"
)

func TestFaultsOfImports(t *testing.T) {
	t.Parallel()
	source := func(name, source, rule, remedy string) faultCase {
		return onApp(name, `{"image":"a:1","importFrom":"`+source+`"}`, "containerApps.web.importFrom", rule,
			remedy)
	}
	testFaults(t, []faultCase{
		{
			"one tag from two sources",
			map[string]string{
				"containerApps":      `{"web":{"image":"a:1","importFrom":"ghcr.io/x/a:1"}}`,
				"containerInstances": `{"job":{"image":"a:1","importFrom":"ghcr.io/y/a:1"}}`,
			},
			"containerInstances.job.importFrom",
			`what containerApps.web.importFrom says, because both import "a:1"`,
			"another tag",
		},
		{
			"one tag from two sources, in one kind", map[string]string{
				"containerApps": `{"a":{"image":"a:1","importFrom":"nginx.org/a:1"},
					"b":{"image":"a:1","importFrom":"nginx.org/a:2"}}`,
			}, "containerApps.b.importFrom", "containerApps.a.importFrom", "another tag",
		},
		source("the registry itself", "acrmyapp.azurecr.io/a:1", "must not be the registry itself",
			"remove it"),
		source("the registry itself in capitals", "ACRmyapp.azurecr.io/a:1",
			"must not be the registry itself", ""),
		source("a private address", "10.0.0.5/a:1", "that Azure can reach", "public address"),
		source("a private address with a port", "192.168.1.4:5000/a:1", "that Azure can reach", ""),
		source("this machine", "localhost:5000/a:1", "that Azure can reach", ""),
		source("this machine's address", "127.0.0.1:5000/a:1", "that Azure can reach", ""),
		source("a local address", "169.254.1.1/a:1", "that Azure can reach", ""),
		source("a private IPv6 address", "[fd00::1]:5000/a:1", "that Azure can reach", ""),
		source("a name that only one network knows", "registry:5000/a:1", "that Azure can reach", ""),
		source("a name of a cluster", "registry.default.svc.cluster.local/a:1", "that Azure can reach", ""),
		source("nginx", "nginx", "registry/repository:tag", `"docker.io/library/nginx:<tag>"`),
		source("nginx with a tag", "nginx:1.29", "registry/repository:tag", `"docker.io/library/nginx:1.29"`),
		source("a team's image", "bitnami/nginx:1", "registry/repository:tag", `"docker.io/bitnami/nginx:1"`),
		source("tag and digest", "ghcr.io/a:1@sha256:"+strings.Repeat("0", 64), "registry/repository:tag",
			`"ghcr.io/a:<tag>"`),
		source("a scheme", "https://ghcr.io/a:1", "registry/repository:tag", "mcr.microsoft.com"),
	})
}

func TestImportsThatAgree(t *testing.T) {
	t.Parallel()
	s := parsed(t, map[string]string{
		"containerApps": `{"a":{"image":"n:1","importFrom":"docker.io/nginx:1"},
			"b":{"image":"n:1","importFrom":"docker.io/library/nginx:1"},
			"c":{"image":"n:1"}, "d":{"image":"n:2","importFrom":"docker.io/nginx:2"}}`,
		"containerInstances": `{"e":{"image":"n:1","importFrom":"docker.io/library/nginx:1"},
			"f":{"image":"p:1","importFrom":"8.8.8.8:5000/p:1"}}`,
	})
	if got := s.Apps["a"].ImportFrom; got != pulumi.String("docker.io/library/nginx:1") {
		t.Errorf("got %v, want what Docker Hub needs filled in", got)
	}
}

func TestFaultsOfImages(t *testing.T) {
	t.Parallel()
	image := func(name, image, rule, remedy string) faultCase {
		return onApp(name, `{"image":"`+image+`"}`, "containerApps.web.image", rule, remedy)
	}
	long := strings.Repeat("a", 256)
	testFaults(t, []faultCase{
		image("a long repository", long+":1", "repository:tag", "lower case"),
		image("a public registry", "ghcr.io/team/web:1", "must not name a registry", `"team/web:1"`),
		image("Docker Hub", "docker.io/library/nginx:1", "must not name a registry", `"library/nginx:1"`),
		image("an unknown registry with a port", "reg:5000/web:1", "must not name a registry", `"web:1"`),
		image("tag and digest", "a:1@sha256:"+strings.Repeat("0", 64), "repository:tag", "leave out"),
		image("nothing", "", "repository:tag", "lower case"),
	})
	for _, good := range []string{
		"my.team/web:1", "a.b/c.d:1", strings.Repeat("a", 255) + ":1",
		"a__b/c-d:X_1.y-2",
	} {
		parsed(t, map[string]string{"containerApps": `{"web":{"image":"` + good + `"}}`})
	}
}

func TestFaultsOfCredentials(t *testing.T) {
	t.Parallel()
	const basic = `{"basic":{"server":"ghcr.io","username":"bot","password":"hunter2"}}`
	withSecret := func(credentials string) settings.Source {
		return settings.Source{
			Values: stack(map[string]string{"credentials": credentials}),
			Secret: []string{"private-acr:credentials"},
		}
	}
	testFaults(t, []faultCase{
		one("a password in the open", "credentials", `{"hub":`+basic+`}`,
			"credentials.hub.basic.password", "must be secret", "--secret"),
		one("no way", "credentials", `{"hub":{}}`, "credentials.hub", "one way to authenticate",
			"one of them"),
		one("a key of many words", "credentials", `{"Docker Hub":{}}`, `credentials["Docker Hub"]`,
			"must have a key of", "rename"),
		onApp("a credential of nobody", `{"image":"a:1","credential":"hub"}`,
			"containerApps.web.credential", "must be a key of credentials", "identity"),
	})
	imported := withSecret(`{"hub":` + basic + `}`)
	imported.Values["private-acr:containerApps"] = `{"web":{
		"image":"a:1","importFrom":"ghcr.io/a:1","credential":"hub"}}`
	faults := faultsIn(t, imported)
	if len(faults) != 1 || faults[0].Path != "containerApps.web.importFrom" ||
		faults[0].Remedy != "remove one of the two" {
		t.Errorf("an import with a credential of its own: got %v", faults)
	}
	for name, test := range map[string]struct{ credentials, path, rule string }{
		"server with a scheme": {
			`{"hub":{"basic":{"server":"https://ghcr.io","username":"bot","password":"p"}}}`,
			"credentials.hub.basic.server", "host of a registry",
		},
		"no user": {
			`{"hub":{"basic":{"server":"ghcr.io","password":"p"}}}`,
			"credentials.hub.basic.username", "required",
		},
		"no password": {
			`{"hub":{"basic":{"server":"ghcr.io","username":"u"}}}`,
			"credentials.hub.basic.password", "required",
		},
		"empty user": {
			`{"hub":{"basic":{"server":"a.b","username":"","password":"p"}}}`,
			"credentials.hub.basic.username", "1 to 256",
		},
		"unknown way": {`{"hub":{"basik":{}}}`, "credentials.hub.basik", "no setting"},
		"server's path": {
			`{"hub":{"basic":{"server":"ghcr.io/a","username":"u","password":"p"}}}`,
			"credentials.hub.basic.server", "host",
		},
	} {
		faults := faultsIn(t, withSecret(test.credentials))
		if len(faults) != 1 || faults[0].Path != test.path || !strings.Contains(faults[0].Rule, test.rule) {
			t.Errorf("%s: got %v", name, faults)
		}
	}
}

func TestFaultsOfVariables(t *testing.T) {
	t.Parallel()
	env := func(pairs string) string { return `{"image":"a:1","env":{` + pairs + `}}` }
	testFaults(t, []faultCase{
		onGroup("empty in a group", env(`"A":""`), "containerInstances.job.env.A", "must not be empty",
			"remove"),
		onGroup("dot in a group", env(`"a.b":"c"`), `containerInstances.job.env["a.b"]`,
			"letters, digits and '_'", ""),
		onGroup("hyphen in a group", env(`"a-b":"c"`), "containerInstances.job.env.a-b",
			"letters, digits and '_'", ""),
		onGroup("64 characters", env(`"`+strings.Repeat("A", 64)+`":"c"`),
			"containerInstances.job.env."+strings.Repeat("A", 64), "1 to 63", ""),
		onGroup("ours", env(`"AZURE_CLIENT_ID":"c"`), "containerInstances.job.env.AZURE_CLIENT_ID",
			"client id", "remove"),
		onApp("a digit first", env(`"1a":"c"`), "containerApps.web.env.1a", "first no digit", ""),
		onApp("a blank", env(`"a b":"c"`), `containerApps.web.env["a b"]`, "'_', '-' and '.'", ""),
		onApp("no text", env(`"PORT":8080`), "containerApps.web.env.PORT", "must be a string",
			"pulumi config set --path --type string 'containerApps.web.env.PORT' 8080"),
		onApp("null", env(`"PORT":null`), "containerApps.web.env.PORT", "must be a string", "text"),
	})
	parsed(t, map[string]string{
		"containerApps":      `{"web":` + env(`"a.b-c":"","_A":"x","`+strings.Repeat("A", 253)+`":"c"`) + `}`,
		"containerInstances": `{"job":` + env(`"A_1":"x","`+strings.Repeat("A", 63)+`":" "`) + `}`,
	})
}

func TestFaultsOfSizes(t *testing.T) {
	t.Parallel()
	app := func(name, size, key, rule, remedy string) faultCase {
		return onApp(name, `{"image":"a:1",`+size+`}`, "containerApps.web."+key, rule, remedy)
	}
	testFaults(t, []faultCase{
		app("a zero in front", `"memory":"01Gi"`, "memory", "number of Gi", `"1Gi"`),
		app("another unit", `"memory":"1024Mi"`, "memory", "number of Gi", `"1Gi"`),
		app("a number", `"memory":1`, "memory", "number of Gi", `"1Gi"`),
		app("half of it", `"memory":"0.5Gi"`, "memory", "twice the cpu of 0.5", "1Gi"),
		app("more than it", `"cpu":0.25,"memory":"1Gi"`, "memory", "twice the cpu of 0.25", "0.5Gi"),
		app("no cpu", `"cpu":0`, "cpu", "from 0.25 to 4", ""),
		app("a cpu in between", `"cpu":0.6`, "cpu", "multiple of 0.25", "round"),
		app("hexadecimal", `"cpu":"0x1p-1"`, "cpu", "must be a number", ""),
		app("fewer than none", `"minReplicas":-1`, "minReplicas", "0 to 1000", ""),
		app("beyond counting", `"minReplicas":99999999999999999999`, "minReplicas", "0 to 1000", ""),
		app("crossed", `"minReplicas":2,"maxReplicas":1`, "minReplicas",
			"must not exceed maxReplicas, which is 1", "raise"),
		app("no maximum", `"minReplicas":0,"maxReplicas":0`, "maxReplicas", "1 to 1000", ""),
		onGroup("no cpu", `{"image":"a:1","cpu":0}`, "containerInstances.job.cpu", "1 to 31", ""),
		onGroup("no port", `{"image":"a:1","port":0}`, "containerInstances.job.port", "1 to 65535", ""),
		onGroup("no memory", `{"image":"a:1","memoryGb":0}`, "containerInstances.job.memoryGb", "1 to 240",
			""),
		onGroup("much memory", `{"image":"a:1","memoryGb":240.1}`, "containerInstances.job.memoryGb",
			"1 to 240", ""),
		onGroup("an empty policy", `{"image":"a:1","restartPolicy":""}`,
			"containerInstances.job.restartPolicy", "Always, OnFailure, Never", ""),
	})
}

func TestSizesFollowOneAnother(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]struct {
		memory string
		max    int
	}{
		`"cpu":1`:                            {"2Gi", 3},
		`"cpu":"2.25"`:                       {"4.5Gi", 3},
		`"minReplicas":5`:                    {"1Gi", 5},
		`"minReplicas":0`:                    {"1Gi", 3},
		`"minReplicas":1000`:                 {"1Gi", 1000},
		`"maxReplicas":1`:                    {"1Gi", 1},
		`"cpu":4,"memory":"8.0Gi"`:           {"8Gi", 3},
		`"cpu":0.75,"memory":"1.50Gi"`:       {"1.5Gi", 3},
		`"minReplicas":7,"maxReplicas":"70"`: {"1Gi", 70},
	} {
		app := parsed(t, map[string]string{"containerApps": `{"web":{"image":"a:1",` + given +
			`}}`}).Apps["web"]
		if app.Memory != want.memory || app.MaxReplicas != want.max {
			t.Errorf("%s: got memory %s and %d replicas, want %v", given, app.Memory, app.MaxReplicas, want)
		}
	}
}

func TestFaultsOfNames(t *testing.T) {
	t.Parallel()
	testFaults(t, []faultCase{
		{
			"two apps of one name", map[string]string{
				"containerApps": `{"a":{"image":"a:1","name":"same"},"b":{"image":"a:1","name":"same"}}`,
			}, "containerApps.b.name", "must differ from that of containerApps.a", "another name",
		},
		{
			"an app that has the name of another one's key", map[string]string{
				"containerApps": `{"a":{"image":"a:1","name":"ca-myapp-b"},"b":{"image":"a:1"}}`,
			}, "containerApps.b.name", "must differ from that of containerApps.a", "another name",
		},
		onApp("an empty name", `{"image":"a:1","name":""}`, "containerApps.web.name", "2 to 32", ""),
	})
	parsed(t, map[string]string{
		"containerApps":      `{"a":{"image":"a:1","name":"same"}}`,
		"containerInstances": `{"a":{"image":"a:1","name":"same"}}`,
	})
}

// TestNamesThatAreMadeFit holds that the longest workload with the longest keys has names that Azure takes,
// and that no two of them are one.
func TestNamesThatAreMadeFit(t *testing.T) {
	t.Parallel()
	const most = 30
	long := strings.Repeat("a", 18)
	var keyed []string
	for i := range most {
		keyed = append(keyed, fmt.Sprintf(`"%s%c%c":{"image":"a:1"}`, long, 'a'+i/26, 'a'+i%26))
	}
	changes := map[string]string{
		"name": strings.Repeat("w", 20), "containerApps": `{` + strings.Join(keyed, ",") + `}`,
		"containerInstances": `{` + strings.Join(keyed, ",") + `}`, "environment": `{}`,
		"registry": `{"name":"` + strings.Repeat("r", 50) + `"}`,
	}
	s := parsed(t, changes)
	kinds := map[string]azure.NameKind{
		"container app":   azure.NameContainerApp,
		"container group": azure.NameContainerGroup,
	}
	names := map[string]bool{}
	for _, c := range s.Consumers() {
		if err := azure.CheckName(kinds[c.Kind().Noun], c.Pulls().Name); err != nil {
			t.Errorf("%s: %v", c.Path, err)
		}
		names[c.Kind().Noun+c.Pulls().Name] = true
	}
	if len(names) != 2*most {
		t.Errorf("%d names of %d consumers", len(names), 2*most)
	}
	again := parsed(t, changes)
	for _, c := range again.Consumers() {
		if !names[c.Kind().Noun+c.Pulls().Name] {
			t.Errorf("%s has another name when it is parsed again", c.Path)
		}
	}
}

// TestEndpointNamesFit: the endpoint of a registry is called after it, and registries have longer names.
func TestEndpointNamesFit(t *testing.T) {
	t.Parallel()
	for _, length := range []int{5, 40, 50} {
		registry := strings.Repeat("r", length)
		for _, region := range azure.Regions() {
			name := azure.FitName(azure.NamePrivateEndpoint, "pe-acr-"+registry+"-"+region)
			if err := azure.CheckName(azure.NamePrivateEndpoint, name); err != nil {
				t.Error(err)
			}
		}
	}
}
