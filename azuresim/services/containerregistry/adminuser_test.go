package containerregistry_test

import (
	"testing"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/world"
)

// TestAdminUserPulls has a container app log in as the registry's admin user, until the password is another.
func TestAdminUserPulls(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Path()
	b.SetRegistry("adminUserEnabled", true)
	answer, err := b.Act(bench.RegistryID, "listCredentials", nil)
	if err != nil {
		t.Fatal(err)
	}
	first, _ := answer["passwords"].([]any)[0].(world.Body)
	app := func(image string) error {
		return b.Try(bench.AppID, bench.Changed(bench.App(image), func(p world.Body) {
			configuration := p["configuration"].(world.Body)
			configuration["secrets"] = []any{world.Body{"name": "password", "value": first["value"]}}
			configuration["registries"] = []any{world.Body{
				"server": bench.Login, "username": answer["username"], "passwordSecretRef": "password",
			}}
		}))
	}
	bench.Refused(t, app(bench.Image), "", "")
	again := world.Body{"name": "password"}
	if _, err := b.Act(bench.RegistryID, "regenerateCredential", again); err != nil {
		t.Fatal(err)
	}
	if err := b.World.Push(bench.RegistryID, "myapp:2.0.0"); err != nil {
		t.Fatal(err)
	}
	err = app(bench.Login + "/myapp:2.0.0")
	bench.Refused(t, err, "InvalidParameterValueInContainerTemplate", "UNAUTHORIZED")
}

func TestAdminUserRefusals(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.Put(bench.RegistryID, bench.Registry())
	for _, action := range []string{"listCredentials", "regenerateCredential"} {
		_, err := b.Act(bench.RegistryID, action, world.Body{"name": "password"})
		bench.Refused(t, err, "UnAuthorizedForCredentialOperations", "admin user is disabled")
	}
	b.SetRegistry("adminUserEnabled", true)
	_, err := b.Act(bench.RegistryID, "regenerateCredential", world.Body{"name": "third"})
	bench.Refused(t, err, "InvalidPasswordName", "third")
}
