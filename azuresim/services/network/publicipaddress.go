package network

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/network/armnetwork/v7"

	"private-acr/azuresim/engine"
	"private-acr/internal/catalog"
)

var _ = types.Add((*Service).publicIPAddress)

func (s *Service) publicIPAddress() engine.Type {
	return engine.Type{
		Row: catalog.PublicIPAddress, NameCode: badName, Etag: engine.WeakEtag, OmitsTags: true,
		Takes: engine.Durations{
			Create: 3 * time.Second, Update: 3 * time.Second, Delete: 10 * time.Second, Source: "assumed",
		},
		ReadOnly: []string{"ipAddress", "resourceGuid", "natGateway"},
		Accept:   acceptPublicIPAddress, Settle: settlePublicIPAddress, View: s.viewPublicIPAddress,
		Refuse: s.refusePublicIPAddress,
		Example: engine.Example{Name: "pip-example", Body: func(func(catalog.Type) string) engine.Body {
			return engine.Body{
				"location": "koreacentral", "sku": engine.Body{"name": "Standard"},
				"properties": engine.Body{"publicIPAllocationMethod": "Static"},
			}
		}},
	}
}

func acceptPublicIPAddress(r *engine.Request) error {
	engine.Fill(r.Resource.Body, engine.Body{"sku": engine.Body{"name": "Basic", "tier": "Regional"}})
	spell(engine.Within(r.Resource.Body, "sku"), "name", armnetwork.PossiblePublicIPAddressSKUNameValues())
	spell(engine.Within(r.Resource.Body, "sku"), "tier", armnetwork.PossiblePublicIPAddressSKUTierValues())
	engine.Fill(r.Properties(), engine.Body{
		"publicIPAllocationMethod": "Dynamic", "publicIPAddressVersion": "IPv4", "idleTimeoutInMinutes": 4.0,
		"ipTags": []any{}, "resourceGuid": r.Resource.GUID("resource"),
	})
	ip, err := engine.Read[armnetwork.PublicIPAddress](r.Resource.Body)
	if err != nil {
		return err
	}
	standard := engine.Is(engine.Value(ip.SKU).Name, armnetwork.PublicIPAddressSKUNameStandard)
	static := engine.Is(engine.Value(ip.Properties).PublicIPAllocationMethod,
		armnetwork.IPAllocationMethodStatic)
	if standard && !static {
		return engine.BadRequest("PublicIPAddressWithStandardSkuMustHaveStaticAllocation", "Standard sku "+
			"publicIp %s must have AllocationMethod set to Static.", r.Resource.ID)
	}
	return nil
}

// spell writes a value as Azure does, however the request does.
func spell[E ~string](body engine.Body, key string, known []E) {
	for _, value := range known {
		if given, _ := body[key].(string); strings.EqualFold(given, string(value)) {
			body[key] = string(value)
		}
	}
}

// settlePublicIPAddress gives static addresses theirs. A dynamic one has none while nothing uses it, and
// nothing here does.
func settlePublicIPAddress(ip *engine.Resource) error {
	p := engine.Value(engine.As[armnetwork.PublicIPAddress](ip).Properties)
	if engine.Is(p.PublicIPAllocationMethod, armnetwork.IPAllocationMethodStatic) {
		engine.Fill(ip.Properties(), engine.Body{"ipAddress": PublicAddress(ip.ID)})
	}
	return nil
}

func (s *Service) viewPublicIPAddress(ip *engine.Resource, body engine.Body) {
	if gateway := s.gatewayOf(ip); gateway != nil {
		engine.Properties(body)["natGateway"] = engine.Body{"id": gateway.ID}
	}
}

func (s *Service) refusePublicIPAddress(ip *engine.Resource) error {
	gateway := s.gatewayOf(ip)
	if gateway == nil {
		return nil
	}
	return engine.BadRequest("PublicIPAddressCannotBeDeleted",
		"Public IP address %s can not be deleted since "+
			"it is still allocated to resource %s. In order to delete the public IP, disassociate/detach "+
			"the "+
			"Public IP address from the resource.", ip.ID, gateway.ID)
}

func (s *Service) gatewayOf(ip *engine.Resource) *engine.Resource {
	for _, gateway := range s.engine.OfType(catalog.NatGateway.ARM) {
		uses := func(id string) bool { return same(id, ip.ID) }
		if slices.ContainsFunc(publicAddresses(engine.As[armnetwork.NatGateway](gateway)), uses) {
			return gateway
		}
	}
	return nil
}

// PublicAddress is an address that stands for those of the internet; the same seed has the same one. The
// range is set aside for documentation, so that nothing real can have it (RFC 5737).
func PublicAddress(seed string) string {
	sum := 0
	for _, b := range []byte(engine.Key(seed)) {
		sum = (sum*31 + int(b)) % 254
	}
	return fmt.Sprintf("203.0.113.%d", sum+1)
}
