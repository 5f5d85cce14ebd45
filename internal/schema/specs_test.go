package schema_test

import (
	"reflect"
	"strings"
	"testing"
	"unicode"

	"private-acr/internal/schema"
	"private-acr/settings"
	"private-acr/spec"
)

// roots are the specs that others lie in: what a stack can say, and what each component can be told.
var roots = []reflect.Type{
	reflect.TypeFor[settings.Settings](),
	reflect.TypeFor[spec.Network](), reflect.TypeFor[spec.Registry](),
	reflect.TypeFor[spec.PrivateEndpoint](),
	reflect.TypeFor[spec.DataEndpoints](), reflect.TypeFor[spec.PullIdentity](),
	reflect.TypeFor[spec.Environment](),
	reflect.TypeFor[spec.ContainerApp](), reflect.TypeFor[spec.ContainerInstance](),
	reflect.TypeFor[spec.Login](),
	reflect.TypeFor[spec.ResourceGroup](), reflect.TypeFor[spec.Credential](),
}

// specs are the roots and what lies in them.
func specs() map[reflect.Type][]schema.Field {
	all := map[reflect.Type][]schema.Field{}
	var visit func(t reflect.Type)
	visit = func(t reflect.Type) {
		switch {
		case all[t] != nil:
		case t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map:
			visit(t.Elem())
		case t.Kind() == reflect.Struct:
			all[t] = schema.Fields(t)
			for _, f := range all[t] {
				visit(f.Type)
			}
		}
	}
	for _, root := range roots {
		visit(root)
	}
	return all
}

// zeroMeans has the fields whose zero value is meant where they are left out, and says what it means.
var zeroMeans = map[string]string{
	"Environment.internal":              "false",
	"Network.natGateway":                "what is in it",
	"Network.privateDnsZone":            "what is in it",
	"Settings.resourceGroup":            "what is in it",
	"Settings.network":                  "what is in it",
	"Settings.privateLink":              "what is in it",
	"Settings.pullIdentity":             "what is in it",
	"PrivateEndpoint.group":             "registry",
	"Login.identityId":                  "of another form",
	"Login.clientId":                    "of another form",
	"Login.username":                    "of another form",
	"Login.password":                    "of another form",
	"PrivateDNSZone.name":               "that of the cloud",
	"ContainerApp.resourceManager":      "that of the public cloud",
	"PullIdentity.resourceManager":      "that of the public cloud",
	"PullIdentity.abac":                 "false",
	"DataEndpoints.resourceManager":     "that of the public cloud",
	"ContainerInstance.registryId":      "nothing is imported",
	"ContainerApp.registryId":           "nothing is imported",
	"ContainerInstance.resourceManager": "that of the public cloud",
	"Network.location":                  "everything is adopted",
}

// TestEverySpecIsWellDeclared reads every spec that there is.
func TestEverySpecIsWellDeclared(t *testing.T) {
	t.Parallel()
	all := specs()
	if len(all) < 16 {
		t.Errorf("only %d specs are found", len(all))
	}
	used := map[string]bool{}
	for of, fields := range all {
		keys := map[string]bool{}
		for _, f := range fields {
			name := of.Name() + "." + f.Key
			if keys[f.Key] {
				t.Errorf("%s is declared twice", name)
			}
			keys[f.Key] = true
			checkDeclaration(t, name, f)
			used[name] = true
		}
		for _, f := range fields {
			if f.Without != "" && !keys[f.Without] {
				t.Errorf("%s.%s is without %q, which there is not", of.Name(), f.Key, f.Without)
			}
		}
	}
	for name := range zeroMeans {
		if !used[name] {
			t.Errorf("%s is no field", name)
		}
	}
}

func checkDeclaration(t *testing.T, name string, f schema.Field) {
	t.Helper()
	if text := []rune(f.Description); len(text) < 5 || !unicode.IsUpper(text[0]) || text[len(text)-1] != '.' {
		t.Errorf("%s: the description %q is no sentence", name, f.Description)
	}
	if strings.Contains(f.Description, "|") || strings.Contains(f.Description, "\n") {
		t.Errorf("%s: the description %q breaks the table", name, f.Description)
	}
	if key := []rune(f.Key); !unicode.IsLower(key[0]) || strings.ContainsAny(f.Key, "_-. ") {
		t.Errorf("%s: the key is not in camel case", name)
	}
	switch meant := zeroMeans[name] != "" || f.Key == "tags" && f.Deployment; {
	case f.Required && (f.Default != nil || f.Derived != ""):
		t.Errorf("%s is required and has a default", name)
	case !f.Required && f.Default == nil && f.Derived == "" && !meant:
		t.Errorf("%s has no default, and nothing says what it is when it is left out", name)
	case f.Default != nil && f.Derived != "":
		t.Errorf("%s has two defaults", name)
	}
	checkZero(t, name, f)
	checkDefault(t, name, f)
}

// checkZero refuses a field that cannot be told to be zero: zero stands for its absence, unless it is a
// pointer.
func checkZero(t *testing.T, name string, f schema.Field) {
	t.Helper()
	zero := map[reflect.Kind]string{
		reflect.Int: "0", reflect.Float64: "0",
		reflect.Bool: "false",
	}[f.Type.Kind()]
	if zero == "" || f.Required {
		return
	}
	if f.Default != nil && reflect.ValueOf(f.Default).IsZero() || f.Default == nil && zero == "false" &&
		f.Derived == "" {
		return
	}
	if violation(f.Rules, zero) == nil {
		t.Errorf("%s may be %s, which cannot be told from its absence: make it a pointer", name, zero)
	}
}

// checkDefault holds that what a field is by itself passes its own rules.
func checkDefault(t *testing.T, name string, f schema.Field) {
	t.Helper()
	if f.Default == nil {
		return
	}
	element := f.Type
	for element.Kind() == reflect.Pointer {
		element = element.Elem()
	}
	if !reflect.TypeOf(f.Default).ConvertibleTo(element) && schema.FormOf(element) != schema.FormText {
		t.Errorf("%s: the default %v is no %s", name, f.Default, element)
	}
	if wrong := violation(f.Rules, text(f.Default)); wrong != nil {
		t.Errorf("%s: the default %v %s", name, f.Default, wrong.Rule)
	}
}

func violation(rules []schema.Rule, text string) *schema.Violation {
	for _, rule := range rules {
		if _, wrong := rule.Check(text); wrong != nil {
			return wrong
		}
	}
	return nil
}

// TestDeploymentIsNoSetting holds that what only a deployment knows is in no document, nor in a schema.
func TestDeploymentIsNoSetting(t *testing.T) {
	t.Parallel()
	for of, fields := range specs() {
		entries := map[string]bool{}
		for _, entry := range schema.Reference(of) {
			entries[entry.Path] = true
		}
		properties, _ := schema.JSON(of)["properties"].(map[string]any)
		for _, f := range fields {
			if entries[f.Key] == f.Deployment || (properties[f.Key] != nil) == f.Deployment {
				t.Errorf("%s.%s: from a deployment: %t, in the reference: %t", of.Name(), f.Key, f.Deployment,
					entries[f.Key])
			}
		}
	}
}
