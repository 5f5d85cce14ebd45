package consumer

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/property"

	"private-acr/policy/fixture"
	"private-acr/policy/rule"
	"private-acr/policy/ruletest"
)

const program = `
resources:
  acr:
    type: azure-native:containerregistry:Registry
    properties: {loginServer: acr.azurecr.io}
  other:
    type: azure-native:containerregistry:Registry
    properties: {loginServer: other.azurecr.io}
  subnet: {type: "azure-native:network:Subnet"}
  environment:
    type: azure-native:app:ManagedEnvironment
    properties: {vnetConfiguration: {infrastructureSubnetId: '${subnet.id}'}}
  group:
    type: azure-native:containerinstance:ContainerGroup
    properties:
      containers: [{name: a}, {name: b}]
      initContainers: [{name: c}]
      subnetIds: [{id: '${subnet.id}'}]
      imageRegistryCredentials:
        - {server: '${acr.loginServer}', identity: me, username: user, password: word, passwordSecretRef: no}
  app:
    type: azure-native:app:ContainerApp
    properties:
      environmentId: ${environment.id}
      template: {containers: [{name: a}], initContainers: [{name: b}]}
      configuration:
        registries:
          - server: ${acr.loginServer}
            identity: me
            username: user
            password: no
            passwordSecretRef: word
          - {server: ACR.azurecr.io}
          - {server: docker.io}
  job:
    type: azure-native:app:Job
    properties:
      environmentId: ${environment.id}
  elsewhere:
    type: azure-native:app:ContainerApp
    properties: {managedEnvironmentId: /old}
  alone: {type: "azure-native:containerinstance:ContainerGroup"}
`

func TestAll(t *testing.T) {
	t.Parallel()
	s, _ := ruletest.Stack(t, program, fixture.Update)
	var names []string
	for _, c := range All(s) {
		names = append(names, c.Name)
	}
	if diff := cmp.Diff([]string{"alone", "group", "app", "elsewhere", "job"}, names); diff != "" {
		t.Errorf("the consumers (-want +got):\n%s", diff)
	}
}

func TestContainers(t *testing.T) {
	t.Parallel()
	_, named := ruletest.Stack(t, program, fixture.Update)
	for name, want := range map[string][]string{
		"group": {"containers[0]", "containers[1]", "initContainers[0]"},
		"app":   {"template.containers[0]", "template.initContainers[0]"},
		"job":   nil,
	} {
		var paths []string
		findings := Of(named[name]).ForEachContainer(func(container rule.Value) []rule.Finding {
			paths = append(paths, container.Path())
			return nil
		})
		if diff := cmp.Diff(want, paths); diff != "" || len(findings) > 0 {
			t.Errorf("the containers of %s (%v, -want +got):\n%s", name, findings, diff)
		}
	}
}

func TestContainersThatAreNotKnown(t *testing.T) {
	t.Parallel()
	for _, properties := range []string{
		"{containers: !computed , initContainers: [{name: a}]}",
		"{containers: [{name: a}], initContainers: !computed }",
	} {
		_, named := ruletest.Stack(t, `
resources:
  g:
    type: azure-native:containerinstance:ContainerGroup
    properties: `+properties, fixture.Update)
		visited := 0
		findings := Of(named["g"]).ForEachContainer(func(rule.Value) []rule.Finding { visited++; return nil })
		if visited != 1 || len(findings) != 1 || !findings[0].Undecided {
			t.Errorf("%s: %d containers and %v", properties, visited, findings)
		}
	}
}

// TestVariables finds the environment variables of every kind of consumer where it has them.
func TestVariables(t *testing.T) {
	t.Parallel()
	_, named := ruletest.Stack(t, `
resources:
  group:
    type: azure-native:containerinstance:ContainerGroup
    properties: {initContainers: [{environmentVariables: [{name: A, value: b}]}]}
  app:
    type: azure-native:app:ContainerApp
    properties: {template: {containers: [{env: [{name: A, value: b}]}]}}
  job:
    type: azure-native:app:Job
    properties: {template: {initContainers: [{env: [{name: A, value: b}]}]}}`, fixture.Update)
	for _, name := range []string{"group", "app", "job"} {
		var found []string
		Of(named[name]).ForEachVariable(func(variable, value rule.Value) []rule.Finding {
			found = append(found, variable.String()+"="+value.String())
			return nil
		})
		if diff := cmp.Diff([]string{`"A"="b"`}, found); diff != "" {
			t.Errorf("the variables of %s (-want +got):\n%s", name, diff)
		}
	}
}

