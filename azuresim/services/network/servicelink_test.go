package network_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/world"
)

func serviceLinks(b *bench.Bench, subnetID string) []string {
	b.Helper()
	links, _ := b.Property(subnetID, "serviceAssociationLinks").([]any)
	var found []string
	for _, link := range links {
		found = append(found, link.(world.Body)["name"].(string))
	}
	return found
}

func TestServiceLinksOutliveTenants(t *testing.T) {
	t.Parallel()
	for name, lag := range map[string]time.Duration{"none": 0, "an hour": time.Hour} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := bench.Open(t, world.Options{ServiceLinkLag: lag})
			b.Path()
			if diff := cmp.Diff([]string{"legionservicelink"}, serviceLinks(b, bench.AppSubnet)); diff != "" {
				t.Errorf("links of a living environment (-want +got):\n%s", diff)
			}
			b.Remove(bench.EnvID)
			if _, err := b.World.Delete(bench.AppSubnet); (err != nil) != (lag > 0) {
				t.Errorf("deleting the subnet: got %v", err)
			}
			if lag == 0 {
				return
			}
			b.Pass(lag)
			if links := serviceLinks(b, bench.AppSubnet); links != nil {
				t.Errorf("got links %v after the lag", links)
			}
			b.Remove(bench.AppSubnet)
		})
	}
}
