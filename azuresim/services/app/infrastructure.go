package app

import (
	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

// infrastructureGroup is the name of the resource group that Azure makes for an environment in a subnet, if
// nobody gives one. bicep-registry-modules, avm/res/app/managed-environment.
func infrastructureGroup(r *engine.Request) string {
	return "ME_" + r.ID.Name + "_" + r.ID.ResourceGroupName + "_" + r.Resource.Region()
}

// makeInfrastructure stands for making that group and the public address of an external environment in it,
// with the tags of nobody: policies of the subscription have their say, and the environment fails after it
// was accepted. What Azure keeps there is not simulated, so nothing is made. The words are those of
// azure-container-apps#381, #416 and #559; that the group has no tags is the stricter reading of #1764.
func (s *Service) makeInfrastructure(environment *engine.Resource) error {
	p := environmentProperties(environment)
	if subnetIn(p) == "" || !environment.Ready.IsZero() {
		return nil
	}
	group := engine.SubscriptionOf(environment.ID) + "/resourceGroups/" +
		engine.Value(p.InfrastructureResourceGroup)
	body := engine.Body{"location": environment.Region()}
	if s.engine.Permits(group, body) != nil {
		return disallowed("ManagedEnvironmentResourceGroupDisallowedByPolicy", "resource group creation is")
	}
	address := group + "/providers/" + catalog.PublicIPAddress.ARM + "/kubernetes"
	external := !engine.Value(engine.Value(p.VnetConfiguration).Internal)
	if external && s.engine.Permits(address, body) != nil {
		return disallowed("ManagedEnvironmentResourceDisallowedByPolicy",
			"creation of required resources was")
	}
	return nil
}

func disallowed(code, what string) *engine.Error {
	return engine.BadRequest("OperationFailed", "ErrorCode: %s, Message: Fail to create managed environment "+
		"because %s disallowed by policy, refer to https://go.microsoft.com/fwlink/?linkid=2198255 for more "+
		"detail.", code, what)
}
