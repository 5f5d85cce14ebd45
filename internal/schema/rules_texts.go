package schema

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"private-acr/spec"
)

// length counts characters, "1..256".
func length(parameter string) Rule {
	least, most := bounds(parameter, strconv.Atoi)
	check := func(text string) (string, *Violation) {
		if n := utf8.RuneCountInString(text); n < least || n > most {
			return text, &Violation{
				fmt.Sprintf("must have %d to %d characters", least, most),
				fmt.Sprintf("this has %d characters", n),
			}
		}
		return text, nil
	}
	return Rule{Check: check, Schema: bounded(least, most)}
}

// bounded is a JSON Schema of texts with so many characters.
func bounded(least, most int) map[string]any {
	return map[string]any{"minLength": least, "maxLength": most}
}

// checkFilled is for what container groups refuse to be empty.
func checkFilled(text string) (string, *Violation) {
	if text == "" {
		return text, &Violation{
			"must not be empty: container groups refuse a variable without a value",
			"remove it",
		}
	}
	return text, nil
}

// variablePatterns are the services' rules for the names of environment variables. Container groups: Azure
// docs, container-instances/container-instances-environment-variables; container apps, those of Kubernetes,
// which runs them (apimachinery's IsEnvVarName).
var variablePatterns = map[string]struct {
	pattern *regexp.Regexp
	words   string
}{
	"group": {
		regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]{0,62}$`),
		"1 to 63 letters, digits and '_', first no digit",
	},
	"app": {
		regexp.MustCompile(`^[-._a-zA-Z][-._a-zA-Z0-9]{0,252}$`),
		"1 to 253 letters, digits, '_', '-' and '.', first no digit",
	},
}

func variable(service string) Rule {
	known, is := variablePatterns[service]
	if !is {
		panic("spec: no rule for the variables of " + service)
	}
	check := func(text string) (string, *Violation) {
		switch {
		case text == spec.ClientIDVariable:
			return text, &Violation{"is set to the client id of the identity", "remove it"}
		case !known.pattern.MatchString(text):
			return text, &Violation{"must have a name of " + known.words, "rename the variable"}
		}
		return text, nil
	}
	return Rule{Check: check, Schema: map[string]any{"pattern": known.pattern.String()}}
}

// Limits of tags. Azure docs: azure-resource-manager/management/tag-resources.
const (
	longestTagName  = 512
	noTagCharacters = `<>%&\?/`
)

// reservedTags begin names that Azure keeps to itself. Azure docs: the same.
var reservedTags = []string{"azure", "microsoft", "windows"}

func checkTagName(text string) (string, *Violation) {
	n := utf8.RuneCountInString(text)
	if n == 0 || n > longestTagName || strings.ContainsAny(text, noTagCharacters) {
		rule := "must have a name of 1 to 512 characters without any of " + noTagCharacters
		return text, &Violation{rule, "rename the tag"}
	}
	for _, reserved := range reservedTags {
		if strings.HasPrefix(strings.ToLower(text), reserved) {
			return text, &Violation{"must not have a name that begins with " + reserved, "rename the tag"}
		}
	}
	return text, nil
}

// cronPattern is five fields of numbers, lists, ranges and steps. Azure docs: container-apps/jobs.
var cronPattern = regexp.MustCompile(`^([0-9*,/-]+ ){4}[0-9*,/-]+$`)

func checkCron(text string) (string, *Violation) {
	if !cronPattern.MatchString(text) {
		return text, &Violation{"must be a cron expression of five fields", `write it as "0 3 * * *", in UTC`}
	}
	return text, nil
}
