package arm

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

// longestMessage bounds an error's message, in runes; Azure's can run over pages.
const longestMessage = 400

// Error is an answer of the Resource Manager that is not a success.
type Error struct {
	// Code is Azure's error code, such as "ResourceNotFound", or the HTTP status text without one.
	Code string
	// Message is Azure's message, on one line and cut to 400 characters; it may be empty.
	Message string
	// Status is the HTTP status, such as 404.
	Status int
}

// Error gives code, message and status on one line. The Azure SDK's own text prints the whole exchange.
func (e *Error) Error() string {
	if e.Message == "" {
		return fmt.Sprintf("%s (%d)", e.Code, e.Status)
	}
	return fmt.Sprintf("%s: %s (%d)", e.Code, e.Message, e.Status)
}

// Transient reports whether asking again may help: throttling, a time-out, or a fault of the server.
func (e *Error) Transient() bool {
	return e.Status == http.StatusTooManyRequests || e.Status == http.StatusRequestTimeout || e.Status >= 500
}

func isNotFound(err error) bool {
	var answer *Error
	return errors.As(err, &answer) && answer.Status == http.StatusNotFound
}

// wrap adds what was being done to err, and shortens an answer of the Resource Manager. No error stays none.
func wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	var response *azcore.ResponseError
	if errors.As(err, &response) {
		err = shorten(response)
	}
	return fmt.Errorf("%s: %w", doing, err)
}

func shorten(response *azcore.ResponseError) *Error {
	code, message := envelope(response.RawResponse)
	if code == "" {
		code = response.ErrorCode
	}
	if code == "" {
		code = http.StatusText(response.StatusCode)
	}
	return &Error{Code: code, Message: oneLine(message), Status: response.StatusCode}
}

// envelope reads ARM's {"error":{"code","message"}}, which some services answer without the outer object.
func envelope(response *http.Response) (code, message string) {
	if response == nil {
		return "", ""
	}
	raw, err := runtime.Payload(response)
	if err != nil {
		return "", ""
	}
	type fault struct{ Code, Message string }
	var body struct {
		Error fault
		fault
	}
	if json.Unmarshal(raw, &body) != nil {
		return "", ""
	}
	if body.Error.Code != "" {
		return body.Error.Code, body.Error.Message
	}
	return body.Code, body.Message
}

func oneLine(message string) string {
	runes := []rune(strings.Join(strings.Fields(message), " "))
	if len(runes) > longestMessage {
		return string(runes[:longestMessage]) + "…"
	}
	return string(runes)
}
