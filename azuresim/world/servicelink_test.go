package world

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func (b *bench) serviceLinks(subnetID string) []string {
	b.Helper()
	links, _ := b.property(subnetID, "serviceAssociationLinks").([]any)
	var found []string
	for _, link := range links {
		found = append(found, link.(Body)["name"].(string))
	}
	return found
}

func TestServiceLinksOutliveTenants(t *testing.T) {
	t.Parallel()
	for name, lag := range map[string]time.Duration{"none": 0, "an hour": time.Hour} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := open(t, Options{ServiceLinkLag: lag})
			b.path()
			if diff := cmp.Diff([]string{"legionservicelink"}, b.serviceLinks(appSubnet)); diff != "" {
				t.Errorf("links of a living environment (-want +got):\n%s", diff)
			}
			b.remove(envID)
			if _, err := b.w.Delete(appSubnet); (err != nil) != (lag > 0) {
				t.Errorf("deleting the subnet: got %v", err)
			}
			if lag == 0 {
				return
			}
			b.pass(lag)
			if links := b.serviceLinks(appSubnet); links != nil {
				t.Errorf("got links %v after the lag", links)
			}
			b.remove(appSubnet)
		})
	}
}
