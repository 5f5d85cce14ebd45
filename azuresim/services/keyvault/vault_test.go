package keyvault_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"private-acr/azuresim/bench"
	"private-acr/azuresim/engine"
	"private-acr/azuresim/world"
)

const vaultID = bench.Group + "/providers/Microsoft.KeyVault/vaults/kv-myapp"

func vault() world.Body {
	return world.Body{"location": bench.Region, "properties": world.Body{
		"tenantId": engine.TenantID, "sku": world.Body{"family": "A", "name": "standard"},
		"accessPolicies": []any{},
	}}
}

func TestVaultRefusals(t *testing.T) {
	t.Parallel()
	second := bench.Group + "2"
	tests := map[string]struct {
		id, code, part string
		change         func(world.Body)
	}{
		"name": {vaultID + "--x", "VaultNameNotValid", "consecutive hyphens", func(world.Body) {}},
		"taken": {
			second + vaultID[len(bench.Group):], "VaultAlreadyExists", "kv-myapp", func(world.Body) {},
		},
		"no tenant": {vaultID, "BadRequest", "tenantId", func(p world.Body) { delete(p, "tenantId") }},
		"no SKU":    {vaultID, "BadRequest", "sku", func(p world.Body) { delete(p, "sku") }},
		"no policies": {vaultID, "BadRequest", "accessPolicies", func(p world.Body) {
			delete(p, "accessPolicies")
		}},
		"soft delete off": {vaultID, "BadRequest", "enableSoftDelete", func(p world.Body) {
			p["enableSoftDelete"] = false
		}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := bench.Open(t, world.Options{})
			b.Put(second, world.Body{"location": bench.Region})
			b.Put(vaultID, vault())
			bench.Refused(t, b.Try(test.id, bench.Changed(vault(), test.change)), test.code, test.part)
		})
	}
}

// TestPrivateLinkLeadsToVaults shows that private endpoints lead to more than registries: the record that a
// zone group writes is the vault's.
func TestPrivateLinkLeadsToVaults(t *testing.T) {
	t.Parallel()
	b := bench.Open(t, world.Options{})
	b.NatGateway()
	b.Put(bench.VNetID, bench.VNet(bench.Subnets()...))
	b.Put(vaultID, vault())
	zone := bench.Resource("Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net")
	b.Put(zone, world.Body{"location": "global"})
	endpoint := func(group string) world.Body {
		body := bench.Endpoint(group)
		bench.Connection(body)["privateLinkServiceId"] = vaultID
		return body
	}
	bench.Refused(t, b.Try(bench.LoginPE, endpoint("registry")),
		"InvalidPrivateEndpointConnectionRequestParameters", "Offered: vault.")
	b.Put(bench.LoginPE, endpoint("vault"))
	b.Put(bench.LoginPE+bench.ZoneGroupOf, bench.ZoneGroup(zone))
	if got := b.IP(zone + "/A/kv-myapp"); got != "10.0.2.4" {
		t.Errorf("got address %s", got)
	}
	want := []any{world.Body{"fqdn": "kv-myapp.vault.azure.net", "ipAddresses": []any{"10.0.2.4"}}}
	if diff := cmp.Diff(want, b.Property(bench.LoginPE, "customDnsConfigs")); diff != "" {
		t.Errorf("names of the endpoint (-want +got):\n%s", diff)
	}
	b.Remove(bench.LoginPE)
	if got := b.Property(zone, "numberOfRecordSets"); got != 1.0 {
		t.Errorf("got %v record sets without the endpoint, want the zone's own", got)
	}
}
