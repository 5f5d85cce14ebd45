package tests

import (
	"fmt"
	"net/http"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optrefresh"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/azuresim"
	"private-acr/azuresim/world"
	"private-acr/internal/schema"
	"private-acr/platform"
	"private-acr/settings"
)

// TestNoPlaintextSecret looks for the provider's token, the one secret of every run, in all that a run leaves
// behind: state, history, the log on the terminal and the exported contract.
func TestNoPlaintextSecret(t *testing.T) {
	t.Parallel()
	e := newEngine(t, azuresim.Options{})
	s := e.stack("private-acr", "dev", e.platformProgram(topology()))
	result := s.up()

	left := filesUnder(t, e.state)
	left["the log"] = s.log.String()
	left["the standard output"] = result.StdOut
	for where, text := range left {
		for _, secret := range []string{"simulated-azure-token", azuresim.ClientSecret} {
			if strings.Contains(text, secret) {
				t.Errorf("%s holds a secret in plain text", where)
			}
		}
	}
	if len(left) < 3 {
		t.Errorf("only %d places were looked at: is the state somewhere else?", len(left))
	}
}

// planted says, for every setting that takes a text which can be kept secret, what the test plants there.
var planted = map[string]string{
	"tags.<key>":                               "planted-tag",
	"credentials.<key>.basic.server":           "planted.example.com",
	"credentials.<key>.basic.username":         "planted-username",
	"credentials.<key>.basic.password":         "planted-password",
	"credentials.<key>.anonymous.server":       "planted-anonymous.example.com",
	"containerApps.<key>.image":                "planted-app-image:1.0.0",
	"containerApps.<key>.importFrom":           "mcr.microsoft.com/planted-app-source:1",
	"containerApps.<key>.env.<key>":            "planted-app-variable",
	"containerInstances.<key>.image":           "planted-group-image:1.0.0",
	"containerInstances.<key>.importFrom":      "mcr.microsoft.com/planted-group-source:1",
	"containerInstances.<key>.env.<key>":       "planted-group-variable",
}

// hiddenInAzure are those that Azure itself shows to nobody. The others are part of what it answers, so the journal of
// simulated Azure has them.
var hiddenInAzure = []string{
	"credentials.<key>.basic.password", "containerApps.<key>.env.<key>", "containerInstances.<key>.env.<key>",
}

func TestEveryPlaceForASecretIsPlanted(t *testing.T) {
	t.Parallel()
	var want, got []string
	for path := range planted {
		got = append(got, path)
	}
	want = secretPlaces(reflect.TypeFor[settings.Settings](), "")
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("places that take a secret (-settings +planted):\n%s", diff)
	}
}

// secretPlaces are the paths below which a type takes a text that can be kept secret.
func secretPlaces(in reflect.Type, path string) []string {
	switch schema.FormOf(in) {
	case schema.FormMap:
		return secretPlaces(in.Elem(), path+".<key>")
	case schema.FormList:
		return secretPlaces(in.Elem(), path+"[n]")
	case schema.FormObject:
		var all []string
		for _, f := range schema.Fields(in) {
			if !f.Deployment {
				all = append(all, secretPlaces(f.Type, strings.TrimPrefix(path+"."+f.Key, "."))...)
			}
		}
		return all
	default:
		if schema.HoldsInput(in) {
			return []string{path}
		}
		return nil
	}
}

// secretly is the settings of a stack in which every key that can hold a secret does, and everything that works when
// it is planted is. Where a registry of the name would have to exist, the real one is named.
func secretly() settings.Source {
	at := func(path string) string { return planted[path] }
	values := with(topology(), "private-acr:tags", fmt.Sprintf(`{"team": %q}`, at("tags.<key>")))
	values["private-acr:credentials"] = fmt.Sprintf(`{
		"vendor": {"basic": {"server": "mcr.microsoft.com", "username": %q, "password": %q}},
		"open": {"anonymous": {"server": "mcr.microsoft.com"}}}`,
		at("credentials.<key>.basic.username"), at("credentials.<key>.basic.password"))
	values["private-acr:containerApps"] = fmt.Sprintf(`{
		"web": {"image": %q, "env": {"DB_PASSWORD": %q},
			"importFrom": "mcr.microsoft.com/azuredocs/containerapps-helloworld:latest"},
		"guest": {"image": "azuredocs/containerapps-helloworld:latest", "credential": "vendor"}}`,
		at("containerApps.<key>.image"), at("containerApps.<key>.env.<key>"))
	values["private-acr:containerInstances"] = fmt.Sprintf(`{
		"hello": {"image": %q, "env": {"DB_PASSWORD": %q},
			"importFrom": "mcr.microsoft.com/azuredocs/aci-helloworld:latest"},
		"guest": {"image": "azuredocs/aci-helloworld:latest", "credential": "vendor"},
		"visitor": {"image": "azuredocs/aci-helloworld:latest", "credential": "open"}}`,
		at("containerInstances.<key>.image"), at("containerInstances.<key>.env.<key>"))
	return settings.Source{Values: values, Secret: []string{
		"private-acr:tags", "private-acr:credentials", "private-acr:containerApps", "private-acr:containerInstances",
	}}
}

