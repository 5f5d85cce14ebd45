package settings_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"private-acr/internal/azure"
	"private-acr/internal/schema/golden"
	"private-acr/settings"
	"private-acr/spec"
)

// faultCase is a configuration with one mistake, and the one fault that it must lead to: a path of its own,
// and parts of the rule and the remedy.
type faultCase struct {
	name               string
	changes            map[string]string
	path, rule, remedy string
}

func one(name, key, value, path, rule, remedy string) faultCase {
	return faultCase{name, map[string]string{key: value}, path, rule, remedy}
}

// onApp is a mistake in the only container app, which is called web.
func onApp(name, app, path, rule, remedy string) faultCase {
	return one(name, "containerApps", `{"web":`+app+`}`, path, rule, remedy)
}

// onGroup is a mistake in the only container group, which is called job.
func onGroup(name, group, path, rule, remedy string) faultCase {
	return one(name, "containerInstances", `{"job":`+group+`}`, path, rule, remedy)
}

func faultsOf(t *testing.T, changes map[string]string) []*spec.Fault {
	t.Helper()
	return faultsIn(t, settings.Source{Values: stack(changes)})
}

func faultsIn(t *testing.T, source settings.Source) []*spec.Fault {
	t.Helper()
	s, err := settings.Parse(source)
	faults, ok := errors.AsType[*spec.Faults](err)
	if !ok {
		t.Fatalf("got %v, want Faults", err)
	}
	if first, ok := errors.AsType[*spec.Fault](err); !ok || first.Path == "" {
		t.Errorf("no single fault is in reach: %v", err)
	}
	if !reflect.DeepEqual(settings.Settings{}, s) {
		t.Errorf("faulty settings must not be usable: %+v", s)
	}
	return faults.List()
}

func testFaults(t *testing.T, tests []faultCase) {
	t.Helper()
	var page []string
	for _, test := range tests {
		faults := faultsOf(t, test.changes)
		for _, fault := range faults {
			page = append(page, test.name+": "+fault.Error())
		}
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if len(faults) != 1 {
				t.Fatalf("one mistake, but %v", faults)
			}
			got := faults[0]
			if got.Path != test.path || !strings.Contains(got.Rule, test.rule) ||
				!strings.Contains(got.Remedy, test.remedy) || got.Remedy == "" {
				t.Errorf("got %s\nwant path %q, rule with %q, remedy with %q", got, test.path, test.rule,
					test.remedy)
			}
		})
	}
	golden.Compare(t, "faults/"+strings.TrimPrefix(t.Name(), "Test")+".txt", page)
}

