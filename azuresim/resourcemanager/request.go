package resourcemanager

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"regexp"
	"strings"

	"private-acr/azuresim/armschema"
	"private-acr/azuresim/world"
)

// maxBody is Resource Manager's own limit on a request (Azure docs: azure-subscription-service-limits).
const maxBody = 4 << 20

var versionFormat = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}(-[a-z]+)?$`)

// authenticate wants a bearer token and asks no more of it: whose it is matters to no behaviour simulated.
func authenticate(r *http.Request) error {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") || strings.TrimSpace(token) == "" {
		return refuse(http.StatusUnauthorized, "AuthenticationFailed",
			"Authentication failed. The 'Authorization' header is missing.")
	}
	return nil
}

func checkVersion(r *http.Request) error {
	version := r.URL.Query().Get("api-version")
	if version == "" {
		return refuse(http.StatusBadRequest, "MissingApiVersionParameter",
			"The api-version query parameter (?api-version=) is required for all requests.")
	}
	if !versionFormat.MatchString(strings.ToLower(version)) {
		return invalidVersion(version, apiVersions(groupType))
	}
	return nil
}

// readBody reads a JSON object. An empty body is nil, for an action may have none.
func readBody(r *http.Request) (world.Body, error) {
	text, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, maxBody))
	if tooLarge := new(http.MaxBytesError); errors.As(err, &tooLarge) {
		return nil, refuse(http.StatusRequestEntityTooLarge, "RequestContentTooLarge",
			"The request content size exceeds the maximum size of 4 MB.")
	}
	if err != nil {
		return nil, unreadable(err.Error())
	}
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, nil
	}
	media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if media != "application/json" {
		return nil, refuse(http.StatusUnsupportedMediaType, "UnsupportedMediaType",
			"The content media type '%s' is not supported. Only 'application/json' is supported.", media)
	}
	return decode(text)
}

func decode(text []byte) (world.Body, error) {
	var body world.Body
	if err := json.Unmarshal(text, &body); err != nil {
		return nil, unreadable(err.Error())
	}
	if body == nil {
		return nil, unreadable("the content is not a JSON object")
	}
	return body, nil
}

func unreadable(reason string) error {
	return refuse(http.StatusBadRequest, "InvalidRequestContent",
		"The request content was invalid and could not be deserialized: '%s'.", reason)
}

// readResource reads the body of a write and checks it against the Azure SDK's model of the type.
func readResource(r *http.Request, resourceType string) (world.Body, error) {
	body, err := readBody(r)
	if err != nil {
		return nil, err
	}
	if body == nil {
		return nil, refuse(http.StatusBadRequest, "MissingRequestBody",
			"The request body must be present and hold a JSON object.")
	}
	model, known := armschema.For(resourceType)
	if !known {
		return body, nil
	}
	return body, mismatch(append(model.Request.Check(body), unknown(r, resourceType, body)...))
}

func mismatch(faults []armschema.Fault) error {
	if len(faults) == 0 {
		return nil
	}
	refused := refuse(http.StatusBadRequest, "InvalidRequestContent",
		"The request content was invalid and could not be deserialized: '%s'. Path '%s'.",
		faults[0].Problem, faults[0].Path)
	refused.Target = faults[0].Path
	for _, f := range faults[1:] {
		refused.Details = append(refused.Details,
			world.Error{Code: refused.Code, Message: f.Problem, Target: f.Path})
	}
	return refused
}
