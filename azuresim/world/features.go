package world

import "strings"

// checkFeatures refuses what only Premium registries have. The first code and text are in
// terraform-provider-azurerm#26054; the second are Azure's for a rule set that has a default action alone.
func checkFeatures(v registryView, body Body) error {
	p := v.Properties
	premiumOnly := []struct {
		used          bool
		code, feature string
	}{
		{!v.public(), "DisablingPublicNetworkAccessNotSupported", "Disabling public network access"},
		{p.NetworkRuleSet != nil, "NetworkRuleNotSupported", "The requested feature virtual network rule"},
		{p.DataEndpointEnabled, notInSKU, "The requested feature data endpoint rule"},
		{p.Policies.Retention.on(), notInSKU, "The requested feature retention policy"},
	}
	if v.SKU.Name == "" {
		return badRequest("InvalidRequestFormat", "The registry has no SKU.")
	}
	for _, f := range premiumOnly {
		if !f.used {
			continue
		}
		if err := premium(body, f.code, f.feature); err != nil {
			return err
		}
	}
	return nil
}

// notInSKU is the code for features whose own is not known. Assumed.
const notInSKU = "FeatureNotSupportedInSku"

// premium refuses a feature to other SKUs.
func premium(body Body, code, feature string) error {
	if sku := see[registryView](body).SKU.Name; !strings.EqualFold(sku, "Premium") {
		return badRequest(code, "%s is not supported for the SKU %s.", feature, sku)
	}
	return nil
}

// allowedDowngrade keeps a registry with replicas or endpoints on Premium.
func (r *request) allowedDowngrade(v registryView) error {
	if strings.EqualFold(v.SKU.Name, "Premium") || r.old == nil {
		return nil
	}
	switch {
	case len(r.w.replicas(r.old)) > 0:
		return premium(r.rec.Body, notInSKU, "The requested feature geo-replication")
	case len(r.w.endpoints(r.old)) > 0:
		return premium(r.rec.Body, notInSKU, "The requested feature private endpoint")
	}
	return nil
}

// exportsNothing refuses public access to a registry whose export policy is off: Azure docs:
// data-loss-prevention. The code and the text are those of opening an existing registry
// (Azure-Samples/holiday-peak-hub#830); that the other order has the same is assumed.
func (r *request) exportsNothing(v registryView) error {
	if !v.Properties.Policies.Export.off() || !v.public() {
		return nil
	}
	return badRequest("BadRequest", "Enabling public network access is not supported because the registry "+
		"'%s' has exports disabled.", r.id.Name)
}

// softDeletes refuses the soft-delete policy where it is documented not to work: in a registry with replicas,
// or with a retention policy. Azure docs: container-registry-soft-delete-policy. The code and texts are
// assumed.
func (r *request) softDeletes(v registryView) error {
	switch {
	case !v.Properties.Policies.SoftDelete.on():
		return nil
	case v.Properties.Policies.Retention.on():
		return badRequest("SoftDeletePolicyNotSupported", "The soft delete policy and the retention policy "+
			"of registry %s cannot both be enabled.", r.id.Name)
	case r.old != nil && len(r.w.replicas(r.old)) > 0:
		return badRequest("SoftDeletePolicyNotSupported", "The soft delete policy is not supported for the "+
			"geo-replicated registry %s.", r.id.Name)
	}
	return nil
}