// TestKinds says how each kind of consumer reaches a registry.
func TestKinds(t *testing.T) {
	t.Parallel()
	_, named := ruletest.Stack(t, program, fixture.Update)
	for name, row := range map[string]struct{ trusted, armToken bool }{
		"group": {trusted: true}, "app": {armToken: true}, "job": {armToken: true},
	} {
		c := Of(named[name])
		if c.IsTrustedService() != row.trusted || c.NeedsARMToken() != row.armToken {
			t.Errorf("%s: trusted service %t, token for Resource Manager %t, want %+v",
				name, c.IsTrustedService(), c.NeedsARMToken(), row)
		}
	}
}

func TestPulls(t *testing.T) {
	t.Parallel()
	_, named := ruletest.Stack(t, program, fixture.Update)
	for name, count := range map[string]int{"group": 1, "app": 3, "job": 0, "alone": 0} {
		credentials, known := Of(named[name]).Pulls()
		if len(credentials) != count || known != rule.Yes {
			t.Errorf("%s pulls with %d credentials (%s), want %d", name, len(credentials), known, count)
			continue
		}
		if count == 0 {
			continue
		}
		first := credentials[0]
		for property, value := range map[string]struct {
			got  rule.Value
			want string
		}{
			"server": {first.Server, "acr.azurecr.io"}, "identity": {first.Identity, "me"},
			"username": {first.Username, "user"}, "password": {first.Password, "word"},
		} {
			if value.got.Is(value.want) != rule.Yes {
				t.Errorf("the %s of %s is %s, want %q", property, name, value.got, value.want)
			}
		}
		if first.Entry.Path() != Of(named[name]).Credentials.Path()+"[0]" {
			t.Errorf("the entry of %s is %s", name, first.Entry.Path())
		}
	}
}

func TestHasPassword(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		entry string
		want  rule.Answer
	}{
		{"{server: a}", rule.No},
		{"{username: u}", rule.Yes},
		{"{password: p}", rule.Yes},
		{"{username: '', password: ''}", rule.No},
		{"{username: u, password: !computed }", rule.Yes},
		{"{password: !computed }", rule.Unknown},
	} {
		_, named := ruletest.Stack(t, `
resources:
  group:
    type: azure-native:containerinstance:ContainerGroup
    properties: {imageRegistryCredentials: [`+row.entry+`]}`, fixture.Update)
		credentials, _ := Of(named["group"]).Pulls()
		if got := credentials[0].HasPassword(); got != row.want {
			t.Errorf("%s has a password: %s, want %s", row.entry, got, row.want)
		}
	}
}

func TestPullsThatAreNotKnown(t *testing.T) {
	t.Parallel()
	_, named := ruletest.Stack(t, `
resources:
  app:
    type: azure-native:app:ContainerApp
    properties: {configuration: {registries: !computed }}`, fixture.Update)
	if credentials, known := Of(named["app"]).Pulls(); len(credentials) != 0 || known != rule.Unknown {
		t.Errorf("the app pulls with %d credentials (%s)", len(credentials), known)
	}
}

func TestRegistry(t *testing.T) {
	t.Parallel()
	for _, world := range fixture.Worlds() {
		s, named := ruletest.Stack(t, program, world)
		credentials, _ := Of(named["group"]).Pulls()
		registry, known := Of(named["group"]).Registry(s, credentials[0])
		if registry != named["acr"] || known != rule.Yes {
			t.Errorf("the group pulls from %v (%s)", registry, known)
		}
	}
	s, named := ruletest.Stack(t, program, fixture.Update)
	app := Of(named["app"])
	credentials, _ := app.Pulls()
	for i, want := range []*rule.Resource{named["acr"], named["acr"], nil} {
		registry, known := app.Registry(s, credentials[i])
		if registry != want || (known == rule.Yes) != (want != nil) || known == rule.Unknown {
			t.Errorf("entry %d is for %v (%s), want %v", i, registry, known, want)
		}
	}
	written := Credential{Server: rule.NewValue("server", property.New("acr.azurecr.io"))}
	const nameless = "resources: {acr: {type: 'azure-native:containerregistry:Registry'}}"
	s, _ = ruletest.Stack(t, nameless, fixture.Update)
	if registry, known := app.Registry(s, written); registry != nil || known != rule.Unknown {
		t.Errorf("an entry is for %v (%s), where a registry has no login server yet", registry, known)
	}
	if registry, known := app.Registry(s, Credential{}); registry != nil || known != rule.No {
		t.Errorf("an entry without a server is for %v (%s)", registry, known)
	}
}

