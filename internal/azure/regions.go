package azure

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// regions maps the short form of every region, as ids and hosts bear it, to its display name. It is a table
// and not a pattern so that a misspelt region is found before the first resource is made. Azure docs:
// reliability/regions-list; the clouds of the US Government and of China have lists of their own.
var regions = map[string]string{
	"australiacentral":   "Australia Central",
	"australiacentral2":  "Australia Central 2",
	"australiaeast":      "Australia East",
	"australiasoutheast": "Australia Southeast",
	"austriaeast":        "Austria East",
	"belgiumcentral":     "Belgium Central",
	"brazilsouth":        "Brazil South",
	"brazilsoutheast":    "Brazil Southeast",
	"canadacentral":      "Canada Central",
	"canadaeast":         "Canada East",
	"centralindia":       "Central India",
	"centralus":          "Central US",
	"chilecentral":       "Chile Central",
	"denmarkeast":        "Denmark East",
	"eastasia":           "East Asia",
	"eastus":             "East US",
	"eastus2":            "East US 2",
	"francecentral":      "France Central",
	"francesouth":        "France South",
	"germanynorth":       "Germany North",
	"germanywestcentral": "Germany West Central",
	"indonesiacentral":   "Indonesia Central",
	"israelcentral":      "Israel Central",
	"italynorth":         "Italy North",
	"japaneast":          "Japan East",
	"japanwest":          "Japan West",
	"jioindiacentral":    "Jio India Central",
	"jioindiawest":       "Jio India West",
	"koreacentral":       "Korea Central",
	"koreasouth":         "Korea South",
	"malaysiawest":       "Malaysia West",
	"mexicocentral":      "Mexico Central",
	"newzealandnorth":    "New Zealand North",
	"northcentralus":     "North Central US",
	"northeurope":        "North Europe",
	"norwayeast":         "Norway East",
	"norwaywest":         "Norway West",
	"polandcentral":      "Poland Central",
	"qatarcentral":       "Qatar Central",
	"southafricanorth":   "South Africa North",
	"southafricawest":    "South Africa West",
	"southcentralus":     "South Central US",
	"southeastasia":      "Southeast Asia",
	"southindia":         "South India",
	"spaincentral":       "Spain Central",
	"swedencentral":      "Sweden Central",
	"swedensouth":        "Sweden South",
	"switzerlandnorth":   "Switzerland North",
	"switzerlandwest":    "Switzerland West",
	"uaecentral":         "UAE Central",
	"uaenorth":           "UAE North",
	"uksouth":            "UK South",
	"ukwest":             "UK West",
	"westcentralus":      "West Central US",
	"westeurope":         "West Europe",
	"westindia":          "West India",
	"westus":             "West US",
	"westus2":            "West US 2",
	"westus3":            "West US 3",

	"usdodcentral":  "US DoD Central",
	"usdodeast":     "US DoD East",
	"usgovarizona":  "US Gov Arizona",
	"usgovtexas":    "US Gov Texas",
	"usgovvirginia": "US Gov Virginia",

	"chinaeast":   "China East",
	"chinaeast2":  "China East 2",
	"chinaeast3":  "China East 3",
	"chinanorth":  "China North",
	"chinanorth2": "China North 2",
	"chinanorth3": "China North 3",
}

// RegionError says that a region is not known.
type RegionError struct {
	// Region is the region as it was given.
	Region string
	// Nearest is the region that was probably meant, in its short form: one of the same country. It is empty
	// when there is no telling.
	Nearest string
	// WellFormed says that the text could be a region that the table lacks: Azure has new ones all the time.
	WellFormed bool
}

// Error names the region, and the one that was probably meant.
func (e *RegionError) Error() string {
	text := fmt.Sprintf("region %q is not a known Azure region", e.Region)
	if e.Nearest != "" {
		text += fmt.Sprintf(", did you mean %q", e.Nearest)
	}
	return text
}

