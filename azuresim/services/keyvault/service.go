// Package keyvault is Microsoft.KeyVault: vaults without their data plane.
package keyvault

import (
	"strings"

	"private-acr/azuresim/engine"
	"private-acr/azuresim/services/network"
	"private-acr/internal/catalog"
)

// Service is the vaults of one simulated Azure.
type Service struct {
	engine  *engine.Engine
	network *network.Service
}

// badName is the code of refusing a name.
const badName = "VaultNameNotValid"

var types engine.TypeSet[*Service]

// The domain of vaults, and their zone over private link. Azure docs: private-link/private-endpoint-dns.
const (
	vaultSuffix = "vault.azure.net"
	vaultZone   = "privatelink.vaultcore.azure.net"
)

// New makes the service. Private endpoints can lead to its vaults, by the group "vault". Azure docs:
// key-vault/general/private-link-service; the member's name is that of the API's answer.
func New(e *engine.Engine, net *network.Service) *Service {
	net.LinkTo(catalog.Vault.ARM, network.OneGroup{
		Group: "vault", Member: "default",
		Zone:   func(*engine.Resource) string { return vaultZone },
		Host:   host,
		Suffix: func(*engine.Resource) string { return vaultSuffix },
	})
	s := &Service{engine: e, network: net}
	e.Answer(s.calls()...)
	return s
}

func host(vault *engine.Resource) string {
	return strings.ToLower(vault.Name()) + "." + vaultSuffix
}

// Types are the service's types.
func (s *Service) Types() []engine.Type { return types.Of(s) }
