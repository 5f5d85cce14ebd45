package world

import (
	"regexp"
	"strings"
)

const typeVault = "Microsoft.KeyVault/vaults"

// vault is a key vault without its data plane: it holds no secrets. A deleted vault is gone, although on
// Azure its name stays taken for the time of its soft delete: purging is not simulated.
var vault = kind{
	typ: typeVault, place: regional, takes: vaultTakes,
	readOnly: []string{"vaultUri", "hsmPoolResourceId", "privateEndpointConnections"},
	accept:   acceptVault,
}

// vaultName is what VaultNameNotValid says, but for its consecutive hyphens.
var vaultName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]$`)

type vaultView struct {
	Properties struct {
		TenantID string `json:"tenantId"`
		SKU      struct {
			Family string `json:"family"`
			Name   string `json:"name"`
		} `json:"sku"`
		AccessPolicies  *[]Body `json:"accessPolicies"`
		RBAC            bool    `json:"enableRbacAuthorization"`
		SoftDelete      *bool   `json:"enableSoftDelete"`
		PurgeProtection *bool   `json:"enablePurgeProtection"`
	} `json:"properties"`
}

func acceptVault(r *request) error {
	v, err := read[vaultView](r.rec.Body)
	if err != nil {
		return err
	}
	if err := r.vaultNamed(); err != nil {
		return err
	}
	if err := r.checkVault(v); err != nil {
		return err
	}
	p := r.properties()
	fill(p, Body{
		"accessPolicies": []any{}, "enabledForDeployment": false, "enableSoftDelete": true,
		"softDeleteRetentionInDays": 90.0, "enableRbacAuthorization": false,
		"publicNetworkAccess": enabled,
		"vaultUri":            "https://" + strings.ToLower(r.id.Name) + ".vault.azure.net/",
	})
	return nil
}

// vaultNamed refuses names that are malformed or taken: they are global, because they are DNS names.
func (r *request) vaultNamed() error {
	name := r.id.Name
	if !vaultName.MatchString(name) || strings.Contains(name, "--") {
		return badRequest("VaultNameNotValid", "The vault name '%s' is invalid. A vault's name must be "+
			"between 3-24 alphanumeric characters. The name must begin with a letter, end with a letter or "+
			"digit, and not contain consecutive hyphens.", name)
	}
	for _, other := range r.w.ofType(typeVault) {
		if strings.EqualFold(other.name(), name) && !same(other.ID, r.rec.ID) {
			return conflict("VaultAlreadyExists", "The vault name '%s' is already in use. Vault names are "+
				"globally unique so it is possible that the name is already taken.", name)
		}
	}
	return nil
}

// checkVault knows what the API's specification requires, and its two switches that cannot be turned back.
// The texts are assumed.
func (r *request) checkVault(v vaultView) error {
	p := v.Properties
	switch {
	case !isGUID(p.TenantID):
		return badRequest("BadRequest", "The value '%s' of 'properties.tenantId' is not a GUID.", p.TenantID)
	case p.SKU.Family == "" || p.SKU.Name == "":
		return badRequest("BadRequest", "The parameter sku is not specified with a family and a name.")
	case p.AccessPolicies == nil && !p.RBAC:
		return badRequest("BadRequest", "The parameter accessPolicies is not specified.")
	case no(p.SoftDelete):
		return badRequest("BadRequest", "The property \"enableSoftDelete\" can be set to false only for "+
			"creating new vault. Enabling the 'soft delete' functionality is an irreversible action.")
	case no(p.PurgeProtection):
		return badRequest("BadRequest", "The property \"enablePurgeProtection\" cannot be set to false. "+
			"Enabling the purge protection for a vault is an irreversible action.")
	}
	return nil
}

// no reports a switch that is set and off.
func no(set *bool) bool {
	return set != nil && !*set
}
