package schema

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"private-acr/internal/azure"
)

// decimals keeps out the hexadecimal, infinite and not-a-number forms that strconv.ParseFloat takes.
var decimals = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)

// between is a number from one to another, "1..31".
func between(parameter string) Rule {
	parse := func(text string) (float64, error) { return strconv.ParseFloat(text, 64) }
	least, most := bounds(parameter, parse)
	check := func(text string) (string, *Violation) {
		n, err := strconv.ParseFloat(text, 64)
		// Said so that what is not a number is outside.
		if inside := n >= least && n <= most; err != nil || !inside {
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

// checkMemory takes the zeros behind the point that Azure's own examples have.
func checkMemory(text string) (string, *Violation) {
	if amount, ok := azure.Gibibytes(text); ok {
		return azure.MemoryText(amount), nil
	}
	return text, &Violation{"must be a number of Gi", `write it as "1Gi" or "0.5Gi"`}
}

// duration is a Go duration from one to another, "1s..24h".
func duration(parameter string) Rule {
	least, most := bounds(parameter, time.ParseDuration)
	return Rule{Check: func(text string) (string, *Violation) {
		d, err := time.ParseDuration(text)
		switch {
		case err != nil:
			return text, &Violation{
				"must be a duration", `write a number with its unit, as "90s", "20m" or "1h30m"`,
			}
		case d < least || d > most:
			return text, outside(least.String(), most.String())
		}
		return text, nil
	}}
}

// Duration is what a text means that the rule "duration" has let pass.
func Duration(text string) time.Duration { return must(time.ParseDuration(text)) }
