package app_test

import (
	"testing"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/world"
)

func TestPrivateLinkLeadsToEnvironments(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.NatGateway()
	b.Put(bench.VNetID, bench.VNet(bench.Subnets()...))
	b.Put(bench.EnvID, bench.Environment())
	zone := bench.Resource("Microsoft.Network/privateDnsZones/privatelink.koreacentral.azurecontainerapps.io")
	b.Put(zone, world.Body{"location": "global"})
	body := bench.Endpoint("managedEnvironments")
	bench.Connection(body)["privateLinkServiceId"] = bench.EnvID
	b.Put(bench.LoginPE, body)
	b.Put(bench.LoginPE+bench.ZoneGroupOf, bench.ZoneGroup(zone))
	domain := b.Property(bench.EnvID, "defaultDomain").(string)
	if got := b.IP(zone + "/A/" + domain[:len("simulated-12345678")]); got != "10.0.2.4" {
		t.Errorf("got address %s of %s", got, domain)
	}
}
