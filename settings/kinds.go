package settings

import (
	"errors"
	"fmt"
	"net/netip"
	"regexp"
	"strconv"
	"strings"
	"time"

	"private-acr/internal/azure"
)

// text is a string that must pass every check.
func text(target *string, checks ...func(string) *flaw) sink {
	return scalar[string]{target, typeString, func(value string) (string, *flaw) {
		for _, check := range checks {
			if fault := check(value); fault != nil {
				return "", fault
			}
		}
		return value, nil
	}}
}

type enum[T any] interface {
	~string
	Values() []T
}

// choice is a string out of a few.
func choice[T enum[T]](target *T) sink {
	return scalar[T]{target, typeString, func(value string) (T, *flaw) {
		var known []string
		for _, candidate := range (*target).Values() {
			if value == string(candidate) {
				return candidate, nil
			}
			known = append(known, string(candidate))
		}
		fault := &flaw{"must be one of " + strings.Join(known, ", "), "choose one of them"}
		if nearest := azure.Nearest(value, known); nearest != "" {
			fault.remedy = fmt.Sprintf("did you mean %q?", nearest)
		}
		return "", fault
	}}
}

// integer is a whole number between two others.
func integer(target *int, least, most int) sink {
	return scalar[int]{target, typeInteger, func(value string) (int, *flaw) {
		n, err := strconv.Atoi(value)
		switch {
		case errors.Is(err, strconv.ErrSyntax):
			fault := mustBe(typeInteger)
			return 0, &fault
		case err != nil || n < least || n > most:
			return 0, between(strconv.Itoa(least), strconv.Itoa(most))
		}
		return n, nil
	}}
}

// decimals keeps out the hexadecimal, infinite and not-a-number forms that strconv.ParseFloat takes.
var decimals = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)

// number is a number between two others that comes in whole steps from zero.
func number(target *float64, least, most, step float64) sink {
	return scalar[float64]{target, typeNumber, func(value string) (float64, *flaw) {
		n, err := strconv.ParseFloat(value, 64)
		switch {
		case !decimals.MatchString(value):
			fault := mustBe(typeNumber)
			return 0, &fault
		case err != nil || n < least || n > most:
			return 0, between(decimal(least), decimal(most))
		case !whole(n / step):
			return 0, &flaw{"must be a multiple of " + decimal(step), "round it"}
		}
		return n, nil
	}}
}

// whole allows for the error that dividing by a tenth brings.
func whole(n float64) bool {
	const tolerance = 1e-6
	nearest := float64(int64(n + tolerance))
	return n-nearest < tolerance && nearest-n < tolerance
}

func decimal(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

func between(least, most string) *flaw {
	return &flaw{rule: "must be from " + least + " to " + most, remedy: "choose a value in between"}
}

func boolean(target *bool) sink {
	return scalar[bool]{target, typeBoolean, func(value string) (bool, *flaw) {
		if value != "true" && value != "false" {
			fault := mustBe(typeBoolean)
			return false, &fault
		}
		return value == "true", nil
	}}
}

// duration is a Go duration between two others.
func duration(target *time.Duration, least, most time.Duration) sink {
	return scalar[time.Duration]{target, typeString, func(value string) (time.Duration, *flaw) {
		d, err := time.ParseDuration(value)
		switch {
		case err != nil:
			return 0, &flaw{"must be a duration", `write a number with its unit, as "90s", "20m" or "1h30m"`}
		case d < least || d > most:
			return 0, between(least.String(), most.String())
		}
		return d, nil
	}}
}

// region is a region in its short form, whichever way it is written.
func region(target *string) sink { return scalar[string]{target, typeString, parseRegion} }

func parseRegion(value string) (string, *flaw) {
	short, err := azure.ParseRegion(value)
	if err == nil {
		return short, nil
	}
	fault := &flaw{"must be an Azure region", "az account list-locations lists them"}
	if e, ok := errors.AsType[*azure.RegionError](err); ok && e.Nearest != "" {
		fault.remedy = fmt.Sprintf("did you mean %q?", e.Nearest)
	}
	return "", fault
}

// named judges a name by Azure's rule for the kind.
func named(kind azure.NameKind) func(string) *flaw {
	return func(value string) *flaw {
		if e, ok := errors.AsType[*azure.NameError](azure.CheckName(kind, value)); ok {
			return &flaw{e.Rule, fmt.Sprintf("choose a name such as %q", e.Example)}
		}
		return nil
	}
}

// idOf judges a resource id by its type.
func idOf(resourceType string) func(string) *flaw {
	return func(value string) *flaw {
		_, err := azure.ParseID(resourceType, value)
		if e, ok := errors.AsType[*azure.IDError](err); ok {
			return &flaw{e.Rule, "copy it from the portal's JSON view or from az resource show --query id"}
		}
		return nil
	}
}

func addressRange(value string) *flaw {
	_, err := azure.ParsePrefix(value)
	e, faulty := errors.AsType[*azure.PrefixError](err)
	switch {
	case !faulty:
		return nil
	case e.Nearest != "":
		return &flaw{e.Rule, fmt.Sprintf("did you mean %q?", e.Nearest)}
	}
	return &flaw{e.Rule, "write the network address, a slash and the number of its bits"}
}

func address(value string) *flaw {
	if a, err := netip.ParseAddr(value); err != nil || !a.Is4() {
		return &flaw{"must be an IPv4 address", `write it as "10.0.2.10"`}
	}
	return nil
}

// workloadPattern keeps hyphens single and inside, so that every name made of the workload's passes Azure's
// rules.
var workloadPattern = regexp.MustCompile(`^[a-z](-?[a-z0-9])*$`)

const longestWorkload = 20

func workload(value string) *flaw {
	if len(value) <= longestWorkload && workloadPattern.MatchString(value) {
		return nil
	}
	return &flaw{
		"must be 1 to 20 characters: lower-case letters, digits and single '-', first a letter, last no '-'",
		`choose a name such as "myapp"`,
	}
}
