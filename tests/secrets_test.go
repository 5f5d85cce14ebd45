package tests

import (
	"fmt"
	"net/http"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/auto/optrefresh"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"

	"private-acr/azuresim"
	"private-acr/azuresim/world"
	"private-acr/internal/schema"
	"private-acr/platform"
	"private-acr/settings"
	"private-acr/spec"
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

// plants says, by the end of a setting's path, what to plant in a setting that takes a text which can be
// kept secret: "%s" stands for a word that is the place's own.
var plants = map[string]string{
	"image":      "%s:1.0.0",
	"importFrom": "mcr.microsoft.com/%s:1",
	"server":     "%s.example.com",
	"username":   "%s",
	"password":   "%s",
	"<key>":      "%s",
}

// hiddenInAzure are the ends of those that Azure itself shows to nobody. The others are part of what it
// answers, so the journal of simulated Azure has them.
var hiddenInAzure = []string{".password", ".env.<key>"}

// word is what is planted at the place, and looked for.
func word(place string) string {
	letters := strings.NewReplacer("<", "", ">", "", ".", "-", "[", "-", "]", "").Replace(place)
	return "planted-" + strings.ToLower(letters)
}

// plant is a value for the place that its rule lets pass.
func plant(place string) string {
	end := place[strings.LastIndex(place, ".")+1:]
	return fmt.Sprintf(plants[end], word(place))
}

func places() []string { return secretPlaces(reflect.TypeFor[settings.Settings](), "") }

func TestEveryPlaceForASecretIsPlanted(t *testing.T) {
	t.Parallel()
	for _, place := range places() {
		if !strings.Contains(plant(place), word(place)) {
			t.Errorf("nobody says what to plant in %s: add its end to plants", place)
		}
	}
	if n := len(places()); n < 10 {
		t.Errorf("only %d places take a secret: is the walk right?", n)
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

// secretly is the settings of a stack in which every key that can hold a secret does, with a consumer of
// each kind. Where a registry or an image of the name would have to exist, a real one is named.
func secretly() settings.Source {
	values := with(topology(), "private-acr:tags", fmt.Sprintf(`{"team": %q}`, plant("tags.<key>")))
	values["private-acr:credentials"] = fmt.Sprintf(`{
		"vendor": {"basic": {"server": "mcr.microsoft.com", "username": %q, "password": %q}},
		"open": {"anonymous": {"server": "mcr.microsoft.com"}}}`,
		plant("credentials.<key>.basic.username"), plant("credentials.<key>.basic.password"))
	source := settings.Source{Values: values, Secret: []string{"private-acr:tags", "private-acr:credentials"}}
	for _, kind := range kindsOfConsumers() {
		key := "private-acr:" + kind
		source.Secret = append(source.Secret, key)
		values[key] = fmt.Sprintf(`{
			"own": {"image": %q, "env": {"DB_PASSWORD": %q},
				"importFrom": "mcr.microsoft.com/azuredocs/containerapps-helloworld:latest"},
			"guest": {"image": "azuredocs/aci-helloworld:latest", "credential": "vendor"},
			"visitor": {"image": "azuredocs/aci-helloworld:latest", "credential": "open"}}`,
			plant(kind+".<key>.image"), plant(kind+".<key>.env.<key>"))
	}
	return source
}

// kindsOfConsumers are the settings that hold consumers.
func kindsOfConsumers() []string {
	var kinds []string
	for _, f := range schema.Fields(reflect.TypeFor[settings.Settings]()) {
		if f.Type.Kind() == reflect.Map && f.Type.Elem().Implements(reflect.TypeFor[spec.Consumer]()) {
			kinds = append(kinds, f.Key)
		}
	}
	return kinds
}

// replaced is a source in which the consumers' settings have another text.
func replaced(source settings.Source, oldnew ...string) settings.Source {
	for _, kind := range kindsOfConsumers() {
		key := "private-acr:" + kind
		source.Values[key] = strings.NewReplacer(oldnew...).Replace(source.Values[key])
	}
	return source
}

// TestPlantedSecretsAreNowhere builds a stack whose settings are secret, previews, changes in vain,
// refreshes and destroys it, and looks for what was planted in everything that was written: the state, its
// history and its backups, what the terminal showed, errors, the policy pack's messages, and the journal of
// simulated Azure.
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
		if !strings.HasSuffix(operation.ResourceID, "containerApps/ca-myapp-own") {
			return world.Outcome{}
		}
		return world.Outcome{Error: &world.Error{
			Status: http.StatusConflict, Code: "Injected", Message: "by a test",
		}}
	})
	variable := plant("containerApps.<key>.env.<key>")
	dev.Workspace().SetProgram(e.sourceProgram(replaced(secretly(), variable, variable+"-2")))
	if _, err = dev.tryUp(); err == nil {
		t.Error("the update was to fail")
	}
	note("a failing up", err)
	e.azure.World().InjectOutcomes(nil)

	image := plant("containerApps.<key>.image")
	const imported = "mcr.microsoft.com/azuredocs/containerapps-helloworld:latest"
	dev.Workspace().SetProgram(e.sourceProgram(replaced(secretly(), image, image+"-2",
		imported, plant("containerApps.<key>.importFrom"))))
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
	for _, place := range places() {
		secret := word(place)
		for where, text := range written {
			if i := strings.Index(text, secret); i >= 0 {
				t.Errorf("%s is in %s: …%s…", place, where, text[max(0, i-80):min(len(text), i+80)])
			}
		}
		ends := func(end string) bool { return strings.HasSuffix(place, end) }
		hidden := slices.ContainsFunc(hiddenInAzure, ends)
		if hidden && strings.Contains(journal, secret) {
			t.Errorf("%s is in the journal of simulated Azure", place)
		}
		// What Azure shows has to be there, or nothing was planted at all.
		if strings.HasSuffix(place, ".image") && !strings.Contains(journal, secret) {
			t.Errorf("%s never reached simulated Azure", place)
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