func TestFaultsOfShape(t *testing.T) {
	t.Parallel()
	testFaults(t, []faultCase{
		one("unknown key", "locations", "[]", "locations", "is no setting", `"location"`),
		one("unknown and far-fetched", "zzz", "1", "zzz", "is no setting", "known here: name, location"),
		one("unknown below", "registry", `{"name":"acr123","replica":[]}`, "registry.replica", "",
			`"replicas"`),
		one("unknown deep below", "network", `{"natGateway":{"creat":true}}`,
			"network.natGateway.creat", "is no setting", `"create"`),
		one("no name", "name", "", "name", "is required", "set it"),
		one("no location", "location", "", "location", "is required", "koreacentral"),
		one("no registry", "registry", "", "registry.name", "is required", "acrmyapp"),
		one("registry without name", "registry", `{}`, "registry.name", "is required", ""),
		onApp("app without image", `{"cpu":0.5}`, "containerApps.web.image", "is required", ""),
		onGroup("group without image", `{"port":1}`, "containerInstances.job.image",
			"is required", ""),
		one("text for object", "network", "hub", "network", "must be an object", ""),
		one("array for object", "network", "[]", "network", "must be an object", ""),
		one("broken JSON", "network", `{"name":`, "network", "must be valid JSON", ""),
		one("more than JSON", "network", `{} {}`, "network", "must be valid JSON", ""),
		onApp("text for consumer", `"web:1"`, "containerApps.web", "must be an object", ""),
		one("text for subnet", "network", `{"subnets":{"containerApps":"10.0.0.0/23"}}`,
			"network.subnets.containerApps", "must be an object", ""),
		one("object for text", "location", `{}`, "location", "must be a string", "text"),
		one("text for array", "registry", `{"name":"acr123","replicas":"eastus"}`,
			"registry.replicas", "must be an array", "list"),
		one("number in array", "registry", `{"name":"acr123","replicas":[1]}`,
			"registry.replicas[0]", "known Azure region", "koreacentral"),
		one("truth in array", "registry", `{"name":"acr123","replicas":[{}]}`,
			"registry.replicas[0]", "must be a string", ""),
		one("number for tag", "tags", `{"cost":42}`, "tags.cost", "must be a string", "quotes"),
		one("array for map", "tags", `[]`, "tags", "must be an object", ""),
		onApp("word for integer", `{"image":"a:1","targetPort":"http"}`, "containerApps.web.targetPort",
			"must be an integer", ""),
		onApp("fraction for integer", `{"image":"a:1","targetPort":80.5}`, "containerApps.web.targetPort",
			"must be an integer", ""),
		onApp("truth for integer", `{"image":"a:1","targetPort":true}`, "containerApps.web.targetPort",
			"must be an integer", ""),
		onApp("word for number", `{"image":"a:1","cpu":"half"}`, "containerApps.web.cpu", "must be a number",
			""),
		onApp("no number", `{"image":"a:1","cpu":"NaN"}`, "containerApps.web.cpu",
			"must be a number", ""),
		one("word for boolean", "resourceGroup", `{"adopt":"yes"}`,
			"resourceGroup.adopt", "must be a boolean", "true or false"),
		one("number for boolean", "resourceGroup", `{"adopt":1}`, "resourceGroup.adopt", "must be a boolean",
			""),
		one("no duration", "privateLink", `{"discoveryTimeout":"20"}`,
			"privateLink.discoveryTimeout", "must be a duration", `"20m"`),
	})
}

func TestFaultsOfValues(t *testing.T) {
	t.Parallel()
	testFaults(t, []faultCase{
		one("upper-case name", "name", "MyApp", "name", "lower-case", "myapp"),
		one("long name", "name", strings.Repeat("a", 21), "name", "1 to 20", ""),
		one("hyphen at the end", "name", "my-", "name", "last no '-'", ""),
		one("unknown region", "location", "koreacentrl", "location", "Azure region", `"koreacentral"`),
		one("region of fancy", "location", "mars", "location", "Azure region", "list-locations"),
		one("resource group", "resourceGroup", `{"name":"rg."}`, "resourceGroup.name", "1 to 90", ""),
		one("registry name", "registry", `{"name":"acr-1"}`, "registry.name", "5 to 50", "acrmyapp"),
		one("identity name", "pullIdentity", `{"name":"i"}`, "pullIdentity.name", "3 to 128", ""),
		one("network name", "network", `{"name":"v"}`, "network.name", "2 to 64", ""),
		onApp("app name", `{"image":"a:1","name":"a"}`, "containerApps.web.name", "2 to 32", ""),
		one("environment name", "environment", `{"name":"-"}`, "environment.name", "1 to 60", ""),
		onGroup("group name", `{"image":"a:1","name":"A"}`, "containerInstances.job.name", "1 to 63", ""),
		one("tag name", "tags", `{"a/b":"c"}`, `tags["a/b"]`, "without any of", ""),
		one("tag value", "tags", `{"a":"`+strings.Repeat("x", 257)+`"}`, "tags.a", "256", ""),
		one("mode", "privateLink", `{"dataEndpoints":"Auto"}`, "privateLink.dataEndpoints",
			"auto, dedicated, shared", `"auto"`),
		one("no timeout", "privateLink", `{"discoveryTimeout":"0s"}`,
			"privateLink.discoveryTimeout", "from 1s", ""),
		one("long window", "pullIdentity", `{"propagationWindow":"61m"}`,
			"pullIdentity.propagationWindow", "to 1h0m0s", ""),
		one("window before now", "pullIdentity", `{"propagationWindow":"-1s"}`,
			"pullIdentity.propagationWindow", "from 1s", ""),
		onApp("port 0", `{"image":"a:1","targetPort":0}`, "containerApps.web.targetPort", "1 to 65535", ""),
		onGroup("port beyond", `{"image":"a:1","port":65536}`, "containerInstances.job.port", "1 to 65535",
			""),
		onGroup("endless port", `{"image":"a:1","port":99999999999999999999}`, "containerInstances.job.port",
			"1 to 65535", ""),
		onApp("variable of ours", `{"image":"a:1","env":{"AZURE_CLIENT_ID":"x"}}`,
			"containerApps.web.env.AZURE_CLIENT_ID", "client id of the identity", "remove"),
		onGroup("variable name", `{"image":"a:1","env":{"1A":"x"}}`, "containerInstances.job.env.1A",
			"first no digit", "rename"),
	})
}

