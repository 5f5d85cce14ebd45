// Package house is a policy pack for tests. It is about houses, and no matter of Azure's, so that what tests
// show of a pack does not change with the real rules.
package house

import (
	"time"

	"github.com/pulumi/pulumi/sdk/v3/go/property"

	"private-acr/policy/protocol"
	"private-acr/policy/rule"
)

// Pack has a rule of each sort, and it is the last day of March 2026.
func Pack() *protocol.Pack {
	return &protocol.Pack{
		Name: "house", Version: "1.2.3", Rules: []rule.Rule{DoorShut, lampColour, Numbered, CellarDry},
		Now: func() time.Time { return time.Date(2026, time.March, 31, 23, 59, 0, 0, time.UTC) },
	}
}

// DoorShut is a mandatory rule about a single property.
var DoorShut = rule.Rule{
	ID: "door-shut", Title: "The door is shut.", Severity: rule.High, Levels: rule.Always(rule.Mandatory),
	Types: []rule.Type{rule.Registry}, Why: "Thieves walk through open doors.", Fix: "Shut the door.",
	Link: "https://example.com/door", Sources: []rule.Source{
		{Catalog: rule.PSRule, ID: "House.Door"}, {Catalog: rule.CIS, ID: "1.1"},
	},
	Check: rule.MustBe("door", "shut", "is %s"),
}

// lampColour has a setting of each type.
var lampColour = rule.Rule{
	ID: "lamp-colour", Title: "The lamp has a colour that is allowed.", Severity: rule.Low,
	Levels: rule.Levels{Development: rule.Advisory, Production: rule.Mandatory},
	Types:  []rule.Type{rule.Registry}, Why: "Some colours keep the neighbours awake.",
	Fix: "Take another lamp.", Link: "https://example.com/lamp",
	Check: rule.With(colours, func(colours []string) rule.Check {
		return rule.With(watts, func(most float64) rule.Check {
			return rule.With(strict, func(strict bool) rule.Check {
				return rule.OnResourceWith(note, func(r *rule.Resource, note string) []rule.Finding {
					lamp, watts := r.At("lamp"), r.At("watts")
					number, known := watts.Number()
					weak := known.Then(rule.Known(number <= most))
					allowed := lamp.IsOneOf(colours...).And(weak)
					broken := allowed.Not().And(lamp.Exists().Or(rule.Known(strict)))
					return r.When(broken, lamp, "is %s of %s watts%s", lamp, watts, note)
				})
			})
		})
	}),
}

var (
	colours = rule.Setting[[]string]{
		Name: "colours", Default: []string{"white", "green"}, Doc: "The colours.",
	}
	watts  = rule.Setting[float64]{Name: "watts", Default: 40, Doc: "The most watts."}
	strict = rule.Setting[bool]{Name: "strict", Doc: "Whether a lamp has to be."}
	note   = rule.Setting[string]{Name: "note", Doc: "What to add."}
)

// Numbered is a rule about the stack.
var Numbered = rule.Rule{
	ID: "house-numbered", Title: "A house with a neighbour has a number.", Severity: rule.Critical,
	Levels: rule.Always(rule.Mandatory), Types: []rule.Type{rule.Registry},
	Why: "The post does not find it.", Fix: "Put up a number.", Link: "https://example.com/number",
	Check: rule.InStack(func(s *rule.Stack, house *rule.Resource) []rule.Finding {
		number := house.At("number")
		broken := number.Exists().Not().And(rule.Known(len(s.All(rule.Registry)) > 1))
		return house.When(broken, number, "is %s", number)
	}),
}

// CellarDry finds all there is wrong, but is disabled.
var CellarDry = rule.Rule{
	ID: "cellar-dry", Title: "The cellar is dry.", Severity: rule.Medium, Levels: rule.Always(rule.Disabled),
	Types: []rule.Type{rule.AnyType}, Why: "Damp rises.", Fix: "Dig a drain.",
	Link: "https://example.com/cellar",
	Check: rule.OnResource(func(r *rule.Resource) []rule.Finding {
		return r.When(rule.Yes, r.Here(), "has a damp cellar")
	}),
}

// What houses are to Pulumi.
const (
	Token     = "azure-native:containerregistry:Registry"
	URNPrefix = "urn:pulumi:test::street::" + Token + "::"
)

// New is a house with the properties.
func New(name string, properties map[string]property.Value) *rule.Resource {
	return rule.NewResource(Token, URNPrefix+name, name, property.NewMap(properties))
}

// Open is a house whose door is open, and nothing else wrong.
func Open(name string) *rule.Resource {
	return New(name, map[string]property.Value{
		"door": property.New("open"), "number": property.New(7.0),
	})
}

// Wrong are two houses of which every rule finds something.
func Wrong() []*rule.Resource {
	properties := map[string]property.Value{
		"door": property.New("open"), "lamp": property.New("red"), "watts": property.New(60.0),
	}
	return []*rule.Resource{New("one", properties), New("two", properties)}
}

// Exemption is the JSON of an exemption of the rule, for moving house.
func Exemption(ruleID, urn, expires string) string {
	return `{"rule": "` + ruleID + `", "urn": "` + urn + `", "reason": "moving house", "expires": "` +
		expires + `"}`
}
