package keyvault

import (
	"cmp"
	"net/http"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/keyvault/armkeyvault"

	"private-acr/azuresim/engine"
	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

const (
	deletedVault = "Microsoft.KeyVault/locations/deletedVaults"

	inSubscription = "/subscriptions/{subscription}/providers/Microsoft.KeyVault/"
	inLocation     = inSubscription + "locations/{location}/deletedVaults/{name}"
)

// bury keeps a deleted vault for the days that it names, 90 if none: every vault is deleted softly. Azure
// docs: key-vault/general/soft-delete-overview.
func (s *Service) bury(vault *engine.Resource) {
	p := engine.Value(engine.As[armkeyvault.Vault](vault).Properties)
	const day, retentionDays = 24 * time.Hour, 90
	kept := time.Duration(cmp.Or(engine.Value(p.SoftDeleteRetentionInDays), retentionDays)) * day
	subscription, _, _ := strings.Cut(strings.TrimPrefix(vault.ID, "/subscriptions/"), "/")
	id := "/subscriptions/" + subscription + "/providers/Microsoft.KeyVault/locations/" + vault.Region() +
		"/deletedVaults/" + vault.Name()
	s.engine.Bury(vault, id, deletedVault, kept)
}

// deleted is the deleted vault of a name, which is global; false if there is none.
func (s *Service) deleted(name string) (engine.Buried, bool) {
	for _, buried := range s.engine.AllBuried(deletedVault) {
		if strings.EqualFold(engine.LastName(buried.ID), name) {
			return buried, true
		}
	}
	return engine.Buried{}, false
}

// resurrect refuses the name of a deleted vault (the text is in data-safe-haven#2523), or recovers that if
// the request says so.
func (s *Service) resurrect(r *engine.Request, p armkeyvault.VaultProperties) error {
	recovers := engine.Is(p.CreateMode, armkeyvault.CreateModeRecover)
	delete(r.Properties(), "createMode")
	buried, isBuried := s.deleted(r.ID.Name)
	switch id, _ := buried.Body["id"].(string); {
	case r.Old != nil || !isBuried && !recovers:
		return nil
	case !isBuried:
		// The code is in terraform-provider-azurerm#12972, the text is assumed.
		return engine.NotFound("SoftDeletedVaultDoesNotExist", "A soft deleted vault with the given name "+
			"does not exist.")
	case !recovers || !azure.SameID(id, r.Resource.ID):
		return engine.Conflict("ConflictError", "A vault with the same name already exists in deleted "+
			"state. You need to either recover or purge existing key vault. Follow this link "+
			"https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft delete.")
	}
	engine.Fill(r.Properties(), engine.Properties(buried.Body))
	r.Then(func() { s.engine.Unearth(buried) })
	return nil
}

func noDeletedVault(name string) error {
	return engine.NotFound("DeletedVaultNotFound", "The specified deleted vault '%s' does not exist.", name)
}

func (s *Service) calls() []engine.Call {
	return []engine.Call{
		{
			Method: http.MethodPost, Path: inSubscription + "checkNameAvailability",
			Do: s.checkNameAvailability,
		},
		{Method: http.MethodGet, Path: inSubscription + "deletedVaults", Do: s.listDeleted},
		{Method: http.MethodGet, Path: inLocation, Do: s.getDeleted},
		{Method: http.MethodPost, Path: inLocation + "/purge", Do: s.purge},
	}
}

func (s *Service) listDeleted(asked engine.Asked) (engine.Result, error) {
	items := []engine.Body{}
	scope := engine.Key("/subscriptions/"+asked.Values["subscription"]) + "/"
	for _, buried := range s.engine.AllBuried(deletedVault) {
		if strings.HasPrefix(engine.Key(buried.ID), scope) {
			items = append(items, shown(buried))
		}
	}
	return engine.Result{Body: engine.ListOf(items)}, nil
}

// found is the deleted vault that a path names.
func (s *Service) found(asked engine.Asked) (engine.Buried, error) {
	buried, isBuried := s.deleted(asked.Values["name"])
	at := "/locations/" + azure.ShortRegion(asked.Values["location"]) + "/"
	if !isBuried || !strings.Contains(engine.Key(buried.ID), engine.Key(at)) {
		return buried, noDeletedVault(asked.Values["name"])
	}
	return buried, nil
}

func (s *Service) getDeleted(asked engine.Asked) (engine.Result, error) {
	buried, err := s.found(asked)
	if err != nil {
		return engine.Result{}, err
	}
	return engine.Result{Body: shown(buried)}, nil
}

// purge ends a deleted vault, unless it is protected from that. The refusal is in AzureTRE#1446.
func (s *Service) purge(asked engine.Asked) (engine.Result, error) {
	buried, err := s.found(asked)
	if err != nil {
		return engine.Result{}, err
	}
	if engine.Properties(buried.Body)["enablePurgeProtection"] == true {
		return engine.Result{}, engine.Refusal(http.StatusMethodNotAllowed, "MethodNotAllowed",
			"Operation 'DeletedVaultPurge' is not allowed.")
	}
	s.engine.Unearth(buried)
	return engine.Result{}, nil
}

// shown is a deleted vault as Azure answers it.
func shown(buried engine.Buried) engine.Body {
	properties := engine.Body{
		"vaultId": buried.Body["id"], "location": buried.Body["location"], "tags": buried.Body["tags"],
		"deletionDate":       buried.Deleted.Format(time.RFC3339),
		"scheduledPurgeDate": buried.Until.Format(time.RFC3339),
	}
	if engine.Properties(buried.Body)["enablePurgeProtection"] == true {
		properties["purgeProtectionEnabled"] = true
	}
	return engine.Body{
		"id": buried.ID, "name": engine.LastName(buried.ID), "type": "Microsoft.KeyVault/deletedVaults",
		"properties": properties,
	}
}

// checkNameAvailability says whether a vault could have the name; that of a deleted one it could not.
func (s *Service) checkNameAvailability(asked engine.Asked) (engine.Result, error) {
	given, err := engine.Read[armkeyvault.VaultCheckNameAvailabilityParameters](asked.Body)
	if err != nil {
		return engine.Result{}, err
	}
	name := engine.Value(given.Name)
	err = s.refuseName(name, "")
	if _, isBuried := s.deleted(name); isBuried && err == nil {
		err = taken(name)
	}
	if err == nil {
		return engine.Result{Body: engine.Body{"nameAvailable": true}}, nil
	}
	reason, refused := armkeyvault.ReasonAlreadyExists, engine.AsError(err)
	if refused.Code == badName {
		reason = armkeyvault.ReasonAccountNameInvalid
	}
	return engine.Result{Body: engine.Body{
		"nameAvailable": false, "reason": string(reason), "message": refused.Message,
	}}, nil
}

func taken(name string) error {
	return engine.Conflict("VaultAlreadyExists", "The vault name '%s' is already in use. Vault names are "+
		"globally unique so it is possible that the name is already taken.", name)
}

// refuseName refuses names that are malformed or taken: they are global, because they are DNS names.
func (s *Service) refuseName(name, id string) error {
	if err := azure.CheckName(azure.NameVault, name); err != nil {
		return engine.BadRequest(badName,
			"The vault name '%s' is invalid. A vault's name must be between 3-24 alphanumeric characters. "+
				"The name must begin with a letter, end with a letter or digit, and not contain consecutive "+
				"hyphens.", name)
	}
	for _, other := range s.engine.OfType(catalog.Vault.ARM) {
		if strings.EqualFold(other.Name(), name) && !azure.SameID(other.ID, id) {
			return taken(name)
		}
	}
	return nil
}
