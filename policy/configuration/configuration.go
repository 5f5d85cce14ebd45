// Package configuration reads what users say about the policy pack: levels, settings, exemptions and where to
// report.
package configuration

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"private-acr/internal/azure"
	"private-acr/policy/rule"
)

// Configuration is complete: what users do not say has its default.
type Configuration struct {
	// Rules are all rules with values for their settings, those that are disabled included.
	Rules []*rule.Configured
	// Exemptions are those that users list.
	Exemptions []Exemption
	// SARIF is the path of the file to report to; empty where there is none.
	SARIF string

	levels map[string]rule.Level
}

// Values are what users say of one rule, or of another entry.
type Values struct {
	// Level is zero where it is not said.
	Level    rule.Level
	Settings map[string]any
}

// New completes the values, by the ids of entries, with the defaults of the rules. The error has everything
// that is wrong with the values.
func New(rules []rule.Rule, values map[string]Values) (*Configuration, error) {
	c := &Configuration{levels: map[string]rule.Level{}}
	var faults []error
	for i := range rules {
		r := &rules[i]
		configured, err := r.Configure(values[r.ID].Settings)
		faults = append(faults, err)
		c.Rules = append(c.Rules, configured)
		c.levels[r.ID] = first(values[r.ID].Level, values[EveryRule].Level, r.Levels.Development)
	}
	for _, own := range Own() {
		c.levels[own.ID] = first(values[own.ID].Level, own.Levels.Development)
	}
	faults = append(faults, c.readOwn(rules, values))
	return c, errors.Join(faults...)
}

// readOwn reads the settings of the entries that are no rules.
func (c *Configuration) readOwn(rules []rule.Rule, values map[string]Values) error {
	var faults []error
	for _, bare := range []string{EveryRule, Undecided} {
		_, err := rule.Resolve(bare, nil, values[bare].Settings)
		faults = append(faults, err)
	}
	reporting, err := rule.Resolve(Report, []rule.SettingInfo{sarif.Info()}, values[Report].Settings)
	c.SARIF = sarif.Of(reporting)
	faults = append(faults, err, unknown(rules, slices.Sorted(maps.Keys(values))...))
	c.Exemptions, err = readExemptions(rules, values[Exemptions].Settings)
	return errors.Join(append(faults, err)...)
}

func first(levels ...rule.Level) rule.Level {
	for _, level := range levels {
		if level != 0 {
			return level
		}
	}
	return rule.Disabled
}

// unknown is an error for every id that no entry has.
func unknown(rules []rule.Rule, ids ...string) error {
	known := []string{EveryRule}
	for _, own := range Own() {
		known = append(known, own.ID)
	}
	for i := range rules {
		known = append(known, rules[i].ID)
	}
	var faults []error
	for _, id := range ids {
		if slices.Contains(known, id) {
			continue
		}
		hint := ""
		if nearest := azure.Nearest(id, known); nearest != "" {
			hint = fmt.Sprintf(" Did you mean %q?", nearest)
		}
		faults = append(faults, fmt.Errorf("there is no rule %q.%s The rules are %s", id, hint,
			strings.Join(known, ", ")))
	}
	return errors.Join(faults...)
}

// Level is what breaking the rule does, or what the messages of another entry do.
func (c *Configuration) Level(id string) rule.Level { return c.levels[id] }

// Exemption is the one that holds longest of those that name the rule and the resource, or nil.
func (c *Configuration) Exemption(ruleID, urn string) *Exemption {
	var longest *Exemption
	for i := range c.Exemptions {
		one := &c.Exemptions[i]
		if one.covers(ruleID, urn) && (longest == nil || one.Expires.After(longest.Expires)) {
			longest = one
		}
	}
	return longest
}
