package pull

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"private-acr/azuresim/services/containerregistry"
	"private-acr/azuresim/services/network"
)

// Error is a failed pull in the words of a container runtime.
type Error struct {
	// Text is what the runtime says.
	Text string
	// Unauthorized says that the registry refused the consumer.
	Unauthorized bool
	// NoWayOut says that the consumer's network let it reach nothing of what it needs.
	NoWayOut bool
	// daemon is what a container engine says where it differs from the Text.
	daemon string
	// detail is what the simulation knows, for the trace.
	detail error
}

// Error is the text.
func (e *Error) Error() string { return e.Text }

// Daemon is what a container engine says of the same, as the events of container groups show it.
func (e *Error) Daemon() string {
	if e.daemon != "" {
		return "Error response from daemon: " + e.daemon
	}
	return "Error response from daemon: " + e.Text
}

// reason is from the logs in azure-container-apps-practical-guide.
func (e *Error) reason() string {
	if e.Unauthorized {
		return "ImagePullUnauthorized"
	}
	return "ImagePullFailed"
}

func (a *attempt) unauthorized(detail error) *Error {
	query := url.Values{"scope": {"repository:" + a.image.Repository + ":pull"}}.Encode()
	return &Error{Unauthorized: true, detail: detail, Text: fmt.Sprintf("GET https:?%s&service=%s: "+
		"UNAUTHORIZED: authentication required, visit https://aka.ms/acr/authorization", query, a.image.Host)}
}

// denied is the error of a registry that is closed to the public, which apps take for a missing login, and
// whose own words container groups repeat (Azure/acr#633).
func (a *attempt) denied(from string, detail error) *Error {
	denied := a.unauthorized(detail)
	denied.daemon = fmt.Sprintf("Head \"https://%s/v2/%s/manifests/%s\": denied: client with IP '%s' is not "+
		"allowed access. Refer https://aka.ms/acr/firewall to grant access.", a.image.Host,
		a.image.Repository, a.version(), from)
	return denied
}

func (a *attempt) noSuchHost(host string, detail error) *Error {
	return &Error{detail: detail, Text: fmt.Sprintf("failed to resolve registry '%s': lookup %s on %s: "+
		"no such host", host, host, a.consumer.Resolver)}
}

func (a *attempt) timeout(ip string, detail error) *Error {
	return &Error{detail: detail, Text: fmt.Sprintf("Get \"https://%s/v2/\": dial tcp %s:443: i/o timeout",
		a.image.Host, ip)}
}

// noWay is the error for a connection that an obstacle stops: one that is closed, as a firewall closes it
// (azure-container-apps#892, bicep-ptn-aiml-landing-zone#78), or one that nobody answers.
func (a *attempt) noWay(host, ip string, way *network.Obstacle) *Error {
	if way.Reset {
		return &Error{NoWayOut: true, detail: way, Text: fmt.Sprintf("Get \"https://%s/v2/\": EOF", host)}
	}
	return &Error{NoWayOut: true, detail: way, Text: fmt.Sprintf("Get \"https://%s/v2/\": dial tcp %s:443: "+
		"i/o timeout", host, ip)}
}

// noToken is the error for an identity that cannot sign in: azure-container-apps#1061 and #1158, the latter
// of a landing zone with firewalls.
func (a *attempt) noToken(id string, way *network.Obstacle) *Error {
	return &Error{
		NoWayOut: true, detail: fmt.Errorf("signing in at %s: %w", entraHost, way),
		Text: fmt.Sprintf("unable to pull image using Managed identity %s for registry %s", id, a.image.Host),
	}
}

func (a *attempt) unknownManifest() *Error {
	local, version := containerregistry.LocalName(a.image), a.version()
	return &Error{
		detail: fmt.Errorf("%s does not exist in %s%s", local, a.image.Registry(), a.where()),
		Text: fmt.Sprintf("GET https:: MANIFEST_UNKNOWN: manifest tagged by \"%s\" is not found; map[Tag:%s]",
			version, version),
	}
}

// version is the tag or the digest of the image.
func (a *attempt) version() string {
	local := containerregistry.LocalName(a.image)
	return strings.TrimLeft(strings.TrimPrefix(local, a.image.Repository), ":@")
}

// where is the region in which a registry of this Azure answered, for the trace.
func (a *attempt) where() string {
	if a.registry == nil {
		return ""
	}
	return ", as " + a.site.Region() + " knows it"
}

// noReference is the error for what is no reference of an image, in the words of go-containerregistry.
func noReference(text string) *Error {
	return &Error{
		detail: errors.New("it is no reference of an image"),
		Text:   "could not parse reference: " + text,
	}
}
