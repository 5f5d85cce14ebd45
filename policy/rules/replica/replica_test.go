package replica

import (
	"testing"

	"private-acr/policy/fixture"
	"private-acr/policy/rule"
	"private-acr/policy/ruletest"
)

func TestOf(t *testing.T) {
	t.Parallel()
	const registries = "/subscriptions/5b0fd3a2-8c47-4e19-8f66-3d9b7e2c4a02/resourceGroups/rg/providers/" +
		"Microsoft.ContainerRegistry/registries/"
	for _, row := range []struct {
		name, properties string
		world            fixture.World
		want             string
		known            rule.Answer
	}{
		{"by what its name is made of", "{registryName: '${acr.name}'}", fixture.Preview, "acr", rule.Yes},
		{"by its id", "{id: " + registries + "acr/replications/west}", fixture.Update, "acr", rule.Yes},
		{"of the other", "{id: " + registries + "other/replications/w}", fixture.Update, "other", rule.Yes},
		{"of one outside", "{id: " + registries + "outside/replications/west}", fixture.Update, "", rule.No},
		{"computed", "{id: !computed , registryName: !computed }", fixture.Update, "", rule.Unknown},
	} {
		program := `
resources:
  acr: {type: "azure-native:containerregistry:Registry", properties: {name: acr}}
  other: {type: "azure-native:containerregistry:Registry", properties: {name: other}}
  west: {type: "azure-native:containerregistry:Replication", properties: ` + row.properties + `}`
		s, _ := ruletest.Stack(t, program, row.world)
		owner, known := Registry(s, s.All(rule.Replication)[0])
		named := owner == nil && row.want == "" || owner != nil && owner.Name == row.want
		if !named || known != row.known {
			t.Errorf("%s: the replication is of %v (%s), want %q (%s)",
				row.name, owner, known, row.want, row.known)
		}
		for _, registry := range s.All(rule.Registry) {
			replicas, complete := Of(s, registry)
			if (len(replicas) == 1) != (registry.Name == row.want) ||
				(complete == rule.Unknown) != (row.known == rule.Unknown) {
				t.Errorf("%s: the replications of %s are %v (%s)", row.name, registry, replicas, complete)
			}
		}
	}
}
