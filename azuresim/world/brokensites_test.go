package world_test

import (
	"time"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/world"
	"private-acr/internal/azure"
)

const (
	replicaRegion = "japaneast"
	replicaHost   = "acrmyapp.japaneast.data.azurecr.io"
	replicaPE     = bench.DataPE + "-japaneast"
)

// brokenSites are the links to the replica that is nearest to a consumer.
func brokenSites() []brokenLink {
	return []brokenLink{
		{
			name: "consumer near a replica", sever: near, attempt: runsContainerThere,
		},
		{
			name: "data record of the replica's region missing, with a consumer near the replica",
			sever: func(b *bench.Bench) {
				near(b)
				b.Remove(bench.ZoneID + "/A/acrmyapp.japaneast.data")
			},
			attempt: runsContainerThere,
			code:    "InaccessibleImage", part: "is not accessible", step: fetching,
		},
		{
			name: "data record of the replica's region missing, with a consumer near home",
			sever: func(b *bench.Bench) {
				near(b)
				b.Remove(bench.ZoneID + "/A/acrmyapp.japaneast.data")
			},
			attempt: runsContainer,
		},
		{
			name: "data record of the replica's region missing, but the replica out of routing",
			sever: func(b *bench.Bench) {
				near(b)
				b.Remove(bench.ZoneID + "/A/acrmyapp.japaneast.data")
				b.Put(bench.ReplicaID, bench.Changed(bench.Replica(), func(p world.Body) {
					p["regionEndpointEnabled"] = false
				}))
			},
			attempt: runsContainerThere,
		},
		{
			name:    "image that has not arrived at the replica yet",
			options: world.Options{ReplicationDelay: time.Hour},
			sever:   importedAnew,
			attempt: runsContainerThere,
			code:    "InaccessibleImage", part: "is not accessible", step: reading,
		},
		{
			name:    "image that has not arrived at the replica yet, with a consumer near home",
			options: world.Options{ReplicationDelay: time.Hour},
			sever:   importedAnew,
			attempt: runsContainer,
		},
	}
}

// near puts a replica with its data endpoint, and lets it have the images.
func near(b *bench.Bench) {
	b.Helper()
	b.Put(bench.ReplicaID, bench.Replica())
	b.Pass(world.DefaultDataGroupDelay)
	b.Put(replicaPE, bench.Endpoint(azure.DataMember(replicaRegion)))
	b.Put(replicaPE+bench.ZoneGroupOf, bench.ZoneGroup(bench.ZoneID))
	b.Pass(b.Options.ReplicationDelay + world.DefaultDataGroupDelay)
}

// importedAnew imports an image that the replica has no time to get.
func importedAnew(b *bench.Bench) {
	b.Helper()
	near(b)
	again := bench.Import("hello-world:latest", "myapp:1.0.0", "Force")
	bench.Refused(b.T, b.ImportImage(again), "", "")
}

// runsContainerThere makes a container group in the replica's region.
func runsContainerThere(b *bench.Bench) error {
	body := bench.ContainerGroup(bench.Image)
	body["location"] = replicaRegion
	return b.Try(bench.ContainerID, body)
}
