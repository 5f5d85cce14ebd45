package timeline

import (
	"slices"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/network/armnetwork/v7"

	"private-acr/azuresim/engine"
	"private-acr/azuresim/world"
	"private-acr/internal/azure"
	"private-acr/internal/catalog"
)

// needs reports whether Azure lets the later span begin only when the earlier one has ended.
func needs(later, earlier Span) bool {
	switch {
	case earlier.Waits:
		return needsWait(later, earlier)
	case azure.Within(later.resource(), earlier.resource()), mentions(later.body, earlier.resource()):
		return true
	case pulls(later):
		return opensWay(earlier)
	}
	return takesTurns(later, earlier)
}

// needsWait reports whether what Azure does by itself has to be done: a data group is offered, a grant works.
func needsWait(later, earlier Span) bool {
	if earlier.operation.Verb == offer && asksForDataGroup(later) {
		return true
	}
	return pulls(later)
}

// pulls reports whether the span makes what pulls an image.
func pulls(s Span) bool {
	return s.isA(catalog.ContainerApp) || s.isA(catalog.Job) || s.isA(catalog.ContainerGroup)
}

// opensWay reports whether a pull needs what the span makes.
func opensWay(s Span) bool {
	return s.operation.Verb == importImage || s.isA(catalog.ZoneGroup) ||
		s.isA(catalog.VirtualNetworkLink)
}

// takesTurns reports whether both are something that a registry takes one at a time.
func takesTurns(a, b Span) bool {
	registry := a.connects()
	return registry != "" && azure.SameID(registry, b.connects())
}

// connects is the registry that a replica or an endpoint is for, empty for anything else.
func (s Span) connects() string {
	switch {
	case s.isA(catalog.Replication):
		return azure.ParentID(s.resource())
	case s.isA(catalog.PrivateEndpoint):
		if link := s.link(); link != nil && link.PrivateLinkServiceID != nil {
			return *link.PrivateLinkServiceID
		}
	}
	return ""
}

func asksForDataGroup(s Span) bool {
	if !s.isA(catalog.PrivateEndpoint) || s.link() == nil {
		return false
	}
	return slices.ContainsFunc(s.link().GroupIDs, func(group *string) bool {
		_, is := azure.DataRegion(*group)
		return is
	})
}

// link is what a private endpoint asks for, nil where it is gone.
func (s Span) link() *armnetwork.PrivateLinkServiceConnectionProperties {
	endpoint, err := engine.Read[armnetwork.PrivateEndpoint](s.body)
	if err != nil || endpoint.Properties == nil {
		return nil
	}
	for _, connection := range endpoint.Properties.PrivateLinkServiceConnections {
		return connection.Properties
	}
	return nil
}

func (s Span) resource() string { return s.operation.ResourceID }

// isA reports whether the span makes, changes or removes a resource of the type.
func (s Span) isA(t catalog.Type) bool {
	id, err := arm.ParseResourceID(s.resource())
	own := slices.Contains([]string{"create", "update", "delete"}, s.operation.Verb)
	return err == nil && own && strings.EqualFold(id.ResourceType.String(), t.ARM)
}

// mentions reports whether a text anywhere in the body is the id, or that of something in it.
func mentions(value any, id string) bool {
	switch value := value.(type) {
	case string:
		return azure.Within(value, id)
	case world.Body:
		for key, inner := range value {
			if azure.Within(key, id) || mentions(inner, id) {
				return true
			}
		}
	case []any:
		return slices.ContainsFunc(value, func(inner any) bool { return mentions(inner, id) })
	}
	return false
}
