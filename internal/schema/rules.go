package schema

import (
	"errors"
	"fmt"
	"math"
	"net/netip"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"private-acr/internal/azure"
	"private-acr/spec"
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
	"ipv4":       func(string) Rule { return Rule{Check: checkAddress, Schema: map[string]any{"format": "ipv4"}} },
	"image":      func(string) Rule { return Rule{Check: checkImage} },
	"source":     func(string) Rule { return Rule{Check: checkSource} },
	"memory":     func(string) Rule { return Rule{Check: checkMemory} },
	"variable":   variable,
	"tag":        func(string) Rule { return Rule{Check: checkTagName} },
	"workload":   func(string) Rule { return Rule{Check: checkWorkload} },
	"key":        func(string) Rule { return Rule{Check: checkKey} },
	"https":      func(string) Rule { return Rule{Check: checkHTTPS} },
	"scope":      func(string) Rule { return Rule{Check: checkScope} },
	"repository": func(string) Rule { return Rule{Check: checkRepository} },
	"host":       func(string) Rule { return Rule{Check: checkHost} },
	"filled":     func(string) Rule { return Rule{Check: checkFilled} },
	"purpose":    func(string) Rule { return oneOf(purposes()) },
	"cron":       func(string) Rule { return Rule{Check: checkCron} },
}

// pass makes a rule's check of a judgement alone.
func pass(violation *Violation, text string) (string, *Violation) { return text, violation }

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

// named judges a name by Azure's rule for the kind, whose words have '_' for blanks in a tag.
func named(kind string) Rule {
	kind = strings.ReplaceAll(kind, "_", " ")
	return Rule{Kind: kind, Check: func(text string) (string, *Violation) {
		err := azure.CheckName(azure.NameKind(kind), text)
		if e, ok := errors.AsType[*azure.NameError](err); ok {
			return pass(&Violation{e.Rule, fmt.Sprintf("choose a name such as %q", e.Example)}, text)
		}
		if err != nil {
			panic("spec: " + err.Error())
		}
		return text, nil
	}}
}

// checkRegion takes a region that the table lacks, when it looks like one and no typing error is in sight: in a
// program somebody means what they write. Of a stack's settings more is asked; see [Unlisted].
func checkRegion(text string) (string, *Violation) {
	short, err := azure.ParseRegion(text)
	e, faulty := errors.AsType[*azure.RegionError](err)
	switch {
	case !faulty:
		return short, nil
	case e.Nearest != "":
		return text, &Violation{ruleRegion, fmt.Sprintf("did you mean %q?", e.Nearest)}
	case e.WellFormed:
		return azure.ShortRegion(text), nil
	}
	return text, &Violation{ruleRegion, `write it as in "koreacentral": az account list-locations has them all`}
}

// Unlisted says what is wrong with a region that the table lacks and that its user does not vouch for; nil for any
// other text.
func Unlisted(region string) *Violation {
	_, err := azure.ParseRegion(region)
	if e, faulty := errors.AsType[*azure.RegionError](err); !faulty || e.Nearest != "" || !e.WellFormed {
		return nil
	}
	return &Violation{ruleRegion, fmt.Sprintf("choose one of az account list-locations; if that lists this one, it is "+
		"newer than this release: write %q", azure.Unlisted+azure.ShortRegion(region))}
}

const ruleRegion = "must be a known Azure region"

// idOf judges a resource id by its type.
func idOf(resourceType string) Rule {
	return Rule{Check: func(text string) (string, *Violation) {
		if _, err := azure.ParseID(resourceType, text); err != nil {
			e, _ := errors.AsType[*azure.IDError](err)
			return text, &Violation{e.Rule, "copy it from the portal's JSON view or from az resource show --query id"}
		}
		return text, nil
	}}
}

// decimals keeps out the hexadecimal, infinite and not-a-number forms that strconv.ParseFloat takes.
var decimals = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)

