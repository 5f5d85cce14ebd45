package probe

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"private-acr/internal/catalog"
)

// keyVault is a vault of the name, which is taken worldwide and for long: see [Scene.purging].
func (s *Scene) keyVault(tenant string) made {
	return made{
		s.ID(catalog.Vault.ARM + "/kv-probe-" + s.unique),
		Body{"location": s.Location, "properties": Body{
			"tenantId": tenant, "sku": Body{"family": "A", "name": "standard"},
			"accessPolicies": []any{}, "softDeleteRetentionInDays": 7,
		}},
	}
}

// subscriptionVersion is an api-version of subscriptions, which are no type with a row.
const subscriptionVersion = "2022-12-01"

// tenant is that of the subscription, which vaults have to name.
func (s *Scene) tenant(ctx context.Context) (string, error) {
	answer, err := s.GetBy(ctx, subscriptionVersion, "/subscriptions/"+s.SubscriptionID)
	if err := answer.failure(err); err != nil {
		return "", fmt.Errorf("reading the subscription: %w", err)
	}
	return text(answer.Body, "tenantId"), nil
}

// purgeTimeout is for removing a vault for good, in Azure's time.
const purgeTimeout = 10 * time.Minute

// purging removes a vault for good after asking, also when that failed: a deleted vault outlives its resource
// group.
func (s *Scene) purging(ctx context.Context, vault string, ask func() (Finding, error)) (Finding, error) {
	finding, err := ask()
	limited, cancel := context.WithTimeout(context.WithoutCancel(ctx), purgeTimeout)
	defer cancel()
	return finding, errors.Join(err, s.purge(limited, vault))
}

// purge finds nothing to do where no vault was made.
func (s *Scene) purge(ctx context.Context, vault string) error {
	if _, err := s.Delete(ctx, vault); err != nil {
		return err
	}
	deleted := "/subscriptions/" + s.SubscriptionID + "/providers/Microsoft.KeyVault/locations/" +
		s.Location + "/deletedVaults/kv-probe-" + s.unique
	answer, err := s.do(ctx, http.MethodPost, catalog.Vault.APIVersion, deleted+"/purge", nil)
	if answer.Status == http.StatusNotFound {
		return nil
	}
	if err := answer.failure(err); err != nil {
		return fmt.Errorf("removing a key vault for good: %w", err)
	}
	return nil
}

var refusedVaults = Probe{
	Name: "refused-vaults",
	Sources: "data-safe-haven#2523, terraform-provider-azurerm#12972; nobody has the code of what is " +
		"missing",
	Question: "What do vaults answer that lack what they need, or whose name a deleted one has?",
	Simulated: "no tenant: 400 BadRequest; no SKU: 400 BadRequest; no access policies: 400 BadRequest; " +
		"nothing to recover: 404 SoftDeletedVaultDoesNotExist; made: accepted; " +
		"without purge protection: 400 BadRequest; removed: accepted; made again: 409 ConflictError",
	Takes: 30 * time.Minute, Ask: askVaults,
}

func askVaults(ctx context.Context, s *Scene) (Finding, error) {
	tenant, err := s.tenant(ctx)
	if err != nil {
		return Finding{}, err
	}
	return s.purging(ctx, s.keyVault(tenant).id, func() (Finding, error) {
		return s.each(ctx, vaultAttempts(s, tenant)...)
	})
}

func vaultAttempts(s *Scene, tenant string) []attempt {
	put := func(as string, change func(Body)) attempt {
		vault := s.keyVault(tenant)
		return attempt{as: as, id: vault.id, body: with(vault.body, change)}
	}
	lacking := func(as, property string) attempt {
		return put(as, func(p Body) { delete(p, property) })
	}
	same := func(Body) {}
	return []attempt{
		lacking("no tenant", "tenantId"), lacking("no SKU", "sku"),
		lacking("no access policies", "accessPolicies"),
		put("nothing to recover", func(p Body) { p["createMode"] = "recover" }),
		put("made", same),
		put("without purge protection", func(p Body) { p["enablePurgeProtection"] = false }),
		{as: "removed", id: s.keyVault(tenant).id, method: http.MethodDelete},
		put("made again", same),
	}
}
