package registry

import (
	"testing"

	"private-acr/policy/fixture"
	"private-acr/policy/rule"
	"private-acr/policy/ruletest"
)

// TestPulls asks of one stack in which way its registries are pulled from, as the rules together do.
func TestPulls(t *testing.T) {
	t.Parallel()
	s, named := ruletest.Stack(t, `
resources:
  groups: {type: "azure-native:containerregistry:Registry", properties: {loginServer: groups.azurecr.io}}
  apps: {type: "azure-native:containerregistry:Registry", properties: {loginServer: apps.azurecr.io}}
  both: {type: "azure-native:containerregistry:Registry", properties: {loginServer: both.azurecr.io}}
  group:
    type: azure-native:containerinstance:ContainerGroup
    properties:
      imageRegistryCredentials:
        - {server: groups.azurecr.io, username: user, password: word}
        - {server: both.azurecr.io, identity: me}
  app:
    type: azure-native:app:ContainerApp
    properties: {configuration: {registries: [{server: apps.azurecr.io, identity: me}]}}`, fixture.Update)
	for name, want := range map[string][3]rule.Answer{
		"groups": {rule.Yes, rule.No, rule.No},
		"apps":   {rule.No, rule.Yes, rule.Yes},
		"both":   {rule.Yes, rule.No, rule.Yes},
	} {
		registry := named[name]
		got := [3]rule.Answer{
			pulledByTrustedService(s, registry),
			pulledWithARMToken(s, registry),
			pulledWithIdentity(s, registry),
		}
		if got != want {
			t.Errorf("%s is pulled from by a trusted service, with a token for Resource Manager, with an "+
				"identity: %s, want %s", name, got, want)
		}
	}
}
