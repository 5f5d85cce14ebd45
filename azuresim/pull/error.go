package pull

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"private-acr/azuresim/services/containerregistry"
)

// Error is a failed pull in the words of a container runtime.
type Error struct {
	// Text is what the runtime says.
	Text string
	// Unauthorized says that the registry refused the consumer.
	Unauthorized bool
	// detail is what the simulation knows, for the trace.
	detail error
}

// Error is the text.
func (e *Error) Error() string { return e.Text }

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

func (a *attempt) noSuchHost(host string, detail error) *Error {
	return &Error{detail: detail, Text: fmt.Sprintf("failed to resolve registry '%s': lookup %s on %s: "+
		"no such host", host, host, a.consumer.Resolver)}
}

func (a *attempt) timeout(ip string, detail error) *Error {
	return &Error{detail: detail, Text: fmt.Sprintf("Get \"https://%s/v2/\": dial tcp %s:443: i/o timeout",
		a.image.Host, ip)}
}

func (a *attempt) unknownManifest() *Error {
	local := containerregistry.LocalName(a.image)
	version := strings.TrimLeft(strings.TrimPrefix(local, a.image.Repository), ":@")
	return &Error{
		detail: fmt.Errorf("%s does not exist in %s", local, a.image.Registry()),
		Text: fmt.Sprintf("GET https:: MANIFEST_UNKNOWN: manifest tagged by \"%s\" is not found; map[Tag:%s]",
			version, version),
	}
}

// noReference is the error for what is no reference of an image, in the words of go-containerregistry.
func noReference(text string) *Error {
	return &Error{
		detail: errors.New("it is no reference of an image"),
		Text:   "could not parse reference: " + text,
	}
}
