package world

import (
	"slices"
	"strings"
	"time"
)

// durations are how long a type's operations take, in Azure's time, and who says so. Zero means that the
// request itself does it.
type durations struct {
	create, update, remove time.Duration
	source                 string
}

// The one table of durations. Figures are medians of what people report; "assumed" ones have no source and
// are set so that orders of magnitude are right.
var (
	resourceGroupTakes = durations{
		remove: 30 * time.Second,
		source: "assumed; creating is immediate",
	}
	virtualNetworkTakes = durations{
		create: 8 * time.Second, update: 6 * time.Second, remove: 10 * time.Second,
		source: "creating 8 s: log of a Terraform run (steampipe-plugin-azure#824); the rest " +
			"assumed",
	}
	subnetTakes = durations{
		create: 6 * time.Second, update: 6 * time.Second, remove: 10 * time.Second,
		source: "creating 6 s: the same; the rest assumed",
	}
	publicIPAddressTakes = durations{
		create: 3 * time.Second, update: 3 * time.Second, remove: 10 * time.Second,
		source: "assumed",
	}
	natGatewayTakes = durations{
		create: 10 * time.Second, update: 10 * time.Second, remove: 10 * time.Second,
		source: "assumed",
	}
	privateEndpointTakes = durations{
		create: time.Minute, update: 30 * time.Second, remove: 45 * time.Second,
		source: "creating over 40 s: a log that ends there (terraform-provider-azurerm#22234); " +
			"the rest assumed",
	}
	zoneGroupTakes = durations{
		create: 20 * time.Second, update: 20 * time.Second, remove: 15 * time.Second,
		source: "assumed",
	}
	privateZoneTakes = durations{
		create: 35 * time.Second, update: 5 * time.Second, remove: 30 * time.Second,
		source: "creating 35 s: steampipe-plugin-azure#824; the rest assumed",
	}
	zoneLinkTakes = durations{
		create: 45 * time.Second, update: 10 * time.Second, remove: 30 * time.Second,
		source: "creating 35 to 70 s: the same; the rest assumed",
	}
	registryTakes = durations{
		create: 25 * time.Second, update: 10 * time.Second, remove: 15 * time.Second,
		source: "creating 8 to 28 s: logs of Terraform runs; the rest assumed",
	}
	replicationTakes = durations{
		create: 90 * time.Second, update: 20 * time.Second, remove: time.Minute,
		source: "assumed",
	}
	managedEnvironmentTakes = durations{
		create: 4 * time.Minute, update: time.Minute, remove: 4 * time.Minute,
		source: "creating, with a workspace and an app and without a network, 151 and 163 s; a " +
			"whole private deployment 5 to 10 min (azure-container-apps-practical-guide); " +
			"the rest assumed",
	}
	containerAppTakes = durations{
		create: 25 * time.Second, update: 20 * time.Second, remove: 20 * time.Second,
		source: "assumed: a part of the figures above",
	}
	workspaceTakes = durations{
		create: 30 * time.Second,
		source: "assumed; changing and deleting are immediate",
	}
	vaultTakes = durations{
		create: 30 * time.Second,
		source: "assumed; changing and deleting are immediate, as the Azure SDK's client has it",
	}
	containerGroupTakes = durations{
		create: 90 * time.Second, update: 45 * time.Second, remove: 30 * time.Second,
		source: "creating \"a few minutes\" for the first in a network (Azure docs: " +
			"container-instances-vnet); the rest assumed",
	}
)

// importTakes is assumed; scripts allow 30 minutes for large images.
const importTakes = 20 * time.Second

// identityReplicates is how long a new identity is unknown to whoever assigns roles without saying the type
// of the principal. Assumed; Azure docs (role-based-access-control/troubleshooting) give no figure.
const identityReplicates = time.Minute

// Timing is how long something takes in Azure, for a reader.
type Timing struct {
	// What is a resource type, or what becomes of a resource.
	What string
	// Create, Update and Remove are Azure's time; zero means at once, or that there is no such operation.
	Create, Update, Remove time.Duration
	// Source says where the figures come from.
	Source string
}

// Timings lists how long things take, by default, in order of what takes the time.
func Timings() []Timing {
	timings := []Timing{
		{
			What: "data endpoint, after its registry or replica is ready", Create: defaultDataGroupDelay,
			Source: "assumed: the one report of late groups gives no figure",
		},
		{What: "image import", Create: importTakes, Source: "assumed"},
		{
			What: "role assignment, until it works", Create: defaultGrantDelay,
			Source: "30 to 120 s typically; Azure documents up to 10 min (container-registry FAQ)",
		},
	}
	for _, k := range kinds() {
		if t := k.takes; t.source != "" {
			timings = append(timings, Timing{k.typ, t.create, t.update, t.remove, t.source})
		}
	}
	slices.SortFunc(timings, func(a, b Timing) int { return strings.Compare(a.What, b.What) })
	return timings
}
