package tests

import (
	"strings"
	"testing"

	"private-acr/azuresim"
	"private-acr/azuresim/world"
)

// Where policies are, and what those of these tests are called. Azure/azure-policy has their rules.
const (
	subscription = "/subscriptions/" + azuresim.SubscriptionID
	definitions  = "/providers/Microsoft.Authorization/policyDefinitions/"
	assignment   = subscription + "/providers/Microsoft.Authorization/policyAssignments/governed"

	armAudienceOff = definitions + "785596ed-054f-41bc-aaec-7f3d0ba05725"
	zoneGroups     = definitions + "e9585a95-5b8c-4d03-b193-dc7eb5ac4c32"
	groupTag       = definitions + "96670d01-0a4d-4649-9c89-2d3abc0a5025"
)

// govern assigns a policy to the subscription.
func (e *engine) govern(definition string, parameters world.Body) {
	e.t.Helper()
	values := world.Body{}
	for name, value := range parameters {
		values[name] = world.Body{"value": value}
	}
	e.put(assignment, world.Body{
		"location": "koreacentral", "identity": world.Body{"type": "SystemAssigned"},
		"properties": world.Body{"policyDefinitionId": definition, "parameters": values},
	})
}

func (e *engine) put(id string, body world.Body) {
	e.t.Helper()
	if _, err := e.azure.World().Put(id, body); err != nil {
		e.t.Fatal(err)
	}
}

// fails runs the program, which must fail with each of the texts.
func (s *stack) fails(texts ...string) {
	s.t.Helper()
	_, err := s.tryUp()
	if err == nil {
		s.t.Fatalf("up: no error\n%s", s.log.String())
	}
	for _, text := range texts {
		if !strings.Contains(err.Error(), text) {
			s.t.Errorf("up: the error lacks %q:\n%v", text, err)
		}
	}
}

// TestPolicyTurnsARMAudienceTokensOff has the registry changed behind the program's back: container apps can
// then not log in, and nothing but Azure's refusal says so.
func TestPolicyTurnsARMAudienceTokensOff(t *testing.T) {
	t.Parallel()
	e := newEngine(t, azuresim.Options{})
	e.govern(armAudienceOff, nil)
	dev := e.stack("private-acr", "dev", e.platformProgram(topology()))
	dev.fails("UNAUTHORIZED: authentication required") // under either code of Container Apps
	pulls := e.azure.World().Pulls()
	last := pulls[len(pulls)-1].Steps
	if step := last[len(last)-1]; !step.OK && step.Name != "log in" {
		t.Errorf("the pull ended at %+v", step)
	}
}

// TestPolicyDeploysZoneGroups loses the race for the only zone group that an endpoint can have. Azure's
// refusal names the endpoint, and not whose group is there. With the delay of Azure's own definition, ten
// minutes, the program's group comes first, which package world tests: here a second is ten minutes.
func TestPolicyDeploysZoneGroups(t *testing.T) {
	t.Parallel()
	e := newEngine(t, azuresim.Options{})
	hasty, err := e.azure.World().Get(zoneGroups)
	if err != nil {
		t.Fatal(err)
	}
	id := subscription + definitions + "hasty"
	e.put(id, world.Body{"properties": evaluatedAtOnce(hasty["properties"].(world.Body))})
	e.govern(id, world.Body{"privateDnsZoneId": subscription + "/resourceGroups/rg-myapp/providers/" +
		"Microsoft.Network/privateDnsZones/privatelink.azurecr.io"})
	e.stack("private-acr", "dev", e.platformProgram(topology())).fails(
		"MoreThanOnePrivateDnsZoneGroupPerPrivateEndpointNotAllowed", "privateEndpoints/pe-")
}

// evaluatedAtOnce is a definition of Azure's own as landing zones copy it, but that it looks as soon as a
// resource is there.
func evaluatedAtOnce(properties world.Body) world.Body {
	then := properties["policyRule"].(world.Body)["then"].(world.Body)
	then["details"].(world.Body)["evaluationDelay"] = "AfterProvisioningSuccess"
	properties["policyType"] = "Custom"
	return properties
}

// TestPolicyDeniesTheInfrastructureGroup keeps an environment from being made, until the policy is lifted.
func TestPolicyDeniesTheInfrastructureGroup(t *testing.T) {
	t.Parallel()
	e := newEngine(t, azuresim.Options{})
	e.govern(groupTag, world.Body{"tagName": "team"})
	dev := e.stack("private-acr", "dev", e.platformProgram(topology()))
	dev.fails(`Code="OperationFailed"`, "ManagedEnvironmentResourceGroupDisallowedByPolicy")
	if _, err := e.azure.World().Delete(assignment); err != nil {
		t.Fatal(err)
	}
	checkContract(t, contract(t, dev.up()))
	dev.changesNothing()
}
