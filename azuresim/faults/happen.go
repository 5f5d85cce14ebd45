package faults

import (
	"fmt"
	"net/http"
	"net/http/httptest"
)

// refusal is an answer that Azure gives instead of doing anything.
type refusal struct {
	status        int
	code, message string
}

// refusals are the answers in Resource Manager's words (Azure docs: azure-resource-manager/management/
// request-limits-and-throttling, azure-resource-manager/troubleshooting/common-deployment-errors).
var refusals = map[Kind]refusal{
	Throttled: {
		http.StatusTooManyRequests, "TooManyRequests",
		"The request is being throttled. Please try again later.",
	},
	Busy: {
		http.StatusConflict, "AnotherOperationInProgress",
		"Another operation on this or dependent resource is in progress. Please try again later.",
	},
	Conflict: {
		http.StatusConflict, "Conflict",
		"The request could not be completed due to a conflict with the current state of the resource.",
	},
	ServerError: {
		http.StatusInternalServerError, "InternalServerError",
		"Encountered internal server error.",
	},
	BadGateway: {
		http.StatusBadGateway, "BadGateway",
		"The gateway did not receive a response from the resource provider.",
	},
	Unavailable: {
		http.StatusServiceUnavailable, "ServiceUnavailable",
		"The service is temporarily unavailable. Please try again later.",
	},
}

// happen lets a fault happen to a request; without one, the request is served.
func happen(kind Kind, w http.ResponseWriter, r *http.Request, next http.Handler) {
	if answer, refused := refusals[kind]; refused {
		answer.write(w)
		return
	}
	switch kind {
	case ResetBefore:
		panic(http.ErrAbortHandler)
	case ResetAfter:
		next.ServeHTTP(httptest.NewRecorder(), r)
		panic(http.ErrAbortHandler)
	default:
		next.ServeHTTP(w, r)
	}
}

func (a refusal) write(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	if a.status == http.StatusTooManyRequests {
		h.Set("Retry-After", "1") // The shortest that the header can say.
	}
	w.WriteHeader(a.status)
	// The client may have gone.
	_, _ = fmt.Fprintf(w, `{"error":{"code":%q,"message":%q}}`, a.code, a.message)
}
