package world

import (
	"private-acr/azuresim/engine"
	"private-acr/azuresim/pull"
	"private-acr/azuresim/services/app"
	"private-acr/azuresim/services/authorization"
	"private-acr/azuresim/services/containerinstance"
	"private-acr/azuresim/services/containerregistry"
	"private-acr/azuresim/services/insights"
	"private-acr/azuresim/services/keyvault"
	"private-acr/azuresim/services/managedidentity"
	"private-acr/azuresim/services/network"
	"private-acr/azuresim/services/operationalinsights"
	"private-acr/azuresim/services/policy"
	"private-acr/azuresim/services/privatedns"
	"private-acr/azuresim/services/resources"
)

// compose makes the services, each of those before it that it needs, and registers their types. Those that
// govern writes are asked in the order in which they are made. A type is added in its service; nothing
// changes here.
func (w *World) compose() {
	e := w.engine
	groups := resources.New(e)
	net := network.New(e, w.options.ServiceLinkLag, w.options.Egress)
	dns := privatedns.New(e, net)
	w.registries = containerregistry.New(e, net, dns, w.options.registries())
	identities := managedidentity.New(e)
	grants := authorization.New(e, identities, w.options.grants())
	w.puller = &pull.Puller{
		Engine: e, Network: net, DNS: dns, Registries: w.registries, Identities: identities, Grants: grants,
	}
	w.apps = app.New(e, net, identities, w.puller, app.Options{ImageCheck: w.options.ImageCheck})
	for _, types := range [][]engine.Type{
		groups.Types(),
		net.Types(),
		dns.Types(),
		w.registries.Types(),
		identities.Types(),
		grants.Types(),
		w.apps.Types(),
		containerinstance.New(e, net, identities, w.puller).Types(),
		operationalinsights.New(e).Types(),
		keyvault.New(e, net).Types(),
		policy.New(e).Types(),
		insights.New(e).Types(),
	} {
		e.Register(types...)
	}
}
