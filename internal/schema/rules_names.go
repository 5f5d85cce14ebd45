package schema

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"private-acr/internal/azure"
	"private-acr/spec"
)

// named judges a name by Azure's rule for the kind, whose words have '-' for blanks in a tag.
func named(parameter string) Rule {
	kind, known := azure.ParseNameKind(parameter)
	if !known {
		panic("spec: no rule for names of the kind " + parameter)
	}
	return Rule{Kind: kind, Check: func(text string) (string, *Violation) {
		if e, violated := errors.AsType[*azure.NameError](azure.CheckName(kind, text)); violated {
			return text, &Violation{e.Rule, fmt.Sprintf("choose a name such as %q", e.Example)}
		}
		return text, nil
	}}
}

// workloadPattern keeps hyphens single and inside, so that every name made of the workload's passes Azure's
// rules.
var workloadPattern = regexp.MustCompile(`^[a-z](-?[a-z0-9])*$`)

const longestWorkload = 20

func workloadSchema() map[string]any {
	return map[string]any{"pattern": workloadPattern.String(), "maxLength": longestWorkload}
}

func checkWorkload(text string) (string, *Violation) {
	if len(text) <= longestWorkload && workloadPattern.MatchString(text) {
		return text, nil
	}
	return text, &Violation{
		"must be 1 to 20 characters: lower-case letters, digits and single '-', first a letter, last no '-'",
		`choose a name such as "myapp"`,
	}
}

// checkKey is the rule of the keys that users choose, of which logical names and Azure's are made.
func checkKey(text string) (string, *Violation) {
	if _, violation := checkWorkload(text); violation != nil {
		return text, &Violation{
			"must have a key of " + strings.TrimPrefix(violation.Rule, "must be "),
			`rename it, as in "web"`,
		}
	}
	return text, nil
}

// purposes are the keys of subnets.
func purposes() []string {
	var keys []string
	for _, purpose := range spec.Purposes() {
		keys = append(keys, purpose.Key)
	}
	return keys
}
