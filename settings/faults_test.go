package settings_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"private-acr/internal/azure"
	"private-acr/settings"
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

func faultsOf(t *testing.T, changes map[string]string) settings.Faults {
	t.Helper()
	s, err := settings.Parse(stack(changes))
	faults, ok := errors.AsType[settings.Faults](err)
	if !ok {
		t.Fatalf("got %v, want Faults", err)
	}
	if diff := cmp.Diff(settings.Settings{}, s); diff != "" {
		t.Errorf("faulty settings must not be usable: %s", diff)
	}
	return faults
}

func testFaults(t *testing.T, tests []faultCase) {
	t.Helper()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			faults := faultsOf(t, test.changes)
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
		one("no registry", "registry", "", "registry", "is required", ""),
		one("registry without name", "registry", `{}`, "registry.name", "is required", ""),
		one("app without image", "containerApp", `{"cpu":0.5}`, "containerApp.image", "is required", ""),
		one("group without image", "containerInstance", `{"port":1}`, "containerInstance.image",
			"is required", ""),
		one("text for object", "network", "hub", "network", "must be an object", ""),
		one("array for object", "network", "[]", "network", "must be an object", ""),
		one("broken JSON", "network", `{"name":`, "network", "must be an object", ""),
		one("more than JSON", "network", `{} {}`, "network", "must be an object", ""),
		one("text for consumer", "containerApp", "web:1", "containerApp", "must be an object", ""),
		one("text for subnet", "network", `{"containerApps":"10.0.0.0/23"}`,
			"network.containerApps", "must be an object", ""),
		one("object for text", "location", `{}`, "location", "must be a string", "quotes"),
		one("text for array", "registry", `{"name":"acr123","replicas":"eastus"}`,
			"registry.replicas", "must be an array", "list"),
		one("number in array", "registry", `{"name":"acr123","replicas":[1]}`,
			"registry.replicas[0]", "must be a string", ""),
		one("number for tag", "tags", `{"cost":42}`, "tags.cost", "must be a string", "quotes"),
		one("array for map", "tags", `[]`, "tags", "must be an object", ""),
		one("word for integer", "containerApp", `{"image":"a:1","targetPort":"http"}`,
			"containerApp.targetPort", "must be an integer", ""),
		one("fraction for integer", "containerApp", `{"image":"a:1","targetPort":80.5}`,
			"containerApp.targetPort", "must be an integer", ""),
		one("truth for integer", "containerApp", `{"image":"a:1","targetPort":true}`,
			"containerApp.targetPort", "must be an integer", ""),
		one("word for number", "containerApp", `{"image":"a:1","cpu":"half"}`,
			"containerApp.cpu", "must be a number", ""),
		one("no number", "containerApp", `{"image":"a:1","cpu":"NaN"}`, "containerApp.cpu",
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
		one("app name", "containerApp", `{"image":"a:1","name":"a"}`, "containerApp.name", "2 to 32", ""),
		one("environment name", "environment", `{"name":"-"}`, "environment.name", "1 to 60", ""),
		one("group name", "containerInstance", `{"image":"a:1","name":"A"}`,
			"containerInstance.name", "1 to 63", ""),
		one("tag name", "tags", `{"a/b":"c"}`, "tags.a/b", "without any of", ""),
		one("tag value", "tags", `{"a":"`+strings.Repeat("x", 257)+`"}`, "tags.a", "256", ""),
		one("mode", "privateLink", `{"dataEndpoints":"Auto"}`, "privateLink.dataEndpoints",
			"auto, dedicated, shared", `"auto"`),
		one("no timeout", "privateLink", `{"discoveryTimeout":"0s"}`,
			"privateLink.discoveryTimeout", "from 1s", ""),
		one("long window", "pullIdentity", `{"propagationWindow":"61m"}`,
			"pullIdentity.propagationWindow", "to 1h0m0s", ""),
		one("window before now", "pullIdentity", `{"propagationWindow":"-1s"}`,
			"pullIdentity.propagationWindow", "from 1s", ""),
		one("port 0", "containerApp", `{"image":"a:1","targetPort":0}`,
			"containerApp.targetPort", "1 to 65535", ""),
		one("port beyond", "containerInstance", `{"image":"a:1","port":65536}`,
			"containerInstance.port", "1 to 65535", ""),
		one("endless port", "containerInstance", `{"image":"a:1","port":99999999999999999999}`,
			"containerInstance.port", "1 to 65535", ""),
		one("variable of ours", "containerApp", `{"image":"a:1","env":{"AZURE_CLIENT_ID":"x"}}`,
			"containerApp.env.AZURE_CLIENT_ID", "pull identity", "remove"),
		one("variable name", "containerInstance", `{"image":"a:1","env":{"1A":"x"}}`,
			"containerInstance.env.1A", "first no digit", "rename"),
	})
}

