package pull

import "time"

// again are the waits of a container runtime after each failure of the same thing, the last of them for ever:
// pulls in azure-container-apps-practical-guide, acr-network-path-pe-direct; restarts as Kubernetes has them.
var again = []time.Duration{
	10 * time.Second, 20 * time.Second, 40 * time.Second, 80 * time.Second, 160 * time.Second,
	5 * time.Minute,
}

// Again is how long, in Azure's time, a container runtime waits after the failure of the number, from 1,
// before it tries the same again.
func Again(failures int) time.Duration {
	return again[min(max(failures, 1), len(again))-1]
}

// Restarts is how often a container was started again that ends at once, a time after its first start.
func Restarts(elapsed time.Duration) int {
	for restarts, wait := range again {
		if elapsed < wait {
			return restarts
		}
		elapsed -= wait
	}
	return len(again) + int(elapsed/again[len(again)-1])
}
