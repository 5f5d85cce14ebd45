package rule

import "slices"

// Rule is one demand on a stack, as a value.
type Rule struct {
	// ID names the rule: "acr-admin-disabled". It is what users write in configuration and exemptions, and
	// the name of the rule's page under docs/rules.
	ID string
	// Title is the demand in one sentence: "The registry's admin account is off."
	Title string
	// Severity is how bad it is to break the rule.
	Severity Severity
	// Levels say what breaking it does, where configuration does not say otherwise.
	Levels Levels
	// Types are those of the resources that it checks.
	Types []Type
	// Why says what goes wrong otherwise, in one or two sentences.
	Why string
	// Fix says what to do, in one sentence.
	Fix string
	// Link is Azure's or Pulumi's own page on the matter.
	Link string
	// Sources are the catalogs that know the rule; none means that it is found in no other.
	Sources []Source
	// Check finds what breaks the rule.
	Check Check
}

// NeedsStack says that the rule is about resources within their stack, and not about each by itself.
func (r *Rule) NeedsStack() bool { return r.Check.inStack != nil }

// Applies says that the resource is of a type that the rule checks.
func (r *Rule) Applies(to *Resource) bool {
	return slices.Contains(r.Types, to.Type) || slices.Contains(r.Types, AnyType) && to.IsAzure()
}

// AnyType stands, in [Rule.Types], for every resource of azure-native. A rule that needs the stack names its
// types instead.
const AnyType Type = "*"

// Severity is how bad it is to break a rule.
type Severity uint8

// The severities. The zero value is none, so that a rule cannot lack one unseen.
const (
	Low Severity = iota + 1
	Medium
	High
	Critical
)

// String is the severity's name.
func (s Severity) String() string {
	return [...]string{"none", "low", "medium", "high", "critical"}[s]
}

// Level is what breaking a rule does.
type Level uint8

// The levels. The zero value is none, so that a rule cannot lack one unseen.
const (
	// Disabled rules do not run.
	Disabled Level = iota + 1
	// Advisory ones are reported.
	Advisory
	// Mandatory ones stop a preview or an update.
	Mandatory
)

// String is the level as configuration writes it.
func (l Level) String() string {
	return [...]string{"none", "disabled", "advisory", "mandatory"}[l]
}

// Levels are the levels of a rule in the two environments that come configured.
type Levels struct {
	// Development holds also where no configuration is given.
	Development Level
	Production  Level
}

// Always is the same level in every environment.
func Always(level Level) Levels { return Levels{Development: level, Production: level} }

// Catalog is a published list of rules.
type Catalog string

// The catalogs that rules can be mapped to.
const (
	AzurePolicy Catalog = "Azure Policy"
	PSRule      Catalog = "PSRule for Azure"
	Checkov     Catalog = "Checkov"
	KICS        Catalog = "KICS"
	Prowler     Catalog = "Prowler"
	MCSB        Catalog = "Microsoft cloud security benchmark"
	CIS         Catalog = "CIS Controls"
	LandingZone Catalog = "Container Apps landing zone"
	PolicyPacks Catalog = "Pulumi policy packs"
)

// Catalogs lists them all, in the order of the documentation.
func Catalogs() []Catalog {
	return []Catalog{AzurePolicy, PSRule, Checkov, KICS, Prowler, MCSB, CIS, LandingZone, PolicyPacks}
}

// Source is the entry of a catalog that a rule answers to.
type Source struct {
	Catalog Catalog
	// ID is the entry's id, as its catalog writes it.
	ID string
	// Conflict says, where the rule demands something else than the entry does, what and why.
	Conflict string
}

// String names the entry: "Checkov CKV_AZURE_137".
func (s Source) String() string { return string(s.Catalog) + " " + s.ID }
