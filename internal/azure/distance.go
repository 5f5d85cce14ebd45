package azure

import "math"

// place is where a region is, in degrees north and east.
type place struct{ north, east float64 }

// places are those of the regions, to the degree: what Resource Manager lists with a subscription's
// locations. Regions without a published place have that of their city or state.
var places = map[string]place{
	"australiacentral": {-35, 149}, "australiacentral2": {-35, 149}, "australiaeast": {-34, 151},
	"australiasoutheast": {-38, 145}, "austriaeast": {48, 16}, "belgiumcentral": {51, 4},
	"brazilsouth": {-24, -47}, "brazilsoutheast": {-23, -43}, "canadacentral": {44, -79},
	"canadaeast": {47, -71}, "centralindia": {19, 74}, "centralus": {42, -94}, "chilecentral": {-33, -71},
	"chinaeast": {31, 121}, "chinaeast2": {31, 121}, "chinaeast3": {33, 120}, "chinanorth": {40, 116},
	"chinanorth2": {40, 116}, "chinanorth3": {41, 115}, "denmarkeast": {56, 12}, "eastasia": {22, 114},
	"eastus": {37, -80}, "eastus2": {37, -78}, "francecentral": {46, 2}, "francesouth": {44, 2},
	"germanynorth": {53, 9}, "germanywestcentral": {50, 9}, "indonesiacentral": {-6, 107},
	"israelcentral": {31, 33}, "italynorth": {45, 9}, "japaneast": {36, 140}, "japanwest": {35, 136},
	"jioindiacentral": {21, 79}, "jioindiawest": {22, 70}, "koreacentral": {38, 127},
	"koreasouth": {35, 129}, "malaysiawest": {3, 101}, "mexicocentral": {21, -100},
	"newzealandnorth": {-37, 175}, "northcentralus": {42, -88}, "northeurope": {53, -6},
	"norwayeast": {60, 11}, "norwaywest": {59, 6}, "polandcentral": {52, 21}, "qatarcentral": {26, 51},
	"southafricanorth": {-26, 28}, "southafricawest": {-34, 19}, "southcentralus": {29, -98},
	"southeastasia": {1, 104}, "southindia": {13, 80}, "spaincentral": {40, -3}, "swedencentral": {61, 17},
	"swedensouth":      {56, 13},
	"switzerlandnorth": {47, 9}, "switzerlandwest": {46, 6}, "uaecentral": {24, 55}, "uaenorth": {25, 55},
	"uksouth": {51, -1}, "ukwest": {53, -3}, "usdodcentral": {42, -94}, "usdodeast": {37, -78},
	"usgovarizona": {33, -112}, "usgovtexas": {29, -98}, "usgovvirginia": {37, -78},
	"westcentralus": {41, -105}, "westeurope": {52, 5}, "westindia": {19, 73}, "westus": {38, -122},
	"westus2": {47, -120}, "westus3": {33, -112},
}

// earthRadius is in kilometres.
const earthRadius = 6371

// Kilometres is how far two regions, in any form, are from each other, as the crow flies; false if the place
// of one is not known.
func Kilometres(a, b string) (float64, bool) {
	from, known := places[ShortRegion(a)]
	to, alsoKnown := places[ShortRegion(b)]
	if !known || !alsoKnown {
		return 0, SameRegion(a, b)
	}
	radians := func(degrees float64) float64 { return degrees * math.Pi / 180 }
	north := math.Sin(radians(from.north)) * math.Sin(radians(to.north))
	south := math.Cos(radians(from.north)) * math.Cos(radians(to.north))
	along := math.Cos(radians(from.east - to.east))
	return earthRadius * math.Acos(min(1, north+south*along)), true
}
