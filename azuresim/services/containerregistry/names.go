package containerregistry

import (
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerregistry/armcontainerregistry/v3"

	"private-acr/azuresim/engine"
	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

// calls are what the service answers that is about no resource.
func (s *Service) calls() []engine.Call {
	const inSubscription = "/subscriptions/{subscription}/providers/Microsoft.ContainerRegistry/"
	runs := inGroup + "registries/{registry}/runs"
	return []engine.Call{
		{Method: "POST", Path: inSubscription + "checkNameAvailability", Do: s.checkNameAvailability},
		{Method: "GET", Path: runs, Do: s.listRuns},
		{Method: "GET", Path: runs + "/{run}", Do: s.getRun},
	}
}

const inGroup = "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.ContainerRegistry/"

// checkNameAvailability says whether a registry could have the name. The reasons are Azure's, and so is the
// first text; the second is that of the name's rule.
func (s *Service) checkNameAvailability(asked engine.Asked) (engine.Result, error) {
	given, err := engine.Read[armcontainerregistry.RegistryNameCheckRequest](asked.Body)
	if err != nil {
		return engine.Result{}, err
	}
	name := engine.Value(given.Name)
	if err := azure.CheckName(azure.NameRegistry, name); err != nil {
		return unavailable("Invalid", err.Error()), nil
	}
	if s.At(s.loginServerFor(name)) != nil {
		return unavailable("AlreadyExists", "The registry "+name+" is already in use."), nil
	}
	return engine.Result{Body: engine.Body{"nameAvailable": true}}, nil
}

func unavailable(reason, message string) engine.Result {
	return engine.Result{Body: engine.Body{"nameAvailable": false, "reason": reason, "message": message}}
}

// Limits of registries by SKU. Azure docs: container-registry-skus.
var limits = map[armcontainerregistry.SKUName]struct{ storage, webhooks, scopeMaps int64 }{
	armcontainerregistry.SKUNameBasic:    {10 << 30, 2, 100},
	armcontainerregistry.SKUNameStandard: {100 << 30, 10, 500},
	armcontainerregistry.SKUNamePremium:  {500 << 30, 500, 50_000},
}

// listUsages counts what a registry holds beside its limits. Images have no size here.
func (s *Service) listUsages(reg *engine.Resource, _ engine.Body) (engine.Result, error) {
	sku := engine.Value(engine.Value(engine.As[armcontainerregistry.Registry](reg).SKU).Name)
	limit := limits[sku]
	usage := func(name, unit string, limit, used int64) engine.Body {
		return engine.Body{"name": name, "unit": unit, "limit": float64(limit), "currentValue": float64(used)}
	}
	count := func(row catalog.Type) int64 { return int64(len(s.engine.Children(reg.ID, row.ARM))) }
	return engine.Result{Body: engine.ListOf([]engine.Body{
		usage("Size", "Bytes", limit.storage, 0),
		usage("Webhooks", "Count", limit.webhooks, count(catalog.Webhook)),
		usage("ScopeMaps", "Count", limit.scopeMaps, count(catalog.ScopeMap)),
		usage("Tokens", "Count", limit.scopeMaps, count(catalog.RegistryToken)),
	})}, nil
}
