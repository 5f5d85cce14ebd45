package azure

import (
	"fmt"
	"maps"
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
	// Nearest is the region that was probably meant, in its short form; empty when there is no telling.
	Nearest string
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

// ParseRegion turns a region, written as its display name ("Korea Central") or in its short form, into the
// short form ("koreacentral"). The error is a [*RegionError].
func ParseRegion(s string) (string, error) {
	short := ShortRegion(s)
	if _, known := regions[short]; known {
		return short, nil
	}
	return "", &RegionError{Region: s, Nearest: Nearest(short, Regions())}
}

// ShortRegion is what the short form of a region would be, were it known: "koreacentral" of "Korea Central".
func ShortRegion(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(s), ""))
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
