package containerregistry

import (
	preview "github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerregistry/armcontainerregistry"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerregistry/armcontainerregistry/v3"

	"private-acr/azuresim/engine"
)

// checkFeatures refuses what only Premium registries have. The first code and text are in
// terraform-provider-azurerm#26054; the second are Azure's for a rule set that has a default action alone.
func checkFeatures(reg armcontainerregistry.Registry, res *engine.Resource) error {
	p := engine.Value(reg.Properties)
	premiumOnly := []struct {
		used          bool
		code, feature string
	}{
		{!public(p), "DisablingPublicNetworkAccessNotSupported", "Disabling public network access"},
		{p.NetworkRuleSet != nil, "NetworkRuleNotSupported", "The requested feature virtual network rule"},
		{engine.Value(p.DataEndpointEnabled), notInSKU, "The requested feature data endpoint rule"},
		{retains(p), notInSKU, "The requested feature retention policy"},
	}
	if engine.Value(engine.Value(reg.SKU).Name) == "" {
		return engine.BadRequest("InvalidRequestFormat", "The registry has no SKU.")
	}
	for _, f := range premiumOnly {
		if !f.used {
			continue
		}
		if err := premium(res, f.code, f.feature); err != nil {
			return err
		}
	}
	return nil
}

func retains(p armcontainerregistry.RegistryProperties) bool {
	policy := engine.Value(engine.Value(p.Policies).RetentionPolicy)
	return engine.Is(policy.Status, armcontainerregistry.PolicyStatusEnabled)
}

// deletesSoftly reads the one policy that only previews of the API have.
func deletesSoftly(reg *engine.Resource) bool {
	p := engine.Value(engine.As[preview.Registry](reg).Properties)
	policy := engine.Value(engine.Value(p.Policies).SoftDeletePolicy)
	return engine.Is(policy.Status, preview.PolicyStatusEnabled)
}

func exports(p armcontainerregistry.RegistryProperties) bool {
	policy := engine.Value(engine.Value(p.Policies).ExportPolicy)
	return !engine.Is(policy.Status, armcontainerregistry.ExportPolicyStatusDisabled)
}

// notInSKU is the code for features whose own is not known. Assumed.
const notInSKU = "FeatureNotSupportedInSku"

func isPremium(reg *engine.Resource) bool {
	sku := engine.Value(engine.As[armcontainerregistry.Registry](reg).SKU)
	return engine.Is(sku.Name, armcontainerregistry.SKUNamePremium)
}

// premium refuses a feature to other SKUs.
func premium(reg *engine.Resource, code, feature string) error {
	if isPremium(reg) {
		return nil
	}
	sku := engine.Value(engine.As[armcontainerregistry.Registry](reg).SKU)
	return engine.BadRequest(code, "%s is not supported for the SKU %s.", feature, engine.Value(sku.Name))
}

// allowedDowngrade keeps a registry with replicas or endpoints on Premium.
func (s *Service) allowedDowngrade(r *engine.Request) error {
	switch {
	case r.Old == nil || isPremium(r.Resource):
		return nil
	case len(s.replicas(r.Old)) > 0:
		return premium(r.Resource, notInSKU, "The requested feature geo-replication")
	case len(s.network.EndpointsTo(r.Old)) > 0:
		return premium(r.Resource, notInSKU, "The requested feature private endpoint")
	}
	return nil
}

// exportsNothing refuses public access to a registry whose export policy is off: Azure docs:
// data-loss-prevention. The code and the text are those of opening an existing registry
// (Azure-Samples/holiday-peak-hub#830); that the other order has the same is assumed.
func exportsNothing(r *engine.Request, p armcontainerregistry.RegistryProperties) error {
	if exports(p) || !public(p) {
		return nil
	}
	return engine.BadRequest("BadRequest", "Enabling public network access is not supported because the "+
		"registry '%s' has exports disabled.", r.ID.Name)
}

// softDeletes refuses the soft-delete policy where it is documented not to work: in a registry with replicas,
// or with a retention policy. Azure docs: container-registry-soft-delete-policy. The code and texts are
// assumed.
func (s *Service) softDeletes(r *engine.Request, p armcontainerregistry.RegistryProperties) error {
	switch {
	case !deletesSoftly(r.Resource):
		return nil
	case retains(p):
		return engine.BadRequest("SoftDeletePolicyNotSupported", "The soft delete policy and the retention "+
			"policy of registry %s cannot both be enabled.", r.ID.Name)
	case r.Old != nil && len(s.replicas(r.Old)) > 0:
		return engine.BadRequest("SoftDeletePolicyNotSupported",
			"The soft delete policy is not supported for "+
				"the geo-replicated registry %s.", r.ID.Name)
	}
	return nil
}
