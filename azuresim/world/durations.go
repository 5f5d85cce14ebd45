package world

import "time"

// How long Azure takes. The figures are medians of what people report; "assumed" ones have no source, and are
// set so that orders of magnitude are right. Zero durations are requests that Azure answers when they are
// done.
var (
	// Deleting assumed; creating is immediate.
	resourceGroupTakes = durations{remove: 30 * time.Second}
	// Creating: 8 s and 6 s, logs of Terraform runs; the rest assumed.
	virtualNetworkTakes = durations{
		create: 8 * time.Second, update: 6 * time.Second,
		remove: 10 * time.Second,
	}
	subnetTakes = durations{
		create: 6 * time.Second, update: 6 * time.Second,
		remove: 10 * time.Second,
	}
	// Assumed.
	publicIPAddressTakes = durations{
		create: 3 * time.Second, update: 3 * time.Second,
		remove: 10 * time.Second,
	}
	natGatewayTakes = durations{
		create: 10 * time.Second, update: 10 * time.Second,
		remove: 10 * time.Second,
	}
	// Creating: more than 40 s in a log that ends there (terraform-provider-azurerm#22234); rest
	// assumed.
	privateEndpointTakes = durations{create: time.Minute, update: 30 * time.Second, remove: 45 * time.Second}
	// Assumed.
	zoneGroupTakes = durations{create: 20 * time.Second, update: 20 * time.Second, remove: 15 * time.Second}
	// Creating: 35 s (steampipe-plugin-azure#824); the rest assumed.
	privateZoneTakes = durations{create: 35 * time.Second, update: 5 * time.Second, remove: 30 * time.Second}
	// Creating: 35 s to 1 m 10 s, same source; the rest assumed.
	zoneLinkTakes = durations{create: 45 * time.Second, update: 10 * time.Second, remove: 30 * time.Second}
	// Creating: 8 s to 28 s without replicas, logs of Terraform runs; the rest assumed.
	registryTakes = durations{create: 25 * time.Second, update: 10 * time.Second, remove: 15 * time.Second}
	// Assumed.
	replicationTakes = durations{create: 90 * time.Second, update: 20 * time.Second, remove: 60 * time.Second}
	// Creating with its workspace and an app, without a network: 2 m 31 s and 2 m 43 s; with a network,
	// within "5 to 10 minutes" for the whole of a private deployment (azure-container-apps-practical-guide).
	managedEnvironmentTakes = durations{create: 4 * time.Minute, update: time.Minute, remove: 4 * time.Minute}
	// Assumed; a part of the figures above.
	containerAppTakes = durations{
		create: 25 * time.Second, update: 20 * time.Second,
		remove: 20 * time.Second,
	}
	// Creating: "a few minutes" for the first group in a network (Azure docs: container-instances-vnet); the
	// rest assumed.
	containerGroupTakes = durations{
		create: 90 * time.Second, update: 45 * time.Second,
		remove: 30 * time.Second,
	}
	// Assumed; scripts allow 30 minutes for large images.
	importTakes = 20 * time.Second
)

// identityReplicates is how long a new identity is unknown to whoever assigns roles without saying the type
// of the principal. Assumed; Azure docs (role-based-access-control/troubleshooting) give no figure.
const identityReplicates = time.Minute
