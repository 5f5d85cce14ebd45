package schema

import (
	"errors"
	"fmt"

	"private-acr/internal/azure"
)

// checkRegion takes a region that the table lacks, when it looks like one and no typing error is in sight: in
// a program somebody means what they write. Of a stack's settings more is asked; see [Unlisted].
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
	return text, &Violation{
		ruleRegion,
		`write it as in "koreacentral": az account list-locations has them all`,
	}
}

// Unlisted says what is wrong with a region that the table lacks and that its user does not vouch for; nil
// for any other text.
func Unlisted(region string) *Violation {
	_, err := azure.ParseRegion(region)
	if e, faulty := errors.AsType[*azure.RegionError](err); !faulty || e.Nearest != "" || !e.WellFormed {
		return nil
	}
	return &Violation{ruleRegion, fmt.Sprintf("choose one of az account list-locations; if that lists this "+
		"one, it is newer than this release: write %q", azure.Unlisted+azure.ShortRegion(region))}
}

const ruleRegion = "must be a known Azure region"

// idOf judges a resource id by its type.
func idOf(resourceType string) Rule {
	return Rule{Check: func(text string) (string, *Violation) {
		if _, err := azure.ParseID(resourceType, text); err != nil {
			e, _ := errors.AsType[*azure.IDError](err)
			return text, &Violation{e.Rule, "copy it from the portal's JSON view or from az resource show " +
				"--query id"}
		}
		return text, nil
	}}
}
