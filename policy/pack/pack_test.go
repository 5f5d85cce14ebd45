package pack_test

import (
	"testing"
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/property"

	"private-acr/policy/pack"
	"private-acr/policy/packtest"
	"private-acr/policy/rule"
)

// house is a pack with a rule of each sort. Its rules are about no matter of Azure's, so that what these
// tests show of the pack does not change with the real ones.
func house() *pack.Pack {
	return &pack.Pack{
		Name: "house", Version: "1.2.3", Rules: []rule.Rule{doorShut, lampColour, numbered, cellarDry},
		Now: func() time.Time { return time.Date(2026, time.March, 31, 23, 59, 0, 0, time.UTC) },
	}
}

var doorShut = rule.Rule{
	ID: "door-shut", Title: "The door is shut.", Severity: rule.High, Levels: rule.Always(rule.Mandatory),
	Types: []rule.Type{rule.Registry}, Why: "Thieves walk through open doors.", Fix: "Shut the door.",
	Link: "https://example.com/door", Sources: []rule.Source{
		{Catalog: rule.PSRule, ID: "House.Door"}, {Catalog: rule.CIS, ID: "1.1"},
	},
	Resource: func(r *rule.Resource, _ rule.Settings) []rule.Finding {
		door := r.At("door")
		return r.When(door.Is("shut").Not(), door, "is %s", door)
	},
}

var lampColour = rule.Rule{
	ID: "lamp-colour", Title: "The lamp has a colour that is allowed.", Severity: rule.Low,
	Levels: rule.Levels{Development: rule.Advisory, Production: rule.Mandatory},
	Types:  []rule.Type{rule.Registry}, Why: "Some colours keep the neighbours awake.",
	Fix: "Take another lamp.", Link: "https://example.com/lamp",
	Settings: []rule.Setting{
		{Name: "colours", Default: []string{"white", "green"}, Doc: "The colours."},
		{Name: "watts", Default: 40.0, Doc: "The most watts."},
		{Name: "strict", Default: false, Doc: "Whether a lamp has to be."},
		{Name: "note", Default: "", Doc: "What to add."},
	},
	Resource: func(r *rule.Resource, s rule.Settings) []rule.Finding {
		lamp, watts := r.At("lamp"), r.At("watts")
		number, known := watts.Number()
		weak := known.Then(rule.Known(number <= s.Number("watts")))
		allowed := lamp.IsOneOf(s.Texts("colours")...).And(weak)
		broken := allowed.Not().And(lamp.Exists().Or(rule.Known(s.Flag("strict"))))
		return r.When(broken, lamp, "is %s of %s watts%s", lamp, watts, s.Text("note"))
	},
}

var numbered = rule.Rule{
	ID: "house-numbered", Title: "A house with a neighbour has a number.", Severity: rule.Critical,
	Levels: rule.Always(rule.Mandatory), Types: []rule.Type{rule.Registry},
	Why: "The post does not find it.", Fix: "Put up a number.", Link: "https://example.com/number",
	Stack: func(s *rule.Stack, _ rule.Settings) []rule.Finding {
		var findings []rule.Finding
		houses := s.All(rule.Registry)
		for _, one := range houses {
			number := one.At("number")
			broken := number.Exists().Not().And(rule.Known(len(houses) > 1))
			findings = append(findings, one.When(broken, number, "is %s", number)...)
		}
		return findings
	},
}

// cellarDry finds fault with all there is, but is off.
var cellarDry = rule.Rule{
	ID: "cellar-dry", Title: "The cellar is dry.", Severity: rule.Medium, Levels: rule.Always(rule.Disabled),
	Types: []rule.Type{rule.AnyType}, Why: "Damp rises.", Fix: "Dig a drain.",
	Link: "https://example.com/cellar",
	Resource: func(r *rule.Resource, _ rule.Settings) []rule.Finding {
		return r.When(rule.Yes, r.Here(), "has a damp cellar")
	},
}

const (
	houseToken = "azure-native:containerregistry:Registry"
	urnPrefix  = "urn:pulumi:test::street::" + houseToken + "::"
)

// built is a house with the properties.
func built(name string, properties map[string]property.Value) *rule.Resource {
	return rule.NewResource(houseToken, urnPrefix+name, name, property.NewMap(properties))
}

// open is a house whose door is open, and nothing else wrong.
func open(name string) *rule.Resource {
	return built(name, map[string]property.Value{
		"door": property.New("open"), "number": property.New(7.0),
	})
}

// configured is the pack with a configuration file, served.
func configured(t *testing.T, p *pack.Pack, file string) *packtest.Engine {
	t.Helper()
	engine := packtest.Start(t, p)
	if err := engine.Apply(t, file); err != nil {
		t.Fatal(err)
	}
	return engine
}

func shown(said []plugin.AnalyzeDiagnostic) []string {
	var texts []string
	for _, one := range said {
		texts = append(texts, packtest.Show(one))
	}
	return texts
}
