package pack

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"
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
		"items":       map[string]any{"type": "object", "properties": properties},
	}
}

// readExemptions reads the setting, and finds everything that is wrong with it.
func (p *Pack) readExemptions(settings map[string]any) ([]Exemption, error) {
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
		read, err := p.readExemption(item)
		if err != nil {
			faults = append(faults, fmt.Errorf("exemption %d: %w", i+1, err))
		}
		exemptions = append(exemptions, read)
	}
	return exemptions, errors.Join(faults...)
}

func (p *Pack) readExemption(item any) (Exemption, error) {
	fields, _ := item.(map[string]any)
	texts := map[string]string{}
	for _, key := range exemptionKeys {
		text, isText := fields[key].(string)
		if !isText || strings.TrimSpace(text) == "" {
			return Exemption{}, fmt.Errorf("%q is missing: an exemption has the texts %q", key, exemptionKeys)
		}
		texts[key] = text
	}
	for key := range fields {
		if !slices.Contains(exemptionKeys, key) {
			return Exemption{}, fmt.Errorf("%q is not one of %q", key, exemptionKeys)
		}
	}
	if _, known := p.Rule(texts["rule"]); !known {
		if err := p.unknown(map[string]given{texts["rule"]: {}}); err != nil {
			return Exemption{}, err
		}
		return Exemption{}, fmt.Errorf("%q is no rule of which there are findings", texts["rule"])
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

// wildcard matches whole texts, in which "*" stands for any characters.
func wildcard(text string) *regexp.Regexp {
	return regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(text), `\*`, ".*") + "$")
}

func (e *Exemption) covers(id, urn string) bool { return e.Rule == id && e.pattern.MatchString(urn) }

// hasExpired is true from the day after the last on.
func (e *Exemption) hasExpired(now time.Time) bool { return !now.Before(e.Expires.AddDate(0, 0, 1)) }

// String names the exemption in a message.
func (e *Exemption) String() string {
	return fmt.Sprintf("the exemption of %s from %s until %s (%s)", e.URN, e.Rule,
		e.Expires.Format(dateLayout), e.Reason)
}
