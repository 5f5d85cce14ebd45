package tests

import (
	"encoding/json"
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

// place is a setting that takes a text which can be kept secret.
type place struct {
	path  string
	rules []schema.Rule
}

// word is what is planted there, and looked for.
func (p place) word() string {
	letters := strings.NewReplacer("<", "", ">", "", ".", "-", "[", "-", "]", "").Replace(p.path)
	return "planted-" + strings.ToLower(letters)
}

// plants are texts around a word, of which one or another passes any rule.
var plants = []string{
	"%s:1.0.0", "mcr.microsoft.com/%s:1", "https://%s.example.com/hook", "%s.example.com", "%s",
}

// plant is a value for the place that its rules let pass, and whether there is one.
func (p place) plant() (string, bool) {
	for _, around := range plants {
		text := fmt.Sprintf(around, p.word())
		refused := func(rule schema.Rule) bool { _, violation := rule.Check(text); return violation != nil }
		if !slices.ContainsFunc(p.rules, refused) {
			return text, true
		}
	}
	return "", false
}

// plant is what is planted at the path of a place.
func plant(path string) string {
	for _, p := range places() {
		if p.path == path {
			text, _ := p.plant()
			return text
		}
	}
	return "no place " + path
}

// hiddenInAzure are the ends of those that Azure itself shows to nobody. The others are part of what it
// answers, so the journal of simulated Azure has them.
var hiddenInAzure = []string{".password", ".env.<key>", ".serviceUri", ".headers.<key>"}

func places() []place { return placesIn(reflect.TypeFor[settings.Settings](), "", nil) }

// placesIn are those in a type.
func placesIn(in reflect.Type, path string, rules []schema.Rule) []place {
	switch schema.FormOf(in) {
	case schema.FormMap:
		return placesIn(in.Elem(), path+".<key>", rules)
	case schema.FormList:
		return placesIn(in.Elem(), path+"[n]", rules)
	case schema.FormObject:
		var all []place
		for _, f := range schema.Fields(in) {
			if !f.Deployment {
				all = append(all, placesIn(f.Type, strings.TrimPrefix(path+"."+f.Key, "."), f.Rules)...)
			}
		}
		return all
	default:
		if schema.HoldsInput(in) {
			return []place{{path, rules}}
		}
		return nil
	}
}

func TestEveryPlaceForASecretIsPlanted(t *testing.T) {
	t.Parallel()
	for _, p := range places() {
		if _, is := p.plant(); !is {
			t.Errorf("nothing that is planted passes the rules of %s: add to plants", p.path)
		}
	}
	if n := len(places()); n < 10 {
		t.Errorf("only %d places take a secret: is the walk right?", n)
	}
}

// planted is a value of the type with something at every place in it, and with what is required besides.
func planted(in reflect.Type, path string) any {
	for in.Kind() == reflect.Pointer {
		in = in.Elem()
	}
	switch schema.FormOf(in) {
	case schema.FormMap:
		return map[string]any{"planted": planted(in.Elem(), path+".<key>")}
	case schema.FormList:
		return []any{planted(in.Elem(), path+"[n]")}
	case schema.FormObject:
		object := map[string]any{}
		for _, f := range schema.Fields(in) {
			switch at := path + "." + f.Key; {
			case f.Deployment:
			case schema.HoldsInput(f.Type):
				object[f.Key] = planted(f.Type, at)
			case f.Required:
				object[f.Key] = "acrmyapp"
			}
		}
		return object
	default:
		return plant(path)
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
	for _, f := range schema.Fields(reflect.TypeFor[settings.Settings]()) {
		key := "private-acr:" + f.Key
		if schema.HoldsInput(f.Type) && schema.FormOf(f.Type) == schema.FormObject {
			text, _ := json.Marshal(planted(f.Type, f.Key))
			values[key], source.Secret = string(text), append(source.Secret, key)
		}
	}
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
	for _, p := range places() {
		place, secret := p.path, p.word()
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