// TestPlantedSecretsAreNowhere builds a stack whose settings are secret, previews, changes in vain, refreshes and
// destroys it, and looks for what was planted in everything that was written: the state, its history and its backups,
// what the terminal showed, errors, the policy pack's messages, and the journal of simulated Azure.
func TestPlantedSecretsAreNowhere(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	e := newEngine(t, azuresim.Options{Dir: dir})
	source := secretly()
	dev := e.stack("private-acr", "dev", e.sourceProgram(source))
	written := map[string]string{}
	note := func(doing string, err error) {
		written["the log of "+doing] = dev.log.String()
		if err != nil {
			written["the error of "+doing] = err.Error()
		}
	}
	said, err := dev.judge(policyPack(t), strictest(t))
	written["the policy pack's messages"] = said + fmt.Sprint(err)
	_, err = dev.tryUp()
	if err != nil {
		t.Fatalf("up: %v\n%s", err, dev.log.String())
	}
	note("up", nil)
	dev.changesNothing()
	note("preview", nil)

	e.azure.World().InjectOutcomes(func(operation world.Operation) world.Outcome {
		if !strings.HasSuffix(operation.ResourceID, "containerApps/ca-myapp-web") {
			return world.Outcome{}
		}
		return world.Outcome{Error: &world.Error{Status: http.StatusConflict, Code: "Injected", Message: "by a test"}}
	})
	changed := secretly()
	changed.Values["private-acr:containerApps"] = strings.ReplaceAll(changed.Values["private-acr:containerApps"],
		"planted-app-variable", "planted-app-variable-2")
	dev.Workspace().SetProgram(e.sourceProgram(changed))
	if _, err = dev.tryUp(); err == nil {
		t.Error("the update was to fail")
	}
	note("a failing up", err)
	e.azure.World().InjectOutcomes(nil)

	vain := secretly()
	vain.Values["private-acr:containerApps"] = strings.ReplaceAll(vain.Values["private-acr:containerApps"],
		"planted-app-image:1.0.0", "planted-app-image:2.0.0")
	vain.Values["private-acr:containerApps"] = strings.ReplaceAll(vain.Values["private-acr:containerApps"],
		"mcr.microsoft.com/azuredocs/containerapps-helloworld:latest", planted["containerApps.<key>.importFrom"])
	dev.Workspace().SetProgram(e.sourceProgram(vain))
	if _, err = dev.tryUp(); err == nil {
		t.Error("the import was to fail")
	}
	note("a failing import", err)

	dev.log.Reset()
	_, err = dev.Refresh(t.Context(), optrefresh.ProgressStreams(&dev.log))
	note("refresh", err)
	for path, text := range filesUnder(t, e.state) {
		written[path] = text
	}
	journal := filesUnder(t, dir)[filepath.Join(dir, "journal.jsonl")]
	dev.destroy()
	note("destroy", nil)
	lookForPlanted(t, written, journal)
}

func lookForPlanted(t *testing.T, written map[string]string, journal string) {
	t.Helper()
	for path, value := range planted {
		// What a tag or a registry's host is put around tells nothing.
		secret := strings.TrimSuffix(strings.TrimPrefix(value, "mcr.microsoft.com/"), ":1.0.0")
		for where, text := range written {
			if i := strings.Index(text, secret); i >= 0 {
				t.Errorf("%s is in %s: …%s…", path, where, text[max(0, i-80):min(len(text), i+80)])
			}
		}
		if slices.Contains(hiddenInAzure, path) && strings.Contains(journal, secret) {
			t.Errorf("%s is in the journal of simulated Azure", path)
		}
	}
	if journal == "" || len(written) < 10 {
		t.Errorf("only %d places were looked at, and a journal of %d bytes", len(written), len(journal))
	}
}

// sourceProgram is main.go with settings from a source.
func (e *engine) sourceProgram(source settings.Source) pulumi.RunFunc {
	return func(ctx *pulumi.Context) error {
		parsed, err := settings.Parse(source)
		if err != nil {
			return err
		}
		built, err := platform.New(ctx, parsed.Name, &platform.Args{
			Settings: parsed, ResourceManager: e.azure.PlainURL(),
		})
		if err != nil {
			return err
		}
		ctx.Export(platform.ContractOutput, built.Contract)
		return nil
	}
}
