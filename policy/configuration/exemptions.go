package configuration

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"private-acr/policy/rule"
)

// Exemption lets the findings of one rule on some resources through, for a reason and until a day.
type Exemption struct {
	// Rule is the rule's id.
	Rule string
	// URN is the resource's URN, in which "*" stands for any characters.
	URN string
	// Reason says why, for whoever reads the report.
	Reason string
	// Expires is the last day, in UTC, on which it holds.
	Expires time.Time

	pattern *regexp.Regexp
}

// dateLayout is how exemptions write their last day.
const dateLayout = time.DateOnly

// listKey is the setting with the list of exemptions.
const listKey = "list"

// exemptionKeys are the keys of an exemption; each has to be there.
var exemptionKeys = []string{"rule", "urn", "reason", "expires"}

// exemptionSchema is the JSON schema of the list of exemptions.
func exemptionSchema() map[string]any {
	text := func(description string) map[string]any {
		return map[string]any{"type": "string", "description": description}
	}
	properties := map[string]any{
		"rule":    text("The id of the rule."),
		"urn":     text(`The resource's URN; "*" stands for anything.`),
		"reason":  text("Why the finding may stay."),
		"expires": text(`The last day, in UTC: "2027-03-31".`),
	}
	return map[string]any{
		"type": "array", "default": []any{},
		"description": "Findings that are let through.",
		"items": map[string]any{
			"type": "object", "properties": properties,
			"required": exemptionKeys, "additionalProperties": false,
		},
	}
}

// readExemptions reads the setting, and finds everything that is wrong with it.
func readExemptions(rules []rule.Rule, settings map[string]any) ([]Exemption, error) {
	var faults []error
	for _, key := range slices.Sorted(maps.Keys(settings)) {
		if key != listKey {
			faults = append(faults, fmt.Errorf("%q has no setting %q: its one setting is %q", Exemptions, key,
				listKey))
		}
	}
	list, isList := settings[listKey].([]any)
	if settings[listKey] != nil && !isList {
		faults = append(faults, fmt.Errorf("%q of %q has to be a list", listKey, Exemptions))
	}
	var exemptions []Exemption
	for i, item := range list {
		read, err := readExemption(rules, item)
		if err != nil {
			faults = append(faults, fmt.Errorf("exemption %d: %w", i+1, err))
		}
		exemptions = append(exemptions, read)
	}
	return exemptions, errors.Join(faults...)
}

func readExemption(rules []rule.Rule, item any) (Exemption, error) {
	texts, err := exemptionTexts(item)
	if err != nil {
		return Exemption{}, err
	}
	if err := exemptible(rules, texts["rule"]); err != nil {
		return Exemption{}, err
	}
	expires, err := time.Parse(dateLayout, texts["expires"])
	if err != nil {
		return Exemption{}, fmt.Errorf(`expires is %q, but has to be a day such as "2027-03-31"`,
			texts["expires"])
	}
	if !strings.HasPrefix(texts["urn"], "urn:") && !strings.HasPrefix(texts["urn"], "*") {
		return Exemption{}, fmt.Errorf(`urn is %q, but has to begin with "urn:" or "*"`, texts["urn"])
	}
	return Exemption{
		Rule: texts["rule"], URN: texts["urn"], Reason: texts["reason"], Expires: expires,
		pattern: wildcard(texts["urn"]),
	}, nil
}

// exemptionTexts reads the texts of an exemption, of which each has to be there and no other may.
func exemptionTexts(item any) (map[string]string, error) {
	fields, _ := item.(map[string]any)
	texts := map[string]string{}
	for _, key := range exemptionKeys {
		text, isText := fields[key].(string)
		if !isText || strings.TrimSpace(text) == "" {
			return nil, fmt.Errorf("%q is missing: an exemption has the texts %q", key, exemptionKeys)
		}
		texts[key] = text
	}
	for key := range fields {
		if !slices.Contains(exemptionKeys, key) {
			return nil, fmt.Errorf("%q is not one of %q", key, exemptionKeys)
		}
	}
	return texts, nil
}

// exemptible is an error where the id is not that of a rule.
func exemptible(rules []rule.Rule, id string) error {
	if slices.ContainsFunc(rules, func(r rule.Rule) bool { return r.ID == id }) {
		return nil
	}
	if err := unknown(rules, id); err != nil {
		return err
	}
	return fmt.Errorf("%q is no rule of which there are findings", id)
}

// wildcard matches whole texts, in which "*" stands for any characters.
func wildcard(text string) *regexp.Regexp {
	return regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(text), `\*`, ".*") + "$")
}

func (e *Exemption) covers(ruleID, urn string) bool {
	return e.Rule == ruleID && e.pattern.MatchString(urn)
}

// HasExpired is true from the day after the last on.
func (e *Exemption) HasExpired(now time.Time) bool { return !now.Before(e.Expires.AddDate(0, 0, 1)) }

// LastDay is the last day on which it holds, as exemptions write it.
func (e *Exemption) LastDay() string { return e.Expires.Format(dateLayout) }

// String names the exemption in a message.
func (e *Exemption) String() string {
	return fmt.Sprintf("the exemption of %s from %s until %s (%s)", e.URN, e.Rule, e.LastDay(), e.Reason)
}
