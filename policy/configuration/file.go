package configuration

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"private-acr/policy/rule"
)

// LevelKey is the setting with the level; Pulumi reserves it.
const LevelKey = "enforcementLevel"

// EnvironmentsKey lists environments of Pulumi ESC to load, which is the engine's business.
const EnvironmentsKey = "environments"

// CheckFile reads a file, as --policy-pack-config takes it, and finds everything that is wrong with it. The
// engine finds a part of that as well, but does not say what would be right.
func CheckFile(rules []rule.Rule, path string) error {
	text, err := os.ReadFile(path) //nolint:gosec // The user's own file.
	if err != nil {
		return fmt.Errorf("reading the configuration of the policy pack: %w", err)
	}
	var file map[string]any
	if err := json.Unmarshal(text, &file); err != nil {
		return fmt.Errorf("%s is not a JSON object: %w", path, err)
	}
	if err := check(rules, file); err != nil {
		return fmt.Errorf("%s:\n%w", path, err)
	}
	return nil
}

func check(rules []rule.Rule, file map[string]any) error {
	delete(file, EnvironmentsKey)
	values := map[string]Values{}
	var faults []error
	for _, id := range slices.Sorted(maps.Keys(file)) {
		read, err := readValues(file[id])
		if err != nil {
			faults = append(faults, fmt.Errorf("%q: %w", id, err))
		}
		values[id] = read
	}
	_, err := New(rules, values)
	return errors.Join(append(faults, err)...)
}

// readValues reads a level, or an object of settings of which one may be the level.
func readValues(value any) (Values, error) {
	switch value := value.(type) {
	case string:
		level, err := parseLevel(value)
		return Values{Level: level}, err
	case map[string]any:
		read := Values{Settings: maps.Clone(value)}
		word, has := read.Settings[LevelKey]
		if !has {
			return read, nil
		}
		delete(read.Settings, LevelKey)
		level, err := parseLevel(fmt.Sprint(word))
		read.Level = level
		return read, err
	default:
		return Values{}, fmt.Errorf("is %v, but has to be a level (%s) or an object of settings", value,
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
