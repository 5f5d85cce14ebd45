package containerregistry

import (
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/containerregistry/armcontainerregistry/v3"

	"private-acr/azuresim/engine"
	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

var (
	_ = types.Add((*Service).registry)
	_ = types.Add(func(s *Service) engine.Type {
		return s.network.ConnectionType(catalog.RegistryConnection)
	})
)

func (s *Service) registry() engine.Type {
	return engine.Type{
		Row: catalog.Registry, NameCode: badName, BusyCode: busy,
		Takes: engine.Durations{
			Create: 25 * time.Second, Update: 10 * time.Second, Delete: 15 * time.Second,
			Source: "creating 8 to 28 s: logs of Terraform runs; the rest assumed",
		},
		ReadOnly: []string{
			"loginServer", "creationDate", "privateEndpointConnections", "dataEndpointHostNames", "status",
		},
		State:  engine.StateOf[registryState],
		Accept: s.acceptRegistry, Settle: s.settleRegistry, View: s.viewRegistry,
		Actions: map[string]engine.Action{
			"importImage": s.startImport, "listCredentials": listCredentials,
			"generateCredentials":  s.generate,
			"listUsages":           s.listUsages,
			"privateLinkResources": s.network.PrivateLinkResources,
			"regenerateCredential": s.regenerateCredential,
			"scheduleRun":          s.scheduleRun,
		},
		Jobs: map[string]engine.Job{
			jobImport:  {Finish: s.finishImport},
			jobOffer:   s.offerJob(),
			jobPublish: s.publishJob(),
		},
		Example: engine.Example{Name: "acrExample", Body: func(func(catalog.Type) string) engine.Body {
			return engine.Body{"location": "koreacentral", "sku": engine.Body{"name": "Premium"}}
		}},
	}
}

// registryState is what a registry holds.
type registryState struct {
	offer
	// Images are the manifests: digests by "repository:tag" and by "repository@digest".
	Images map[string]string `json:"images,omitempty"`
	// Stored is when each of them came.
	Stored map[string]time.Time `json:"stored,omitempty"`
	// AdminGenerations count how often each password of the admin user was generated anew.
	AdminGenerations map[string]int `json:"adminGenerations,omitempty"`
	// Runs are the runs of tasks, the oldest first.
	Runs []run `json:"runs,omitempty"`
}

const (
	enabled  = "Enabled"
	disabled = "Disabled"
)

func propertiesOf(reg *engine.Resource) armcontainerregistry.RegistryProperties {
	return engine.Value(engine.As[armcontainerregistry.Registry](reg).Properties)
}

// Public reports whether clients outside private link may come in.
func Public(reg *engine.Resource) bool { return public(propertiesOf(reg)) }

func public(p armcontainerregistry.RegistryProperties) bool {
	return !engine.Is(p.PublicNetworkAccess, armcontainerregistry.PublicNetworkAccessDisabled)
}

// TrustsServices reports whether Azure's trusted services may come in where others may not.
func TrustsServices(reg *engine.Resource) bool {
	return engine.Is(propertiesOf(reg).NetworkRuleBypassOptions,
		armcontainerregistry.NetworkRuleBypassOptionsAzureServices)
}

// TakesARMTokens reports whether a login may be one with a token of the Resource Manager's audience.
func TakesARMTokens(reg *engine.Resource) bool {
	policy := engine.Value(engine.Value(propertiesOf(reg).Policies).AzureADAuthenticationAsArmPolicy)
	return !engine.Is(policy.Status, armcontainerregistry.AzureADAuthenticationAsArmPolicyStatusDisabled)
}

// PullOperations are what an identity must be permitted to pull, in the registry's mode of role assignments:
// actions, or data actions. Azure docs: container-registry-rbac-custom-roles; that ABAC needs both of its two
// is assumed.
func PullOperations(reg *engine.Resource) (actions, dataActions []string) {
	if engine.Is(propertiesOf(reg).RoleAssignmentMode, azure.ABACMode) {
		return nil, []string{
			"Microsoft.ContainerRegistry/registries/repositories/content/read",
			"Microsoft.ContainerRegistry/registries/repositories/metadata/read",
		}
	}
	return []string{"Microsoft.ContainerRegistry/registries/pull/read"}, nil
}

// LoginServer is the host of a registry.
func LoginServer(reg *engine.Resource) string {
	return engine.Value(propertiesOf(reg).LoginServer)
}

func (s *Service) loginServerFor(name string) string {
	return strings.ToLower(name) + "." + s.cloud.RegistrySuffix
}

// At is the registry that a login server belongs to, nil if there is none.
func (s *Service) At(login string) *engine.Resource {
	for _, reg := range s.engine.OfType(catalog.Registry.ARM) {
		if strings.EqualFold(LoginServer(reg), login) {
			return reg
		}
	}
	return nil
}

// IsRegistryHost reports whether a host is one that a registry would have.
func (s *Service) IsRegistryHost(host string) bool {
	return strings.HasSuffix(host, "."+s.cloud.RegistrySuffix)
}

func (s *Service) acceptRegistry(r *engine.Request) error {
	reg, err := engine.Read[armcontainerregistry.Registry](r.Resource.Body)
	if err != nil {
		return err
	}
	if err := s.freeName(r); err != nil {
		return err
	}
	p := engine.Value(reg.Properties)
	if err := checkFeatures(reg, r.Resource); err != nil {
		return err
	}
	s.completeRegistry(r, reg)
	if err := exportsNothing(r, p); err != nil {
		return err
	}
	if err := s.softDeletes(r, p); err != nil {
		return err
	}
	return s.allowedDowngrade(r)
}

// freeName refuses a name that a registry of another group or subscription has: it is a DNS name.
func (s *Service) freeName(r *engine.Request) error {
	for _, other := range s.engine.OfType(catalog.Registry.ARM) {
		if strings.EqualFold(other.Name(), r.ID.Name) && !same(other.ID, r.Resource.ID) {
			return engine.Conflict("AlreadyInUse", "The registry DNS name %s is already in use.",
				s.loginServerFor(r.ID.Name))
		}
	}
	return nil
}

// completeRegistry adds what Azure answers.
func (s *Service) completeRegistry(r *engine.Request, reg armcontainerregistry.Registry) {
	engine.Fill(r.Resource.Body, registryDefaults(engine.Value(engine.Value(reg.SKU).Name)))
	if !public(engine.Value(reg.Properties)) {
		// Azure flips the rule along, and back it does not (azure-cli#23247).
		engine.Within(r.Properties(), "networkRuleSet")["defaultAction"] = "Deny"
	}
	engine.Fill(r.Properties(), engine.Body{
		"loginServer":  s.loginServerFor(r.ID.Name),
		"creationDate": s.engine.Now().Format(time.RFC3339Nano),
	})
}

func registryDefaults(sku armcontainerregistry.SKUName) engine.Body {
	return engine.Body{
		"sku": engine.Body{"tier": string(sku)},
		"properties": engine.Body{
			"adminUserEnabled": false, "anonymousPullEnabled": false, "dataEndpointEnabled": false,
			"publicNetworkAccess": enabled, "networkRuleBypassOptions": "AzureServices",
			"zoneRedundancy": disabled,
			"encryption":     engine.Body{"status": "disabled"},
			"networkRuleSet": engine.Body{"defaultAction": "Allow", "ipRules": []any{}},
			"policies": engine.Body{
				"quarantinePolicy":                 engine.Body{"status": "disabled"},
				"trustPolicy":                      engine.Body{"type": "Notary", "status": "disabled"},
				"retentionPolicy":                  engine.Body{"days": 7.0, "status": "disabled"},
				"exportPolicy":                     engine.Body{"status": "enabled"},
				"azureADAuthenticationAsArmPolicy": engine.Body{"status": "enabled"},
				"softDeletePolicy":                 engine.Body{"retentionDays": 7.0, "status": "disabled"},
			},
		},
	}
}

// settleRegistry starts the wait until private link offers the registry's data endpoint.
func (s *Service) settleRegistry(reg *engine.Resource) error {
	reg.Properties()["status"] = engine.Body{
		"displayStatus": "Ready", "message": "The registry is ready to use.",
		"timestamp": s.engine.Now().Format(time.RFC3339Nano),
	}
	if !reg.Ready.IsZero() {
		return nil
	}
	s.keepSystemScopeMaps(reg)
	return s.startOffer(reg)
}

func (s *Service) viewRegistry(reg *engine.Resource, body engine.Body) {
	p := engine.Properties(body)
	connections := s.network.ShowConnections(reg)
	p["privateEndpointConnections"] = connections
	hosts := []any{}
	// Registries with private endpoints have data endpoints whatever the switch says. Azure docs:
	// container-registry-private-endpoints.
	if engine.Value(propertiesOf(reg).DataEndpointEnabled) || len(connections) > 0 {
		for _, region := range s.regions(reg) {
			hosts = append(hosts, azure.DataHost(LoginServer(reg), region))
		}
	}
	p["dataEndpointHostNames"] = hosts
}

// PullsAnonymously reports whether a registry lets everybody pull who reaches it.
func PullsAnonymously(reg *engine.Resource) bool {
	return engine.Value(propertiesOf(reg).AnonymousPullEnabled)
}
