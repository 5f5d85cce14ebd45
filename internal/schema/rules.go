package schema

import (
	"fmt"
	"strings"

	"private-acr/internal/azure"
)

// table is every rule that a tag can name.
var table = map[string]func(parameter string) Rule{
	"name":       named,
	"region":     func(string) Rule { return Rule{Check: checkRegion} },
	"id":         idOf,
	"range":      between,
	"step":       multiple,
	"length":     length,
	"duration":   duration,
	"cidr":       func(string) Rule { return Rule{Check: checkRange} },
	"ipv4":       func(string) Rule { return Rule{Check: checkAddress, Schema: formatted("ipv4")} },
	"image":      func(string) Rule { return Rule{Check: checkImage} },
	"source":     func(string) Rule { return Rule{Check: checkSource} },
	"memory":     func(string) Rule { return Rule{Check: checkMemory} },
	"variable":   variable,
	"tag":        func(string) Rule { return Rule{Check: checkTagName, Schema: bounded(1, longestTagName)} },
	"workload":   func(string) Rule { return Rule{Check: checkWorkload, Schema: workloadSchema()} },
	"key":        func(string) Rule { return Rule{Check: checkKey, Schema: workloadSchema()} },
	"https":      func(string) Rule { return Rule{Check: checkHTTPS} },
	"scope":      func(string) Rule { return Rule{Check: checkScope} },
	"repository": func(string) Rule { return Rule{Check: checkRepository} },
	"host":       func(string) Rule { return Rule{Check: checkHost} },
	"filled":     func(string) Rule { return Rule{Check: checkFilled} },
	"purpose":    func(string) Rule { return oneOf(purposes()) },
	"cron":       func(string) Rule { return Rule{Check: checkCron} },
}

// formatted is a JSON Schema of texts in a format.
func formatted(format string) map[string]any { return map[string]any{"format": format} }

func oneOf(choices []string) Rule {
	check := func(text string) (string, *Violation) {
		for _, choice := range choices {
			if text == choice {
				return text, nil
			}
		}
		violation := &Violation{"must be one of " + strings.Join(choices, ", "), "choose one of them"}
		if nearest := azure.Nearest(text, choices); nearest != "" {
			violation.Remedy = fmt.Sprintf("did you mean %q?", nearest)
		}
		return text, violation
	}
	return Rule{Check: check, Schema: map[string]any{"enum": choices}}
}
