package pack

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"private-acr/internal/azure"
	"private-acr/policy/rule"
)

// Configuration is what users say about a pack: levels, settings, exemptions and where to report.
type Configuration struct {
	levels     map[string]rule.Level
	settings   map[string]rule.Settings
	exemptions []Exemption
	sarif      string
}

// given is what configuration says of one rule.
type given struct {
	// level is zero where it is not said.
	level    rule.Level
	settings map[string]any
}

// LevelKey is the setting with the level; Pulumi reserves it.
const LevelKey = "enforcementLevel"

// EnvironmentsKey lists environments of Pulumi ESC to load, which is the engine's business.
const EnvironmentsKey = "environments"

// Check reads a configuration file, as --policy-pack-config takes it, and finds everything that is wrong with
// it. The engine finds a part of that as well, but does not say what would be right.
func (p *Pack) Check(path string) error {
	text, err := os.ReadFile(path) //nolint:gosec // The user's own file.
	if err != nil {
		return fmt.Errorf("reading the configuration of the policy pack: %w", err)
	}
	var file map[string]any
	if err := json.Unmarshal(text, &file); err != nil {
		return fmt.Errorf("%s is not a JSON object: %w", path, err)
	}
	delete(file, EnvironmentsKey)
	said := map[string]given{}
	var faults []error
	for _, id := range slices.Sorted(maps.Keys(file)) {
		one, err := readGiven(file[id])
		if err != nil {
			faults = append(faults, fmt.Errorf("%q: %w", id, err))
		}
		said[id] = one
	}
	_, err = p.configure(said)
	if err := errors.Join(append(faults, err)...); err != nil {
		return fmt.Errorf("%s:\n%w", path, err)
	}
	return nil
}

// readGiven reads a level, or an object of settings of which one may be the level.
func readGiven(value any) (given, error) {
	switch value := value.(type) {
	case string:
		level, err := parseLevel(value)
		return given{level: level}, err
	case map[string]any:
		one := given{settings: maps.Clone(value)}
		word, has := one.settings[LevelKey]
		if !has {
			return one, nil
		}
		delete(one.settings, LevelKey)
		level, err := parseLevel(fmt.Sprint(word))
		one.level = level
		return one, err
	default:
		return given{}, fmt.Errorf("is %v, but has to be a level (%s) or an object of settings", value,
			levelWords())
	}
}

// Levels lists the levels that configuration may give, from the mildest on.
func Levels() []rule.Level { return []rule.Level{rule.Disabled, rule.Advisory, rule.Mandatory} }

func levelWords() string {
	words := make([]string, 0, len(Levels()))
	for _, level := range Levels() {
		words = append(words, level.String())
	}
	return strings.Join(words, ", ")
}

func parseLevel(word string) (rule.Level, error) {
	for _, level := range Levels() {
		if level.String() == word {
			return level, nil
		}
	}
	return 0, fmt.Errorf("level %q is not one of %s", word, levelWords())
}

// configure completes what is given with the defaults. Every fault is in the error.
func (p *Pack) configure(said map[string]given) (*Configuration, error) {
	made := &Configuration{levels: map[string]rule.Level{}, settings: map[string]rule.Settings{}}
	var faults []error
	for i := range p.Rules {
		r := &p.Rules[i]
		settings, err := r.Settle(said[r.ID].settings)
		faults = append(faults, err)
		made.settings[r.ID] = settings
		made.levels[r.ID] = first(said[r.ID].level, said[EveryRule].level, r.Levels.Development)
	}
	for _, own := range entries {
		made.levels[own.id] = first(said[own.id].level, rule.Advisory)
	}
	for _, bare := range []string{EveryRule, Undecided} {
		_, err := (&rule.Rule{ID: bare}).Settle(said[bare].settings)
		faults = append(faults, err)
	}
	reporting, err := entryOf(Report).asRule().Settle(said[Report].settings)
	faults = append(faults, err, p.unknown(said))
	made.sarif = reporting.Text("sarif")
	made.exemptions, err = p.readExemptions(said[Exemptions].settings)
	return made, errors.Join(append(faults, err)...)
}

func entryOf(id string) entry {
	i := slices.IndexFunc(entries, func(e entry) bool { return e.id == id })
	return entries[i]
}

func first(levels ...rule.Level) rule.Level {
	for _, level := range levels {
		if level != 0 {
			return level
		}
	}
	return rule.Disabled
}

// unknown is an error for every name that is no rule's.
func (p *Pack) unknown(said map[string]given) error {
	names := []string{EveryRule}
	for _, own := range entries {
		names = append(names, own.id)
	}
	for i := range p.Rules {
		names = append(names, p.Rules[i].ID)
	}
	var faults []error
	for _, id := range slices.Sorted(maps.Keys(said)) {
		if slices.Contains(names, id) {
			continue
		}
		hint := ""
		if nearest := azure.Nearest(id, names); nearest != "" {
			hint = fmt.Sprintf(" Did you mean %q?", nearest)
		}
		faults = append(faults, fmt.Errorf("there is no rule %q.%s The rules are %s", id, hint,
			strings.Join(names, ", ")))
	}
	return errors.Join(faults...)
}

// level is what breaking the rule does.
func (c *Configuration) level(id string) rule.Level { return c.levels[id] }

// exemption is the one that holds longest of those that name the rule and the resource.
func (c *Configuration) exemption(id, urn string) *Exemption {
	var longest *Exemption
	for i := range c.exemptions {
		one := &c.exemptions[i]
		if one.covers(id, urn) && (longest == nil || one.Expires.After(longest.Expires)) {
			longest = one
		}
	}
	return longest
}

// dateLayout is how exemptions write their last day.
const dateLayout = time.DateOnly
