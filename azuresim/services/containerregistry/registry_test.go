package containerregistry_test

import (
	"regexp"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/engine"
	"private-acr/azuresim/world"
)

func TestRegistryDefaults(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Put(bench.RegistryID, world.Body{"location": bench.Region, "sku": world.Body{"name": "Premium"}})
	got := engine.Properties(b.Get(bench.RegistryID))
	want := world.Body{
		"loginServer": "acrmyapp.azurecr.io", "provisioningState": "Succeeded", "adminUserEnabled": false,
		"anonymousPullEnabled": false, "dataEndpointEnabled": false, "publicNetworkAccess": "Enabled",
		"networkRuleBypassOptions": "AzureServices", "zoneRedundancy": "Disabled",
		"encryption":     world.Body{"status": "disabled"},
		"networkRuleSet": world.Body{"defaultAction": "Allow", "ipRules": []any{}},
		"policies": world.Body{
			"quarantinePolicy":                 world.Body{"status": "disabled"},
			"trustPolicy":                      world.Body{"type": "Notary", "status": "disabled"},
			"retentionPolicy":                  world.Body{"days": 7.0, "status": "disabled"},
			"exportPolicy":                     world.Body{"status": "enabled"},
			"azureADAuthenticationAsArmPolicy": world.Body{"status": "enabled"},
			"softDeletePolicy":                 world.Body{"retentionDays": 7.0, "status": "disabled"},
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
	b := bench.Open(t, world.Options{})
	body := bench.Registry()
	delete(engine.Properties(body), "networkRuleSet")
	b.Put(bench.RegistryID, body)
	b.Put(bench.ReplicaID, bench.Replica())
	rules := b.Property(bench.RegistryID, "networkRuleSet").(world.Body)
	if rules["defaultAction"] != "Deny" {
		t.Errorf("got default action %v with public access disabled", rules["defaultAction"])
	}
	want := []any{"acrmyapp.koreacentral.data.azurecr.io", "acrmyapp.japaneast.data.azurecr.io"}
	if diff := cmp.Diff(want, b.Property(bench.RegistryID, "dataEndpointHostNames")); diff != "" {
		t.Errorf("data hosts (-want +got):\n%s", diff)
	}
}

func TestRegistryRefusals(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		id   string
		body world.Body
		code string
	}{
		"name": {
			bench.Resource("Microsoft.ContainerRegistry/registries/a-b"), bench.Registry(),
			"ResourceNameInvalid",
		},
		"no SKU": {
			bench.RegistryID,
			world.Body{"location": bench.Region},
			"InvalidRequestFormat",
		},
		"location": {
			bench.RegistryID,
			world.Body{"sku": world.Body{"name": "Premium"}},
			"LocationRequired",
		},
		"replica without registry": {bench.ReplicaID, bench.Replica(), "ParentResourceNotFound"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bench.Refused(t, bench.Open(t, world.Options{}).Try(test.id, test.body), test.code, "")
		})
	}
}

func TestRegistryNamesAreGlobal(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Put(bench.RegistryID, bench.Registry())
	b.Put(bench.Subscription+"/resourceGroups/other", world.Body{"location": bench.Region})
	other := bench.Subscription + "/resourceGroups/other/providers/Microsoft.ContainerRegistry/registries/" +
		"ACRMYAPP"
	bench.Refused(t, b.Try(other, bench.Registry()), "AlreadyInUse", "acrmyapp.azurecr.io")
}

func TestRegistryStaysPremiumWhileItMust(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Put(bench.RegistryID, bench.Registry())
	b.Put(bench.ReplicaID, bench.Replica())
	bench.Refused(t, b.Try(bench.ReplicaID+"2", bench.Replica()), "ConflictError", "already")
	basic := world.Body{"location": bench.Region, "sku": world.Body{"name": "Basic"}}
	bench.Refused(t, b.Try(bench.RegistryID, basic), "FeatureNotSupportedInSku", "geo-replication")
}

