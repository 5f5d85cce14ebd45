package rule

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

var (
	idPattern      = regexp.MustCompile(`^[a-z]+(-[a-z0-9]+)+$`)
	settingPattern = regexp.MustCompile(`^[a-z][A-Za-z]*$`)
)

// Validate finds everything that is wrong with the rules as values: ids that repeat, levels that are left
// out, missing words, no check.
func Validate(rules []Rule) error {
	var faults []error
	seen := map[string]bool{}
	for i := range rules {
		r := &rules[i]
		if seen[r.ID] {
			faults = append(faults, fmt.Errorf("rule %q: there are two of that id", r.ID))
		}
		seen[r.ID] = true
		for _, fault := range r.faults() {
			faults = append(faults, fmt.Errorf("rule %q: %s", r.ID, fault))
		}
	}
	return errors.Join(faults...)
}

func (r *Rule) faults() []string {
	var faults []string
	check := func(right bool, fault string) {
		if !right {
			faults = append(faults, fault)
		}
	}
	check(idPattern.MatchString(r.ID), "the id has to be words of lower-case letters with '-'")
	check(isSentence(r.Title), "the title has to be a sentence")
	check(isSentence(r.Why), "why has to be a sentence")
	check(isSentence(r.Fix), "the fix has to be a sentence")
	check(strings.HasPrefix(r.Link, "https://"), "the link has to be a page")
	check(r.Severity >= Low && r.Severity <= Critical, "the severity is missing")
	check(r.Levels.Development >= Disabled && r.Levels.Development <= Mandatory, "the level is missing")
	check(r.Levels.Production >= r.Levels.Development, "the level in production has to be as strict")
	check(r.Check.onResource != nil || r.NeedsStack(), "the check is missing")
	check(len(r.Types) > 0, "it has to name the types it checks")
	check(!r.NeedsStack() || !slices.Contains(r.Types, AnyType),
		"a rule that needs the stack has to name its types")
	for _, t := range r.Types {
		check(t.Known() || t == AnyType, fmt.Sprintf("type %q is not known", t))
	}
	return slices.Concat(faults, r.sourceFaults(), r.settingFaults())
}

func (r *Rule) sourceFaults() []string {
	var faults []string
	for _, source := range r.Sources {
		if source.ID == "" || !slices.Contains(Catalogs(), source.Catalog) {
			faults = append(faults, fmt.Sprintf("source %v is in no catalog", source))
		}
	}
	return faults
}

func (r *Rule) settingFaults() []string {
	var faults []string
	seen := map[string]bool{}
	for _, setting := range r.Settings() {
		if !settingPattern.MatchString(setting.Name) || seen[setting.Name] || !isSentence(setting.Doc) {
			faults = append(faults, fmt.Sprintf("setting %q needs a camelCase name of its own and a sentence",
				setting.Name))
		}
		seen[setting.Name] = true
	}
	return faults
}

func isSentence(text string) bool {
	return len(text) > 1 && strings.HasSuffix(text, ".") && strings.TrimSpace(text) == text
}
