package app_test

import (
	"testing"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/engine"
	"private-acr/azuresim/services/app"
	"private-acr/azuresim/world"
)

func TestJobsPullWhatChanges(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{ImageCheck: app.InOperation})
	b.Path()
	b.Put(bench.JobID, bench.Job(bench.Image))
	b.Put(bench.JobID, bench.Job(bench.Image))
	if pulls := b.World.Pulls(); len(pulls) != 1 || pulls[0].Consumer != bench.JobID || pulls[0].Error != "" {
		t.Errorf("got pulls %+v, want one that worked", pulls)
	}
	b.Remove(bench.LinkID)
	b.Put(bench.JobID, bench.Job(bench.Image))
	bench.Refused(t, b.Try(bench.JobID, bench.Job(bench.Login+"/myapp:2")), "ContainerAppOperationError",
		"job 'job-myapp'")
	_, err := b.World.Delete(bench.EnvID)
	bench.Refused(t, err, "ManagedEnvironmentHasContainerApps", "job-myapp")
}

func TestJobRefusals(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		code   string
		change func(world.Body)
	}{
		"no trigger": {"ContainerAppJobInvalidConfiguration", func(p world.Body) {
			delete(p["configuration"].(world.Body), "triggerType")
		}},
		"no container": {"ContainerAppContainerRequired", func(p world.Body) { delete(p, "template") }},
		"no environment": {"EnvironmentNotFound", func(p world.Body) {
			p["environmentId"] = bench.EnvID + "x"
		}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := bench.Open(t, world.Options{})
			b.Path()
			body := bench.Changed(bench.Job(bench.Image), test.change)
			bench.Refused(t, b.Try(bench.JobID, body), test.code, "")
		})
	}
}

// secretive is an app that logs in with a token's password out of its secrets.
func secretive(secret world.Body) world.Body {
	return bench.Changed(bench.App(bench.Image), func(p world.Body) {
		configuration := p["configuration"].(world.Body)
		configuration["secrets"] = []any{secret}
		configuration["registries"] = []any{world.Body{
			"server": bench.Login, "username": "puller", "passwordSecretRef": "password",
		}}
	})
}

func TestAppLogsInWithASecret(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{PasswordDelay: -1, ImageCheck: app.AtRequest})
	b.Path()
	scope, token := bench.RegistryID+"/scopeMaps/_repositories_pull", bench.RegistryID+"/tokens/puller"
	b.Put(token, world.Body{"properties": world.Body{"scopeMapId": scope}})
	answer, err := b.Act(bench.RegistryID, "generateCredentials", world.Body{"tokenId": token})
	bench.Refused(t, err, "", "")
	password := answer["passwords"].([]any)[0].(world.Body)["value"]
	secret := func() world.Body { return world.Body{"name": "password", "value": password} }
	b.Put(bench.AppID, secretive(secret()))
	shown := engine.Within(engine.Properties(b.Get(bench.AppID)), "configuration")["secrets"].([]any)
	if value, isShown := shown[0].(world.Body)["value"]; isShown {
		t.Errorf("the secret is shown: %v", value)
	}
	b.Remove(bench.AppID)
	bench.Refused(t, b.Try(bench.AppID, secretive(world.Body{"name": "password", "value": "guess"})),
		"InvalidParameterValueInContainerTemplate", "UNAUTHORIZED")
	bench.Refused(t, b.Try(bench.AppID, secretive(world.Body{"name": "password"})),
		"ContainerAppSecretInvalid", "value or keyVaultUrl")
	bench.Refused(t, b.Try(bench.AppID, secretive(world.Body{"name": "other", "value": "x"})),
		"ContainerAppSecretRefNotFound", "'password'")
}