// Regions lists the short forms of every known region, sorted.
func Regions() []string {
	return slices.Sorted(maps.Keys(regions))
}

// regionPattern is the form of every region's short form so far.
var regionPattern = regexp.MustCompile(`^[a-z]{5,30}[0-9]{0,2}$`)

// Unlisted begins a region that the table lacks and that its user vouches for: "unlisted:atlantisnorth".
const Unlisted = "unlisted:"

// ParseRegion turns a region, written as its display name ("Korea Central") or in its short form, into the
// short form ("koreacentral"). One that the table lacks is taken when it begins with [Unlisted] and is not
// one of the table's with a typing error. The error is a [*RegionError].
func ParseRegion(s string) (string, error) {
	short := ShortRegion(s)
	vouched, unlisted := strings.CutPrefix(short, Unlisted)
	nearest := nearestRegion(vouched)
	_, known := regions[vouched]
	if known || unlisted && nearest == "" && regionPattern.MatchString(vouched) {
		return vouched, nil
	}
	return "", &RegionError{Region: s, Nearest: nearest, WellFormed: regionPattern.MatchString(short)}
}

// ShortRegion is the short form of a region, known or not: its display name in lower case without blanks.
func ShortRegion(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(s), ""))
}

// mostTypingErrors is how many letters a typing error changes.
const mostTypingErrors = 2

// nearestRegion is the region that differs by a typing error, and by no more than that: data has to stay in
// its country, so that of another one is never proposed.
func nearestRegion(short string) string {
	best, least := "", mostTypingErrors+1
	for _, candidate := range Regions() {
		if d := distance(short, candidate); d < least && sameCountry(short, candidate) {
			best, least = candidate, d
		}
	}
	return best
}

// sameCountry reports whether the text names the candidate's country, letter by letter or, where it names no
// other one, with a typing error. Another direction or number is another region, and no typing error.
func sameCountry(short, candidate string) bool {
	mine := country(candidate)
	if given := directions.FindString(short); given != "" && !strings.Contains(candidate, given) {
		return false
	}
	if number.MatchString(short) && strings.TrimRight(short, digits) == strings.TrimRight(candidate, digits) {
		return false
	}
	if strings.Contains(short, mine) {
		return true
	}
	for other := range regions {
		if strings.Contains(short, country(other)) {
			return false
		}
	}
	end := min(len(mine), len(short))
	off := min(distance(short[:end], mine), distance(short[len(short)-end:], mine))
	return len(mine) > 2*mostTypingErrors && off <= mostTypingErrors
}

const digits = "0123456789"

var (
	number     = regexp.MustCompile(`[a-z][1-9]$`)
	directions = regexp.MustCompile(`(north|south|east|west|central)`)
	noCountry  = regexp.MustCompile(`\b(North|South|East|West|Central|Southeast|[0-9])\b|\s`)
)

// country is what a region's name has besides a direction and a number: "korea".
func country(short string) string {
	return strings.ToLower(noCountry.ReplaceAllString(regions[short], ""))
}

// SameRegion says that two texts mean the same region, written as its display name or in its short form. They
// need not be known: Azure has new regions sooner than the table.
func SameRegion(a, b string) bool { return ShortRegion(a) == ShortRegion(b) }

// RegionCloud is the cloud that a region, given in its short form, belongs to. Names tell: all regions of
// the US Government and of China begin alike, and no others do.
func RegionCloud(region string) Cloud {
	switch {
	case strings.HasPrefix(region, "usgov"), strings.HasPrefix(region, "usdod"):
		return USGovernment
	case strings.HasPrefix(region, "china"):
		return China
	}
	return Public
}

// RegionDisplayName is the name that Azure's portal shows for a region given in its short form; an unknown
// region comes back as it is.
func RegionDisplayName(region string) string {
	if name, known := regions[region]; known {
		return name
	}
	return region
}
