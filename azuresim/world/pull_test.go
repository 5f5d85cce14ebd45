package world

import (
	"testing"

	"private-acr/internal/azure"
)

// breakage takes one link of the path away.
type breakage struct {
	do func(*bench)
	// step is the one at which the pull of a container app ends; text is Azure's word for it.
	step, code, text string
}

var breakages = map[string]breakage{
	"zone not linked": {
		func(b *bench) { b.remove(linkID) }, "reach login server", "InvalidParameterValueInContainerTemplate",
		"UNAUTHORIZED: authentication required, visit https://aka.ms/acr/authorization",
	},
	"no login record": {
		func(b *bench) { b.remove(zoneID + "/A/acrmyapp") }, "resolve login server",
		"ContainerAppOperationError",
		"failed to resolve registry 'acrmyapp.azurecr.io': lookup acrmyapp.azurecr.io on " +
			"100.100.253.162:53: no such host",
	},
	"no data record": {
		func(b *bench) { b.remove(zoneID + "/A/acrmyapp.koreacentral.data") }, "fetch layers",
		"ContainerAppOperationError",
		"lookup acrmyapp.koreacentral.data.azurecr.io on 100.100.253.162:53: no such host",
	},
	"stale record": {
		func(b *bench) { b.put(zoneID+"/A/acrmyapp", recordOf("10.0.2.200")) }, "reach login server",
		"ContainerAppOperationError", "dial tcp 10.0.2.200:443: i/o timeout",
	},
	"record of the wrong member": {
		func(b *bench) {
			b.put(zoneID+"/A/acrmyapp.koreacentral.data",
				recordOf(b.ip(zoneID+"/A/acrmyapp")))
		},
		"fetch layers", "ContainerAppOperationError", "i/o timeout",
	},
	"no endpoints": {
		func(b *bench) {
			b.remove(dataPE)
			b.remove(loginPE)
		}, "reach login server", "InvalidParameterValueInContainerTemplate", "UNAUTHORIZED",
	},
	"no grant": {
		func(b *bench) { b.remove(b.assignmentID()) }, "check grant",
		"InvalidParameterValueInContainerTemplate",
		"UNAUTHORIZED",
	},
	"young grant": {
		func(b *bench) {
			b.remove(b.assignmentID())
			// The app takes 25 s of the 2 minutes that a grant needs.
			b.put(b.assignmentID(), b.assignmentBody())
		}, "check grant", "InvalidParameterValueInContainerTemplate", "repository%3Amyapp%3Apull",
	},
	"repository permissions": {
		func(b *bench) { b.setRegistry("roleAssignmentMode", "AbacRepositoryPermissions") }, "check grant",
		"InvalidParameterValueInContainerTemplate", "UNAUTHORIZED",
	},
	"no such tag": {
		func(b *bench) { b.put(registryID, registryBody()) }, "read manifest", "ContainerAppOperationError",
		`MANIFEST_UNKNOWN: manifest tagged by "2" is not found; map[Tag:2]`,
	},
	"no tokens for the Resource Manager": {
		func(b *bench) {
			b.setRegistry("policies", Body{"azureADAuthenticationAsArmPolicy": Body{"status": "disabled"}})
		}, "log in", "InvalidParameterValueInContainerTemplate", "UNAUTHORIZED",
	},
}

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

func TestBrokenPaths(t *testing.T) {
	t.Parallel()
	for name, broken := range breakages {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := open(t, Options{})
			b.path()
			broken.do(b)
			image := imageRef
			if broken.step == "read manifest" {
				image = "acrmyapp.azurecr.io/myapp:2"
			}
			refused(t, b.try(appID, appBody(image)), broken.code, broken.text)
			pulls := b.w.Pulls()
			steps := pulls[len(pulls)-1].Steps
			if last := steps[len(steps)-1]; last.Name != broken.step || last.OK {
				t.Errorf("got last step %+v, want %q", last, broken.step)
			}
			if b.property(appID, "provisioningState") != stateFailed || b.property(appID,
				"latestRevisionName") != nil {
				t.Errorf("got app %v", b.get(appID))
			}
		})
	}
}

// TestBrokenPathsOfGroups has the same breakages, which a container group words in one way only.
func TestBrokenPathsOfGroups(t *testing.T) {
	t.Parallel()
	for name, broken := range breakages {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := open(t, Options{})
			b.path()
			broken.do(b)
			switch name {
			case "no such tag":
				refused(t, b.try(containerID, containerBody("acrmyapp.azurecr.io/myapp:2")),
					"InaccessibleImage", "myapp:2")
			case "no tokens for the Resource Manager":
				refused(t, b.try(containerID, containerBody(imageRef)), "", "")
			default:
				refused(t, b.try(containerID, containerBody(imageRef)), "InaccessibleImage",
					"The image '"+imageRef+"' in container group 'ci-myapp' is not accessible.")
			}
		})
	}
}

func TestGroupsNeedTrustedServices(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.path()
	b.setRegistry("networkRuleBypassOptions", "None")
	refused(t, b.try(containerID, containerBody(imageRef)), "InaccessibleImage", "")
	refused(t, b.try(appID, appBody(imageRef)), "", "")
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

func TestUnchangedImageIsNotValidated(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.path()
	b.put(appID, appBody(imageRef))
	b.remove(linkID)
	b.put(appID, appBody(imageRef))
	refused(t, b.try(appID, appBody("acrmyapp.azurecr.io/myapp:2")),
		"InvalidParameterValueInContainerTemplate", "")
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
