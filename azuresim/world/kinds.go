package world

import (
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"

	"private-acr/internal/azure"
)

// kind is what the world knows of one type of resource. Functions that a kind does not need are nil.
type kind struct {
	// typ is the type as Azure writes it.
	typ string
	// name is the rule for names, empty for types that have none here; nameCode is the code of its refusal.
	name     azure.NameKind
	nameCode string
	// place says which locations the type has.
	place placement
	// stateless types show no provisioning state.
	stateless bool
	// takes are the durations of its operations.
	takes durations
	// busyCode is the code of refusing a write during an operation.
	busyCode string
	// readOnly properties are Azure's to set: a request that names them is not refused, and not heard.
	readOnly []string
	// accept checks a request and completes its body, changing nothing else.
	accept func(*request) error
	// begin changes the world, or the record, once a request is accepted. It cannot fail.
	begin func(*request)
	// settle is what comes to be at the end of a create or update; its error is the operation's.
	settle func(*World, *record) error
	// view adds what other resources say to a body that is about to be shown.
	view func(*World, *record, Body)
	// refuse says why a resource cannot be deleted.
	refuse func(*World, *record) error
	// removed is called when a resource is gone.
	removed func(*World, *record)
}

// placement is where a type's resources can be.
type placement int

const (
	nowhere placement = iota
	regional
	global
)

// request is a PUT on its way through a kind.
type request struct {
	w   *World
	id  *arm.ResourceID
	rec *record
	// old is the record as it was, nil for a create.
	old *record
	// put is what accept computed for begin.
	put any
}

func (r *request) properties() Body {
	return properties(r.rec.Body)
}

func (k kind) mark(rec *record, state string) {
	if !k.stateless {
		properties(rec.Body)["provisioningState"] = state
	}
}

// kinds are all kinds by lower-case type. A world gets them when it is opened: as a variable they would
// depend on themselves, because kinds look each other up.
func kinds() map[string]kind {
	byType := map[string]kind{}
	for _, k := range []kind{
		resourceGroup, virtualNetwork, subnet, publicIPAddress, natGateway,
		privateEndpoint, networkInterface, zoneGroup, privateZone, zoneRecord, zoneLink,
		registry, replication, endpointConnection, userIdentity, roleAssignment,
		managedEnvironment, containerApp, containerGroup,
		workspace, vault,
	} {
		byType[strings.ToLower(k.typ)] = k
	}
	return byType
}

func (w *World) kindOf(resourceType string) (kind, bool) {
	k, known := w.kinds[strings.ToLower(resourceType)]
	return k, known
}
