package network_test

import (
	"testing"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/world"
)

// TestPublicAddressesAreSpelled looks at bodies as Azure writes them, whatever it was sent.
func TestPublicAddressesAreSpelled(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	id := bench.Resource("Microsoft.Network/publicIPAddresses/pip")
	b.Put(id, world.Body{"location": bench.Region, "sku": world.Body{"name": "basic"}})
	body := b.Get(id)
	if sku, _ := body["sku"].(world.Body); sku["name"] != "Basic" {
		t.Errorf("the SKU is %v", sku)
	}
	if _, tagged := body["tags"]; tagged {
		t.Errorf("it has tags, and none were given")
	}
	if address := b.Property(id, "ipAddress"); address != nil {
		t.Errorf("a dynamic address that nothing uses is %v", address)
	}
}
