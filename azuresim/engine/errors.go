package engine

import (
	"errors"
	"fmt"
	"net/http"
)

// Error is a refusal in Azure's words. It travels to the client as the Resource Manager's error envelope.
type Error struct {
	// Status is the HTTP status of an immediate refusal; the error of an operation carries it too.
	Status  int     `json:"status"`
	Code    string  `json:"code"`
	Message string  `json:"message"`
	Target  string  `json:"target,omitempty"`
	Details []Error `json:"details,omitempty"`
	// AdditionalInfo is what a client can do more with than with the message.
	AdditionalInfo []AdditionalInfo `json:"additionalInfo,omitempty"`
}

// AdditionalInfo is one thing more that an error tells, in a form that its type says.
type AdditionalInfo struct {
	Type string `json:"type"`
	Info any    `json:"info"`
}

// Error is the code and the message.
func (e *Error) Error() string {
	return e.Code + ": " + e.Message
}

// Refusal makes an error with an HTTP status. The message is formatted as by fmt.Sprintf.
func Refusal(status int, code, format string, values ...any) *Error {
	return &Error{Status: status, Code: code, Message: fmt.Sprintf(format, values...)}
}

// BadRequest is a Refusal with status 400.
func BadRequest(code, format string, values ...any) *Error {
	return Refusal(http.StatusBadRequest, code, format, values...)
}

// Conflict is a Refusal with status 409.
func Conflict(code, format string, values ...any) *Error {
	return Refusal(http.StatusConflict, code, format, values...)
}

// NotFound is a Refusal with status 404.
func NotFound(code, format string, values ...any) *Error {
	return Refusal(http.StatusNotFound, code, format, values...)
}

// ReservedName refuses a name with a word that Azure keeps to itself. Azure docs:
// azure-resource-manager/troubleshooting/error-reserved-resource-name.
func ReservedName(name string) *Error {
	return BadRequest("ReservedResourceName", "The resource name '%s' or a part of the name is a "+
		"trademarked or reserved word.", name)
}

// AsError makes any error one of Azure's; what is not one already is a fault of the simulation.
func AsError(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return Refusal(http.StatusInternalServerError, "InternalServerError", "%s", err)
}