// between is a number from one to another, "1..31".
func between(parameter string) Rule {
	least, most := bounds(parameter, func(text string) (float64, error) { return strconv.ParseFloat(text, 64) })
	check := func(text string) (string, *Violation) {
		n, err := strconv.ParseFloat(text, 64)
		if err != nil || n < least || n > most {
			return text, outside(decimal(least), decimal(most))
		}
		return text, nil
	}
	return Rule{Check: check, Schema: map[string]any{"minimum": least, "maximum": most}}
}

func outside(least, most string) *Violation {
	return &Violation{"must be from " + least + " to " + most, "choose a value in between"}
}

// multiple is a number in whole steps from zero.
func multiple(parameter string) Rule {
	step := must(strconv.ParseFloat(parameter, 64))
	return Rule{Check: func(text string) (string, *Violation) {
		// Dividing by a tenth brings an error of its own.
		const tolerance = 1e-6
		n, err := strconv.ParseFloat(text, 64)
		if steps := n / step; err != nil || math.Abs(steps-math.Round(steps)) > tolerance {
			return text, &Violation{"must be a multiple of " + parameter, "round it"}
		}
		return text, nil
	}}
}

// length counts characters, "1..256".
func length(parameter string) Rule {
	least, most := bounds(parameter, strconv.Atoi)
	check := func(text string) (string, *Violation) {
		if n := utf8.RuneCountInString(text); n < least || n > most {
			return text, &Violation{fmt.Sprintf("must have %d to %d characters", least, most), ""}
		}
		return text, nil
	}
	return Rule{Check: check, Schema: map[string]any{"minLength": least, "maxLength": most}}
}

// duration is a Go duration from one to another, "1s..24h".
func duration(parameter string) Rule {
	least, most := bounds(parameter, time.ParseDuration)
	return Rule{Check: func(text string) (string, *Violation) {
		d, err := time.ParseDuration(text)
		switch {
		case err != nil:
			return text, &Violation{"must be a duration", `write a number with its unit, as "90s", "20m" or "1h30m"`}
		case d < least || d > most:
			return text, outside(least.String(), most.String())
		}
		return text, nil
	}}
}

func bounds[T any](parameter string, parse func(string) (T, error)) (least, most T) {
	low, high, _ := strings.Cut(parameter, "..")
	return must(parse(low)), must(parse(high))
}

// must is for what a tag says, which is part of the program.
func must[T any](value T, err error) T {
	if err != nil {
		panic("spec: reading a rule tag: " + err.Error())
	}
	return value
}

func decimal(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

func checkRange(text string) (string, *Violation) {
	_, err := azure.ParsePrefix(text)
	e, faulty := errors.AsType[*azure.PrefixError](err)
	switch {
	case !faulty:
		return text, nil
	case e.Nearest != "":
		return text, &Violation{e.Rule, fmt.Sprintf("did you mean %q?", e.Nearest)}
	}
	return text, &Violation{e.Rule, "write the network address, a slash and the number of its bits"}
}

func checkAddress(text string) (string, *Violation) {
	if a, err := netip.ParseAddr(text); err != nil || !a.Is4() {
		return text, &Violation{"must be an IPv4 address", `write it as "10.0.2.10"`}
	}
	return text, nil
}

func checkMemory(text string) (string, *Violation) {
	if _, ok := azure.Gibibytes(text); ok {
		return text, nil
	}
	return text, &Violation{"must be a number of Gi", `write it as "1Gi" or "0.5Gi"`}
}

// workloadPattern keeps hyphens single and inside, so that every name made of the workload's passes Azure's
// rules.
var workloadPattern = regexp.MustCompile(`^[a-z](-?[a-z0-9])*$`)

const longestWorkload = 20

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
		return text, &Violation{"must have a key of " + strings.TrimPrefix(violation.Rule, "must be "),
			`rename it, as in "web"`}
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

// checkFilled is for what container groups refuse to be empty.
func checkFilled(text string) (string, *Violation) {
	if text == "" {
		return text, &Violation{"must not be empty: container groups refuse a variable without a value", "remove it"}
	}
	return text, nil
}

// Duration is what a text means that the rule "duration" has let pass.
func Duration(text string) time.Duration { return must(time.ParseDuration(text)) }
