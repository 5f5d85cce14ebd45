package world

import (
	"testing"

	"private-acr/internal/azure"
)

func recordOf(ip string) Body {
	return Body{"properties": Body{"aRecords": []any{Body{"ipv4Address": ip}}}}
}

func (b *bench) ip(recordID string) string {
	b.Helper()
	return see[recordView](b.get(recordID)).Properties.Records[0].IP
}

func (b *bench) setRegistry(name string, value any) {
	b.Helper()
	body := registryBody()
	properties(body)[name] = value
	b.put(registryID, body)
}

func TestGroupOutsideTheNetworkIsTrusted(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.path()
	body := containerBody(imageRef)
	delete(properties(body), "subnetIds")
	properties(body)["ipAddress"].(Body)["type"] = "Public"
	b.put(containerID, body)
	if ip := properties(b.get(containerID))["ipAddress"].(Body)["ip"]; ip == nil {
		t.Error("the group has no address")
	}
}

func TestFailedAppPullsAgain(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.path()
	b.remove(linkID)
	refused(t, b.try(appID, appBody(imageRef)), "InvalidParameterValueInContainerTemplate", "")
	link := Body{"location": "global", "properties": Body{"virtualNetwork": Body{"id": vnetID}}}
	b.put(linkID, link)
	b.put(appID, appBody(imageRef))
	if got := b.property(appID, "provisioningState"); got != stateSucceeded {
		t.Errorf("got state %v", got)
	}
}

func TestPublicImages(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.path()
	b.put(appID, appBody("mcr.microsoft.com/k8se/quickstart:latest"))
	refused(t, b.try(appID, appBody("mcr.microsoft.com/nothing:1")), "ContainerAppOperationError",
		"MANIFEST_UNKNOWN")
	refused(t, b.try(appID, appBody("nobody.azurecr.io/app:1")), "ContainerAppOperationError", "no such host")
}

func TestPullByDigest(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.path()
	b.put(appID, appBody("acrmyapp.azurecr.io/myapp@"+digestOf("myapp:1.0.0")))
}

func TestPublicRegistryNeedsNoEndpoint(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.path()
	b.remove(linkID)
	body := registryBody()
	properties(body)["publicNetworkAccess"] = "Enabled"
	properties(body)["policies"] = Body{"exportPolicy": Body{"status": "enabled"}}
	b.put(registryID, body)
	b.put(appID, appBody(imageRef))
}

func TestMostSpecificZoneAnswers(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.path()
	zone := resource("Microsoft.Network/privateDnsZones/koreacentral.data." + zoneName)
	b.put(zone, Body{"location": "global"})
	b.put(zone+"/virtualNetworkLinks/l", Body{
		"location":   "global",
		"properties": Body{"virtualNetwork": Body{"id": vnetID}},
	})
	refused(t, b.try(appID, appBody(imageRef)), "ContainerAppOperationError", "no such host")
	b.put(zone+"/A/acrmyapp", recordOf(b.ip(zoneID+"/A/acrmyapp.koreacentral.data")))
	b.put(appID, appBody(imageRef))
}

func TestPullsAreForgotten(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.put(identityID, Body{"location": region})
	public := containerBody("mcr.microsoft.com/hello-world:latest")
	delete(properties(public), "subnetIds")
	delete(properties(public), "ipAddress")
	for range keptPulls + 1 {
		b.put(containerID, public)
	}
	if got := len(b.w.Pulls()); got != keptPulls {
		t.Errorf("got %d traces, want %d", got, keptPulls)
	}
}

func TestRepositoryReaderPulls(t *testing.T) {
	t.Parallel()
	b := open(t, Options{GrantDelay: -1})
	b.path()
	b.setRegistry("roleAssignmentMode", "AbacRepositoryPermissions")
	b.remove(b.assignmentID())
	body := b.assignmentBody()
	properties(body)["roleDefinitionId"] = azure.RoleDefinitionID("x", azure.RepositoryReader)
	b.put(b.assignmentID(), body)
	b.put(appID, appBody(imageRef))
}

func TestScopesOfGrants(t *testing.T) {
	t.Parallel()
	for _, scope := range []string{group, subscription} {
		b := open(t, Options{GrantDelay: -1})
		b.path()
		b.remove(b.assignmentID())
		role := azure.RoleDefinitionID("x", azure.AcrPull)
		name := azure.AssignmentName(scope, b.principal(), role)
		b.put(scope+"/providers/Microsoft.Authorization/roleAssignments/"+name, b.assignmentBody())
		refused(t, b.try(appID, appBody(imageRef)), "", "")
	}
}
