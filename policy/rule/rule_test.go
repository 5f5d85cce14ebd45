package rule

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// right is a rule without a fault.
func right() Rule {
	return Rule{
		ID: "acr-right", Title: "It is right.", Why: "It might be wrong.", Fix: "Set it right.",
		Link: "https://example.com", Severity: Low, Levels: Always(Advisory), Types: []Type{Registry},
		Sources: []Source{{Catalog: PSRule, ID: "A"}},
		Check:   OnResource(isThere),
	}
}

func isThere(r *Resource) []Finding { return r.When(Yes, r.Here(), "is there") }

// reading is a check with settings of the names and words, which come in pairs.
func reading(namesAndDocs ...string) Check {
	if len(namesAndDocs) == 0 {
		return OnResource(isThere)
	}
	setting := Setting[bool]{Name: namesAndDocs[0], Doc: namesAndDocs[1]}
	return With(setting, func(bool) Check { return reading(namesAndDocs[2:]...) })
}

func TestValidate(t *testing.T) {
	t.Parallel()
	if err := Validate([]Rule{right()}); err != nil {
		t.Fatalf("a rule that is right has a fault: %v", err)
	}
	inStack := InStack(func(*Stack, *Resource) []Finding { return nil })
	for name, row := range map[string]struct {
		spoil func(*Rule)
		want  string
	}{
		"no id":           {func(r *Rule) { r.ID = "" }, "the id has to be"},
		"an id of a word": {func(r *Rule) { r.ID = "acr" }, "the id has to be"},
		"an id in capitals": {func(r *Rule) {
			r.ID = "acr-Right"
		}, "the id has to be"},
		"no title":               {func(r *Rule) { r.Title = "" }, "the title has"},
		"a title that is a word": {func(r *Rule) { r.Title = "Right" }, "the title has"},
		"only a full stop":       {func(r *Rule) { r.Title = "." }, "the title has"},
		"space before a reason":  {func(r *Rule) { r.Why = " Wrong." }, "why has"},
		"no fix":                 {func(r *Rule) { r.Fix = "" }, "the fix has"},
		"a link that is no page": {func(r *Rule) { r.Link = "http://example.com" }, "the link has"},
		"no severity":            {func(r *Rule) { r.Severity = 0 }, "the severity is missing"},
		"too high a severity":    {func(r *Rule) { r.Severity = Critical + 1 }, "the severity is missing"},
		"no level":               {func(r *Rule) { r.Levels = Levels{} }, "the level is missing"},
		"no level in development": {func(r *Rule) {
			r.Levels = Levels{Production: Mandatory}
		}, "the level is missing"},
		"too high a level":   {func(r *Rule) { r.Levels = Always(Mandatory + 1) }, "the level is missing"},
		"lenient production": {func(r *Rule) { r.Levels.Production = Disabled }, "as strict"},
		"no check":           {func(r *Rule) { r.Check = Check{} }, "the check is missing"},
		"no types":           {func(r *Rule) { r.Types = nil }, "the types it checks"},
		"every type in a stack": {func(r *Rule) {
			r.Types, r.Check = []Type{AnyType}, inStack
		}, "has to name its types"},
		"a type that is not": {func(r *Rule) { r.Types = []Type{"a:B"} }, `type "a:B" is not known`},
		"no catalog":         {func(r *Rule) { r.Sources[0].Catalog = "" }, "is in no catalog"},
		"no entry":           {func(r *Rule) { r.Sources[0].ID = "" }, "is in no catalog"},
		"a setting's name":   {func(r *Rule) { r.Check = reading("A day", "Words.") }, `setting "A day" needs`},
		"a setting's words":  {func(r *Rule) { r.Check = reading("day", "") }, `setting "day" needs`},
		"two settings of a name": {func(r *Rule) {
			r.Check = reading("day", "Words.", "day", "Words.")
		}, `setting "day" needs`},
	} {
		broken := right()
		row.spoil(&broken)
		err := Validate([]Rule{broken})
		if err == nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: %v, want an error with %q", name, err, row.want)
			continue
		}
		if faults := strings.Count(err.Error(), "\n") + 1; faults != 1 {
			t.Errorf("%s: %d faults, want one:\n%v", name, faults, err)
		}
	}
}

func TestValidateRulesTogether(t *testing.T) {
	t.Parallel()
	err := Validate([]Rule{right(), right()})
	if err == nil || err.Error() != `rule "acr-right": there are two of that id` {
		t.Errorf("two rules of an id: %v", err)
	}
	several := right()
	several.Title, several.Fix = "", ""
	if err := Validate([]Rule{several}); err == nil || strings.Count(err.Error(), "\n") != 1 {
		t.Errorf("of two faults: %v", err)
	}
	every := right()
	every.Types = []Type{AnyType}
	every.Severity, every.Levels = Critical, Levels{Development: Disabled, Production: Mandatory}
	every.Sources = nil
	for _, catalog := range []Catalog{
		AzurePolicy, PSRule, Checkov, KICS, Prowler, MCSB, CIS, LandingZone, PolicyPacks,
	} {
		every.Sources = append(every.Sources, Source{Catalog: catalog, ID: "A"})
	}
	if err := Validate([]Rule{every}); err != nil {
		t.Errorf("a rule for every type, of every catalog: %v", err)
	}
}

func TestApplies(t *testing.T) {
	t.Parallel()
	registry := &Resource{Type: Registry, Token: "azure-native:containerregistry:Registry"}
	zone := &Resource{Type: Zone, Token: "azure-native:privatedns:PrivateZone"}
	other := &Resource{Type: "aws:s3:Bucket", Token: "aws:s3:Bucket"}
	one, every := right(), right()
	every.Types = []Type{AnyType}
	if !one.Applies(registry) || one.Applies(zone) || one.Applies(other) {
		t.Error("a rule for registries applies to something else")
	}
	if !every.Applies(registry) || !every.Applies(zone) || every.Applies(other) {
		t.Error("a rule for everything of Azure does not apply to that")
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	var severities, levels []string
	for s := Severity(0); s <= Critical; s++ {
		severities = append(severities, s.String())
	}
	for l := Level(0); l <= Mandatory; l++ {
		levels = append(levels, l.String())
	}
	if diff := cmp.Diff([]string{"none", "low", "medium", "high", "critical"}, severities); diff != "" {
		t.Errorf("severities (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"none", "disabled", "advisory", "mandatory"}, levels); diff != "" {
		t.Errorf("levels (-want +got):\n%s", diff)
	}
}
