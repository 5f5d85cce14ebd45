package world

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
}

// Error is the code and the message.
func (e *Error) Error() string {
	return e.Code + ": " + e.Message
}

func refusal(status int, code, format string, values ...any) *Error {
	return &Error{Status: status, Code: code, Message: fmt.Sprintf(format, values...)}
}

func badRequest(code, format string, values ...any) *Error {
	return refusal(http.StatusBadRequest, code, format, values...)
}

func conflict(code, format string, values ...any) *Error {
	return refusal(http.StatusConflict, code, format, values...)
}

func notFound(code, format string, values ...any) *Error {
	return refusal(http.StatusNotFound, code, format, values...)
}

// asError makes any error one of Azure's; what is not one already is a fault of the simulation.
func asError(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return refusal(http.StatusInternalServerError, "InternalServerError", "%s", err)
}