func TestCredentialsAreRefused(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Put(bench.RegistryID, bench.Registry())
	_, err := b.World.Act(bench.RegistryID, "listCredentials", nil)
	bench.Refused(t, err, "UnAuthorizedForCredentialOperations", "admin user is disabled")
	_, err = b.World.Act(bench.RegistryID, "somethingElse", nil)
	bench.Refused(t, err, "InvalidResourceType", "somethingElse")
	_, err = b.World.Act(bench.RegistryID+"x", "importImage", nil)
	bench.Refused(t, err, "ResourceNotFound", "")
}

func TestImport(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{Images: []string{"mcr.microsoft.com/hello:1"}})
	b.Put(bench.RegistryID, bench.Registry())
	bench.Refused(t, b.ImportImage(bench.Import("hello:2", "hello:2", "NoForce")), "ImageNotFound",
		"mcr.microsoft.com/hello:2")
	bench.Refused(t, b.ImportImage(bench.Import("", "hello:2", "NoForce")), "InvalidParameters", "")
	bench.Refused(t, b.ImportImage(bench.Import("hello:1", "hello:1.0", "NoForce")), "", "")
	bench.Refused(t, b.ImportImage(bench.Import("hello:1", "hello:1.0", "NoForce")), "Conflict",
		"Tag hello:1.0 already exists in target registry.")
	bench.Refused(t, b.ImportImage(bench.Import("hello:1", "hello:1.0", "Force")), "", "")
}

func TestImportsOfOneTagRace(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{Images: []string{"mcr.microsoft.com/hello:1"}})
	b.Put(bench.RegistryID, bench.Registry())
	first, err := b.World.Act(bench.RegistryID, "importImage", bench.Import("hello:1", "hello:1", ""))
	bench.Refused(t, err, "", "")
	b.Pass(time.Second)
	second, err := b.World.Act(bench.RegistryID, "importImage", bench.Import("hello:1", "hello:1", ""))
	bench.Refused(t, err, "", "")
	bench.Refused(t, b.Await(first.Operation), "", "")
	bench.Refused(t, b.Await(second.Operation), "Conflict", "already exists")
}

func TestImportFromARegistryThatExportsNothing(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Put(bench.RegistryID, bench.Registry())
	b.Put(bench.RegistryID+"2", world.Body{"location": bench.Region, "sku": world.Body{"name": "Basic"}})
	bench.Refused(t, b.World.Push(bench.RegistryID, "app:1"), "", "")
	bench.Refused(t, b.World.Push(bench.RegistryID+"2", "app:1"), "", "")
	fromHere := world.Body{"source": world.Body{"resourceId": bench.RegistryID, "sourceImage": "app:1"}}
	_, err := b.World.Act(bench.RegistryID+"2", "importImage", fromHere)
	bench.Refused(t, err, "Conflict", "already exists")
	fromHere["targetTags"] = []any{"copy:1"}
	result, err := b.World.Act(bench.RegistryID+"2", "importImage", fromHere)
	bench.Refused(t, err, "", "")
	bench.Refused(t, b.Await(result.Operation), "DENIED", "export policy")
	fromThere := world.Body{
		"source":     world.Body{"resourceId": bench.RegistryID + "2", "sourceImage": "app:1"},
		"targetTags": []any{"copy:1"},
	}
	bench.Refused(t, b.ImportImage(fromThere), "", "")
	if err := b.World.Push(bench.RegistryID+"3", "app:1"); err == nil {
		t.Error("pushing to no registry succeeded")
	}
}

func TestDomainNameLabel(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ scope, login string }{
		"told apart": {"TenantReuse", `^acrmyapp-[0-9a-f]{16}\.azurecr\.io$`},
		"unsecure":   {"Unsecure", `^acrmyapp\.azurecr\.io$`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := bench.Open(t, world.Options{})
			b.SetRegistry("autoGeneratedDomainNameLabelScope", test.scope)
			login, _ := b.Property(bench.RegistryID, "loginServer").(string)
			if !regexp.MustCompile(test.login).MatchString(login) {
				t.Errorf("got login server %q", login)
			}
			b.Put(bench.RegistryID, bench.Registry())
			if after := b.Property(bench.RegistryID, "loginServer"); after != login {
				t.Errorf("got login server %v after %q", after, login)
			}
		})
	}
}
