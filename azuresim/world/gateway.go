package world

import (
	"fmt"
	"slices"
	"strings"

	"private-acr/internal/azure"
)

const (
	typePublicIPAddress = "Microsoft.Network/publicIPAddresses"
	typeNatGateway      = "Microsoft.Network/natGateways"
)

var publicIPAddress = kind{
	typ: typePublicIPAddress, name: azure.NamePublicIPAddress, nameCode: "InvalidResourceName",
	place: regional, takes: publicIPAddressTakes, readOnly: []string{
		"ipAddress", "resourceGuid",
		"natGateway",
	},
	accept: acceptPublicIPAddress, settle: settlePublicIPAddress, view: viewPublicIPAddress,
	refuse: refusePublicIPAddress,
}

// natGateway is the way out for container groups in a subnet. Whether they need one to pull is not known, so
// that a missing gateway fails no pull here.
var natGateway = kind{
	typ: typeNatGateway, name: azure.NameNatGateway, nameCode: "InvalidResourceName",
	place: regional, takes: natGatewayTakes, readOnly: []string{"resourceGuid", "subnets"},
	accept: acceptNatGateway, view: viewNatGateway, refuse: refuseNatGateway,
}

type publicIPView struct {
	SKU struct {
		Name string `json:"name"`
	} `json:"sku"`
	Properties struct {
		Allocation string `json:"publicIPAllocationMethod"`
	} `json:"properties"`
}

type natGatewayView struct {
	Properties struct {
		PublicIPAddresses []reference `json:"publicIpAddresses"`
	} `json:"properties"`
}

func acceptPublicIPAddress(r *request) error {
	fill(r.rec.Body, Body{"sku": Body{"name": "Basic", "tier": "Regional"}})
	fill(r.properties(), Body{
		"publicIPAllocationMethod": "Dynamic", "publicIPAddressVersion": "IPv4", "idleTimeoutInMinutes": 4.0,
		"ipTags": []any{}, "resourceGuid": guid(r.rec, "resource"),
	})
	v, err := read[publicIPView](r.rec.Body)
	if err != nil {
		return err
	}
	if strings.EqualFold(v.SKU.Name, "Standard") && !strings.EqualFold(v.Properties.Allocation, "Static") {
		return badRequest("PublicIPAddressWithStandardSkuMustHaveStaticAllocation", "Standard sku publicIp "+
			"%s must have AllocationMethod set to Static.", r.rec.ID)
	}
	return nil
}

func settlePublicIPAddress(_ *World, rec *record) error {
	fill(properties(rec.Body), Body{"ipAddress": publicAddress(rec.ID)})
	return nil
}

func viewPublicIPAddress(w *World, rec *record, body Body) {
	if gateway := w.gatewayOf(rec); gateway != nil {
		properties(body)["natGateway"] = Body{"id": gateway.ID}
	}
}

func refusePublicIPAddress(w *World, rec *record) error {
	gateway := w.gatewayOf(rec)
	if gateway == nil {
		return nil
	}
	return badRequest("PublicIPAddressCannotBeDeleted", "Public IP address %s can not be deleted since it "+
		"is still allocated to resource %s. In order to delete the public IP, disassociate/detach the "+
		"Public IP address from the resource.", rec.ID, gateway.ID)
}

func (w *World) gatewayOf(publicIP *record) *record {
	for _, gateway := range w.ofType(typeNatGateway) {
		uses := func(ref reference) bool { return same(ref.ID, publicIP.ID) }
		if slices.ContainsFunc(see[natGatewayView](gateway.Body).Properties.PublicIPAddresses, uses) {
			return gateway
		}
	}
	return nil
}

func acceptNatGateway(r *request) error {
	v, err := read[natGatewayView](r.rec.Body)
	if err != nil {
		return err
	}
	for _, ref := range v.Properties.PublicIPAddresses {
		if _, err := r.refer(typePublicIPAddress, ref.ID); err != nil {
			return err
		}
	}
	fill(r.properties(), Body{"idleTimeoutInMinutes": 4.0, "resourceGuid": guid(r.rec, "resource")})
	return nil
}

func viewNatGateway(w *World, rec *record, body Body) {
	if subnets := w.subnetsThrough(rec); len(subnets) > 0 {
		properties(body)["subnets"] = references(subnets)
	}
}

// refuseNatGateway uses an assumed code.
func refuseNatGateway(w *World, rec *record) error {
	subnets := w.subnetsThrough(rec)
	if len(subnets) == 0 {
		return nil
	}
	return badRequest("InUseNatGatewayCannotBeDeleted", "NAT gateway %s is in use by %s and cannot be "+
		"deleted.", rec.ID, subnets[0])
}

func (w *World) subnetsThrough(gateway *record) []string {
	var ids []string
	for _, s := range w.ofType(typeSubnet) {
		if ref := see[subnetView](s.Body).Properties.NatGateway; ref != nil && same(ref.ID, gateway.ID) {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// publicAddress is an address that stands for those of the internet; the same seed has the same one. The
// range is set aside for documentation, so that nothing real can have it (RFC 5737).
func publicAddress(seed string) string {
	sum := 0
	for _, b := range []byte(key(seed)) {
		sum = (sum*31 + int(b)) % 254
	}
	return fmt.Sprintf("203.0.113.%d", sum+1)
}