func TestFaultsOfConsumers(t *testing.T) {
	t.Parallel()
	digest := "web@sha256:" + strings.Repeat("0", 64)
	app := func(rest string) string { return `{"image":"a:1",` + rest + `}` }
	testFaults(t, []faultCase{
		onApp("no tag", `{"image":"web"}`, "containerApps.web.image", "repository:tag",
			`"web:1.0.0"`),
		onApp("registry host", `{"image":"acr.azurecr.io/web:1"}`, "containerApps.web.image",
			"must not name a registry", `"web:1"`),
		onGroup("registry port", `{"image":"acr:5000/web:1"}`, "containerInstances.job.image",
			"must not name a registry", `"web:1"`),
		onApp("upper-case image", `{"image":"Web:1"}`, "containerApps.web.image", "repository:tag",
			""),
		onApp("short digest", `{"image":"web@sha256:00"}`, "containerApps.web.image", "digest", ""),
		onApp("import without host", app(`"importFrom":"web:1"`), "containerApps.web.importFrom",
			"registry/repository:tag", ""),
		onGroup("import without tag", app(`"importFrom":"mcr.microsoft.com/web"`),
			"containerInstances.job.importFrom", "registry/repository:tag", `"mcr.microsoft.com/web:<tag>"`),
		onApp("import by digest",
			`{"image":"`+digest+`","importFrom":"mcr.microsoft.com/web:1"}`,
			"containerApps.web.image", "imported by tag", "remove importFrom"),
		onGroup("import of group by digest",
			`{"image":"`+digest+`","importFrom":"mcr.microsoft.com/web:1"}`,
			"containerInstances.job.image", "imported by tag", "remove importFrom"),
		onApp("much cpu", app(`"cpu":4.25,"memory":"8.5Gi"`), "containerApps.web.cpu", "0.25 to 4",
			""),
		onApp("odd cpu", app(`"cpu":0.3`), "containerApps.web.cpu", "multiple of 0.25", ""),
		onApp("memory unit", app(`"memory":"1Gb"`), "containerApps.web.memory", "number of Gi",
			`"1Gi"`),
		onApp("pair", app(`"cpu":1,"memory":"1Gi"`), "containerApps.web.memory", "twice the cpu of 1", "2Gi"),
		onApp("replicas crossed", app(`"minReplicas":4,"maxReplicas":3`), "containerApps.web.minReplicas",
			"must not exceed maxReplicas, which is 3", "lower"),
		onApp("no replicas", app(`"minReplicas":0,"maxReplicas":0`), "containerApps.web.maxReplicas",
			"1 to 1000", ""),
		onApp("many replicas", app(`"maxReplicas":1001`), "containerApps.web.maxReplicas", "1 to 1000", ""),
		onGroup("group's small cpu", app(`"cpu":0.5`), "containerInstances.job.cpu", "1 to 31",
			""),
		onGroup("group's small memory", app(`"memoryGb":0.5`), "containerInstances.job.memoryGb", "1 to 240",
			""),
		onGroup("group's odd memory", app(`"memoryGb":1.55`), "containerInstances.job.memoryGb",
			"multiple of 0.1", ""),
		onGroup("operating system", app(`"osType":"linux"`), "containerInstances.job.osType",
			"Linux, Windows", `"Linux"`),
		onGroup("restart policy", app(`"restartPolicy":"Sometimes"`), "containerInstances.job.restartPolicy",
			"Always, OnFailure, Never", ""),
		{
			"group in Azure Government",
			map[string]string{"location": "usgovvirginia", "containerInstances": `{"job":{"image":"a:1"}}`},
			"containerInstances.job", "Azure Government", "containerApps",
		},
	})
}