func TestRegistryThatIsNotKnown(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ server, login string }{
		"a computed server":             {"!computed ", "a.azurecr.io"},
		"a registry without its server": {"b.azurecr.io", "!computed "},
		"a server of two registries":    {"'${acr.x}${more.x}'", "a.azurecr.io"},
	} {
		s, named := ruletest.Stack(t, `
resources:
  acr:
    type: azure-native:containerregistry:Registry
    properties: {loginServer: `+row.login+`, x: !computed }
  more:
    type: azure-native:containerregistry:Registry
    properties: {loginServer: m.azurecr.io, x: !computed }
  app:
    type: azure-native:app:ContainerApp
    properties: {configuration: {registries: [{server: `+row.server+`}]}}`, fixture.Update)
		app := Of(named["app"])
		credentials, _ := app.Pulls()
		if registry, known := app.Registry(s, credentials[0]); registry != nil || known != rule.Unknown {
			t.Errorf("%s: the entry is for %v (%s)", name, registry, known)
		}
		if registries, known := app.Registries(s); len(registries) != 0 || known != rule.Unknown {
			t.Errorf("%s: the app pulls from %v (%s)", name, registries, known)
		}
	}
}

func TestRegistries(t *testing.T) {
	t.Parallel()
	s, named := ruletest.Stack(t, program, fixture.Update)
	for name, want := range map[string][]*rule.Resource{
		"app": {named["acr"]}, "group": {named["acr"]}, "job": nil,
	} {
		got, known := Of(named[name]).Registries(s)
		if len(got) != len(want) || len(got) == 1 && got[0] != want[0] || known != rule.Yes {
			t.Errorf("%s pulls from %v (%s), want %v", name, got, known, want)
		}
	}
}

func TestSubnet(t *testing.T) {
	t.Parallel()
	for _, world := range fixture.Worlds() {
		s, named := ruletest.Stack(t, program, world)
		for name, row := range map[string]struct{ owner, path string }{
			"group":     {"group", "subnetIds[0].id"},
			"alone":     {"alone", "subnetIds"},
			"app":       {"environment", "vnetConfiguration.infrastructureSubnetId"},
			"job":       {"environment", "vnetConfiguration.infrastructureSubnetId"},
			"elsewhere": {"", "managedEnvironmentId"},
		} {
			owner, subnet := Of(named[name]).Subnet(s)
			if owner != named[row.owner] || subnet.Path() != row.path {
				t.Errorf("the subnet of %s is %s of %v, want %s of %q",
					name, subnet.Path(), owner, row.path, row.owner)
			}
		}
	}
}

func TestAttached(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		identities string
		want       rule.Answer
	}{
		{"[/ids/Me]", rule.Yes},
		{"{/ids/me: {}, /ids/you: {}}", rule.Yes},
		{"[/ids/you]", rule.No},
		{"[]", rule.No},
		{"!computed ", rule.Unknown},
		{"[/ids/me, !computed ]", rule.Yes},
		{"[/ids/you, !computed ]", rule.Unknown},
	} {
		_, named := ruletest.Stack(t, `
resources:
  app:
    type: azure-native:app:ContainerApp
    properties: {identity: {userAssignedIdentities: `+row.identities+`}}`, fixture.Update)
		if got := Of(named["app"]).Attached("/ids/me"); got != row.want {
			t.Errorf("attached to %s: %s, want %s", strings.TrimSpace(row.identities), got, row.want)
		}
	}
	_, named := ruletest.Stack(t, program, fixture.Update)
	if got := Of(named["app"]).Attached("/ids/me"); got != rule.No {
		t.Errorf("attached where nothing is: %s", got)
	}
}
