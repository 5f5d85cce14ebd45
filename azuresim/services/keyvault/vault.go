package keyvault

import (
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/keyvault/armkeyvault"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).vault)

// vault is a key vault that holds no secrets. A deleted one keeps its name until it is purged.
func (s *Service) vault() engine.Type {
	return engine.Type{
		Row: catalog.Vault,
		Takes: engine.Durations{
			Create: 30 * time.Second,
			Source: "assumed; changing and deleting are immediate, as the Azure SDK's client has it",
		},
		ReadOnly: []string{"vaultUri", "hsmPoolResourceId", "privateEndpointConnections"},
		Accept:   s.acceptVault, Removed: s.bury,
		Actions: map[string]engine.Action{"privateLinkResources": s.network.PrivateLinkResources},
		Example: engine.Example{Name: "kv-example", Body: func(func(catalog.Type) string) engine.Body {
			return engine.Body{"location": "koreacentral", "properties": engine.Body{
				"tenantId": engine.TenantID, "sku": engine.Body{"family": "A", "name": "standard"},
				"enableRbacAuthorization": true,
			}}
		}},
	}
}

func (s *Service) acceptVault(r *engine.Request) error {
	vault, err := engine.Read[armkeyvault.Vault](r.Resource.Body)
	if err != nil {
		return err
	}
	if err := s.refuseName(r.ID.Name, r.Resource.ID); err != nil {
		return err
	}
	p := engine.Value(vault.Properties)
	if err := s.resurrect(r, p); err != nil {
		return err
	}
	if err := checkVault(r, p); err != nil {
		return err
	}
	s.stamp(r)
	// Azure answers the other defaults only where they were given: recordings of azure-native's tests.
	engine.Fill(r.Properties(), engine.Body{
		"accessPolicies": []any{}, "enabledForDeployment": false, "enableSoftDelete": true,
		"publicNetworkAccess": "Enabled",
		"vaultUri":            "https://" + host(r.Resource) + "/",
	})
	return nil
}

// stamp says who changed the vault when. Vaults answer it from their first api-versions on, as the recordings
// of azure-native's tests have it.
func (s *Service) stamp(r *engine.Request) {
	now, by := s.engine.Now().Format(time.RFC3339Nano), "simulated-azure"
	stamp := engine.Body{"createdBy": by, "createdByType": "Application", "createdAt": now}
	if r.Old != nil {
		stamp = engine.Body{}
		engine.Fill(stamp, engine.Within(r.Old.Body, "systemData"))
	}
	stamp["lastModifiedBy"], stamp["lastModifiedByType"], stamp["lastModifiedAt"] = by, "Application", now
	r.Resource.Body["systemData"] = stamp
}

// checkVault knows what the API's specification requires, and its two switches that cannot be turned back.
// The texts are assumed.
func checkVault(r *engine.Request, p armkeyvault.VaultProperties) error {
	sku := engine.Value(p.SKU)
	_, policies := r.Properties()["accessPolicies"].([]any)
	switch {
	case !engine.IsGUID(engine.Value(p.TenantID)):
		return engine.BadRequest("BadRequest", "The value '%s' of 'properties.tenantId' is not a GUID.",
			engine.Value(p.TenantID))
	case engine.Value(sku.Family) == "" || engine.Value(sku.Name) == "":
		return engine.BadRequest("BadRequest", "The parameter sku is not specified with a family and a name.")
	case !policies && !engine.Value(p.EnableRbacAuthorization):
		return engine.BadRequest("BadRequest", "The parameter accessPolicies is not specified.")
	case off(p.EnableSoftDelete):
		return engine.BadRequest("BadRequest",
			"The property \"enableSoftDelete\" can be set to false only for "+
				"creating new vault. Enabling the 'soft delete' functionality is an irreversible action.")
	case off(p.EnablePurgeProtection):
		return engine.BadRequest("BadRequest",
			"The property \"enablePurgeProtection\" cannot be set to false. "+
				"Enabling the purge protection for a vault is an irreversible action.")
	}
	return nil
}

// off reports a switch that is set and off.
func off(set *bool) bool {
	return set != nil && !*set
}