func TestFaultsComeAllAtOnce(t *testing.T) {
	t.Parallel()
	faults := faultsOf(t, map[string]string{
		"name": "My App", "location": "mars", "regstry": "x",
		"registry":      `{"name":"a","replicas":["eastus","eastus"]}`,
		"network":       `{"addressSpace":"10.0.0.0"}`,
		"containerApps": `{"web":{"image":"web","cpu":"x","memory":"7Gi"}}`,
	})
	var paths []string
	for _, fault := range faults {
		paths = append(paths, fault.Path)
	}
	want := []string{
		"containerApps.web.cpu", "containerApps.web.image", "location", "name", "network.addressSpace",
		"registry.name",
		"registry.replicas[1]", "regstry",
	}
	if diff := cmp.Diff(want, paths); diff != "" {
		t.Errorf("want every mistake once, ordered by path (-want +got):\n%s", diff)
	}
}

func TestFaultsText(t *testing.T) {
	t.Parallel()
	_, err := settings.Parse(settings.Source{Values: stack(map[string]string{
		"locatio": "x", "network": `{"addressSpace":"10.0.2.1/24"}`,
	})})
	want := `2 faults in the stack's settings

locatio
  rule:   is no setting
  remedy: did you mean "location"?

network.addressSpace
  rule:   must begin at its network address
  value:  "10.0.2.1/24"
  remedy: did you mean "10.0.2.0/24"?`
	if err == nil || cmp.Diff(want, err.Error()) != "" {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}

func TestFaultsTextCountsOne(t *testing.T) {
	t.Parallel()
	err := &spec.Faults{Subject: "the stack's settings"}
	err.Add("name", "is required", nil, "")
	if want := "1 fault in the stack's settings\n\nname\n  rule:   is required"; err.Error() != want {
		t.Errorf("got %q, want %q", err, want)
	}
}

func TestEveryRegionFitsAsReplica(t *testing.T) {
	t.Parallel()
	regions := slices.DeleteFunc(azure.Regions(), func(region string) bool {
		return region == "koreacentral" || azure.RegionCloud(region) != azure.Public
	})
	list := fmt.Sprintf(`{"name":"acr123","replicas":["%s"]}`, strings.Join(regions, `","`))
	if got := parsed(t, map[string]string{"registry": list}).Registry.Replicas; len(got) != len(regions) {
		t.Errorf("got %d replicas, want %d", len(got), len(regions))
	}
	testFaults(t, []faultCase{{
		"but not in a small subnet",
		map[string]string{
			"registry": list,
			"network":  `{"subnets":{"privateEndpoints":{"addressPrefix":"10.0.2.0/27"}}}`,
		},
		"network.subnets.privateEndpoints.addressPrefix", "it has 27", "widen it to a /25",
	}})
}
