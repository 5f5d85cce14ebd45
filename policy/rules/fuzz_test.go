package rules_test

import (
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/property"

	"private-acr/policy/fixture"
	"private-acr/policy/rule"
	"private-acr/policy/rules"
	"private-acr/policy/ruletest"
)

// FuzzProperties builds stacks of the types that rules look at, with properties of every type everywhere,
// and wants no rule to panic or to say what was marked as a secret.
func FuzzProperties(f *testing.F) {
	known, tokens := shapes(f)
	// The same seeds in every run.
	random := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		seed := make([]byte, 256+random.IntN(4096))
		for i := range seed {
			seed[i] = byte(random.UintN(256))
		}
		f.Add(seed)
	}
	all := rules.All()
	f.Fuzz(func(t *testing.T, seed []byte) {
		stack := (&grower{bytes: seed}).stack(known, tokens)
		for i := range all {
			configured, err := all[i].Configure(nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, finding := range configured.Evaluate(stack) {
				if text := strings.ToLower(finding.String()); strings.Contains(text, marker) {
					t.Errorf("%s tells a secret: %s", all[i].ID, text)
				}
			}
		}
	})
}

// marker is in every secret text, and nowhere else.
const marker = "s3cr3t"

// shape is what the examples have in one place: the keys under it, what its elements look like, its texts.
type shape struct {
	keys     map[string]*shape
	element  *shape
	isObject bool
	isList   bool
	texts    []string
	other    []property.Value
}

// shapes are those of all types in all examples, and the tokens of the types.
func shapes(f *testing.F) (known map[string]*shape, tokens []string) {
	f.Helper()
	known = map[string]*shape{}
	for _, subject := range rules.Subjects() {
		for i := range subject.Rules {
			examples, err := fixture.Load(os.DirFS(subject.Folder), subject.Rules[i].ID)
			if err != nil {
				f.Fatal(err)
			}
			for _, example := range slices.Concat(examples.Fail, examples.Pass, examples.Undecided) {
				resources, err := example.Build(fixture.Update)
				if err != nil {
					f.Fatal(err)
				}
				for _, r := range resources {
					if known[r.Token] == nil {
						known[r.Token] = &shape{}
						tokens = append(tokens, r.Token)
					}
					known[r.Token].learn(r.Properties.Raw())
				}
			}
		}
	}
	slices.Sort(tokens)
	return known, tokens
}

func (s *shape) learn(v property.Value) {
	switch {
	case v.IsMap():
		s.isObject = true
		for key, value := range v.AsMap().AllStable {
			if s.keys == nil {
				s.keys = map[string]*shape{}
			}
			if s.keys[key] == nil {
				s.keys[key] = &shape{}
			}
			s.keys[key].learn(value)
		}
	case v.IsArray():
		s.isList = true
		if s.element == nil {
			s.element = &shape{}
		}
		for _, item := range v.AsArray().AsSlice() {
			s.element.learn(item)
		}
	case v.IsString():
		s.texts = append(s.texts, v.AsString())
	default:
		s.other = append(s.other, v)
	}
}

// grower makes decisions with bytes; without bytes each is the first.
type grower struct{ bytes []byte }

// choose is a number below n.
func (g *grower) choose(n int) int {
	if len(g.bytes) == 0 || n < 2 {
		return 0
	}
	chosen := int(g.bytes[0]) % n
	g.bytes = g.bytes[1:]
	return chosen
}

// stack has up to twelve resources, which depend on one another in any way.
func (g *grower) stack(known map[string]*shape, tokens []string) []*rule.Resource {
	var resources []*rule.Resource
	for i := range 1 + g.choose(12) {
		token, name := tokens[g.choose(len(tokens))], "r"+strconv.Itoa(i)
		made := rule.NewResource(token, "urn:pulumi:test::fuzz::"+token+"::"+name, name, property.Map{})
		made.Properties = rule.NewValue("", g.object(known[token], false, 0))
		resources = append(resources, made)
	}
	for _, one := range resources {
		other := resources[g.choose(len(resources))].URN
		one.Parent = resources[g.choose(len(resources))].URN
		one.Dependencies = []string{other}
		one.PropertyDependencies = map[string][]string{}
		for key := range one.Properties.Raw().AsMap().AllStable {
			if g.choose(3) == 2 {
				one.PropertyDependencies[key] = []string{other, "urn:of:nothing"}
			}
		}
	}
	return resources
}

// deepest keeps trees finite.
const deepest = 10

// value is mostly of the shape, and sometimes anything.
func (g *grower) value(of *shape, secret bool, depth int) property.Value {
	odd := ruletest.Odd()
	chosen := g.choose(16)
	secret = secret || chosen == 15
	switch {
	case chosen == 14 || depth > deepest:
		return g.odd(odd[g.choose(len(odd))], secret)
	case of.isObject && chosen < 12:
		return g.object(of, secret, depth).WithSecret(secret)
	case of.isList && chosen < 13:
		list := make([]property.Value, g.choose(4))
		for i := range list {
			list[i] = g.value(of.element, secret, depth+1)
		}
		return property.New(list).WithSecret(secret)
	case len(of.texts) > 0:
		return g.text(of.texts[g.choose(len(of.texts))], secret)
	case len(of.other) > 0:
		return of.other[g.choose(len(of.other))].WithSecret(secret)
	default:
		return g.odd(odd[g.choose(len(odd))], secret)
	}
}

// odd keeps a text that is a secret marked as one.
func (g *grower) odd(v property.Value, secret bool) property.Value {
	if v.IsString() {
		return g.text(v.AsString(), secret)
	}
	return v.WithSecret(secret || v.Secret())
}

// object has some of the shape's keys, and some that nothing has.
func (g *grower) object(of *shape, secret bool, depth int) property.Value {
	var keys []string
	for key := range of.keys {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	object := map[string]property.Value{}
	for _, key := range keys {
		if g.choose(5) < 4 {
			object[g.key(key, secret)] = g.value(of.keys[key], secret, depth+1)
		}
	}
	if g.choose(8) == 7 {
		odd := []string{"", ".", "a.b", "[0]", "id", "\x00", "__defaults", "/subscriptions/"}
		object[g.key(odd[g.choose(len(odd))], secret)] = g.value(&shape{}, secret, depth+1)
	}
	return property.New(object).WithSecret(secret)
}

// key makes a secret of some keys of a secret object: of a set, azure-native has the elements as keys.
func (g *grower) key(key string, secret bool) string {
	if secret && g.choose(4) == 3 {
		return marker + key
	}
	return key
}

var word = regexp.MustCompile(`[A-Za-z0-9]+`)

// text is the text itself, or marked in its beginning or in each of its words, so that no part of it passes
// unseen.
func (g *grower) text(text string, secret bool) property.Value {
	if secret {
		text = []string{marker + text, word.ReplaceAllString(text, marker+"$0")}[g.choose(2)]
	}
	return property.New(text).WithSecret(secret)
}
