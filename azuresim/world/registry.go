package world

import (
	"strings"
	"time"

	"private-acr/internal/azure"
)

const typeRegistry = "Microsoft.ContainerRegistry/registries"

var registry = kind{
	typ: typeRegistry, name: azure.NameRegistry, nameCode: "ResourceNameInvalid",
	place: regional, takes: registryTakes, busyCode: "ConflictError",
	readOnly: []string{
		"loginServer", "creationDate", "privateEndpointConnections", "dataEndpointHostNames",
		"status",
	},
	accept: acceptRegistry, settle: settleRegistry, view: viewRegistry,
}

const (
	enabled  = "Enabled"
	disabled = "Disabled"
)

type registryView struct {
	SKU struct {
		Name string `json:"name"`
	} `json:"sku"`
	Properties struct {
		LoginServer         string `json:"loginServer"`
		PublicNetworkAccess string `json:"publicNetworkAccess"`
		NetworkRuleBypass   string `json:"networkRuleBypassOptions"`
		DataEndpointEnabled bool   `json:"dataEndpointEnabled"`
		RoleAssignmentMode  string `json:"roleAssignmentMode"`
		NetworkRuleSet      *Body  `json:"networkRuleSet"`
		Policies            struct {
			Export      status `json:"exportPolicy"`
			Retention   status `json:"retentionPolicy"`
			SoftDelete  status `json:"softDeletePolicy"`
			ARMAudience status `json:"azureADAuthenticationAsArmPolicy"`
		} `json:"policies"`
	} `json:"properties"`
}

type status struct {
	Status string `json:"status"`
}

func (s status) off() bool {
	return strings.EqualFold(s.Status, disabled)
}

func (s status) on() bool {
	return strings.EqualFold(s.Status, enabled)
}

// public reports whether clients outside private link may come in.
func (v registryView) public() bool {
	return !strings.EqualFold(v.Properties.PublicNetworkAccess, disabled)
}

// trusts reports whether Azure's trusted services may come in all the same.
func (v registryView) trusts() bool {
	return strings.EqualFold(v.Properties.NetworkRuleBypass, "AzureServices")
}

func acceptRegistry(r *request) error {
	v, err := read[registryView](r.rec.Body)
	if err != nil {
		return err
	}
	for _, other := range r.w.ofType(typeRegistry) {
		if strings.EqualFold(other.name(), r.id.Name) && !same(other.ID, r.rec.ID) {
			return conflict("AlreadyInUse", "The registry DNS name %s is already in use.",
				r.w.loginServerFor(r.id.Name))
		}
	}
	if err := checkFeatures(v, r.rec.Body); err != nil {
		return err
	}
	fill(r.rec.Body, registryDefaults(v))
	if !v.public() {
		// Azure flips the rule along, and back it does not (azure-cli#23247).
		within(r.properties(), "networkRuleSet")["defaultAction"] = "Deny"
	}
	fill(r.properties(), Body{
		"loginServer": r.w.loginServerFor(r.id.Name), "creationDate": r.w.at.Format(time.RFC3339Nano),
	})
	if err := r.exportsNothing(v); err != nil {
		return err
	}
	if err := r.softDeletes(v); err != nil {
		return err
	}
	return r.allowedDowngrade(v)
}

func registryDefaults(v registryView) Body {
	return Body{
		"sku": Body{"tier": v.SKU.Name},
		"properties": Body{
			"adminUserEnabled": false, "anonymousPullEnabled": false, "dataEndpointEnabled": false,
			"publicNetworkAccess": enabled, "networkRuleBypassOptions": "AzureServices",
			"zoneRedundancy": disabled,
			"encryption":     Body{"status": "disabled"},
			"networkRuleSet": Body{"defaultAction": "Allow", "ipRules": []any{}},
			"policies": Body{
				"quarantinePolicy":                 Body{"status": "disabled"},
				"trustPolicy":                      Body{"type": "Notary", "status": "disabled"},
				"retentionPolicy":                  Body{"days": 7.0, "status": "disabled"},
				"exportPolicy":                     Body{"status": "enabled"},
				"azureADAuthenticationAsArmPolicy": Body{"status": "enabled"},
				"softDeletePolicy":                 Body{"retentionDays": 7.0, "status": "disabled"},
			},
		},
	}
}

// settleRegistry starts the wait until private link offers the registry's data endpoint.
func settleRegistry(w *World, rec *record) error {
	properties(rec.Body)["status"] = Body{
		"displayStatus": "Ready", "message": "The registry is ready to use.",
		"timestamp": w.at.Format(time.RFC3339Nano),
	}
	if rec.Facts.Ready.IsZero() {
		w.start(taskOffer, rec.ID, w.options.DataGroupDelay)
	}
	return nil
}

func viewRegistry(w *World, rec *record, body Body) {
	p := properties(body)
	connections := []any{}
	for _, c := range w.connectionsOf(rec) {
		if shown, err := w.show(c); err == nil {
			connections = append(connections, shown)
		}
	}
	p["privateEndpointConnections"] = connections
	hosts := []any{}
	// Registries with private endpoints have data endpoints whatever the switch says. Azure docs:
	// container-registry-private-endpoints.
	if see[registryView](rec.Body).Properties.DataEndpointEnabled || len(connections) > 0 {
		for _, region := range w.regions(rec) {
			hosts = append(hosts, azure.DataHost(loginServer(rec), region))
		}
	}
	p["dataEndpointHostNames"] = hosts
}

func (w *World) loginServerFor(name string) string {
	return strings.ToLower(name) + "." + w.cloud.RegistrySuffix
}

func loginServer(reg *record) string {
	return see[registryView](reg.Body).Properties.LoginServer
}

// endpoints are the private endpoints that lead to the registry.
func (w *World) endpoints(reg *record) []*record {
	var found []*record
	for _, endpoint := range w.ofType(typePrivateEndpoint) {
		if same(see[endpointView](endpoint.Body).link().Properties.ServiceID, reg.ID) {
			found = append(found, endpoint)
		}
	}
	return found
}

// registryAt is the registry that a login server belongs to, nil if there is none.
func (w *World) registryAt(login string) *record {
	for _, reg := range w.ofType(typeRegistry) {
		if strings.EqualFold(loginServer(reg), login) {
			return reg
		}
	}
	return nil
}