func TestFaultsOfConsumers(t *testing.T) {
	t.Parallel()
	digest := "web@sha256:" + strings.Repeat("0", 64)
	app := func(rest string) string { return `{"image":"a:1",` + rest + `}` }
	testFaults(t, []faultCase{
		one("no tag", "containerApp", `{"image":"web"}`, "containerApp.image", "repository:tag",
			`"web:1.0.0"`),
		one("registry host", "containerApp", `{"image":"acr.azurecr.io/web:1"}`,
			"containerApp.image", "must not name a registry", `"web:1"`),
		one("registry port", "containerInstance", `{"image":"acr:5000/web:1"}`,
			"containerInstance.image", "must not name a registry", `"web:1"`),
		one("upper-case image", "containerApp", `{"image":"Web:1"}`, "containerApp.image", "repository:tag",
			""),
		one("short digest", "containerApp", `{"image":"web@sha256:00"}`, "containerApp.image", "digest", ""),
		one("import without host", "containerApp", app(`"importFrom":"web:1"`),
			"containerApp.importFrom", "registry/repository:tag", ""),
		one("import without tag", "containerInstance", app(`"importFrom":"mcr.microsoft.com/web"`),
			"containerInstance.importFrom", "registry/repository:tag", `"mcr.microsoft.com/web:1.0.0"`),
		one("import by digest", "containerApp",
			`{"image":"`+digest+`","importFrom":"mcr.microsoft.com/web:1"}`,
			"containerApp.image", "imported by tag", "remove importFrom"),
		one("import of group by digest", "containerInstance",
			`{"image":"`+digest+`","importFrom":"mcr.microsoft.com/web:1"}`,
			"containerInstance.image", "imported by tag", "remove importFrom"),
		one("much cpu", "containerApp", app(`"cpu":4.25,"memory":"8.5Gi"`), "containerApp.cpu", "0.25 to 4",
			""),
		one("odd cpu", "containerApp", app(`"cpu":0.3`), "containerApp.cpu", "multiple of 0.25", ""),
		one("memory unit", "containerApp", app(`"memory":"1Gb"`), "containerApp.memory", "number of Gi",
			`"1Gi"`),
		one("pair", "containerApp", app(`"cpu":1`), "containerApp.memory", "twice the cpu of 1", `"2Gi"`),
		one("replicas crossed", "containerApp", app(`"minReplicas":4`),
			"containerApp.minReplicas", "must not exceed maxReplicas, which is 3", "lower"),
		one("no replicas", "containerApp", app(`"minReplicas":0,"maxReplicas":0`),
			"containerApp.maxReplicas", "1 to 1000", ""),
		one("many replicas", "containerApp", app(`"maxReplicas":1001`),
			"containerApp.maxReplicas", "1 to 1000", ""),
		one("group's small cpu", "containerInstance", app(`"cpu":0.5`), "containerInstance.cpu", "1 to 31",
			""),
		one("group's small memory", "containerInstance", app(`"memoryGb":0.5`),
			"containerInstance.memoryGb", "1 to 240", ""),
		one("group's odd memory", "containerInstance", app(`"memoryGb":1.55`),
			"containerInstance.memoryGb", "multiple of 0.1", ""),
		one("operating system", "containerInstance", app(`"osType":"linux"`),
			"containerInstance.osType", "Linux, Windows", `"Linux"`),
		one("restart policy", "containerInstance", app(`"restartPolicy":"Sometimes"`),
			"containerInstance.restartPolicy", "Always, OnFailure, Never", ""),
		{
			"group in Azure Government",
			map[string]string{"location": "usgovvirginia", "containerInstance": `{"image":"a:1"}`},
			"containerInstance", "Azure Government", "containerApp",
		},
	})
}

func TestFaultsComeAllAtOnce(t *testing.T) {
	t.Parallel()
	faults := faultsOf(t, map[string]string{
		"name": "My App", "location": "mars", "regstry": "x",
		"registry": `{"name":"a","replicas":["eastus","eastus"]}`,
		"network":  `{"addressSpace":"10.0.0.0"}`, "containerApp": `{"image":"web","cpu":"x","memory":"7Gi"}`,
	})
	var paths []string
	for _, fault := range faults {
		paths = append(paths, fault.Path)
	}
	want := []string{
		"containerApp.cpu", "containerApp.image", "location", "name", "network.addressSpace", "registry.name",
		"registry.replicas[1]", "regstry",
	}
	if diff := cmp.Diff(want, paths); diff != "" {
		t.Errorf("want every mistake once, ordered by path (-want +got):\n%s", diff)
	}
}

func TestFaultsText(t *testing.T) {
	t.Parallel()
	_, err := settings.Parse(stack(map[string]string{
		"locatio": "x", "network": `{"addressSpace":"10.0.2.1/24"}`,
	}))
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
	err := settings.Faults{{Path: "name", Rule: "is required"}}
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
			"network":  `{"privateEndpoints":{"addressPrefix":"10.0.2.0/27"}}`,
		},
		"network.privateEndpoints.addressPrefix", "it has 27", "widen it to a /25",
	}})
}
