package world

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestRegistryDefaults(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.put(registryID, Body{"location": region, "sku": Body{"name": "Premium"}})
	got := properties(b.get(registryID))
	want := Body{
		"loginServer": "acrmyapp.azurecr.io", "provisioningState": "Succeeded", "adminUserEnabled": false,
		"anonymousPullEnabled": false, "dataEndpointEnabled": false, "publicNetworkAccess": "Enabled",
		"networkRuleBypassOptions": "AzureServices", "zoneRedundancy": "Disabled",
		"encryption":     Body{"status": "disabled"},
		"networkRuleSet": Body{"defaultAction": "Allow", "ipRules": []any{}},
		"policies": Body{
			"quarantinePolicy":                 Body{"status": "disabled"},
			"trustPolicy":                      Body{"type": "Notary", "status": "disabled"},
			"retentionPolicy":                  Body{"days": 7.0, "status": "disabled"},
			"exportPolicy":                     Body{"status": "enabled"},
			"azureADAuthenticationAsArmPolicy": Body{"status": "enabled"},
			"softDeletePolicy":                 Body{"retentionDays": 7.0, "status": "disabled"},
		},
		"privateEndpointConnections": []any{}, "dataEndpointHostNames": []any{},
		"creationDate": got["creationDate"], "status": got["status"],
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("properties (-want +got):\n%s", diff)
	}
}

func TestPrivateRegistry(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	body := registryBody()
	delete(properties(body), "networkRuleSet")
	b.put(registryID, body)
	b.put(replicaID, replicaBody())
	rules := b.property(registryID, "networkRuleSet").(Body)
	if rules["defaultAction"] != "Deny" {
		t.Errorf("got default action %v with public access disabled", rules["defaultAction"])
	}
	want := []any{"acrmyapp.koreacentral.data.azurecr.io", "acrmyapp.japaneast.data.azurecr.io"}
	if diff := cmp.Diff(want, b.property(registryID, "dataEndpointHostNames")); diff != "" {
		t.Errorf("data hosts (-want +got):\n%s", diff)
	}
}

func TestRegistryRefusals(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		id   string
		body Body
		code string
	}{
		"name": {
			resource("Microsoft.ContainerRegistry/registries/a-b"), registryBody(),
			"ResourceNameInvalid",
		},
		"no SKU":                   {registryID, Body{"location": region}, "InvalidRequestFormat"},
		"location":                 {registryID, Body{"sku": Body{"name": "Premium"}}, "LocationRequired"},
		"replica without registry": {replicaID, replicaBody(), "ParentResourceNotFound"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			refused(t, open(t, Options{}).try(test.id, test.body), test.code, "")
		})
	}
}

func TestRegistryNamesAreGlobal(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.put(registryID, registryBody())
	b.put(subscription+"/resourceGroups/other", Body{"location": region})
	other := subscription + "/resourceGroups/other/providers/Microsoft.ContainerRegistry/registries/ACRMYAPP"
	refused(t, b.try(other, registryBody()), "AlreadyInUse", "acrmyapp.azurecr.io")
}

func TestRegistryStaysPremiumWhileItMust(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.put(registryID, registryBody())
	b.put(replicaID, replicaBody())
	refused(t, b.try(replicaID+"2", replicaBody()), "ConflictError", "already")
	basic := Body{"location": region, "sku": Body{"name": "Basic"}}
	refused(t, b.try(registryID, basic), notInSKU, "geo-replication")
}

func TestCredentialsAreRefused(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.put(registryID, registryBody())
	_, err := b.w.Act(registryID, "listCredentials", nil)
	refused(t, err, "UnAuthorizedForCredentialOperations", "admin user is disabled")
	_, err = b.w.Act(registryID, "somethingElse", nil)
	refused(t, err, "InvalidResourceType", "somethingElse")
	_, err = b.w.Act(registryID+"x", "importImage", nil)
	refused(t, err, "ResourceNotFound", "")
}

func importBody(source, target, mode string) Body {
	return Body{
		"source":     Body{"registryUri": "mcr.microsoft.com", "sourceImage": source},
		"targetTags": []any{target}, "mode": mode,
	}
}

func (b *bench) importImage(body Body) error {
	b.Helper()
	result, err := b.w.Act(registryID, "importImage", body)
	if err != nil {
		return err
	}
	return b.await(result.Operation)
}

func TestImport(t *testing.T) {
	t.Parallel()
	b := open(t, Options{Images: []string{"mcr.microsoft.com/hello:1"}})
	b.put(registryID, registryBody())
	refused(t, b.importImage(importBody("hello:2", "hello:2", "NoForce")), "ImageNotFound",
		"mcr.microsoft.com/hello:2")
	refused(t, b.importImage(importBody("", "hello:2", "NoForce")), "InvalidParameters", "")
	refused(t, b.importImage(importBody("hello:1", "hello:1.0", "NoForce")), "", "")
	refused(t, b.importImage(importBody("hello:1", "hello:1.0", "NoForce")), "Conflict",
		"Tag hello:1.0 already exists in target registry.")
	refused(t, b.importImage(importBody("hello:1", "hello:1.0", "Force")), "", "")
}

func TestImportsOfOneTagRace(t *testing.T) {
	t.Parallel()
	b := open(t, Options{Images: []string{"mcr.microsoft.com/hello:1"}})
	b.put(registryID, registryBody())
	first, err := b.w.Act(registryID, "importImage", importBody("hello:1", "hello:1", ""))
	refused(t, err, "", "")
	b.pass(time.Second)
	second, err := b.w.Act(registryID, "importImage", importBody("hello:1", "hello:1", ""))
	refused(t, err, "", "")
	refused(t, b.await(first.Operation), "", "")
	refused(t, b.await(second.Operation), "Conflict", "already exists")
}

func TestImportFromARegistryThatExportsNothing(t *testing.T) {
	t.Parallel()
	b := open(t, Options{})
	b.put(registryID, registryBody())
	b.put(registryID+"2", Body{"location": region, "sku": Body{"name": "Basic"}})
	refused(t, b.w.Push(registryID, "app:1"), "", "")
	refused(t, b.w.Push(registryID+"2", "app:1"), "", "")
	fromHere := Body{"source": Body{"resourceId": registryID, "sourceImage": "app:1"}}
	_, err := b.w.Act(registryID+"2", "importImage", fromHere)
	refused(t, err, "Conflict", "already exists")
	fromHere["targetTags"] = []any{"copy:1"}
	result, err := b.w.Act(registryID+"2", "importImage", fromHere)
	refused(t, err, "", "")
	refused(t, b.await(result.Operation), "DENIED", "export policy")
	fromThere := Body{
		"source":     Body{"resourceId": registryID + "2", "sourceImage": "app:1"},
		"targetTags": []any{"copy:1"},
	}
	refused(t, b.importImage(fromThere), "", "")
	if err := b.w.Push(registryID+"3", "app:1"); err == nil {
		t.Error("pushing to no registry succeeded")
	}
}

func TestParseImage(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"nginx":                     "docker.io/nginx:latest",
		"library/nginx:1":           "docker.io/library/nginx:1",
		"a.azurecr.io/x/y:1":        "a.azurecr.io/x/y:1",
		"a.azurecr.io:443/x":        "a.azurecr.io:443/x:latest",
		"a.azurecr.io/x@sha256:abc": "a.azurecr.io/x@sha256:abc",
	}
	for text, want := range tests {
		if got := parseImage(text).String(); got != want {
			t.Errorf("parsing %q: got %q, want %q", text, got, want)
		}
	}
}
